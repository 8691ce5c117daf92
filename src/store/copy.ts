/** Rows as COPY's text format: tab between columns, a line each, `\N` for null (an empty text is an empty field). */
import type { AnyRow, Column, Table } from '../domain/model/table.ts'

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const SPECIAL = /[\\\t\n\r]/
const EACH_SPECIAL = /[\\\t\n\r]/g

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(EACH_SPECIAL, character => ESCAPES[character] as string) : text

function field(column: Column, value: AnyRow[string]): string {
  if (value === null && (column.nullable || column.type !== 'json')) return '\\N'
  if (column.type === 'json') return escaped(JSON.stringify(value))
  return typeof value === 'string' ? escaped(value) : String(value)
}

/** Rows must have passed `checkRow`. */
export function copyText(table: Table, rows: readonly AnyRow[]): string {
  const columns = Object.entries(table.columns)
  const lines = rows.map(row => columns.map(([name, column]) => field(column, row[name] as AnyRow[string])).join('\t'))
  return lines.map(line => `${line}\n`).join('')
}
