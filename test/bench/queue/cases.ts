/**
 * Applications for the bench, small and quick to make: each with a lessee, a vehicle and about 1.3 kB of evidence that
 * the starter rulebook refers to a person. Persons differ; what the sources say of them comes from a few packages,
 * which are decided by the real rules once each.
 */
import type { ApplicationLine } from '../../../src/commands/intake/line.ts'
import { canonicalBytes, type JsonValue } from '../../../src/domain/canonical.ts'
import { withIdCardCheckCharacter } from '../../../src/domain/identity/idCard.ts'
import { withVinCheckCharacter } from '../../../src/domain/identity/vin.ts'
import type { Application, Evidence, Party, Vehicle } from '../../../src/domain/model/application.ts'
import { observableById } from '../../../src/domain/observables/index.ts'
import { compileBook, deriveFacts, type RulebookDocument, reasonsOf, SEMANTICS } from '../../../src/rules/index.ts'
import { type Random, seeded } from './random.ts'

const PACKAGES = 64
const SUBMITTED = '2026-11-24T01:30:00.000Z'
const ASKED = '2026-11-24T00:10:00.000Z'

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红建国文志宇欣怡梓涵浩然子轩雨泽晨曦佳琪思远']
const AREAS = ['410105', '110108', '310115', '440305', '330106', '510107', '420111', '370203', '500112', '610113']
const PLATES = [...'豫京沪粤浙川鄂鲁渝陕']
const MODELS = ['朗逸', '轩逸', '卡罗拉', '秦PLUS', '帕萨特', '凯美瑞', '哈弗H6', 'Model Y']
const VIN_LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789']

type Evidences = ApplicationLine['evidence']

const answered = (source: string, values: Record<string, JsonValue>, subject = 'lessee'): Evidences[number] => ({
  source,
  subject,
  asOf: ASKED,
  status: 'answered',
  values,
})

/** About 1.3 kB in all. Lenders asked within 30 days are always too many, so that a person looks. */
function evidenceOf(random: Random): Evidences {
  return [
    answered('idCard', { 'idCard.policeMatch': 'match', 'idCard.birthDate': '1988-05-12' }),
    answered('bureau', {
      'bureau.score': 400 + random.below(300),
      'bureau.historyMonths': 20 + random.below(100),
      'bureau.repayment24m': 'NNNNNNNNNNNNNNNNNNNNNNNN',
      'bureau.overdue24m.maxDigit': random.below(2),
      'bureau.overdue24m.months': random.below(3),
      'bureau.overdue6m.months': 0,
      'bureau.overdueNowFen': 0,
      'bureau.adverseAccounts': 0,
      'bureau.openLoans': random.below(6),
      'bureau.loanBalanceFen': random.below(80_000_000),
      'bureau.vehicleLoans': random.below(2),
      'bureau.debtServiceMonthlyFen': random.below(300_000),
    }),
    answered('court', { 'court.dishonest': false }),
    answered('watchlist', { 'watchlist.industryFraud': random.below(40) === 0 }),
    answered('multiLending', { 'multiLending.lenders30d': 12 + random.below(20) }),
    answered('bankFlow', { 'bankFlow.inflowMonthlyFen': 800_000 + random.below(3_000_000) }),
    answered('valuation', { 'valuation.marketFen': 18_000_000 + random.below(2_000_000) }, 'vehicle-1'),
    answered('own', { 'own.vehicleFinancedNow': false }, 'vehicle-1'),
  ]
}

const nameOf = (random: Random): string =>
  random.one(SURNAMES) + random.one(GIVEN) + (random.below(4) === 0 ? '' : random.one(GIVEN))

function idNumberOf(random: Random): string {
  const born = `${1960 + random.below(40)}${String(1 + random.below(12)).padStart(2, '0')}${String(1 + random.below(28)).padStart(2, '0')}`
  return withIdCardCheckCharacter(random.one(AREAS) + born + random.digits(3))
}

const vinOf = (random: Random): string =>
  withVinCheckCharacter(`LSV${Array.from({ length: 14 }, () => random.one(VIN_LETTERS)).join('')}`)

function lesseeOf(index: number, random: Random): ApplicationLine['parties'][number] {
  return {
    role: 'lessee',
    id: `bench-party-${index}`,
    kind: 'person',
    name: nameOf(random),
    idNumber: idNumberOf(random),
    phone: `139${random.digits(8)}`,
    address: `中原区建设路${1 + random.below(900)}号${1 + random.below(30)}单元`,
    bankCard: null,
    groupId: null,
    region: '410100',
  }
}

