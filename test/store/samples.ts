/** Rows of the model for the store's tests, whole and plainly invented. */
import type { Application, Evidence, ExposureDay, Party, Vehicle } from '../../src/domain/model/application.ts'
import type { Counter, Person } from '../../src/domain/model/company.ts'
import type { TableName, Tables } from '../../src/domain/model/index.ts'
import type { Claim, Decision, FactsRow, ReviewCase, RulebookRow } from '../../src/domain/model/review.ts'
import type { AnyRow, RowOf } from '../../src/domain/model/table.ts'
import type { Store, StoreChanges, StoreKey } from '../../src/store/store.ts'

export const party = (id: string, more: Partial<Party> = {}): Party => ({
  id,
  kind: 'person',
  name: `张${id}`,
  idNumber: null,
  phone: null,
  address: null,
  bankCard: null,
  groupId: null,
  region: 'CN-32',
  erased: false,
  ...more,
})

export const application = (id: string, more: Partial<Application> = {}): Application => ({
  id,
  number: `2026-${id}`,
  source: 'test',
  sourceKey: id,
  scenario: 'passenger-used',
  product: 'leaseback',
  currency: 'CNY',
  dealerId: null,
  region: 'CN-32',
  lesseeId: `p-${id}`,
  lesseeName: `张${id}`,
  priceFen: 12_000_000,
  downPaymentFen: 3_000_000,
  amountFen: 9_000_000,
  termMonths: 36,
  rate: 0.0875,
  submittedAt: '2026-11-20T01:02:03.004Z',
  state: 'submitted',
  version: 1,
  declared: {},
  batchId: null,
  ...more,
})

export const vehicle = (applicationId: string, line: number, more: Partial<Vehicle> = {}): Vehicle => ({
  applicationId,
  line,
  unit: 'vehicle',
  lesseeId: `p-${applicationId}`,
  vin: null,
  plate: null,
  make: null,
  model: null,
  vehicleClass: null,
  powertrain: null,
  used: true,
  modelYear: 2021,
  firstRegistered: '2021-02-28',
  mileageKm: 0,
  priceFen: null,
  invoiceFen: null,
  ownerPartyId: null,
  ...more,
})

export const evidence = (id: string, applicationId: string, more: Partial<Evidence> = {}): Evidence => ({
  id,
  applicationId,
  lesseeId: `p-${applicationId}`,
  source: 'bureau',
  subject: 'lessee',
  asOf: '2026-11-19T23:59:59.999Z',
  status: 'answered',
  values: { 'bureau.score': 640 },
  ...more,
})

export const reviewCase = (id: string, more: Partial<ReviewCase> = {}): ReviewCase => ({
  id,
  applicationId: `a-${id}`,
  number: `2026-${id}`,
  lesseeId: `p-${id}`,
  lesseeName: `张${id}`,
  scenario: 'passenger-used',
  region: 'CN-32',
  dealerId: null,
  currency: 'CNY',
  amountFen: 9_000_000,
  reasons: ['income-short'],
  firstReason: 'income-short',
  state: 'waiting',
  boost: 0,
  openedAt: '2026-11-20T01:00:00.000Z',
  deadlineAt: '2026-11-21T01:00:00.000Z',
  pausedMinutes: null,
  decisionId: null,
  version: 1,
  ...more,
})

export const rulebook = (hash: string, document: RulebookRow['document'], live = false): RulebookRow => ({
  hash,
  id: 'starter',
  version: 1,
  document,
  publishedAt: '2026-11-01T00:00:00.000Z',
  publishedBy: 'someone',
  live,
})

export const facts = (id: string, body: FactsRow['body'], applicationId = 'a1'): FactsRow => ({
  id,
  applicationId,
  lesseeId: 'p1',
  digest: 'd',
  body,
})

export const decision = (id: string, applicationId: string, more: Partial<Decision> = {}): Decision => ({
  id,
  applicationId,
  lesseeId: `p-${applicationId}`,
  caseId: null,
  by: 'machine',
  at: '2026-11-20T02:00:00.000Z',
  outcome: 'refer',
  reasons: ['income-short'],
  note: null,
  record: { score: 612 },
  factsId: null,
  rulebookHash: null,
  semantics: 1,
  caseBefore: null,
  bulkId: null,
  takenBackAt: null,
  ...more,
})

export const person = (id: string, name: string): Person => ({
  id,
  name,
  roles: ['underwriter'],
  publicKey: 'k',
  wrappedKey: { salt: '', cost: { memoryKib: 1, passes: 1 }, wrapped: '' },
  active: true,
  enteredBy: null,
  since: '2026-01-01T00:00:00.000Z',
})

export const counter = (kind: string, last: number, period = '2026'): Counter => ({ kind, period, last })

export const exposure = (subject: string, day: string, amountFen: number): ExposureDay => ({
  subject,
  day,
  amountFen,
  applications: 1,
})

export const claim = (caseId: string, person: string, until: string): Claim => ({
  caseId,
  person,
  session: 's1',
  claimedAt: '2026-11-20T08:00:00.000Z',
  until,
})

type Rows = { [T in TableName]?: readonly RowOf<Tables[T]>[] }

/** Changes of whole rows, typed by their table. */
export const upserts = (rows: Rows, deletes: Partial<Record<TableName, readonly StoreKey[]>> = {}): StoreChanges =>
  new Map(
    ([...new Set([...Object.keys(rows), ...Object.keys(deletes)])] as TableName[]).map(name => [
      name,
      { upserts: (rows[name] ?? []) as unknown as readonly AnyRow[], deletes: deletes[name] ?? [] },
    ]),
  )

export const put = (store: Store, rows: Rows): Promise<void> => store.transaction(tx => tx.apply(upserts(rows)))
