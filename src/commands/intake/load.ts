/** Takes in a pack of applications, dealers and ended contracts: an import, or the demo portfolio. One entry. */
import { z } from 'zod'
import { cstDateOf } from '../../domain/dates.ts'
import { DESK } from '../../domain/roles.ts'
import { type Change, upsert } from '../change.ts'
import { type LineContext, ok, packCommand, refuse } from '../command.ts'
import { byKey, type Found, type Read } from '../found.ts'
import { countsTowardsExposure, exposureSubjects } from './exposure.ts'
import {
  type ApplicationLine,
  type EndedContractLine,
  type IntakeLine,
  intakeLine,
  lesseeOf,
  type PartyLine,
  visitPersonalOfLine,
} from './line.ts'

const count = z.number().int().min(0)
const input = z.object({
  batchId: z.string(),
  kind: z.enum(['applications', 'demo']),
  source: z.string(),
  fileHash: z.string().nullable(),
  preset: z.string().nullable(),
  read: count,
  imported: count,
  rejected: count,
  duplicates: count,
  documentId: z.string().nullable(),
})
type Input = z.infer<typeof input>

export const loadIntake = packCommand<Input, IntakeLine>({
  name: 'intake.load',
  version: 1,
  travels: true,
  roles: DESK,
  operator: true,
  signed: false,
  input,
  reads: (given, context, _found, round) =>
    round === 1
      ? [byKey('import_batch', [given.batchId]), byKey('counter', ['application', cstDateOf(context.at).slice(0, 4)])]
      : null,
  judge(given, _context, found) {
    if (found.row('import_batch', given.batchId) !== null) return refuse('intake.taken-before')
    const adds = given.imported + given.rejected + given.duplicates === given.read
    return adds ? ok : refuse('intake.does-not-add-up', { read: given.read })
  },
  effect: (given, context) => {
    const { source: _source, ...batch } = given
    return [
      upsert('import_batch', { id: given.batchId, ...withoutBatchId(batch), at: context.at, by: context.actor.id }),
    ]
  },
  pack: {
    line: intakeLine,
    personal: visitPersonalOfLine,
    inserts: [
      'application',
      'application_party',
      'application_vehicle',
      'evidence',
      'document',
      'outcome',
      'history',
      'ended_contract',
    ],
    reads: lineReads,
    judge(line, _given, _context, found) {
      if (line.kind === 'application' && found.row('application', line.id) !== null)
        return refuse('intake.application-exists', { sourceKey: line.sourceKey })
      if (line.kind === 'ended-contract' && found.row('ended_contract', line.id) !== null)
        return refuse('intake.contract-exists', { contract: line.id })
      return ok
    },
    effect(line, given, context, found) {
      if (line.kind === 'dealer') {
        const { kind: _kind, ...dealer } = line
        return [upsert('dealer', dealer)]
      }
      return line.kind === 'application'
        ? applicationChanges(line, given, context, found)
        : endedContractChanges(line, found)
    },
  },
})

function withoutBatchId<T extends { batchId: string }>(batch: T): Omit<T, 'batchId'> {
  const { batchId: _batchId, ...rest } = batch
  return rest
}

function lineReads(line: IntakeLine, _given: Input, context: LineContext): Read[] {
  if (line.kind === 'dealer') return []
  if (line.kind === 'ended-contract') return [byKey('ended_contract', [line.id]), byKey('party', [line.lessee.id])]
  const day = cstDateOf(line.submittedAt)
  return [
    byKey('application', [line.id]),
    byKey('counter', ['application', cstDateOf(context.at).slice(0, 4)]),
    byKey('party', ...line.parties.map(party => [party.id])),
    ...(countsTowardsExposure(line)
      ? [byKey('exposure_day', ...exposureSubjects(line.parties).map(subject => [subject, day]))]
      : []),
  ]
}

