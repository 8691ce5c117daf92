/**
 * The statement texts of a table, derived once from its declaration. Every value goes in as a parameter; every answer
 * comes out under the model's own column names.
 *
 * JSON columns are jsonb, which keeps neither key order nor the spelling of numbers: what is compared or hashed
 * (decision records, facts) is put into canonical order by its reader, never by the database.
 */
import type { Column, ColumnType, Table } from '../domain/model/table.ts'
import { indexColumns } from './rows.ts'

export const SQL_TYPES: Record<ColumnType, string> = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  json: 'jsonb',
}

/** Name of the question that a row of `readByIndex` answers. */
export const QUESTION = '#'

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
export const quoted = (name: string): string => `"${name}"`
export const sqlColumn = (name: string): string => quoted(snakeCase(name))
export const indexName = (table: Table, index: string): string => `${table.name}_${snakeCase(index)}`

/** `t."application_id" as "applicationId", …` for all columns of a table, or for those named. */
export const selectList = (table: Table, alias: string, columns = Object.keys(table.columns)): string =>
  columns.map(name => `${alias}.${sqlColumn(name)} as ${quoted(name)}`).join(', ')

export interface TableSql {
  readonly columns: readonly string[]
  /** $1: the rows as one jsonb array. */
  readonly upsert: string
  /** One array per key column. */
  readonly deleteByKeys: string
  /** One array per key column. */
  readonly readByKeys: string
  /**
   * Rows below several prefixes of one index: an array per prefix column, then an array of limits. The number of the
   * question stands in column `QUESTION`.
   */
  readByIndex(index: string, prefixLength: number): string
  /** Text format, from the blob that the statement is given. */
  readonly copy: string
}

const sqlType = (table: Table, name: string): string => SQL_TYPES[(table.columns[name] as Column).type]

const arrays = (table: Table, columns: readonly string[]): string[] =>
  columns.map((name, at) => `$${at + 1}::${sqlType(table, name)}[]`)

function whereKeys(table: Table): string {
  const [first, ...more] = table.key
  if (first !== undefined && more.length === 0) return `t.${sqlColumn(first)} = any(${arrays(table, table.key)[0]})`
  const columns = table.key.map(name => `t.${sqlColumn(name)}`).join(', ')
  return `(${columns}) in (select * from unnest(${arrays(table, table.key).join(', ')}))`
}

/** A JSON null comes out of `jsonb_to_recordset` as an SQL null; in a column that is never null it is put back. */
function recordValue(name: string, column: Column): string {
  const value = `r.${quoted(name)}`
  return column.type === 'json' && !column.nullable ? `coalesce(${value}, 'null'::jsonb)` : value
}

function upsertText(table: Table): string {
  const columns = Object.entries(table.columns)
  const names = columns.map(([name]) => sqlColumn(name)).join(', ')
  const values = columns.map(([name, column]) => recordValue(name, column)).join(', ')
  const record = columns.map(([name, column]) => `${quoted(name)} ${SQL_TYPES[column.type]}`).join(', ')
  const others = columns.map(([name]) => name).filter(name => !table.key.includes(name))
  const update =
    others.length === 0
      ? 'nothing'
      : `update set ${others.map(name => `${sqlColumn(name)} = excluded.${sqlColumn(name)}`).join(', ')}`
  return (
    `insert into ${quoted(table.name)} (${names}) select ${values} from jsonb_to_recordset($1::jsonb) as r(${record}) ` +
    `on conflict (${table.key.map(sqlColumn).join(', ')}) do ${update}`
  )
}

function indexText(table: Table, index: string, prefixLength: number): string {
  const columns = indexColumns(table, index)
  const prefix = columns.slice(0, prefixLength)
  const order = [...new Set([...columns.slice(prefixLength), ...table.key])]
  const questions = [...arrays(table, prefix), `$${prefixLength + 1}::bigint[]`].join(', ')
  const where = prefix.map((name, at) => `t.${sqlColumn(name)} = q.p${at}`).join(' and ')
  return (
    `select q.n as ${quoted(QUESTION)}, r.* from unnest(${questions}) ` +
    `with ordinality as q(${[...prefix.map((_, at) => `p${at}`), 'most', 'n'].join(', ')}) ` +
    `cross join lateral (select ${selectList(table, 't')} from ${quoted(table.name)} as t ` +
    `${where === '' ? '' : `where ${where} `}order by ${order.map(name => `t.${sqlColumn(name)}`).join(', ')} ` +
    `limit q.most) as r order by q.n, ${order.map(name => `r.${quoted(name)}`).join(', ')}`
  )
}

function derive(table: Table): TableSql {
  const columns = Object.keys(table.columns)
  const from = `${quoted(table.name)} as t where ${whereKeys(table)}`
  const byIndex = new Map<string, string>()
  return {
    columns,
    upsert: upsertText(table),
    deleteByKeys: `delete from ${from}`,
    readByKeys: `select ${selectList(table, 't')} from ${from}`,
    readByIndex(index, prefixLength) {
      const name = `${index}/${prefixLength}`
      const text = byIndex.get(name) ?? indexText(table, index, prefixLength)
      byIndex.set(name, text)
      return text
    },
    copy: `copy ${quoted(table.name)} (${columns.map(sqlColumn).join(', ')}) from '/dev/blob'`,
  }
}

const derived = new WeakMap<Table, TableSql>()

export function sqlFor(table: Table): TableSql {
  const known = derived.get(table)
  if (known !== undefined) return known
  const made = derive(table)
  derived.set(table, made)
  return made
}
