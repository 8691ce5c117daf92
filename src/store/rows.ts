/**
 * Rows against the model: every store refuses the same malformed rows, before a database could round, trim or replace
 * what it was given.
 */
import type { JsonValue } from '../domain/canonical.ts'
import { daysInMonth } from '../domain/dates.ts'
import { TABLES, type TableName } from '../domain/model/index.ts'
import type { AnyRow, Column, ColumnType, Table } from '../domain/model/table.ts'
import { StatementFailed, type StoreKey } from './store.ts'

const INT4 = 2 ** 31
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const DATE = /^\d{4}-\d\d-\d\d$/

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

/** Of a text that has the form: 30 February is no day. A load asks this of a million texts, so no `Date` is made. */
function isDay(text: string): boolean {
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), month))
}

const isTimeOfDay = (text: string): boolean =>
  text.slice(11, 13) <= '23' && text.slice(14, 16) <= '59' && text.slice(17, 19) <= '59'

const FITS: Record<ColumnType, (value: JsonValue) => boolean> = {
  text: value => typeof value === 'string' && isStorable(value),
  integer: value => Number.isInteger(value) && (value as number) >= -INT4 && (value as number) < INT4,
  bigint: value => Number.isSafeInteger(value),
  number: value => Number.isFinite(value),
  boolean: value => typeof value === 'boolean',
  date: value => typeof value === 'string' && DATE.test(value) && isDay(value),
  instant: value => typeof value === 'string' && INSTANT.test(value) && isDay(value) && isTimeOfDay(value),
  json: isStorableJson,
}

function misfit(column: Column, value: JsonValue | undefined): { reason: string; code: string } | null {
  if (value === undefined) return { reason: 'is missing', code: '42703' }
  if (value === null && column.type !== 'json') return column.nullable ? null : { reason: 'is null', code: '23502' }
  return FITS[column.type](value) ? null : { reason: `is no storable ${column.type}`, code: '22P02' }
}

/** Throws `StatementFailed` unless the row has exactly the table's columns, each with a value of its type. */
export function checkRow(table: Table, row: AnyRow): void {
  let present = 0
  for (const name in table.columns) {
    const problem = misfit(table.columns[name] as Column, row[name])
    if (problem !== null)
      throw new StatementFailed(`column "${name}" ${problem.reason}`, { table: table.name, code: problem.code })
    present += 1
  }
  for (const name in row) if (!(name in table.columns)) present += 1
  if (present !== Object.keys(table.columns).length)
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
