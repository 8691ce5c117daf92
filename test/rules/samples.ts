/** Sound applications to bend in tests, and the shortest way from one to a decision. */

import type { JsonValue } from '../../src/domain/canonical.ts'
import type { Application, Evidence, Party, Vehicle } from '../../src/domain/model/application.ts'
import { observableById } from '../../src/domain/observables/index.ts'
import {
  compileBook,
  type DecisionRecord,
  deriveFacts,
  type FactInput,
  type Facts,
  type RulebookDocument,
  starterBook,
} from '../../src/rules/index.ts'

export const INSTANT = '2026-11-20T02:00:00.000Z'
export const YESTERDAY = '2026-11-19T02:00:00.000Z'
export const REFERENCE = { id: 'facts-1', digest: 'digest-1' }
export const BOOK = starterBook()
export const HASH = 'hash-1'

const application: Application = {
  id: 'app-1',
  number: '2026-1120-00001',
  source: 'test',
  sourceKey: '1',
  scenario: 'passenger-new',
  product: 'direct-lease',
  currency: 'CNY',
  dealerId: null,
  region: '410100',
  lesseeId: 'party-1',
  lesseeName: '张三',
  priceFen: 20_000_000,
  downPaymentFen: 6_000_000,
  amountFen: 14_000_000,
  termMonths: 36,
  rate: 0.09,
  submittedAt: YESTERDAY,
  state: 'submitted',
  version: 1,
  declared: { 'declared.incomeMonthlyFen': 1_500_000 },
  batchId: null,
}

export const LESSEE: Party = {
  id: 'party-1',
  kind: 'person',
  name: '张三',
  idNumber: '410101198805120019',
  phone: null,
  address: null,
  bankCard: null,
  groupId: null,
  region: null,
  erased: false,
}

const VEHICLE: Vehicle = {
  applicationId: 'app-1',
  line: 1,
  unit: 'vehicle',
  lesseeId: 'party-1',
  vin: null,
  plate: null,
  make: null,
  model: null,
  vehicleClass: null,
  powertrain: null,
  used: false,
  modelYear: null,
  firstRegistered: '2023-05-01',
  mileageKm: null,
  priceFen: 20_000_000,
  invoiceFen: null,
  ownerPartyId: null,
}

export function answer(source: string, values: Record<string, JsonValue>, more: Partial<Evidence> = {}): Evidence {
  const subject = ['valuation'].includes(source) ? 'vehicle-1' : 'party-1'
  const row = { id: `ev-${source}`, applicationId: 'app-1', lesseeId: 'party-1', source, subject, asOf: YESTERDAY }
  return { ...row, status: 'answered', values, ...more }
}

const EVIDENCE: readonly Evidence[] = [
  answer('idCard', { 'idCard.policeMatch': 'match', 'idCard.birthDate': '1988-05-12' }),
  answer('bureau', {
    'bureau.overdueNowFen': 0,
    'bureau.adverseAccounts': 0,
    'bureau.overdue24m.maxDigit': 0,
    'bureau.debtServiceMonthlyFen': 100_000,
  }),
  answer('court', { 'court.dishonest': false }),
  answer('watchlist', { 'watchlist.industryFraud': false }),
  answer('multiLending', { 'multiLending.lenders30d': 1 }),
  answer('bankFlow', { 'bankFlow.inflowMonthlyFen': 1_800_000 }),
  answer('valuation', { 'valuation.marketFen': 20_000_000 }),
  answer('own', { 'own.vehicleFinancedNow': false }, { subject: 'vehicle-1' }),
]

export type Bend = {
  application?: Partial<Application>
  /** Values by observable that replace those of the sound application; null takes one away. */
  observed?: Record<string, JsonValue>
  evidence?: readonly Evidence[]
  vehicles?: readonly Partial<Vehicle>[]
  lessee?: Partial<Party>
  exposureFen?: number | null
}

/** A sound application with what a test bends in it. */
export function input(bend: Bend = {}): FactInput {
  return {
    application: { ...application, ...bend.application },
    vehicles: (bend.vehicles ?? [{}]).map((each, at) => ({ ...VEHICLE, line: at + 1, ...each })),
    parties: [{ role: 'lessee', party: { ...LESSEE, ...bend.lessee } }],
    evidence: bend.evidence ?? EVIDENCE.map(row => bent(row, bend.observed ?? {})),
    exposureFen: bend.exposureFen === undefined ? (bend.application?.amountFen ?? 14_000_000) : bend.exposureFen,
    instant: INSTANT,
    dictionary: observableById,
  }
}

function bent(row: Evidence, observed: Record<string, JsonValue>): Evidence {
  const mine = Object.entries(observed).filter(([id]) => id.startsWith(`${row.source}.`))
  return { ...row, values: { ...row.values, ...Object.fromEntries(mine) } }
}

/** A sound loan of a bought portfolio. */
export function tape(bend: Bend & { score?: number | null } = {}): FactInput {
  const { score = 720, ...rest } = bend
  return input({
    ...rest,
    application: {
      scenario: 'abs-auto-loans',
      currency: 'USD',
      priceFen: null,
      downPaymentFen: null,
      amountFen: 2_000_000,
      rate: 0.05,
      declared: {
        'loanTape.originatedDate': '2016-03-01',
        'loanTape.vehicleValueFen': 2_000_000,
        'loanTape.paymentToIncome': 0.08,
        'loanTape.incomeVerification': 'stated',
        ...rest.observed,
      },
      ...rest.application,
    },
    exposureFen: rest.exposureFen === undefined ? 2_000_000 : rest.exposureFen,
    evidence: rest.evidence ?? [answer('bureau', { 'bureau.score': score }, { asOf: '2016-03-01T00:00:00.000Z' })],
  })
}

export function factsOfInput(from: FactInput, document: RulebookDocument = BOOK): Facts {
  return deriveFacts(document, from)
}

export function decide(from: FactInput, document: RulebookDocument = BOOK): Promise<DecisionRecord> {
  return decideFacts(deriveFacts(document, from), document)
}

export function decideFacts(facts: Facts, document: RulebookDocument = BOOK): Promise<DecisionRecord> {
  return compileBook(document, HASH).decide(facts, REFERENCE)
}

export async function deriveAnd(from: FactInput): Promise<{ facts: Facts; record: DecisionRecord }> {
  const facts = deriveFacts(BOOK, from)
  return { facts, record: await decideFacts(facts) }
}
