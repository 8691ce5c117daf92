/** The real loans by the preset `abs-auto-loans`: what was known at origination, and nothing that came later. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { applicationLine } from '../../../src/commands/intake/line.ts'
import { intakeFieldById } from '../../../src/domain/intake/fields.ts'
import { builtInMapping, presetOfColumns } from '../../../src/domain/intake/presets.ts'
import { observableById } from '../../../src/domain/observables/index.ts'
import { column, mapped, mapping, mapTable, problemOf } from './rows.ts'

const HEADINGS = [
  '',
  'assetNumber',
  'reportingPeriodEndingDate',
  'originatorName',
  'originationDate',
  'originalLoanAmount',
  'originalLoanTerm',
  'originalInterestRatePercentage',
  'subvented',
  'vehicleModelName',
  'vehicleNewUsedCode',
  'vehicleTypeCode',
  'vehicleValueAmount',
  'obligorCreditScore',
  'obligorIncomeVerificationLevelCode',
  'obligorEmployementVerificationCode',
  'paymentToIncomePercentage',
  'obligorGeographicLocation',
  'currentDelinquencyStatus',
  ...[1, 2, 3].flatMap(month => ['BAL', 'PRC', 'PMT', 'REC', 'REP'].map(name => `${name}${month}`)),
  'risk_cat_ir',
  'C',
  'D',
  'R',
]
const CELLS = [
  '5369',
  '19407822',
  '05-31-2017',
  'Ally Bank',
  '01/2016',
  '29535.24',
  '74',
  '0.028',
  '0',
  'LEGACY              ',
  '1',
  '2',
  '31811',
  '799',
  '2',
  'NA',
  '0.0536',
  'MI',
  '31',
  ...['23405.04', '386.38', '446.6', 'NA', '0'],
  ...['22620.58', '-4.46', '893.2', 'NA', '-300'],
  ...['NA', 'NA', 'NA', 'NA', 'NA'],
  'super_prime',
  '0',
  '1',
  '0',
]
const tape = builtInMapping('abs-auto-loans', HEADINGS)

test('the preset is known by its columns', () => {
  expect(presetOfColumns(HEADINGS)).toBe('abs-auto-loans')
})

test('a loan is mapped whole', () => {
  const line = mapped(tape, HEADINGS, CELLS)
  expect(line).toMatchObject({
    id: 'a-abs-ee-19407822',
    scenario: 'abs-auto-loans',
    currency: 'USD',
    region: 'MI',
    amountFen: 2_953_524,
    termMonths: 74,
    rate: 0.028,
    // Months have no days on a tape: the first of the month stands for it.
    submittedAt: '2015-12-31T16:00:00.000Z',
    declared: { 'declared.contractRate': 0.028, 'tape.subvented': '0' },
    vehicles: [{ model: 'LEGACY', used: false, vehicleClass: 'pickup', priceFen: null }],
  })
  expect(line.evidence.map(({ source, asOf, values }) => [source, asOf, values])).toEqual([
    [
      'loanTape',
      '2015-12-31T16:00:00.000Z',
      {
        'loanTape.originatorName': 'Ally Bank',
        'loanTape.originatedDate': '2016-01-01',
        'loanTape.paymentToIncome': 0.0536,
        'loanTape.incomeVerification': 'stated',
        'loanTape.vehicleValueFen': 3_181_100,
        'loanTape.location': 'MI',
      },
    ],
    ['bureau', '2015-12-31T16:00:00.000Z', { 'bureau.score': 799 }],
  ])
  expect(line.outcome).toEqual({
    status: 'default',
    fraud: null,
    months: {
      balanceFen: [2_340_504, 2_262_058],
      principalFen: [38_638, -446],
      paymentFen: [44_660, 89_320],
      recoveryFen: [],
      repossessionFen: [0, -30_000],
    },
  })
})

test('the lender’s own answer to the risk is kept, and barred', () => {
  expect(observableById('declared.contractRate')?.barredFrom).toContain('score')
  expect(intakeFieldById('tape:subvented')?.barredFrom).toEqual(['score', 'price'])
  // Under no observable's id, so that no rulebook can name it.
  expect(observableById('tape.subvented')).toBeUndefined()
})

describe('a leak is refused by name', () => {
  const planted = (field: string, from: string) => ({ ...tape, fields: [...tape.fields, column(field, from)] })

  test.each([
    ['evidence:bureau.overdueNowFen', 'currentDelinquencyStatus'],
    ['evidence:declared.incomeMonthlyFen', 'BAL1'],
    ['lessee.name', 'D'],
    ['lessee.address', 'risk_cat_ir'],
    ['lessee.phone', '#1'],
  ])('%s from %s', (field, from) => {
    const headings = HEADINGS.map(heading => (heading === '' ? '#1' : heading))
    expect(problemOf(planted(field, from), headings)).toEqual({ code: 'leak', column: from, field })
  })

  test('also where somebody maps the tape by hand, under another scenario', () => {
    const fields = [
      column('application.sourceKey', 'assetNumber'),
      column('application.amountFen', 'originalLoanAmount'),
      column('evidence:bureau.overdueNowFen', 'currentDelinquencyStatus'),
    ]
    expect(problemOf(mapping(fields, { currency: 'USD' }), HEADINGS)).toMatchObject({
      code: 'leak',
      column: 'currentDelinquencyStatus',
    })
  })

  test('a column of origination is no outcome', () => {
    const fields = [
      ...tape.fields.filter(each => each.field !== 'outcome.default'),
      column('outcome.default', 'subvented'),
    ]
    expect(problemOf({ ...tape, fields }, HEADINGS)).toMatchObject({ code: 'notAnOutcome', column: 'subvented' })
  })

  test('nothing of an outcome column stands anywhere but in the outcome', () => {
    const marked = CELLS.map((cell, index) => (/^[A-Z]{3}\d$/.test(HEADINGS[index] ?? '') ? '987654.32' : cell))
    const { outcome, ...rest } = mapped(tape, HEADINGS, marked)
    expect(JSON.stringify(rest)).not.toContain('98765432')
    expect(JSON.stringify(outcome)).toContain('98765432')
  })
})

const data = join(process.env.LEASEDESK_DATA ?? '../shared/data', 'auto_loans')
const present = existsSync(data)
if (!present) console.warn(`${data} is not there: the test on the real loans is skipped`)

test.skipIf(!present)('at least 3,500 of the 3,513 real loans are accepted, each a line as the pack wants it', () => {
  const accepted = readdirSync(data)
    .filter(name => name.endsWith('.csv'))
    .flatMap(name => {
      const [headings = [], ...rows] = parse(readFileSync(join(data, name))) as string[][]
      return mapTable(builtInMapping('abs-auto-loans', headings), [headings, ...rows])
    })
    .flatMap(row => (row.ok ? [row.line] : []))
  expect(accepted.length).toBeGreaterThanOrEqual(3_500)
  expect(new Set(accepted.map(line => line.id)).size).toBe(accepted.length)
  for (const line of accepted) applicationLine.parse(line)
  expect(accepted.filter(line => line.outcome?.status === 'default')).toHaveLength(393)
})
