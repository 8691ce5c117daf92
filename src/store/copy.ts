/** Rows as COPY's text format: tab between columns, a line each, `\N` for null (an empty text is an empty field). */
import type { AnyRow, Column, Table } from '../domain/model/table.ts'

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const NULL = '\\N'
const SPECIAL = /[\\\t\n\r]/
const EACH_SPECIAL = /[\\\t\n\r]/g

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(EACH_SPECIAL, character => ESCAPES[character] as string) : text

type Field = (value: AnyRow[string]) => string

/** How a column's values are written. A JSON null in a column that is never null is JSON, not NULL. */
function fieldOf({ type, nullable }: Column): Field {
  const json = (value: AnyRow[string]) => escaped(JSON.stringify(value))
  if (type === 'json') return nullable ? value => (value === null ? NULL : json(value)) : json
  if (type === 'text') return value => (value === null ? NULL : escaped(value as string))
  return value => (value === null ? NULL : `${value}`)
}

const fields = new WeakMap<Table, readonly (readonly [string, Field])[]>()

function fieldsOf(table: Table): readonly (readonly [string, Field])[] {
  const known = fields.get(table)
  if (known !== undefined) return known
  const made = Object.entries(table.columns).map(([name, column]) => [name, fieldOf(column)] as const)
  fields.set(table, made)
  return made
}

/** Rows must have passed `checkRow`. */
export function copyText(table: Table, rows: readonly AnyRow[]): string {
  const columns = fieldsOf(table)
  let text = ''
  for (const row of rows) {
    let separator = ''
    for (const [name, field] of columns) {
      text += separator + field(row[name] as AnyRow[string])
      separator = '\t'
    }
    text += '\n'
  }
  return text
}
