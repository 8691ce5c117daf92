import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { compileBook, deriveFacts, type FactInput } from '../../src/rules/index.ts'
import { answer, BOOK, HASH, REFERENCE, tape } from './samples.ts'

const FOLDER = join(process.env.LEASEDESK_DATA ?? '../shared/data', 'auto_loans')
const FILES = ['aart1342new_2017.csv', 'aart2171_2017.csv'].map(each => join(FOLDER, each))
const PRESENT = FILES.every(each => existsSync(each))

type Row = Record<string, string>
const rows = (): Row[] => FILES.flatMap(file => parse(readFileSync(file), { columns: true, trim: true }) as Row[])
const cents = (dollars: string | undefined) => Math.round(Number(dollars) * 100)

function loan(row: Row): FactInput {
  const [month, year] = (row.originationDate ?? '').split('/')
  const originated = `${year}-${month}-01`
  return tape({
    application: {
      amountFen: cents(row.originalLoanAmount),
      termMonths: Number(row.originalLoanTerm),
      rate: Number(row.originalInterestRatePercentage),
      declared: {
        'loanTape.originatedDate': originated,
        'loanTape.vehicleValueFen': cents(row.vehicleValueAmount),
        'loanTape.paymentToIncome': Number(row.paymentToIncomePercentage),
        'loanTape.incomeVerification': 'stated',
      },
    },
    exposureFen: cents(row.originalLoanAmount),
    evidence: [
      answer('bureau', { 'bureau.score': Number(row.obligorCreditScore) }, { asOf: `${originated}T00:00:00.000Z` }),
    ],
  })
}

describe.skipIf(!PRESENT)(`the real loans${PRESENT ? '' : ` (skipped: no ${FOLDER}; set LEASEDESK_DATA)`}`, () => {
  it('are mostly decided by machine, a tenth or so by a person', async () => {
    const book = compileBook(BOOK, HASH)
    const outcomes = { approve: 0, refer: 0, decline: 0 }
    const loans = rows()
    for (const row of loans) {
      const record = await book.decide(deriveFacts(BOOK, loan(row)), REFERENCE)
      outcomes[record.outcome] += 1
      expect(record.unknown).toEqual([])
    }
    expect(loans).toHaveLength(3_513)
    expect(outcomes.refer / loans.length).toBeGreaterThan(0.08)
    expect(outcomes.refer / loans.length).toBeLessThan(0.15)
    expect(outcomes.decline / loans.length).toBeLessThan(0.05)
  })

  it('are decided alike whatever the lender asked for them and however they ended', async () => {
    const book = compileBook(BOOK, HASH)
    for (const row of rows().slice(0, 100)) {
      const honest = loan(row)
      const { application } = honest
      const declared = {
        ...application.declared,
        currentDelinquencyStatus: 90,
        subvented: 1,
        'declared.contractRate': 0.3,
        D: 1,
      }
      const planted = { ...honest, application: { ...application, rate: 0.3, declared } }
      const [a, b] = [deriveFacts(BOOK, honest), deriveFacts(BOOK, planted)]
      expect(b).toEqual(a)
      expect(await book.decide(b, REFERENCE)).toEqual(await book.decide(a, REFERENCE))
    }
  })
})
