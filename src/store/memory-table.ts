/** A table in memory: rows by primary key, and a sorted list of rows for each index. */
import type { JsonValue } from '../domain/canonical.ts'
import type { AnyRow, Table } from '../domain/model/table.ts'
import { keyOfRow, keyText } from './rows.ts'
import type { StoreKey } from './store.ts'

/** Text by code point, as PostgreSQL's "C" collation: UTF-16 units order characters beyond U+FFFF before U+E000. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return (a.codePointAt(at) as number) - (b.codePointAt(at) as number)
  }
  return a.length - b.length
}

/** Null comes last. */
export function compareValues(a: JsonValue, b: JsonValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  return Number(a) - Number(b)
}

const compareBy =
  (columns: readonly string[]) =>
  (a: AnyRow, b: AnyRow): number => {
    for (const column of columns) {
      const order = compareValues(a[column] as JsonValue, b[column] as JsonValue)
      if (order !== 0) return order
    }
    return 0
  }

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

/** A row as a database would hand it back: a copy, without -0. */
const copied = (row: AnyRow): AnyRow => frozen(JSON.parse(JSON.stringify(row)) as AnyRow)

interface Sorted {
  readonly columns: readonly string[]
  readonly compare: (a: AnyRow, b: AnyRow) => number
  rows: AnyRow[]
  /** Rows added since it was last sorted: a load sorts once, not once a row. */
  unsorted: boolean
}

export class MemoryTable {
  readonly #table: Table
  readonly #rows = new Map<string, AnyRow>()
  readonly #indexes = new Map<string, Sorted>()

  constructor(table: Table) {
    this.#table = table
    for (const [name, columns] of Object.entries(table.indexes)) {
      const order = [...new Set([...columns, ...table.key])]
      this.#indexes.set(name, { columns, compare: compareBy(order), rows: [], unsorted: false })
    }
  }

  get(key: StoreKey): AnyRow | null {
    return this.#rows.get(keyText(key)) ?? null
  }

  below(index: string, prefix: StoreKey, limit: number): AnyRow[] {
    const sorted = this.#sorted(index)
    const matches = (row: AnyRow): boolean => prefix.every((value, at) => row[sorted.columns[at] as string] === value)
    const bound = Object.fromEntries(prefix.map((value, at) => [sorted.columns[at], value]))
    const compare = compareBy(sorted.columns.slice(0, prefix.length))
    const found: AnyRow[] = []
    for (let at = firstAt(sorted.rows, row => compare(row, bound) >= 0); at < sorted.rows.length; at += 1) {
      const row = sorted.rows[at] as AnyRow
      if (found.length >= limit || !matches(row)) break
      found.push(row)
    }
    return found
  }

  /** Answers the row that stood there. */
  put(row: AnyRow): AnyRow | null {
    const before = this.delete(keyOfRow(this.#table, row))
    this.#add(copied(row))
    return before
  }

  /** Answers the row that stood there. */
  delete(key: StoreKey): AnyRow | null {
    const before = this.get(key)
    if (before === null) return null
    this.#rows.delete(keyText(key))
    for (const name of this.#indexes.keys()) {
      const { rows, compare } = this.#sorted(name)
      rows.splice(
        firstAt(rows, row => compare(row, before) >= 0),
        1,
      )
    }
    return before
  }

  #add(row: AnyRow): void {
    this.#rows.set(keyText(keyOfRow(this.#table, row)), row)
    for (const index of this.#indexes.values()) {
      index.rows.push(row)
      index.unsorted = true
    }
  }

  #sorted(name: string): Sorted {
    const index = this.#indexes.get(name) as Sorted
    if (index.unsorted) index.rows.sort(index.compare)
    index.unsorted = false
    return index
  }
}

/** The first place whose row passes a test that all rows after it pass too. */
function firstAt(rows: readonly AnyRow[], passes: (row: AnyRow) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(rows[middle] as AnyRow)) high = middle
    else low = middle + 1
  }
  return low
}
