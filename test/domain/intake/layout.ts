/** A writer of our own layout, as docs/import.md describes it to whoever exports from another system. */
import type { JsonValue } from '../../../src/domain/canonical.ts'
import { INTAKE_FIELDS, type IntakeField, intakeFieldById } from '../../../src/domain/intake/fields.ts'
import type { MappedApplication } from '../../../src/domain/intake/map-row.ts'
import { vehiclePrefix } from '../../../src/domain/intake/values.ts'

/** Every heading of the layout, in the order of the form. */
export const LAYOUT_COLUMNS: readonly string[] = INTAKE_FIELDS.filter(
  ({ id, place }) => place.of !== 'tape' && id !== 'application.source',
).map(field => field.id)

/**
 * The cells of an application under these columns (`LAYOUT_COLUMNS`, or some of them). The layout holds one party a
 * role, three vehicles, one instant for all evidence, and neither documents nor outcomes.
 */
export function layoutRow(line: MappedApplication, dealer: Dealer | null, columns: readonly string[]): string[] {
  const values = valuesOf(line, dealer)
  return columns.map(column => {
    const field = intakeFieldById(column)
    return field === undefined ? '' : textOf(field, values.get(column) ?? null)
  })
}

type Dealer = Readonly<Record<'id' | 'name' | 'region' | 'city' | 'tier', string | null>>

function valuesOf(line: MappedApplication, dealer: Dealer | null): Map<string, JsonValue> {
  const values = new Map<string, JsonValue>()
  const put = (prefix: string, holder: object) => {
    for (const [name, value] of Object.entries(holder)) values.set(`${prefix}${name}`, value as JsonValue)
  }
  put('application.', line)
  if (dealer !== null) put('dealer.', dealer)
  else values.set('dealer.id', line.dealerId)
  for (const party of line.parties) put(`${party.role}.`, party)
  for (const [index, vehicle] of line.vehicles.entries()) {
    const prefix = vehiclePrefix(index + 1)
    put(`${prefix}.`, vehicle)
    const owner = line.parties.find(party => party.id === vehicle.ownerPartyId)
    values.set(`${prefix}.owner`, vehicle.ownerPartyId === null ? null : (owner?.role ?? null))
  }
  put('evidence:', line.declared)
  for (const { values: said } of line.evidence) put('evidence:', said)
  values.set('evidence.asOf', line.evidence[0]?.asOf ?? null)
  return values
}

function textOf(field: IntakeField, value: JsonValue): string {
  if (value === null) return ''
  if (field.type === 'amount' && typeof value === 'number') return yuanText(value)
  return Array.isArray(value) ? value.join(';') : String(value)
}

/** Exact, unlike fen / 100. */
function yuanText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
