/**
 * Rows against the model: every store refuses the same malformed rows, before a database could round, trim or replace
 * what it was given.
 */
import type { JsonValue } from '../domain/canonical.ts'
import { isCalendarDate, isInstant } from '../domain/dates.ts'
import { TABLES, type TableName } from '../domain/model/index.ts'
import type { AnyRow, Column, ColumnType, Table } from '../domain/model/table.ts'
import { StatementFailed, type StoreKey } from './store.ts'

const INT4 = 2 ** 31

export const tableOf = (name: TableName): Table => TABLES[name]

/** Text that PostgreSQL can hold: no NUL, no half of a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

function isStorableJson(value: JsonValue): boolean {
  if (typeof value === 'string') return isStorable(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'boolean' || value === null) return true
  if (Array.isArray(value)) return value.every(isStorableJson)
  if (typeof value !== 'object') return false
  return Object.entries(value).every(([key, child]) => isStorable(key) && isStorableJson(child as JsonValue))
}

const FITS: Record<ColumnType, (value: JsonValue) => boolean> = {
  text: value => typeof value === 'string' && isStorable(value),
  integer: value => Number.isInteger(value) && (value as number) >= -INT4 && (value as number) < INT4,
  bigint: value => Number.isSafeInteger(value),
  number: value => Number.isFinite(value),
  boolean: value => typeof value === 'boolean',
  date: value => typeof value === 'string' && isCalendarDate(value),
  instant: value => typeof value === 'string' && isInstant(value),
  json: isStorableJson,
}

function misfit(column: Column, value: JsonValue | undefined): { reason: string; code: string } | null {
  if (value === undefined) return { reason: 'is missing', code: '42703' }
  if (value === null && column.type !== 'json') return column.nullable ? null : { reason: 'is null', code: '23502' }
  return FITS[column.type](value) ? null : { reason: `is no storable ${column.type}`, code: '22P02' }
}

const columnsByTable = new WeakMap<Table, readonly (readonly [string, Column])[]>()

function columnsOf(table: Table): readonly (readonly [string, Column])[] {
  const known = columnsByTable.get(table)
  if (known !== undefined) return known
  const made = Object.entries(table.columns)
  columnsByTable.set(table, made)
  return made
}

/** Throws `StatementFailed` unless the row has exactly the table's columns, each with a value of its type. */
export function checkRow(table: Table, row: AnyRow): void {
  const columns = columnsOf(table)
  for (const [name, column] of columns) {
    const problem = misfit(column, row[name])
    if (problem !== null)
      throw new StatementFailed(`column "${name}" ${problem.reason}`, { table: table.name, code: problem.code })
  }
  let present = 0
  for (const _ in row) present += 1
  if (present !== columns.length)
    throw new StatementFailed('the row has columns that the table does not', { table: table.name, code: '42703' })
}

/** Throws `StatementFailed` unless each key has a value of its type for each of the first `columns`. */
export function checkKey(table: Table, columns: readonly string[], key: StoreKey): void {
  const fits =
    key.length === columns.length &&
    columns.every((name, at) => FITS[(table.columns[name] as Column).type](key[at] as JsonValue))
  if (!fits)
    throw new StatementFailed(`a key does not fit (${columns.join(', ')})`, { table: table.name, code: '22P02' })
}

/** One text per primary key: equal exactly when the keys are. */
export const keyText = (key: StoreKey): string => (key.length === 1 ? String(key[0]) : JSON.stringify(key))

export const keyOfRow = (table: Table, row: AnyRow): StoreKey => table.key.map(name => row[name] as string | number)

/** Columns of a declared index; a name the model does not declare is a defect of the caller. */
export function indexColumns(table: Table, index: string): readonly string[] {
  const columns = table.indexes[index]
  if (columns === undefined)
    throw new StatementFailed(`there is no index "${index}"`, { table: table.name, code: '42704' })
  return columns
}