function vehicleOf(random: Random, priceFen: number): ApplicationLine['vehicles'][number] {
  return {
    unit: 'vehicle',
    vin: vinOf(random),
    plate: random.one(PLATES) + random.one([...'ABCDEFG']) + random.digits(5),
    make: '上汽大众',
    model: random.one(MODELS),
    vehicleClass: 'passenger',
    powertrain: 'petrol',
    used: false,
    modelYear: 2026,
    firstRegistered: null,
    mileageKm: null,
    priceFen,
    invoiceFen: priceFen,
    ownerPartyId: null,
  }
}

/** The line of case `index`. Its package, `index % PACKAGES`, is all that rules read of it. */
export function applicationLine(index: number, seed: number): ApplicationLine {
  const shared = seeded(seed + (index % PACKAGES))
  const priceFen = 18_000_000 + shared.below(2_000_000)
  const amountFen = Math.round(priceFen * (0.6 + shared.below(25) / 100))
  const own = seeded(seed ^ Math.imul(index + 1, 0x9e3779b1))
  return {
    kind: 'application',
    id: `bench-${index}`,
    sourceKey: String(index),
    scenario: 'passenger-new',
    product: 'direct-lease',
    currency: 'CNY',
    dealerId: `bench-dealer-${index % 50}`,
    region: '410100',
    priceFen,
    downPaymentFen: priceFen - amountFen,
    amountFen,
    termMonths: 36,
    rate: 0.0885,
    submittedAt: SUBMITTED,
    declared: { 'declared.incomeMonthlyFen': 900_000 + shared.below(1_500_000) },
    parties: [lesseeOf(index, own)],
    vehicles: [vehicleOf(own, priceFen)],
    evidence: evidenceOf(shared),
    documents: [],
    outcome: null,
  }
}

export function* intakeLines(cases: number, seed: number) {
  for (let dealer = 0; dealer < 50; dealer++)
    yield {
      kind: 'dealer' as const,
      id: `bench-dealer-${dealer}`,
      name: `中原第${dealer + 1}汽车销售有限公司`,
      region: '410100',
      city: '郑州',
      tier: 'A',
    }
  for (let index = 0; index < cases; index++) yield applicationLine(index, seed)
}

interface Book {
  hash: string
  document: RulebookDocument
}

/** Lines of automatic decisions: each package decided by the real rules once, every case with a record of its own. */
export async function decisionLines(
  { hash, document }: Book,
  seed: number,
  digestOf: (party: string, bytes: Uint8Array) => string,
) {
  const compiled = compileBook(document, hash)
  const packages = await Promise.all(
    Array.from({ length: PACKAGES }, async (_, index) => {
      const facts = deriveFacts(document, factInput(applicationLine(index, seed)))
      const record = await compiled.decide(facts, { id: '', digest: '' })
      if (record.outcome !== 'refer') throw new Error(`package ${index} is not referred but ${record.outcome}`)
      return { facts: facts as unknown as JsonValue, bytes: canonicalBytes(facts as unknown as JsonValue), record }
    }),
  )
  return function* (from: number, to: number) {
    for (let index = from; index < to; index++) {
      const { facts, bytes, record } = packages[index % PACKAGES] as (typeof packages)[number]
      const lesseeId = `bench-party-${index}`
      const reference = { id: `bench-${index}-1`, digest: digestOf(lesseeId, bytes) }
      yield {
        applicationId: `bench-${index}`,
        basedOn: 1,
        lesseeId,
        factsId: reference.id,
        digest: reference.digest,
        facts,
        record: { ...record, facts: reference, fired: record.fired.map(each => ({ ...each })) },
        reasons: reasonsOf(record),
      }
    }
  }
}

function factInput(line: ApplicationLine): Parameters<typeof deriveFacts>[1] {
  const [lessee] = line.parties
  const stands = { applicationId: line.id, lesseeId: lessee?.id ?? '' }
  return {
    application: { ...line, ...stands, lesseeName: lessee?.name ?? null } as unknown as Application,
    parties: [{ role: 'lessee', party: { ...lessee, erased: false } as unknown as Party }],
    vehicles: line.vehicles.map((each, at) => ({ ...each, ...stands, line: at + 1 }) as Vehicle),
    evidence: line.evidence.map((each, at) => ({ ...each, ...stands, id: `${line.id}-${at}` }) as unknown as Evidence),
    exposureFen: line.amountFen,
    instant: SUBMITTED,
    dictionary: observableById,
  }
}

export { SEMANTICS }
