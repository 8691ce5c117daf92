/**
 * What the commands of one group see and leave behind: the rows that were read, with the changes of earlier commands of
 * the group folded in, one last value a key. Commands are judged over it in memory; the store is asked once a table.
 */
import type { Change } from '../../commands/change.ts'
import { type Found, type Key, NotRead, type Read, type ReadSet } from '../../commands/found.ts'
import { TABLES, type TableName, type Tables } from '../../domain/model/index.ts'
import type { AnyRow, RowOf, Table } from '../../domain/model/table.ts'
import type { StoreChanges, StoreKey, StoreRead, TableChanges } from '../../store/store.ts'

type KeyText = string

const keyText = (key: Key): KeyText => (key.length === 1 ? String(key[0]) : JSON.stringify(key))
const tableOf = (name: TableName): Table => TABLES[name] as unknown as Table
const keyOf = (table: Table, row: AnyRow): Key => table.key.map(column => row[column] as string | number)
const listText = (table: string, index: string, prefix: Key): string => JSON.stringify([table, index, ...prefix])

interface Listed {
  table: TableName
  index: string
  prefix: Key
  rows: readonly AnyRow[]
}

export class GroupView implements Found {
  /** Tables that changes only ever insert into under new keys. */
  readonly #inserts: ReadonlySet<TableName>
  /** Their rows, where nobody has read of the table: no later change meets them, so they need not be found again. */
  readonly #inserted = new Map<TableName, AnyRow[]>()
  /** As the store has them; null: read, and not there. */
  readonly #stored = new Map<TableName, Map<KeyText, AnyRow | null>>()
  readonly #lists = new Map<string, Listed>()
  readonly #changed = new Map<TableName, Map<KeyText, { key: Key; row: AnyRow | null }>>()

  constructor(inserts: readonly TableName[] = []) {
    this.#inserts = new Set(inserts)
  }

  /** The parts of `reads` that have not been read yet. */
  missing(reads: ReadSet): StoreRead[] {
    return reads.flatMap((read): StoreRead[] => {
      if ('index' in read) return this.#lists.has(listText(read.table, read.index, read.prefix)) ? [] : [read]
      const known = this.#stored.get(read.table)
      const keys = read.keys.filter(key => !known?.has(keyText(key)))
      return keys.length === 0 ? [] : [{ table: read.table, keys }]
    })
  }

  /** Takes in what the store answered to `reads`. */
  take(reads: readonly StoreRead[], answers: readonly (readonly AnyRow[])[]): void {
    for (const [index, read] of reads.entries()) {
      const rows = answers[index] ?? []
      const stored = this.#storedOf(read.table)
      if ('index' in read) {
        this.#lists.set(listText(read.table, read.index, read.prefix), { ...read, rows })
      } else {
        for (const key of read.keys) if (!stored.has(keyText(key))) stored.set(keyText(key), null)
      }
      const table = tableOf(read.table)
      for (const row of rows) stored.set(keyText(keyOf(table, row)), row)
    }
  }

  row<T extends TableName>(table: T, ...key: Key): RowOf<Tables[T]> | null {
    const text = keyText(key)
    const changed = this.#changed.get(table)?.get(text)
    if (changed !== undefined) return changed.row as RowOf<Tables[T]> | null
    const stored = this.#stored.get(table)?.get(text)
    if (stored === undefined) throw new NotRead(table, key)
    return stored as RowOf<Tables[T]> | null
  }

  rows<T extends TableName>(table: T, index: string, prefix: Key): readonly RowOf<Tables[T]>[] {
    const listed = this.#lists.get(listText(table, index, prefix))
    if (listed === undefined) throw new NotRead(table, prefix)
    return this.#folded(listed) as readonly RowOf<Tables[T]>[]
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === 'upsert' && this.#inserts.has(change.table) && !this.#stored.has(change.table)) {
        this.#insert(change.table, change.row)
        continue
      }
      const key = change.kind === 'upsert' ? keyOf(tableOf(change.table), change.row) : change.key
      let changed = this.#changed.get(change.table)
      if (changed === undefined) {
        changed = new Map()
        this.#changed.set(change.table, changed)
      }
      changed.set(keyText(key), { key, row: change.kind === 'upsert' ? change.row : null })
    }
  }

  #insert(table: TableName, row: AnyRow): void {
    const rows = this.#inserted.get(table)
    if (rows === undefined) this.#inserted.set(table, [row])
    else rows.push(row)
  }

  /** The last value of every changed key, for the store. */
  changes(): StoreChanges {
    const folded = new Map<TableName, TableChanges>()
    for (const [table, upserts] of this.#inserted) folded.set(table, { upserts, deletes: [] })
    for (const [table, changed] of this.#changed) {
      const upserts: AnyRow[] = []
      const deletes: StoreKey[] = []
      for (const { key, row } of changed.values()) {
        if (row === null) deletes.push(key)
        else upserts.push(row)
      }
      folded.set(table, { upserts, deletes })
    }
    return folded
  }

  #storedOf(table: TableName): Map<KeyText, AnyRow | null> {
    let stored = this.#stored.get(table)
    if (stored === undefined) {
      stored = new Map()
      this.#stored.set(table, stored)
    }
    return stored
  }

  /** A list as it reads after the group's changes: rows that left the prefix drop out, rows that joined it come in. */
  #folded({ table: name, index, prefix, rows }: Listed): readonly AnyRow[] {
    const changed = this.#changed.get(name)
    if (changed === undefined) return rows
    const table = tableOf(name)
    const columns = table.indexes[index] ?? []
    const kept = rows.filter(row => !changed.has(keyText(keyOf(table, row))))
    const joined = [...changed.values()].flatMap(({ row }) =>
      row !== null && prefix.every((value, at) => row[columns[at] ?? ''] === value) ? [row] : [],
    )
    if (joined.length === 0) return kept
    return [...kept, ...joined].sort((left, right) => compareBy(columns, left, right))
  }
}

/** Index order as the stores have it: by column, nulls last. */
function compareBy(columns: readonly string[], left: AnyRow, right: AnyRow): number {
  for (const column of columns) {
    const a = left[column] ?? null
    const b = right[column] ?? null
    if (a === b) continue
    if (a === null) return 1
    if (b === null) return -1
    return a < b ? -1 : 1
  }
  return 0
}

/** Reads of several commands as few questions: keys of one table together, each list once. */
export function mergeReads(reads: readonly Read[]): Read[] {
  const keys = new Map<TableName, Map<KeyText, Key>>()
  const lists = new Map<string, Read>()
  for (const read of reads) {
    if ('index' in read) {
      lists.set(listText(read.table, read.index, read.prefix), read)
      continue
    }
    let known = keys.get(read.table)
    if (known === undefined) {
      known = new Map()
      keys.set(read.table, known)
    }
    for (const key of read.keys) known.set(keyText(key), key)
  }
  return [...[...keys].map(([table, known]): Read => ({ table, keys: [...known.values()] })), ...lists.values()]
}
