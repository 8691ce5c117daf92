/**
 * The loan-level tape of a US vehicle securitisation (ABS-EE, Schedule AL): what of it was known when the loan was made.
 * Every other column is the servicer's state of a later month or an outcome; 236 loans of one such file were already
 * past due there. So this is a list of what is allowed, and a column that nobody listed is not.
 */
import type { Use } from '../observables/index.ts'

/** The source's name in application ids: the same loan in two files of the same issuer is one application. */
export const TAPE_SOURCE = 'abs-ee'
export const TAPE_SCENARIO = 'abs-auto-loans'

interface TapeField {
  readonly column: string
  readonly zh: string
  readonly en: string
  readonly barredFrom: readonly Use[]
}

/** Origination columns without an observable: kept verbatim, out of reach of rules. */
export const TAPE_FIELDS: readonly TapeField[] = [
  { column: 'subvented', zh: '贴息', en: 'Subvented', barredFrom: ['score', 'price'] },
  { column: 'loanMaturityDate', zh: '到期月份', en: 'Maturity', barredFrom: [] },
  { column: 'originalFirstPaymentDate', zh: '首个还款月', en: 'First payment', barredFrom: [] },
  { column: 'interestCalculationTypeCode', zh: '计息方式代码', en: 'Interest calculation', barredFrom: [] },
  { column: 'originalInterestRateTypeCode', zh: '利率类型代码', en: 'Rate type', barredFrom: [] },
  { column: 'underwritingIndicator', zh: '符合授信标准', en: 'Underwritten to standard', barredFrom: [] },
  { column: 'gracePeriodNumber', zh: '宽限期', en: 'Grace period', barredFrom: [] },
  { column: 'paymentTypeCode', zh: '还款频率代码', en: 'Payment type', barredFrom: [] },
  { column: 'vehicleValueSourceCode', zh: '车值来源代码', en: 'Source of the vehicle value', barredFrom: [] },
  { column: 'obligorCreditScoreType', zh: '评分类型', en: 'Type of credit score', barredFrom: [] },
  { column: 'coObligorIndicator', zh: '有共同债务人', en: 'Co-obligor', barredFrom: [] },
]

const KNOWN_AT_ORIGINATION = new Set([
  'assetNumber',
  'originatorName',
  'originationDate',
  'originalLoanAmount',
  'originalLoanTerm',
  'originalInterestRatePercentage',
  'vehicleManufacturerName',
  'vehicleModelName',
  'vehicleNewUsedCode',
  'vehicleModelYear',
  'vehicleTypeCode',
  'vehicleValueAmount',
  'obligorCreditScore',
  'obligorIncomeVerificationLevelCode',
  'obligorEmployementVerificationCode',
  'paymentToIncomePercentage',
  'obligorGeographicLocation',
  ...TAPE_FIELDS.map(field => field.column),
])

/** Whether the column was known when the loan was made. */
export const knownAtOrigination = (column: string): boolean => KNOWN_AT_ORIGINATION.has(column)

const SERIES = /^(?:BAL|PRC|PMT|REC|REP)[1-9]\d{0,2}$/

/** Whether the column says how the loan went on, as the months and flags that were added to the tape do. */
export const saysOutcome = (column: string): boolean => /^[DRC]$/.test(column) || SERIES.test(column)

/** Whether these are the columns of such a tape, whatever preset somebody chose for it. */
export function isTape(columns: readonly string[]): boolean {
  const held = new Set(columns)
  return ['assetNumber', 'originationDate', 'originalLoanAmount', 'originatorName'].every(name => held.has(name))
}
