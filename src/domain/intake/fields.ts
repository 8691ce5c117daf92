/** The fields of an application that a column of a file can fill, with the names under which people put them. */
import type { PartyRole } from '../model/application.ts'
import { type Code, OBSERVABLES, type Observable, type Use } from '../observables/index.ts'
import {
  APPLICATION_FIELDS,
  DEALER_FIELDS,
  type Described,
  PARTY_FIELDS,
  ROLES_OF_A_ROW,
  VEHICLE_FIELDS,
  VEHICLES_OF_A_ROW,
} from './field-lists.ts'
import { TAPE_FIELDS } from './tape.ts'

export type FieldType =
  | 'text'
  | 'amount'
  | 'integer'
  | 'number'
  | 'rate'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'code'
  | 'codes'
  | 'idNumber'
  | 'vin'
  | 'plate'
  | 'phone'
  | 'bankCard'

export type OutcomeSeries = 'balanceFen' | 'principalFen' | 'paymentFen' | 'recoveryFen' | 'repossessionFen'

/** Where the value goes. */
export type Place =
  | { readonly of: 'application'; readonly name: string }
  | { readonly of: 'dealer'; readonly name: string }
  | { readonly of: 'party'; readonly role: PartyRole; readonly name: string }
  /** `n` is 1 to 3. */
  | { readonly of: 'vehicle'; readonly n: number; readonly name: string }
  | { readonly of: 'evidence'; readonly observable: Observable }
  | { readonly of: 'evidenceAsOf' }
  /** Kept as it stood on a bought portfolio's tape, under no observable's id, so that no rule can read it. */
  | { readonly of: 'tape'; readonly name: string }
  | { readonly of: 'outcome'; readonly flag: 'default' | 'repaid' }
  /** `month` counts from 1. */
  | { readonly of: 'outcome'; readonly series: OutcomeSeries; readonly month: number }

export interface IntakeField {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly type: FieldType
  readonly unit: string | null
  readonly required: boolean
  /** Kept, but not for these uses: the lender's own answer to the risk, or what the law keeps out. */
  readonly barredFrom: readonly Use[]
  readonly place: Place
  readonly codes?: readonly Code[]
  /** Lowest and highest that can be true at all, for numbers. */
  readonly range?: readonly [number, number]
  /** Further headings under which such a column is known, as people write them. */
  readonly headings: readonly string[]
}

/** What our own books say, and what we reckon from them, is never taken from a file. */
const OUR_OWN = new Set(['own', 'shared', 'portfolio', 'dealer'])

function evidenceField(observable: Observable): IntakeField {
  const { type } = observable
  const numeric = type === 'integer' || type === 'number'
  return {
    id: `evidence:${observable.id}`,
    zh: observable.zh,
    en: observable.en,
    type: observableFieldType(observable),
    unit: numeric ? observable.unit : null,
    required: false,
    barredFrom: observable.barredFrom ?? [],
    place: { of: 'evidence', observable },
    ...(type === 'code' || type === 'codes' ? { codes: observable.codes } : {}),
    ...(numeric ? { range: observable.range } : {}),
    headings: [],
  }
}

function observableFieldType(observable: Observable): FieldType {
  if (observable.type === 'integer') return observable.unit === 'fen' ? 'amount' : 'integer'
  if (observable.type === 'number') return RATES.has(observable.unit) ? 'rate' : 'number'
  return observable.type
}

const RATES = new Set(['fraction', 'change', 'annualRate'])

const described = (place: Place, prefix: string, qualifier: { zh: string; en: string }) => (field: Described) => ({
  barredFrom: [],
  required: false,
  unit: null,
  headings: [],
  ...field,
  id: `${prefix}.${field.name}`,
  zh: `${qualifier.zh}${field.zh}`,
  en: qualifier.en === '' ? field.en : `${qualifier.en} ${field.en.charAt(0).toLowerCase()}${field.en.slice(1)}`,
  place: { ...place, name: field.name } as Place,
})

