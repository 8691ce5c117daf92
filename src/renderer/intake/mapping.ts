/** Changing a mapping, and what it still lacks. Pure. */
import type { Mapping, Preview } from '../../protocol/desktop/intake.ts'

type Field = Preview['fields'][number]
type FieldMapping = Mapping['fields'][number]

export function mappingOf(mapping: Mapping, field: string): FieldMapping {
  return mapping.fields.find(each => each.field === field) ?? { field, column: null, constant: null, format: '' }
}

export function withField(mapping: Mapping, changed: FieldMapping): Mapping {
  const others = mapping.fields.filter(each => each.field !== changed.field)
  const empty = changed.column === null && (changed.constant ?? '') === ''
  // A mapping that was changed by hand is no longer the preset.
  return { ...mapping, preset: null, fields: empty ? others : [...others, changed] }
}

export function missingFields(mapping: Mapping, fields: readonly Field[]): readonly Field[] {
  return fields.filter(field => {
    const { column, constant } = mappingOf(mapping, field.id)
    return field.required && column === null && (constant ?? '') === ''
  })
}

/** Neither the file as a whole nor a column of it says which scenario its applications belong to. */
export function missesScenario(mapping: Mapping): boolean {
  const { column, constant } = mappingOf(mapping, 'application.scenario')
  return mapping.scenario === '' && column === null && (constant ?? '') === ''
}

/** Required fields first, then those that are mapped, then the rest; the core's order within each. */
export function inOrder(mapping: Mapping, fields: readonly Field[]): readonly Field[] {
  const mapped = new Set(mapping.fields.map(each => each.field))
  const rank = (field: Field) => (field.required ? 0 : mapped.has(field.id) ? 1 : 2)
  return fields.toSorted((one, other) => rank(one) - rank(other))
}
