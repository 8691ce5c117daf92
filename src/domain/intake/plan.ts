/** A mapping made ready for one file: columns found, readers chosen, and everything that would leak refused by name. */
import type { PartyRole } from '../model/application.ts'
import type { Currency } from '../money.ts'
import { type Parsed, refused, understood } from '../parsed.ts'
import { type CellReader, type CellValue, readerOf, saysNothing } from './cells.ts'
import { type IntakeField, intakeFieldById } from './fields.ts'
import type { FieldMapping, Mapping, MappingProblem } from './mapping.ts'
import { isTape, knownAtOrigination, saysOutcome, TAPE_SCENARIO } from './tape.ts'

/** How one field is filled in every row. */
export interface Step {
  readonly field: IntakeField
  /** Index of the column; -1 where a constant stands. */
  readonly at: number
  /** The column's name, or the field's id where no column fills it: what a reject points at. */
  readonly column: string
  readonly constant: CellValue
  readonly read: CellReader
}

export interface Plan {
  readonly scenario: string
  readonly currency: Currency
  /** The source in application ids. */
  readonly source: string
  /** Columns of the heading; a row with more filled cells has slipped. */
  readonly width: number
  readonly steps: readonly Step[]
  /** Position in `steps` by field id. */
  readonly position: ReadonlyMap<string, number>
  /** Roles and vehicles that any column is about, in the order of the form; the lessee always. */
  readonly roles: readonly PartyRole[]
  readonly vehicles: readonly number[]
}

/** The source of files that nobody gave one: their application numbers are taken to be of one numbering. */
const DEFAULT_SOURCE = 'file'

/** Readies a mapping for a file with these columns (as `nameColumns` names them). */
export function planOf(mapping: Mapping, columns: readonly string[]): Parsed<Plan, MappingProblem> {
  const steps: Step[] = []
  const position = new Map<string, number>()
  const tape = mapping.scenario === TAPE_SCENARIO || mapping.preset === TAPE_SCENARIO || isTape(columns)
  for (const given of mapping.fields) {
    const step = stepOf(given, columns, mapping.currency)
    if (!step.ok) return step
    if (position.has(given.field)) return refused({ code: 'twice', field: given.field })
    const leak = leakOf(given, step.value.field, tape)
    if (leak !== undefined) return refused(leak)
    position.set(given.field, steps.length)
    steps.push(step.value)
  }
  for (const field of ['application.sourceKey', 'application.amountFen'])
    if (!position.has(field)) return refused({ code: 'missing', field })
  if (mapping.scenario.trim() === '' && !position.has('application.scenario')) return refused({ code: 'noScenario' })
  const source = steps[position.get('application.source') ?? -1]
  if (source !== undefined && source.at >= 0) return refused({ code: 'constant', field: source.field.id, value: '' })
  return understood({
    scenario: mapping.scenario.trim(),
    currency: mapping.currency,
    source: typeof source?.constant === 'string' ? source.constant : DEFAULT_SOURCE,
    width: columns.length,
    steps,
    position,
    roles: distinct(['lessee' as PartyRole], steps, ({ place }) => (place.of === 'party' ? place.role : undefined)),
    vehicles: distinct<number>([], steps, ({ place }) => (place.of === 'vehicle' ? place.n : undefined)).sort(),
  })
}

function distinct<T>(first: T[], steps: readonly Step[], of: (field: IntakeField) => T | undefined): T[] {
  const found = new Set(first)
  for (const { field } of steps) {
    const value = of(field)
    if (value !== undefined) found.add(value)
  }
  return [...found]
}

function stepOf(given: FieldMapping, columns: readonly string[], currency: Currency): Parsed<Step, MappingProblem> {
  const field = intakeFieldById(given.field)
  if (field === undefined) return refused({ code: 'unknownField', field: given.field })
  const read = readerOf(field, given.format, currency)
  if (read === undefined) return refused({ code: 'unknownFormat', field: field.id, format: given.format })
  if (given.column !== null) {
    const at = columns.indexOf(given.column)
    if (at < 0) return refused({ code: 'unknownColumn', column: given.column, field: field.id })
    return understood({ field, at, column: given.column, constant: null, read })
  }
  const text = (given.constant ?? '').trim()
  const constant = saysNothing(text, field) ? understood(null) : read(text)
  if (!constant.ok) return refused({ code: 'constant', field: field.id, value: text })
  return understood({ field, at: -1, column: field.id, constant: constant.value, read })
}

/** On a loan tape only what was known at origination may reach a rule, and only months and flags may be an outcome. */
function leakOf(
  { column }: FieldMapping,
  { id: field, place }: IntakeField,
  tape: boolean,
): MappingProblem | undefined {
  if (column === null) return undefined
  if (place.of === 'outcome') return saysOutcome(column) ? undefined : { code: 'notAnOutcome', column, field }
  return tape && !knownAtOrigination(column) ? { code: 'leak', column, field } : undefined
}
