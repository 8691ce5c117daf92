/**
 * The statement texts of a table, derived once from its declaration. Every value goes in as a parameter; every answer
 * comes out under the model's own column names.
 *
 * JSON columns are json, not jsonb: no query looks into one, and a text that is only checked is stored in two thirds of
 * the time. What is compared or hashed (decision records, facts) is put into canonical order by its reader.
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
  json: 'json',
}

/** Name of the column that `readManyByKeys` answers. */
export const ROWS = 'rows'

/** Name of the question that a row of `readByPrefixes` answers. */
export const QUESTION = '#'

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
export const quoted = (name: string): string => `"${name}"`
export const sqlColumn = (name: string): string => quoted(snakeCase(name))
export const indexName = (table: Table, index: string): string => `${table.name}_${snakeCase(index)}`

/** `t."application_id" as "applicationId", …` for all columns of a table, or for those named. */
export const selectList = (table: Table, alias: string, columns = Object.keys(table.columns)): string =>
  columns.map(name => `${alias}.${sqlColumn(name)} as ${quoted(name)}`).join(', ')

/** All columns as JSON has them; instants as PostgreSQL writes them. */
const valueList = (table: Table): string =>
  Object.entries(table.columns)
    .map(([name, { type }]) => `t.${sqlColumn(name)}${type === 'instant' ? '::text' : ''}`)
    .join(', ')

export interface TableSql {
  readonly columns: readonly string[]
  /** $1: the rows as one JSON array. */
  readonly upsert: string
  /** One array per key column. */
  readonly deleteByKeys: string
  /** One array per key column. */
  readonly readByKeys: string
  /** The same for many keys: one row, whose column `ROWS` is JSON, an array of values for each row that was found. */
  readonly readManyByKeys: string
  /** Rows below one prefix of an index: a value per prefix column, then the limit. */
  readByIndex(index: string, prefixLength: number): string
  /**
   * Rows below several prefixes of one index: an array per prefix column, then an array of limits. The number of the
   * question stands in column `QUESTION`. For a single prefix it costs half as much again as `readByIndex`.
   */
  readByPrefixes(index: string, prefixLength: number): string
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

/** A JSON null comes out of `json_to_recordset` as an SQL null; in a column that is never null it is put back. */
function recordValue(name: string, column: Column): string {
  const value = `r.${quoted(name)}`
  return column.type === 'json' && !column.nullable ? `coalesce(${value}, 'null'::json)` : value
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
    `insert into ${quoted(table.name)} (${names}) select ${values} from json_to_recordset($1::json) as r(${record}) ` +
    `on conflict (${table.key.map(sqlColumn).join(', ')}) do ${update}`
  )
}

/** The columns of an index: those of the prefix, and those that order what is below it. */
function splitIndex(table: Table, index: string, prefixLength: number): { prefix: string[]; order: string[] } {
  const columns = indexColumns(table, index)
  const prefix = columns.slice(0, prefixLength)
  return { prefix, order: [...new Set([...columns.slice(prefixLength), ...table.key])] }
}

function belowPrefix(
  table: Table,
  index: string,
  prefixLength: number,
  values: readonly string[],
  limit: string,
): string {
  const { prefix, order } = splitIndex(table, index, prefixLength)
  const where = prefix.map((name, at) => `t.${sqlColumn(name)} = ${values[at]}`).join(' and ')
  return (
    `select ${selectList(table, 't')} from ${quoted(table.name)} as t ${where === '' ? '' : `where ${where} `}` +
    `order by ${order.map(name => `t.${sqlColumn(name)}`).join(', ')} limit ${limit}`
  )
}

function prefixText(table: Table, index: string, prefixLength: number): string {
  const { prefix } = splitIndex(table, index, prefixLength)
  const values = prefix.map((name, at) => `$${at + 1}::${sqlType(table, name)}`)
  return belowPrefix(table, index, prefixLength, values, `$${prefixLength + 1}::bigint`)
}

function prefixesText(table: Table, index: string, prefixLength: number): string {
  const { prefix, order } = splitIndex(table, index, prefixLength)
  const names = prefix.map((_, at) => `p${at}`)
  const questions = [...arrays(table, prefix), `$${prefixLength + 1}::bigint[]`].join(', ')
  const values = names.map(name => `q.${name}`)
  return (
    `select q.n as ${quoted(QUESTION)}, r.* from unnest(${questions}) ` +
    `with ordinality as q(${[...names, 'most', 'n'].join(', ')}) ` +
    `cross join lateral (${belowPrefix(table, index, prefixLength, values, 'q.most')}) as r ` +
    `order by q.n, ${order.map(name => `r.${quoted(name)}`).join(', ')}`
  )
}

/** Texts by index and prefix length, each made when first asked for. */
function kept(make: (index: string, prefixLength: number) => string): (index: string, prefixLength: number) => string {
  const texts = new Map<string, string>()
  return (index, prefixLength) => {
    const name = `${index}/${prefixLength}`
    const text = texts.get(name) ?? make(index, prefixLength)
    texts.set(name, text)
    return text
  }
}

function derive(table: Table): TableSql {
  const columns = Object.keys(table.columns)
  const from = `${quoted(table.name)} as t where ${whereKeys(table)}`
  return {
    columns,
    upsert: upsertText(table),
    deleteByKeys: `delete from ${from}`,
    readByKeys: `select ${selectList(table, 't')} from ${from}`,
    readManyByKeys: `select coalesce(json_agg(json_build_array(${valueList(table)})), '[]') as ${ROWS} from ${from}`,
    readByIndex: kept((index, prefixLength) => prefixText(table, index, prefixLength)),
    readByPrefixes: kept((index, prefixLength) => prefixesText(table, index, prefixLength)),
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