const NO_QUALIFIER = { zh: '', en: '' }

function fieldsOfRoles(): IntakeField[] {
  return ROLES_OF_A_ROW.flatMap(({ role, zh, en, headings }) =>
    PARTY_FIELDS.map(field => {
      const made = described({ of: 'party', role, name: '' }, role, { zh, en })(field)
      // 'Name' alone is the lessee's; another role's column says whose it is.
      const alone = role === 'lessee' ? made.headings : []
      return { ...made, headings: [...alone, ...headings.flatMap(who => made.headings.map(what => `${who}${what}`))] }
    }),
  )
}

function fieldsOfVehicles(): IntakeField[] {
  return Array.from({ length: VEHICLES_OF_A_ROW }, (_, index) => index + 1).flatMap(n =>
    VEHICLE_FIELDS.map(field => {
      const prefix = n === 1 ? 'vehicle' : `vehicle${n}`
      const made = described({ of: 'vehicle', n, name: '' }, prefix, { zh: `车辆${n}`, en: `Vehicle ${n}:` })(field)
      return n === 1 ? made : { ...made, headings: made.headings.map(heading => `${heading}${n}`) }
    }),
  )
}

/** Every field that a person can choose, in the order of the form. */
export const INTAKE_FIELDS: readonly IntakeField[] = [
  ...APPLICATION_FIELDS.map(described({ of: 'application', name: '' }, 'application', NO_QUALIFIER)),
  ...DEALER_FIELDS.map(described({ of: 'dealer', name: '' }, 'dealer', NO_QUALIFIER)),
  ...fieldsOfRoles(),
  ...fieldsOfVehicles(),
  {
    id: 'evidence.asOf',
    zh: '证据截至时间',
    en: 'Evidence as of',
    type: 'instant',
    unit: null,
    required: false,
    barredFrom: [],
    place: { of: 'evidenceAsOf' },
    headings: ['证据日期', 'as of'],
  },
  ...OBSERVABLES.filter(observable => !OUR_OWN.has(observable.source)).map(evidenceField),
  ...TAPE_FIELDS.map(
    ({ column, zh, en, barredFrom }): IntakeField => ({
      id: `tape:${column}`,
      zh,
      en,
      type: 'text',
      unit: null,
      required: false,
      barredFrom,
      place: { of: 'tape', name: column },
      headings: [],
    }),
  ),
]

const byId: ReadonlyMap<string, IntakeField> = new Map(INTAKE_FIELDS.map(field => [field.id, field]))

const OUTCOME_FLAG = /^outcome\.(default|repaid)$/
const OUTCOME_MONTH = /^outcome\.(balanceFen|principalFen|paymentFen|recoveryFen|repossessionFen)\.([1-9]\d{0,2})$/

/**
 * The field of an id, or undefined. Outcome fields (`outcome.default`, `outcome.balanceFen.12`) are not offered for
 * choice: only a preset that knows the source fills them.
 */
export function intakeFieldById(id: string): IntakeField | undefined {
  return byId.get(id) ?? outcomeField(id)
}

function outcomeField(id: string): IntakeField | undefined {
  const kept = { id, unit: null, required: false, barredFrom: ['score', 'price'] as const, headings: [] }
  const flag = OUTCOME_FLAG.exec(id)?.[1] as 'default' | 'repaid' | undefined
  if (flag !== undefined) return { ...kept, zh: '结果', en: 'Outcome', type: 'boolean', place: { of: 'outcome', flag } }
  const [, series, month] = OUTCOME_MONTH.exec(id) ?? []
  if (series === undefined) return undefined
  return {
    ...kept,
    zh: `结果第${month}月`,
    en: `Outcome, month ${month}`,
    type: 'amount',
    place: { of: 'outcome', series: series as OutcomeSeries, month: Number(month) },
  }
}