function applicationChanges(line: ApplicationLine, given: Input, context: LineContext, found: Found): Change[] {
  const lessee = lesseeOf(line)
  const period = cstDateOf(context.at).slice(0, 4)
  const last = (found.row('counter', 'application', period)?.last ?? 0) + 1
  return [
    upsert('counter', { kind: 'application', period, last }),
    upsert('application', {
      id: line.id,
      number: applicationNumber(context.at, last),
      source: given.source,
      sourceKey: line.sourceKey,
      scenario: line.scenario,
      product: line.product,
      currency: line.currency,
      dealerId: line.dealerId,
      region: line.region,
      lesseeId: lessee.id,
      lesseeName: lessee.name,
      priceFen: line.priceFen,
      downPaymentFen: line.downPaymentFen,
      amountFen: line.amountFen,
      termMonths: line.termMonths,
      rate: line.rate,
      submittedAt: line.submittedAt,
      state: 'submitted',
      version: 1,
      declared: line.declared ?? {},
      batchId: given.batchId,
    }),
    ...line.parties.map(party => upsert('party', mergedParty(party, found))),
    ...partyLinks(line),
    ...line.vehicles.map((vehicle, index) =>
      upsert('application_vehicle', { applicationId: line.id, line: index + 1, lesseeId: lessee.id, ...vehicle }),
    ),
    ...line.evidence.map((item, index) =>
      upsert('evidence', {
        id: `${context.rowId}-${index + 1}`,
        applicationId: line.id,
        lesseeId: lessee.id,
        ...item,
        values: item.values ?? {},
      }),
    ),
    ...line.documents.map((item, index) =>
      upsert('document', { id: `${context.rowId}-${index + 1}`, applicationId: line.id, addedAt: context.at, ...item }),
    ),
    ...(line.outcome === null ? [] : [upsert('outcome', { applicationId: line.id, ...line.outcome })]),
    ...exposureChanges(line, found),
    upsert('history', {
      id: context.rowId,
      applicationId: line.id,
      lesseeId: lessee.id,
      at: context.at,
      actor: context.actor.id,
      kind: 'imported',
      detail: {},
    }),
  ]
}

/** Numbers by kind and year, as people read them: 2026-1124-00381. */
export function applicationNumber(at: string, last: number): string {
  const day = cstDateOf(at)
  return `${day.slice(0, 4)}-${day.slice(5, 7)}${day.slice(8)}-${String(last).padStart(5, '0')}`
}

function partyLinks(line: ApplicationLine): Change[] {
  const lines = new Map<string, number>()
  return line.parties.map(party => {
    const next = (lines.get(party.role) ?? 0) + 1
    lines.set(party.role, next)
    return upsert('application_party', { applicationId: line.id, role: party.role, line: next, partyId: party.id })
  })
}

/**
 * A party known from before keeps what is known; what was unknown is filled in. One that was erased and comes back is
 * known by what it brings now.
 */
function mergedParty(party: PartyLine, found: Found) {
  const { role: _role, ...given } = party
  const known = found.row('party', party.id)
  if (known === null) return { ...given, erased: false }
  return {
    ...known,
    erased: false,
    name: known.name ?? given.name,
    idNumber: known.idNumber ?? given.idNumber,
    phone: known.phone ?? given.phone,
    address: known.address ?? given.address,
    bankCard: known.bankCard ?? given.bankCard,
    groupId: known.groupId ?? given.groupId,
    region: known.region ?? given.region,
  }
}

function exposureChanges(line: ApplicationLine, found: Found): Change[] {
  if (!countsTowardsExposure(line)) return []
  const day = cstDateOf(line.submittedAt)
  return exposureSubjects(line.parties).map(subject => {
    const known = found.row('exposure_day', subject, day)
    return upsert('exposure_day', {
      subject,
      day,
      amountFen: (known?.amountFen ?? 0) + line.amountFen,
      applications: (known?.applications ?? 0) + 1,
    })
  })
}

function endedContractChanges(line: EndedContractLine, found: Found): Change[] {
  const { kind: _kind, lessee, ...contract } = line
  return [upsert('party', mergedParty(lessee, found)), upsert('ended_contract', { ...contract, lesseeId: lessee.id })]
}
