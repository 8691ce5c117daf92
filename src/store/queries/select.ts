/** What the queries of the screens share: typed rows of a table, and parameters that get their numbers as they come. */
import type { JsonValue } from '../../domain/canonical.ts'
import { TABLES, type TableName, type Tables } from '../../domain/model/index.ts'
import type { RowOf, Table } from '../../domain/model/table.ts'
import type { Sql } from '../sql.ts'
import { quoted, selectList, sqlColumn } from '../statements.ts'

export type Row<T extends TableName> = RowOf<Tables[T]>
type ColumnOf<T extends TableName> = keyof Row<T> & string

/** All columns of a table, or those named, under the model's names. */
export const columnsOf = <T extends TableName>(table: T, alias: string, columns?: readonly ColumnOf<T>[]): string =>
  selectList(TABLES[table] as Table, alias, columns === undefined ? undefined : [...columns])

/** The values of a statement: each is named by the place it takes. */
export class Parameters {
  readonly values: JsonValue[] = []

  /** The text that stands for the value in the statement. */
  add(value: JsonValue, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }
}

/** Rows of a table whose column is one of the values, in one statement. */
export function rowsWhere<T extends TableName>(
  sql: Sql,
  table: T,
  column: ColumnOf<T>,
  values: readonly string[],
  order: readonly ColumnOf<T>[],
): Promise<Row<T>[]> {
  const by = order.map(name => `t.${sqlColumn(name)}`).join(', ')
  return rows<Row<T>>(
    sql,
    `select ${columnsOf(table, 't')} from ${quoted(table)} as t where t.${sqlColumn(column)} = any($1::text[]) order by ${by}`,
    [values],
  )
}

/** Every row of a table that stays small: people, settings, batches, rulebooks. In the order of its key. */
export function everyRow<T extends TableName>(sql: Sql, table: T): Promise<Row<T>[]> {
  const by = TABLES[table].key.map(name => `t.${sqlColumn(name)}`).join(', ')
  return rows<Row<T>>(sql, `select ${columnsOf(table, 't')} from ${quoted(table)} as t order by ${by}`)
}

/** The rows of a statement; their shape is what its select list says. */
export const rows = async <R>(sql: Sql, text: string, parameters: readonly JsonValue[] = []): Promise<R[]> =>
  (await sql.query(text, parameters)) as R[]

/** Rows under the value of one of their columns, each list in the order in which the rows came. */
export function groupBy<R, K extends keyof R>(rows: readonly R[], column: K): Map<R[K], R[]> {
  const groups = new Map<R[K], R[]>()
  for (const row of rows) {
    const group = groups.get(row[column])
    if (group === undefined) groups.set(row[column], [row])
    else group.push(row)
  }
  return groups
}
