/**
 * The lines of an intake pack, normalised: an application with all that came with it, a dealer, or a contract that
 * ended before. Ids are computed by whoever writes the pack, from the source's natural keys, so that the same file
 * imported twice, also on two desktops, doubles nothing.
 */
import { z } from 'zod'
import type { JsonValue } from '../../domain/canonical.ts'
import { jsonValue } from '../../protocol/json.ts'
import type { VisitPersonal } from '../command.ts'

const fen = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)
const nullableText = z.string().max(2_000).nullable()
const values = z.record(z.string(), jsonValue)

export const partyLine = z.object({
  role: z.enum([
    'lessee',
    'co-lessee',
    'spouse',
    'guarantor',
    'affiliation-company',
    'driver',
    'supplier',
    'repurchaser',
  ]),
  id: z.string(),
  kind: z.enum(['person', 'company']),
  name: nullableText,
  idNumber: nullableText,
  phone: nullableText,
  address: nullableText,
  bankCard: nullableText,
  groupId: z.string().nullable(),
  region: z.string().nullable(),
})
export type PartyLine = z.infer<typeof partyLine>

export const vehicleLine = z.object({
  unit: z.enum(['vehicle', 'chassis', 'body', 'trailer']),
  vin: nullableText,
  plate: nullableText,
  make: z.string().nullable(),
  model: z.string().nullable(),
  vehicleClass: z.string().nullable(),
  powertrain: z.string().nullable(),
  used: z.boolean().nullable(),
  modelYear: z.number().int().nullable(),
  firstRegistered: z.string().nullable(),
  mileageKm: z.number().int().nullable(),
  priceFen: fen.nullable(),
  invoiceFen: fen.nullable(),
  ownerPartyId: z.string().nullable(),
})

export const evidenceLine = z.object({
  source: z.string(),
  subject: z.string(),
  asOf: z.string(),
  status: z.enum(['answered', 'absent', 'error']),
  values,
})

export const documentLine = z.object({
  kind: z.string(),
  name: z.string().nullable(),
  mediaType: z.string(),
  bytes: z.number().int(),
  hash: z.string(),
  keyId: z.string(),
})

export const outcomeLine = z.object({
  status: z.enum(['default', 'repaid', 'running', 'good', 'bad']),
  fraud: z.string().nullable(),
  months: jsonValue,
})

export const applicationLine = z.object({
  kind: z.literal('application'),
  id: z.string(),
  sourceKey: z.string(),
  scenario: z.string(),
  product: z.enum(['direct-lease', 'leaseback']),
  currency: z.enum(['CNY', 'USD']),
  dealerId: z.string().nullable(),
  region: z.string().nullable(),
  priceFen: fen.nullable(),
  downPaymentFen: fen.nullable(),
  amountFen: fen.positive(),
  termMonths: z.number().int().positive().max(600).nullable(),
  rate: z.number().nullable(),
  submittedAt: z.string(),
  declared: values,
  /** The first is the lessee. */
  parties: z.array(partyLine).min(1).max(60),
  vehicles: z.array(vehicleLine).max(500),
  evidence: z.array(evidenceLine).max(100),
  documents: z.array(documentLine).max(200),
  /** How it really ended, where the source says; no rule reads it. */
  outcome: outcomeLine.nullable(),
})
export type ApplicationLine = z.infer<typeof applicationLine>

export const dealerLine = z.object({
  kind: z.literal('dealer'),
  id: z.string(),
  name: z.string(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  tier: z.string().nullable(),
})

export const endedContractLine = z.object({
  kind: z.literal('ended-contract'),
  id: z.string(),
  lessee: partyLine,
  dealerId: z.string().nullable(),
  scenario: z.string(),
  startedOn: z.string(),
  endedOn: z.string(),
  amountFen: fen.positive(),
  termMonths: z.number().int().positive(),
  instalmentFen: fen,
  paidFen: z.array(fen),
  worstDaysPastDue: z.number().int(),
})
export type EndedContractLine = z.infer<typeof endedContractLine>

export const intakeLine = z.discriminatedUnion('kind', [applicationLine, dealerLine, endedContractLine])
export type IntakeLine = z.infer<typeof intakeLine>

const PERSONAL_OF_PARTY = ['name', 'idNumber', 'phone', 'address', 'bankCard'] as const

function visitParty(party: PartyLine, visit: VisitPersonal): void {
  for (const field of PERSONAL_OF_PARTY) visit(party as Record<string, JsonValue>, field, party.id)
}

/** Each personal field under its own party's key; what has no party of its own (evidence, VIN) under the lessee's. */
export function visitPersonalOfLine(line: IntakeLine, visit: VisitPersonal): void {
  if (line.kind === 'ended-contract') visitParty(line.lessee, visit)
  if (line.kind !== 'application') return
  const lessee = lesseeOf(line).id
  for (const party of line.parties) visitParty(party, visit)
  for (const vehicle of line.vehicles) {
    visit(vehicle as Record<string, JsonValue>, 'vin', lessee)
    visit(vehicle as Record<string, JsonValue>, 'plate', lessee)
  }
  for (const item of line.evidence) visit(item as Record<string, JsonValue>, 'values', lessee)
  for (const item of line.documents) visit(item as Record<string, JsonValue>, 'name', item.keyId)
  visit(line as unknown as Record<string, JsonValue>, 'declared', lessee)
}

/** The first party in the role of lessee. Throws `TypeError` where the line names none: no builder makes such a line. */
export function lesseeOf(line: ApplicationLine): PartyLine {
  const lessee = line.parties.find(party => party.role === 'lessee')
  if (lessee === undefined) throw new TypeError('an application line names no lessee')
  return lessee
}
