/** A first mapping for a file nobody has seen: by what the headings say, in both languages, then by what stands below. */
import { toHalfWidth } from '../text/normalise.ts'
import { readerOf, saysNothing } from './cells.ts'
import { INTAKE_FIELDS, type IntakeField } from './fields.ts'
import type { FieldMapping, Mapping } from './mapping.ts'
import { builtInMapping, presetOfColumns } from './presets.ts'

/** Share of the filled cells below a heading that have to be readable for it to count. */
const READABLE = 0.8

/**
 * The mapping to start from. A column is taken where its heading is one of a field's names and the cells below can be
 * read; each column and each field once. What is not sure is left to the person: the scenario, and what `10/11` means.
 */
export function guessMapping(columns: readonly string[], sample: readonly (readonly string[])[]): Mapping {
  const preset = presetOfColumns(columns)
  if (preset !== undefined) return builtInMapping(preset, columns)
  const currency = columns.some(column => /usd|us\$|美元/i.test(column)) ? 'USD' : 'CNY'
  const fields: FieldMapping[] = []
  const taken = new Set<string>()
  for (const [index, column] of columns.entries()) {
    const texts = sample.map(row => (row[index] ?? '').trim())
    for (const field of candidates(column)) {
      if (taken.has(field.id)) continue
      const format = formatFor(field, column, texts)
      if (format === undefined) continue
      taken.add(field.id)
      fields.push({ field: field.id, column, constant: null, format })
      break
    }
  }
  return { preset: null, scenario: '', currency, fields }
}

const NOTES = /[（(【[].*?[）)】\]]|[:：*＊%％]/g
const normal = (heading: string): string =>
  toHalfWidth(heading)
    .replaceAll(NOTES, '')
    .toLowerCase()
    .replaceAll(/[\s_\-./]/g, '')

const byHeading: ReadonlyMap<string, readonly IntakeField[]> = headingsOfFields()

function headingsOfFields(): Map<string, IntakeField[]> {
  const found = new Map<string, IntakeField[]>()
  for (const field of INTAKE_FIELDS) {
    const names = new Set([field.id, field.zh, field.en, ...field.headings].map(normal))
    for (const name of names) found.set(name, [...(found.get(name) ?? []), field])
  }
  return found
}

/** Fields of that name in the order of the form, so that the lessee's come before a guarantor's. */
const candidates = (column: string): readonly IntakeField[] => byHeading.get(normal(column)) ?? []

/** The first format in which enough of the sample can be read, or undefined where none does. */
function formatFor(field: IntakeField, column: string, texts: readonly string[]): string | undefined {
  const filled = texts.filter(text => !saysNothing(text, field))
  return formatsOf(field, column, filled).find(format => {
    const read = readerOf(field, format, 'CNY')
    return read !== undefined && filled.filter(text => read(text).ok).length >= filled.length * READABLE
  })
}

const DAY_FIRST_OR_MONTH_FIRST = ['-', '/', '.'].flatMap(separator =>
  [
    ['DD', 'MM', 'YYYY'],
    ['MM', 'DD', 'YYYY'],
  ].map(parts => `date:${parts.join(separator)}`),
)

function formatsOf(field: IntakeField, column: string, filled: readonly string[]): string[] {
  switch (field.type) {
    case 'amount':
      return [/万/.test(column) ? 'amount:万' : 'amount']
    case 'rate':
      // 7.25 without a sign: one such figure above 1 says that the whole column is in percent.
      return [/%|百分/.test(column) || filled.some(text => Number(text) > 1) ? 'percent' : 'fraction']
    case 'date':
    case 'instant':
      return dateFormats(filled)
    case 'boolean':
      return field.id.endsWith('.used') ? ['', 'code:二手=true;二手车=true;新=false;新车=false'] : ['']
    default:
      return ['']
  }
}

/** Day and month are told apart only by a number above 12; where every number could be both, nothing is guessed. */
function dateFormats(filled: readonly string[]): string[] {
  const fits = (format: string) => {
    const read = readerOf(DATE, format, 'CNY')
    return filled.every(text => read?.(text).ok)
  }
  const either = DAY_FIRST_OR_MONTH_FIRST.filter(fits)
  const serial = filled.every(text => /^[2-6]\d{4}(?:\.\d+)?$/.test(text)) ? ['date:serial'] : []
  return [
    'date',
    ...(either.length === 1 ? either : []),
    ...['date:MM/YYYY', 'date:YYYY/MM', 'date:YYYY-MM'],
    ...serial,
  ]
}

const DATE: IntakeField = {
  id: 'date',
  zh: '',
  en: '',
  type: 'date',
  unit: null,
  required: false,
  barredFrom: [],
  place: { of: 'evidenceAsOf' },
  headings: [],
}
