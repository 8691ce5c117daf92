/** A table in memory mapped like a file, with ids that say what they were made of. */
import { nameColumns } from '../../../src/domain/intake/columns.ts'
import { type MappedRow, mapRow } from '../../../src/domain/intake/map-row.ts'
import type { FieldMapping, Mapping, MappingProblem } from '../../../src/domain/intake/mapping.ts'
import { planOf } from '../../../src/domain/intake/plan.ts'
import type { Ids } from '../../../src/domain/intake/values.ts'

export const AT = '2026-11-24T08:00:00.000Z'

export const IDS: Ids = {
  party: (kind, idNumber, naturalKey) => `p-${idNumber === null ? naturalKey : `${kind}-${idNumber}`}`,
  application: (source, sourceKey) => `a-${source}-${sourceKey}`,
  dealer: name => `d-${name}`,
}

export const column = (field: string, name: string, format = ''): FieldMapping => ({
  field,
  column: name,
  constant: null,
  format,
})
export const constant = (field: string, value: string): FieldMapping => ({
  field,
  column: null,
  constant: value,
  format: '',
})

export const mapping = (fields: FieldMapping[], changes: Partial<Mapping> = {}): Mapping => ({
  preset: null,
  scenario: 'passenger-new',
  currency: 'CNY',
  fields,
  ...changes,
})

/** The least that a mapping has: `编号` and `金额`. */
export const LEAST = [column('application.sourceKey', '编号'), column('application.amountFen', '金额')]

export function mapTable(given: Mapping, [headings = [], ...rows]: string[][]): MappedRow[] {
  const plan = planOf(given, nameColumns(headings))
  if (!plan.ok) throw new Error(JSON.stringify(plan.problem))
  return rows.map((cells, index) => mapRow({ number: index + 2, cells }, plan.value, { ids: IDS, at: AT }))
}

/** The one application of a row that has to be acceptable. */
export function mapped(given: Mapping, headings: string[], cells: string[]) {
  const [row] = mapTable(given, [headings, cells])
  if (row?.ok !== true) throw new Error(JSON.stringify(row))
  return row.line
}

export function rejected(given: Mapping, headings: string[], cells: string[]) {
  const [row] = mapTable(given, [headings, cells])
  if (row === undefined || row.ok) throw new Error('the row was accepted')
  return row.rejects
}

export function problemOf(given: Mapping, headings: string[]): MappingProblem {
  const plan = planOf(given, nameColumns(headings))
  if (plan.ok) throw new Error('the mapping was accepted')
  return plan.problem
}
