import { describe, expect, it } from 'vitest'
import type { Product } from '../../src/domain/model/application.ts'
import type { FactInput } from '../../src/rules/index.ts'
import { conditionRows, namesOf, parameterIn, reasonsOf, sentences, unknownFacts } from '../../src/rules/index.ts'
import { answer, BOOK, decide, deriveAnd, INSTANT, input, tape } from './samples.ts'

/** What the sound application's vehicle was valued at, and what its lessee owes a month: this lease's instalment and the bureau's. */
const VALUE_FEN = 20_000_000
const DUE_FEN = 445_196 + 100_000
const TAPE_AMOUNT_FEN = 2_000_000
const YEAR = Number(INSTANT.slice(0, 4))

/** The book's own figure, so that moving a threshold moves the cases on either side of it. */
function limit(parameter: string, scenario = 'passenger-new'): number {
  const value = parameterIn(BOOK, scenario, parameter)
  if (value === undefined) throw new Error(`The starter book has no parameter ${parameter}`)
  return value
}

const financed = (amountFen: number) => input({ application: { amountFen } })
const worstDigit = (digit: number) => input({ observed: { 'bureau.overdue24m.maxDigit': digit } })
const leaseback = (product: Product) => input({ application: { scenario: 'leaseback', product } })
const registeredIn = (year: number) =>
  input({
    application: { scenario: 'commercial-used', amountFen: 10_000_000, termMonths: 36 },
    vehicles: [{ firstRegistered: `${year}-11-20` }],
  })
const layered = (score: number) =>
  tape({
    score,
    observed: { 'loanTape.vehicleValueFen': Math.floor(TAPE_AMOUNT_FEN / limit('tape.ltv.layered')) - 100 },
  })

/** For each rule a case where it fires and a near one where it does not. */
const CASES: Record<string, { fires: FactInput; near: FactInput; outcome: 'refer' | 'decline' }> = {
  'identity-mismatch': {
    fires: input({ observed: { 'idCard.policeMatch': 'nameDiffers' } }),
    near: input({ observed: { 'idCard.policeMatch': 'match' } }),
    outcome: 'refer',
  },
  'lessee-under-age': {
    fires: input({ observed: { 'idCard.birthDate': `${YEAR - limit('lesseeAge.min')}-11-21` } }),
    near: input({ observed: { 'idCard.birthDate': `${YEAR - limit('lesseeAge.min')}-11-20` } }),
    outcome: 'decline',
  },
  'court-dishonest': {
    fires: input({ observed: { 'court.dishonest': true } }),
    near: input({ observed: { 'court.dishonest': false } }),
    outcome: 'decline',
  },
  'bureau-overdue-now': {
    fires: input({ observed: { 'bureau.overdueNowFen': limit('bureau.overdueNow.max') + 1 } }),
    near: input({ observed: { 'bureau.overdueNowFen': limit('bureau.overdueNow.max') } }),
    outcome: 'decline',
  },
  'bureau-bad-debt': {
    fires: input({ observed: { 'bureau.adverseAccounts': limit('bureau.adverse.max') + 1 } }),
    near: input({ observed: { 'bureau.adverseAccounts': limit('bureau.adverse.max') } }),
    outcome: 'decline',
  },
  'bureau-long-arrears': {
    fires: worstDigit(limit('bureau.worstDigit.decline')),
    near: worstDigit(limit('bureau.worstDigit.decline') - 1),
    outcome: 'decline',
  },
  'watchlist-fraud': {
    fires: input({ observed: { 'watchlist.industryFraud': true } }),
    near: input({ observed: { 'watchlist.industryFraud': false } }),
    outcome: 'refer',
  },
  'bureau-late-history': {
    fires: worstDigit(limit('bureau.worstDigit.refer')),
    near: worstDigit(limit('bureau.worstDigit.refer') - 1),
    outcome: 'refer',
  },
  'multi-lending': {
    fires: input({ observed: { 'multiLending.lenders30d': limit('multiLending.lenders.max') + 1 } }),
    near: input({ observed: { 'multiLending.lenders30d': limit('multiLending.lenders.max') } }),
    outcome: 'refer',
  },
  'vehicle-financed-now': {
    fires: input({ observed: { 'own.vehicleFinancedNow': true } }),
    near: input({ observed: { 'own.vehicleFinancedNow': false } }),
    outcome: 'refer',
  },
  'leaseback-review': { fires: leaseback('leaseback'), near: leaseback('direct-lease'), outcome: 'refer' },
  capacity: {
    fires: input({ observed: { 'bankFlow.inflowMonthlyFen': Math.floor(DUE_FEN / limit('capacity.refer')) - 100 } }),
    near: input({ observed: { 'bankFlow.inflowMonthlyFen': Math.ceil(DUE_FEN / limit('capacity.refer')) } }),
    outcome: 'refer',
  },
  'vehicle-age-at-end': {
    fires: registeredIn(YEAR + 3 - limit('vehicleAgeAtEnd.max', 'commercial-used') - 1),
    near: registeredIn(YEAR + 3 - limit('vehicleAgeAtEnd.max', 'commercial-used')),
    outcome: 'decline',
  },
  'exposure-to-person': {
    fires: input({ exposureFen: limit('exposure.person') }),
    near: input({ exposureFen: limit('exposure.person') - 1 }),
    outcome: 'refer',
  },
  'ltv-decline': {
    fires: financed(Math.round(VALUE_FEN * limit('ltv.decline')) + 100),
    near: financed(Math.round(VALUE_FEN * limit('ltv.decline'))),
    outcome: 'decline',
  },
  'ltv-refer': {
    fires: financed(Math.round(VALUE_FEN * limit('ltv.refer')) + 100),
    near: financed(Math.round(VALUE_FEN * limit('ltv.refer'))),
    outcome: 'refer',
  },
  'tape-score': {
    fires: tape({ score: limit('tape.score.min') - 1 }),
    near: tape({ score: limit('tape.score.min') }),
    outcome: 'decline',
  },
  'tape-layered-risk': {
    fires: layered(limit('tape.score.layered') - 1),
    near: layered(limit('tape.score.layered')),
    outcome: 'refer',
  },
  'tape-payment-to-income': {
    fires: tape({ observed: { 'loanTape.paymentToIncome': limit('tape.paymentToIncome.refer') + 0.0001 } }),
    near: tape({ observed: { 'loanTape.paymentToIncome': limit('tape.paymentToIncome.refer') } }),
    outcome: 'refer',
  },
  'tape-income-unstated': {
    fires: tape({ observed: { 'loanTape.incomeVerification': 'none' } }),
    near: tape({ observed: { 'loanTape.incomeVerification': 'stated' } }),
    outcome: 'refer',
  },
}

