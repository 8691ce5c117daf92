/** The view laid beside its journal: every table that entries write, row by row, against a rebuild in memory. */
import { applyEntries, type Books } from '../../src/core/writing/apply.ts'
import { canonicalJson, type JsonValue } from '../../src/domain/canonical.ts'
import { TABLES, type TableName } from '../../src/domain/model/index.ts'
import type { AnyRow, Table } from '../../src/domain/model/table.ts'
import type { Entry } from '../../src/protocol/entry.ts'
import { openMemoryStore } from '../../src/store/memory-store.ts'
import { keyOfRow, keyText } from '../../src/store/rows.ts'
import type { Sql } from '../../src/store/sql.ts'
import { quoted, selectList } from '../../src/store/statements.ts'
import type { Store, StoreChanges, Transaction } from '../../src/store/store.ts'

/** Rows as canonical JSON by table and key. */
export type Dump = ReadonlyMap<TableName, ReadonlyMap<string, string>>

/** Leases of claims are no result of an entry. */
const COMPARED = (Object.keys(TABLES) as TableName[]).filter(name => !TABLES[name].local)

export async function dumpOf(sql: Sql): Promise<Dump> {
  const dump = new Map<TableName, Map<string, string>>()
  for (const name of COMPARED) {
    const rows = await sql.query<Record<string, JsonValue>>(
      `select ${selectList(TABLES[name], 't')} from ${quoted(name)} t`,
    )
    dump.set(name, new Map(rows.map(row => [keyText(keyOfRow(TABLES[name] as Table, row)), canonicalJson(row)])))
  }
  return dump
}

export interface ListedStore {
  store: Store
  /** What it holds now. */
  dump(): Dump
  /** Applies entries to it, a block a transaction. */
  fill(entries: Iterable<readonly Entry[]>, books: Books): Promise<void>
}

/** A store in memory that also lists what it holds. */
export function listedStore(): ListedStore {
  const inner = openMemoryStore()
  const rows = new Map(COMPARED.map(name => [name, new Map<string, string>()]))
  const keep = (changes: StoreChanges): void => {
    for (const [name, { upserts, deletes }] of changes) {
      for (const key of deletes) rows.get(name)?.delete(keyText(key))
      for (const row of upserts)
        rows.get(name)?.set(keyText(keyOfRow(TABLES[name] as Table, row)), canonicalJson(row as JsonValue))
    }
  }
  const store: Store = {
    ...inner,
    transaction: async work => {
      const changed: StoreChanges[] = []
      const result = await inner.transaction(transaction => work(recording(transaction, changed)))
      for (const changes of changed) keep(changes)
      return result
    },
  }
  const fill: ListedStore['fill'] = async (entries, books) => {
    for (const block of entries) await store.transaction(transaction => applyEntries(transaction, block, books))
  }
  return { store, dump: () => rows, fill }
}

function recording(transaction: Transaction, changed: StoreChanges[]): Transaction {
  return {
    read: reads => transaction.read(reads),
    savepoint: async work => {
      const mark = changed.length
      try {
        return await transaction.savepoint(work)
      } catch (error) {
        changed.length = mark
        throw error
      }
    },
    apply: async changes => {
      await transaction.apply(changes)
      changed.push(changes)
    },
    load: async (table, rows: readonly AnyRow[]) => {
      await transaction.load(table, rows)
      changed.push(new Map([[table, { upserts: rows, deletes: [] }]]))
    },
  }
}

/** What the entries make of an empty store. */
export async function rebuilt(entries: Iterable<readonly Entry[]>, books: Books): Promise<Dump> {
  const { dump, fill } = listedStore()
  await fill(entries, books)
  return dump()
}

/** The first rows that differ, in words; none where both hold the same. */
export function differences(view: Dump, journal: Dump): string[] {
  return COMPARED.flatMap(name => {
    const [seen, told] = [view.get(name), journal.get(name)]
    const keys = new Set([...(seen?.keys() ?? []), ...(told?.keys() ?? [])])
    const bad = [...keys].filter(key => seen?.get(key) !== told?.get(key))
    const first = bad
      .slice(0, 2)
      .map(key => `${name} ${key}: view ${seen?.get(key) ?? 'none'}, journal ${told?.get(key) ?? 'none'}`)
    return bad.length > 2 ? [...first, `${name}: ${bad.length} rows differ`] : first
  })
}
