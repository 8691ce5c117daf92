/** Row changes: what an effect yields. Upserts carry the whole row, deletes the primary key. */

import type { TableName, Tables } from '../domain/model/index.ts'
import type { AnyRow, RowOf } from '../domain/model/table.ts'

export type Change =
  | { table: TableName; kind: 'upsert'; row: AnyRow }
  | { table: TableName; kind: 'delete'; key: readonly (string | number)[] }

/** The whole row, under its primary key, whether or not one is there. */
export const upsert = <T extends TableName>(table: T, row: RowOf<Tables[T]>): Change => ({
  table,
  kind: 'upsert',
  row: row as unknown as AnyRow,
})
