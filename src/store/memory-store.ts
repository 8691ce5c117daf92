/**
 * The store in memory, for the simulator and for tests: the same contract as PGlite's, and nothing in it differs from
 * one run to the next. It hands out frozen rows.
 */
import { TABLES, type TableName } from '../domain/model/index.ts'
import type { AnyRow } from '../domain/model/table.ts'
import { MemoryTable } from './memory-table.ts'
import { mutex } from './mutex.ts'
import { keyOfRow, keyText, tableOf } from './rows.ts'
import { checkReads, type Driver, runInScope } from './scope.ts'
import { StatementFailed, type Store, type StoreChanges, type StoreKey, type StoreRead } from './store.ts'

/** How to take one change back: the row that stood under the key, or none. */
type Undo = { table: TableName; key: StoreKey; before: AnyRow | null }

class Memory {
  readonly #tables = new Map<TableName, MemoryTable>(
    Object.entries(TABLES).map(([name, table]) => [name as TableName, new MemoryTable(table)]),
  )
  readonly #undo: Undo[] = []

  table(name: TableName): MemoryTable {
    return this.#tables.get(name) as MemoryTable
  }

  read(reads: readonly StoreRead[]): AnyRow[][] {
    return reads.map(read => {
      const table = this.table(read.table)
      if ('index' in read) return table.below(read.index, read.prefix, read.limit)
      const keys = new Map(read.keys.map(key => [keyText(key), key]))
      return [...keys.values()].map(key => table.get(key)).filter(row => row !== null)
    })
  }

  put(name: TableName, row: AnyRow): void {
    const key = keyOfRow(tableOf(name), row)
    this.#undo.push({ table: name, key, before: this.table(name).put(row) })
  }

  delete(name: TableName, key: StoreKey): void {
    this.#undo.push({ table: name, key, before: this.table(name).delete(key) })
  }

  /** How many changes can be taken back. */
  get position(): number {
    return this.#undo.length
  }

  /** Takes back all changes after that position, the last one first. */
  undoTo(position: number): void {
    for (const { table, key, before } of this.#undo.splice(position).reverse()) {
      if (before === null) this.table(table).delete(key)
      else this.table(table).put(before)
    }
  }

  commit(): void {
    this.#undo.length = 0
  }
}

const duplicate = (table: TableName): StatementFailed =>
  new StatementFailed('duplicate key value violates the primary key', { table, code: '23505' })

function apply(memory: Memory, changes: StoreChanges): void {
  for (const [name, { upserts, deletes }] of changes) {
    for (const key of deletes) memory.delete(name, key)
    const keys = new Set(upserts.map(row => keyText(keyOfRow(tableOf(name), row))))
    if (keys.size < upserts.length) throw new StatementFailed('one key is given twice', { table: name, code: '21000' })
    for (const row of upserts) memory.put(name, row)
  }
}

function load(memory: Memory, name: TableName, rows: readonly AnyRow[]): void {
  const table = tableOf(name)
  for (const row of rows) {
    if (memory.table(name).get(keyOfRow(table, row)) !== null) throw duplicate(name)
    memory.put(name, row)
  }
}

function driver(memory: Memory): Driver {
  const marks: number[] = []
  return {
    read: async reads => memory.read(reads),
    apply: async changes => apply(memory, changes),
    load: async (name, rows) => load(memory, name, rows),
    mark: async depth => {
      marks[depth] = memory.position
    },
    release: async () => undefined,
    undo: async depth => memory.undoTo(marks[depth] ?? 0),
  }
}

export function openMemoryStore(): Store {
  const memory = new Memory()
  const serialise = mutex()
  return {
    read: reads =>
      serialise(async () => {
        checkReads(reads)
        return memory.read(reads)
      }),
    transaction: work =>
      serialise(async () => {
        try {
          const result = await runInScope(driver(memory), work)
          memory.commit()
          return result
        } catch (error) {
          memory.undoTo(0)
          throw error
        }
      }),
    close: () => serialise(async () => undefined),
  }
}
