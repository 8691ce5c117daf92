/** Applications with their vehicles, parties, evidence and documents: the data package that a decision is made on. */

import type { JsonValue } from '../canonical.ts'
import { bigint, boolean, code, date, defineTable, instant, integer, json, number, type RowOf, text } from './table.ts'

export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'referred'
  | 'awaiting-documents'
  | 'approved'
  | 'declined'
  | 'withdrawn'
  | 'expired'
  | 'reconsidered'
  | 'paid-out'

export type PartyRole =
  | 'lessee'
  | 'co-lessee'
  | 'spouse'
  | 'guarantor'
  | 'affiliation-company'
  | 'driver'
  | 'supplier'
  | 'repurchaser'
export type PartyKind = 'person' | 'company'
export type Product = 'direct-lease' | 'leaseback'
export type Currency = 'CNY' | 'USD'

export const party = defineTable(
  'party',
  {
    id: text(),
    kind: code<PartyKind>()(),
    name: text({ nullable: true, personalOf: 'id' }),
    /** ID card number of a person, unified social credit code of a company. */
    idNumber: text({ nullable: true, personalOf: 'id' }),
    phone: text({ nullable: true, personalOf: 'id' }),
    address: text({ nullable: true, personalOf: 'id' }),
    bankCard: text({ nullable: true, personalOf: 'id' }),
    /** The group that its exposure adds up in, where one is known. */
    groupId: text({ nullable: true }),
    region: text({ nullable: true }),
    erased: boolean(),
  },
  { key: ['id'], indexes: { byGroup: ['groupId'] } },
)
export type Party = RowOf<typeof party>

export const dealer = defineTable(
  'dealer',
  {
    id: text(),
    name: text(),
    region: text({ nullable: true }),
    city: text({ nullable: true }),
    tier: text({ nullable: true }),
  },
  { key: ['id'] },
)
export type Dealer = RowOf<typeof dealer>

export const application = defineTable(
  'application',
  {
    id: text(),
    /** The number people use, e.g. 2026-1124-00381. */
    number: text(),
    /** Where it came from and its key there, so that the same file imported twice doubles nothing. */
    source: text(),
    sourceKey: text(),
    scenario: text(),
    product: code<Product>()(),
    currency: code<Currency>()(),
    dealerId: text({ nullable: true }),
    region: text({ nullable: true }),
    lesseeId: text(),
    lesseeName: text({ nullable: true, personalOf: 'lesseeId' }),
    /** What the vehicles cost together, what is paid down, what is financed; minor units of `currency`. */
    priceFen: bigint({ nullable: true }),
    downPaymentFen: bigint({ nullable: true }),
    amountFen: bigint(),
    termMonths: integer({ nullable: true }),
    /** Contract rate, a fraction a year. */
    rate: number({ nullable: true }),
    submittedAt: instant(),
    state: code<ApplicationState>()(),
    /** Rises with every entry that changes the record; a decision names the version it was based on. */
    version: integer(),
    /** Declared and typed-in fields that have no column of their own, by observable id. */
    declared: json<Record<string, JsonValue>>()({ personalOf: 'lesseeId' }),
    batchId: text({ nullable: true }),
  },
  { key: ['id'], indexes: { byNumber: ['number'], bySource: ['source', 'sourceKey'], byLessee: ['lesseeId'] } },
)
export type Application = RowOf<typeof application>

export const applicationParty = defineTable(
  'application_party',
  { applicationId: text(), role: code<PartyRole>()(), line: integer(), partyId: text() },
  { key: ['applicationId', 'role', 'line'], indexes: { byParty: ['partyId'] } },
)
export type ApplicationParty = RowOf<typeof applicationParty>

export type VehicleUnit = 'vehicle' | 'chassis' | 'body' | 'trailer'

export const vehicle = defineTable(
  'application_vehicle',
  {
    applicationId: text(),
    line: integer(),
    unit: code<VehicleUnit>()(),
    lesseeId: text(),
    vin: text({ nullable: true, personalOf: 'lesseeId' }),
    plate: text({ nullable: true, personalOf: 'lesseeId' }),
    make: text({ nullable: true }),
    model: text({ nullable: true }),
    vehicleClass: text({ nullable: true }),
    powertrain: text({ nullable: true }),
    used: boolean({ nullable: true }),
    modelYear: integer({ nullable: true }),
    firstRegistered: date({ nullable: true }),
    mileageKm: integer({ nullable: true }),
    priceFen: bigint({ nullable: true }),
    invoiceFen: bigint({ nullable: true }),
    /** Owner of record where it is not the lessee (挂靠 company). */
    ownerPartyId: text({ nullable: true }),
  },
  { key: ['applicationId', 'line'], indexes: { byApplication: ['applicationId', 'line'], byVin: ['vin'] } },
)
export type Vehicle = RowOf<typeof vehicle>

export type EvidenceStatus = 'answered' | 'absent' | 'error'

/** A source's answer as it came, with the instant it speaks of; observables by their id in `values`. */
export const evidence = defineTable(
  'evidence',
  {
    id: text(),
    applicationId: text(),
    lesseeId: text(),
    source: text(),
    subject: text(),
    asOf: instant(),
    status: code<EvidenceStatus>()(),
    values: json<Record<string, JsonValue>>()({ personalOf: 'lesseeId' }),
  },
  { key: ['id'], indexes: { byApplication: ['applicationId'] } },
)
export type Evidence = RowOf<typeof evidence>

export const document = defineTable(
  'document',
  {
    id: text(),
    applicationId: text({ nullable: true }),
    kind: text(),
    name: text({ nullable: true, personalOf: 'keyId' }),
    mediaType: text(),
    bytes: integer(),
    /** SM3 of the sealed bytes: its name in the documents folder. */
    hash: text(),
    /** The key it is sealed with: one of its own, so that it can go by itself. */
    keyId: text(),
    addedAt: instant(),
  },
  { key: ['id'], indexes: { byApplication: ['applicationId'] } },
)
export type Document = RowOf<typeof document>

/** Money asked for by subject (party or group) and day; the 10-million test adds up 90 of them. Kept by effects. */
export const exposureDay = defineTable(
  'exposure_day',
  { subject: text(), day: date(), amountFen: bigint(), applications: integer() },
  { key: ['subject', 'day'] },
)
export type ExposureDay = RowOf<typeof exposureDay>

/** How an application really ended. Kept apart: no rule and no fact reads it. */
export const outcome = defineTable(
  'outcome',
  {
    applicationId: text(),
    status: code<'default' | 'repaid' | 'running' | 'good' | 'bad'>()(),
    /** The kind of fraud that the demo generator drew, where one was. */
    fraud: text({ nullable: true }),
    /** Months as told by the source: balance, principal, payment in minor units. */
    months: json()(),
  },
  { key: ['applicationId'] },
)
export type Outcome = RowOf<typeof outcome>

/** A contract that ended before this book began: what the company knows from its own past. */
export const endedContract = defineTable(
  'ended_contract',
  {
    id: text(),
    lesseeId: text(),
    dealerId: text({ nullable: true }),
    scenario: text(),
    startedOn: date(),
    endedOn: date(),
    amountFen: bigint(),
    termMonths: integer(),
    instalmentFen: bigint(),
    /** Money received each month from the first due date on, in fen. */
    paidFen: json<number[]>()(),
    worstDaysPastDue: integer(),
  },
  { key: ['id'], indexes: { byLessee: ['lesseeId'] } },
)
export type EndedContract = RowOf<typeof endedContract>
