/** What a command asks to see, and what it then sees. */

import type { TableName, Tables } from '../domain/model/index.ts'
import type { RowOf } from '../domain/model/table.ts'

export type Key = readonly (string | number | boolean)[]

/** Rows by primary key, or by a prefix of a declared index in index order, never more than `limit`. */
export type Read =
  | { table: TableName; keys: readonly Key[] }
  | { table: TableName; index: string; prefix: Key; limit: number }

export type ReadSet = readonly Read[]

/** Rows by primary key; a key that is not there reads as null. */
export const byKey = (table: TableName, ...keys: Key[]): Read => ({ table, keys })
/** Rows under a prefix of an index, in index order, the first `limit` of them. */
export const byIndex = (table: TableName, index: string, prefix: Key, limit: number): Read => ({
  table,
  index,
  prefix,
  limit,
})

/** The rows that were read, with those changed earlier in the same group folded in. */
export interface Found {
  /** The row under that key, null where there is none. Asking for a key that was not read throws `NotRead`. */
  row<T extends TableName>(table: T, ...key: Key): RowOf<Tables[T]> | null
  /** Rows under an index prefix that was read, in index order. */
  rows<T extends TableName>(table: T, index: string, prefix: Key): readonly RowOf<Tables[T]>[]
}

/** A `judge` or `effect` looked at something its `reads` did not name: a defect of that command. */
export class NotRead extends Error {
  override readonly name = 'NotRead'
  readonly table: string
  readonly key: Key
  constructor(table: string, key: Key) {
    super(`a command looked at ${table} ${JSON.stringify(key)}, which its reads do not name`)
    this.table = table
    this.key = key
  }
}