describe('the starter book', () => {
  it('has at most 20 rules, and a case for each', () => {
    expect(BOOK.rules.length).toBeLessThanOrEqual(20)
    expect(Object.keys(CASES).sort()).toEqual(BOOK.rules.map(each => each.id).sort())
  })

  it.each(Object.entries(CASES))('%s fires, and not on the near case', async (rule, { fires, near, outcome }) => {
    const record = await decide(fires)
    const fired = record.fired.find(each => each.rule === rule)
    expect(fired).toMatchObject({ outcome, unknown: null })
    expect((await decide(near)).fired.map(each => each.rule)).not.toContain(rule)
  })

  it.each(Object.entries(CASES))('%s says so in both languages', async (rule, { fires }) => {
    const record = await decide(fires)
    const at = record.fired.findIndex(each => each.rule === rule)
    const [zh, en] = [sentences(record, BOOK, 'zh-CN')[at], sentences(record, BOOK, 'en')[at]]
    for (const sentence of [zh, en]) {
      expect(sentence).not.toMatch(/[{}]|undefined|null|NaN|—|no longer in the rulebook/)
    }
    expect(zh).toMatch(/[\u4e00-\u9fff].*。$/)
    expect(en).toMatch(/^[^\u4e00-\u9fff]+\.$/)
  })

  it.each(BOOK.scenarios.map(each => each.id))('approves a sound application of %s', async scenario => {
    const sound = scenario === 'abs-auto-loans' ? tape() : input({ application: { scenario, amountFen: 12_000_000 } })
    expect(await decide(sound)).toMatchObject({ outcome: 'approve', fired: [] })
  })

  it.each(BOOK.scenarios.map(each => each.id))(
    'brings 10 million CNY of exposure to a person in %s',
    async scenario => {
      const limit = scenario === 'abs-auto-loans' ? 140_000_000 : 1_000_000_000
      const from = scenario === 'abs-auto-loans' ? tape : input
      const approved = await decide(from({ application: { scenario }, exposureFen: limit }))
      expect(approved.outcome).toBe('refer')
      expect(reasonsOf(approved)[0]).toBe('exposure-to-person')
      const declined = await decide(from({ application: { scenario, amountFen: 90_000_000 }, exposureFen: limit }))
      expect(declined.fired.map(each => each.outcome)).toContain('decline')
      expect(declined.outcome).toBe('refer')
      expect(reasonsOf(declined)).toEqual(['exposure-to-person', ...reasonsOf(declined).slice(1)])
    },
  )

  it('brings an application whose exposure cannot be told to a person, declines included', async () => {
    const record = await decide(input({ exposureFen: null, observed: { 'court.dishonest': true } }))
    expect(record.outcome).toBe('refer')
    expect(reasonsOf(record)).toEqual(['exposure-to-person:unknown', 'court-dishonest'])
  })

  it('refers when the bureau did not answer, answered too long ago or unreadably', async () => {
    const sound = input()
    const bureau = (change: Parameters<typeof answer>[2], values = {}) =>
      decide({
        ...sound,
        evidence: [...sound.evidence.filter(each => each.source !== 'bureau'), answer('bureau', values, change)],
      })
    const cases = [
      [await bureau({ status: 'error' }), 'error'],
      [await bureau({ status: 'absent' }), 'absent'],
      [await bureau({ asOf: '2026-10-20T02:00:00.000Z' }, { 'bureau.overdue24m.maxDigit': 0 }), 'stale'],
      [await bureau({}, { 'bureau.overdue24m.maxDigit': '0' }), 'error'],
    ] as const
    for (const [record, unknown] of cases) {
      expect(record.outcome).toBe('refer')
      expect(record.fired).toContainEqual(
        expect.objectContaining({ rule: 'bureau-late-history', unknown, actual: null }),
      )
    }
  })

  it('asks nobody about what the short bureau report leaves out, so long as it tells the history', async () => {
    const short = { 'bureau.overdueNowFen': null, 'bureau.adverseAccounts': null }
    expect((await decide(input({ observed: short }))).outcome).toBe('approve')
    expect((await decide(input({ observed: { ...short, 'bureau.overdue24m.maxDigit': null } }))).outcome).toBe('refer')
  })

  it('sends a leaseback to a person in its own scenario, and judges one of another scenario by that one', async () => {
    const asked = (scenario: string) => decide(input({ application: { scenario, product: 'leaseback' } }))
    expect(reasonsOf(await asked('leaseback'))).toEqual(['leaseback-review'])
    expect(await asked('passenger-used')).toMatchObject({ outcome: 'approve', fired: [] })
  })

  it('keeps records to about a kilobyte or two and facts likewise', async () => {
    const worst = input({
      observed: {
        'court.dishonest': true,
        'bureau.overdueNowFen': 9e9,
        'bureau.overdue24m.maxDigit': 7,
        'multiLending.lenders30d': 40,
      },
      exposureFen: 2e9,
      application: { scenario: 'leaseback', amountFen: 30_000_000, product: 'leaseback' },
    })
    const { facts, record } = await deriveAnd(worst)
    expect(record.fired.length).toBeGreaterThan(6)
    expect(JSON.stringify(record).length).toBeLessThan(2_500)
    expect(JSON.stringify(facts).length).toBeLessThan(2_500)
  })

  it('says of an unknown fact what is missing and which rule waits for it', async () => {
    const record = await decide(input({ observed: { 'court.dishonest': null } }))
    expect(sentences(record, BOOK, 'zh-CN')).toEqual([
      '“失信被执行人”未知：来源没有记录。规则“失信被执行人”无法核对，需人工处理。',
    ])
    expect(sentences(record, BOOK, 'en')[0]).toMatch(/is not known: the source holds nothing\..* a person must look\.$/)
    expect(unknownFacts(record, BOOK)).toMatchObject([{ fact: { zh: '失信被执行人' }, reason: 'absent' }])
    // A list of reasons does not call anybody a dishonest debtor because nobody knows.
    expect(reasonsOf(record)).toEqual(['court-dishonest:unknown'])
    expect(namesOf(BOOK).reasons['court-dishonest:unknown']).toEqual({
      zh: '待核实：失信被执行人',
      en: 'To verify: Dishonest debtor',
    })
  })

  it('names every scenario and every reason', () => {
    const names = namesOf(BOOK)
    expect(Object.keys(names.scenarios)).toEqual(BOOK.scenarios.map(each => each.id))
    const reasons = BOOK.rules.flatMap(({ id }) => [id, `${id}:unknown`])
    expect(Object.keys(names.reasons).sort()).toEqual([...reasons, 'scenario'].sort())
  })

  it('shows actual against limit with units, source and as-of time', async () => {
    const { facts, record } = await deriveAnd(input({ observed: { 'bureau.overdueNowFen': 1_234_567 } }))
    expect(sentences(record, BOOK, 'zh-CN')).toEqual(['征信显示当前逾期12,345.67 元，超过可容忍的1,000 元。'])
    expect(sentences(record, BOOK, 'en')).toEqual([
      'The bureau shows CNY 12,345.67 overdue now; CNY 1,000 is tolerated.',
    ])
    expect(conditionRows(record, BOOK, facts)).toMatchObject([
      {
        fact: { zh: '征信当前逾期金额' },
        unit: 'fen',
        actual: 1_234_567,
        operator: 'greaterThan',
        limit: 100_000,
        source: 'bureau',
        asOf: '2026-11-19T02:00:00.000Z',
      },
    ])
  })
})
