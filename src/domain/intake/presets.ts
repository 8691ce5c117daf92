/** The presets that ship: the US loan tape, and our own layout, which takes back what it gave out. */
import { intakeFieldById, type OutcomeSeries } from './fields.ts'
import type { FieldMapping, Mapping } from './mapping.ts'
import { isTape, TAPE_FIELDS, TAPE_SCENARIO, TAPE_SOURCE } from './tape.ts'

export const BUILT_IN_PRESETS = [TAPE_SCENARIO, 'leasedesk'] as const
export type BuiltInPreset = (typeof BUILT_IN_PRESETS)[number]

export const isBuiltIn = (preset: string): preset is BuiltInPreset =>
  (BUILT_IN_PRESETS as readonly string[]).includes(preset)

/** The preset for a file with these columns: fields whose column is not there are left out. */
export function builtInMapping(preset: BuiltInPreset, columns: readonly string[]): Mapping {
  return preset === TAPE_SCENARIO ? tapeMapping(columns) : leaseDeskMapping(columns)
}

/** The built-in preset whose file this is, by its columns. */
export function presetOfColumns(columns: readonly string[]): BuiltInPreset | undefined {
  if (isTape(columns)) return TAPE_SCENARIO
  return ['application.sourceKey', 'application.amountFen'].every(id => columns.includes(id)) ? 'leasedesk' : undefined
}

// ── ABS-EE, Schedule AL ──────────────────────────────────────────────────────────────────────────────────────────────

const MONTH = 'date:MM/YYYY'

/** Field, column, format. The codes are those of Schedule AL; what has no counterpart with us is left empty. */
const TAPE_COLUMNS: readonly (readonly [field: string, column: string, format: string])[] = [
  ['application.sourceKey', 'assetNumber', ''],
  ['application.amountFen', 'originalLoanAmount', 'amount'],
  ['application.termMonths', 'originalLoanTerm', ''],
  ['application.rate', 'originalInterestRatePercentage', 'fraction'],
  ['evidence:declared.contractRate', 'originalInterestRatePercentage', 'fraction'],
  ['application.region', 'obligorGeographicLocation', ''],
  ['application.submittedAt', 'originationDate', MONTH],
  ['evidence.asOf', 'originationDate', MONTH],
  ['lessee.region', 'obligorGeographicLocation', ''],
  ['vehicle.make', 'vehicleManufacturerName', ''],
  ['vehicle.model', 'vehicleModelName', ''],
  ['vehicle.used', 'vehicleNewUsedCode', 'code:1=false;2=true'],
  ['vehicle.modelYear', 'vehicleModelYear', ''],
  ['vehicle.vehicleClass', 'vehicleTypeCode', 'code:1=car;2=pickup;3=suv;4=;98=;99='],
  ['evidence:loanTape.originatorName', 'originatorName', ''],
  ['evidence:loanTape.originatedDate', 'originationDate', MONTH],
  ['evidence:loanTape.paymentToIncome', 'paymentToIncomePercentage', ''],
  [
    'evidence:loanTape.incomeVerification',
    'obligorIncomeVerificationLevelCode',
    'code:1=none;2=stated;3=partly;4=verified;5=verified;98=',
  ],
  [
    'evidence:loanTape.employmentVerification',
    'obligorEmployementVerificationCode',
    'code:1=none;2=stated;3=verified;98=',
  ],
  ['evidence:loanTape.vehicleValueFen', 'vehicleValueAmount', 'amount'],
  ['evidence:loanTape.location', 'obligorGeographicLocation', ''],
  ['evidence:bureau.score', 'obligorCreditScore', ''],
]

const SERIES: Readonly<Record<string, OutcomeSeries>> = {
  BAL: 'balanceFen',
  PRC: 'principalFen',
  PMT: 'paymentFen',
  REC: 'recoveryFen',
  REP: 'repossessionFen',
}

function tapeMapping(columns: readonly string[]): Mapping {
  const held = new Set(columns)
  const fields = [
    constant('application.source', TAPE_SOURCE),
    ...TAPE_COLUMNS.filter(([, column]) => held.has(column)).map(([field, column, format]) =>
      fromColumn(field, column, format),
    ),
    ...TAPE_FIELDS.filter(({ column }) => held.has(column)).map(({ column }) => fromColumn(`tape:${column}`, column)),
    ...(held.has('D') ? [fromColumn('outcome.default', 'D')] : []),
    ...(held.has('R') ? [fromColumn('outcome.repaid', 'R')] : []),
    ...columns.flatMap(monthOfTape),
  ]
  return { preset: TAPE_SCENARIO, scenario: TAPE_SCENARIO, currency: 'USD', fields }
}

/** A series that no month of the file tells would only be a list of nothing, so the columns decide. */
function monthOfTape(column: string): FieldMapping[] {
  const [, series = '', month] = /^(BAL|PRC|PMT|REC|REP)([1-9]\d{0,2})$/.exec(column) ?? []
  const name = SERIES[series]
  return name === undefined ? [] : [fromColumn(`outcome.${name}.${month}`, column)]
}

// ── Our own layout ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Formats with which text comes back as what it was; amounts are yuan with two decimals. */
const LAYOUT_FORMATS: Readonly<Record<string, string>> = { amount: 'amount', rate: 'fraction' }

/** Columns that carry an id of a field; each is read as `docs/import.md` says. */
function leaseDeskMapping(columns: readonly string[]): Mapping {
  const fields = columns.flatMap(column => {
    const field = intakeFieldById(column)
    const taken = field !== undefined && field.place.of !== 'outcome' && field.id !== 'application.source'
    return taken ? [fromColumn(field.id, column, LAYOUT_FORMATS[field.type] ?? '')] : []
  })
  const source = constant('application.source', 'leasedesk')
  return { preset: 'leasedesk', scenario: 'passenger-new', currency: 'CNY', fields: [source, ...fields] }
}

const fromColumn = (field: string, column: string, format = ''): FieldMapping => ({
  field,
  column,
  constant: null,
  format,
})
const constant = (field: string, value: string): FieldMapping => ({ field, column: null, constant: value, format: '' })
