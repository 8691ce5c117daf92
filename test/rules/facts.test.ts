import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveFacts, type RulebookDocument } from '../../src/rules/index.ts'
import { answer, BOOK, factsOfInput, input, LESSEE, tape } from './samples.ts'

describe('facts', () => {
  it('are those that some rule of the scenario reads, and no others', () => {
    const { values, unknown } = factsOfInput(tape())
    expect(Object.keys({ ...values, ...unknown }).sort()).toEqual([
      'exposure',
      'ltv',
      'tape.bureauScore',
      'tape.incomeVerification',
      'tape.paymentToIncome',
    ])
  })

  it('do not depend on the order of evidence, parties or vehicles', () => {
    const from = input({ vehicles: [{ line: 1 }, { line: 2, firstRegistered: '2020-01-01' }] })
    const turned = { ...from, evidence: from.evidence.toReversed(), vehicles: from.vehicles.toReversed() }
    expect(factsOfInput(turned)).toEqual(factsOfInput(from))
  })

  it('take the newest answer of a source, also where it is that nothing is held', () => {
    const rows = (newest: Parameters<typeof answer>[2]) => [
      ...input().evidence.filter(each => each.source !== 'court'),
      answer('court', { 'court.dishonest': true }, { id: 'old', asOf: '2026-11-10T00:00:00.000Z' }),
      answer('court', { 'court.dishonest': false }, { id: 'new', ...newest }),
    ]
    expect(factsOfInput(input({ evidence: rows({}) })).values['court.dishonest']).toBe(false)
    expect(factsOfInput(input({ evidence: rows({ status: 'absent' }) })).unknown['court.dishonest']).toBe('absent')
  })

  it.each([
    ['2026-10-21T02:00:00.000Z', undefined],
    ['2026-10-21T01:59:59.999Z', 'stale'],
    ['2026-11-20T02:00:00.001Z', 'error'],
    ['yesterday', 'error'],
  ])('age: a bureau answer of %s is %s', (asOf, unknown) => {
    const evidence = [answer('bureau', { 'bureau.adverseAccounts': 0 }, { asOf })]
    expect(factsOfInput(input({ evidence })).unknown['bureau.adverseAccounts']).toBe(unknown)
  })

  it('turn whatever a source sends into a value of the right type or an error, and never throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (score, value) => {
        const facts = factsOfInput(
          tape({
            observed: { 'loanTape.paymentToIncome': value as never, 'loanTape.vehicleValueFen': value as never },
            score: score as never,
          }),
        )
        for (const id of ['tape.bureauScore', 'tape.paymentToIncome', 'ltv']) {
          if (id in facts.values) expect(facts.values[id]).toSatisfy(Number.isFinite)
          else expect(['absent', 'error']).toContain(facts.unknown[id])
        }
      }),
    )
  })

  it('of any subset of the evidence are all either known or unknown with a reason', () => {
    const { evidence } = input()
    fc.assert(
      fc.property(fc.subarray([...evidence]), some => {
        const { values, unknown, sources } = factsOfInput(input({ evidence: some }))
        expect(Object.keys(values).length + Object.keys(unknown).length).toBe(Object.keys(sources).length)
      }),
    )
  })
})

describe('loan to value', () => {
  const ltv = (bend: Parameters<typeof input>[0]) => {
    const { values, unknown } = factsOfInput(input(bend))
    return values.ltv ?? unknown.ltv
  }
  const valued = (subject: string, marketFen: number, more = {}) =>
    answer('valuation', { 'valuation.marketFen': marketFen }, { id: subject, subject, ...more })

  it('is the amount over the valuation', () => {
    expect(ltv({ application: { priceFen: 1 } })).toBe(0.7)
  })
  it('is over the price where nothing was valued, but never so for a leaseback', () => {
    expect(ltv({ evidence: [], application: { priceFen: 28_000_000 } })).toBe(0.5)
    expect(ltv({ evidence: [], application: { priceFen: 28_000_000, product: 'leaseback' } })).toBe('absent')
  })
  it('does not fall back to the seller’s price when the valuation is too old', () => {
    expect(ltv({ evidence: [valued('vehicle-1', 20_000_000, { asOf: '2026-11-01T00:00:00.000Z' })] })).toBe('stale')
  })
  it('adds up a tractor and its trailer, a body being part of its chassis', () => {
    const vehicles = [{ unit: 'chassis' }, { unit: 'body' }, { unit: 'trailer' }] as const
    expect(ltv({ vehicles, evidence: [valued('vehicle-1', 20_000_000), valued('vehicle-3', 8_000_000)] })).toBe(0.5)
    expect(ltv({ vehicles, evidence: [valued('vehicle-1', 20_000_000)], application: { priceFen: 14_000_000 } })).toBe(
      1,
    )
  })
  it('is an error over a value of nothing', () => {
    expect(ltv({ evidence: [valued('vehicle-1', 0)] })).toBe('error')
  })
})

describe('derived facts', () => {
  const fact = (id: string, bend: Parameters<typeof input>[0]) => {
    const { values, unknown } = factsOfInput(
      input({ application: { scenario: 'commercial-used', ...bend?.application }, ...bend }),
    )
    return values[id] ?? unknown[id]
  }

  it('reckon payment to income from the level instalment and what the bureau says is due', () => {
    // 140,000.00 at 9 % over 36 months is 4,451.96 a month; with 1,000.00 due elsewhere over 18,000.00.
    expect(fact('paymentToIncome', {})).toBe(0.302887)
    expect(fact('paymentToIncome', { application: { rate: 0, amountFen: 3_600_000 } })).toBe(0.111111)
    expect(fact('paymentToIncome', { application: { rate: null } })).toBe('absent')
    expect(fact('paymentToIncome', { application: { termMonths: 0 } })).toBe('error')
  })

  it('tell the age on the day in China, from the card or else the number', () => {
    expect(fact('lesseeAge', { observed: { 'idCard.birthDate': '2008-11-20' } })).toBe(18)
    expect(fact('lesseeAge', { evidence: [], lessee: LESSEE })).toBe(38)
    expect(fact('lesseeAge', { evidence: [], lessee: { idNumber: '410101198802310019' } })).toBe('error')
    expect(fact('lesseeAge', { evidence: [], lessee: { kind: 'company', idNumber: '91410100MA40000000' } })).toBe(
      'absent',
    )
  })

  it('let no company stumble over an identity card it cannot have', () => {
    expect(fact('identityMismatch', { evidence: [], lessee: { kind: 'company' } })).toBe(false)
    expect(fact('identityMismatch', { evidence: [] })).toBe('absent')
  })

  it('take the oldest vehicle, and a portfolio’s as of its origination', () => {
    const application = { scenario: 'commercial-used' }
    const two = [{ firstRegistered: '2024-01-01' }, { firstRegistered: '2019-11-21' }]
    expect(fact('vehicleAgeAtEnd', { application, vehicles: two })).toBe(9)
    expect(fact('vehicleAgeAtEnd', { application, vehicles: [{ firstRegistered: null, modelYear: 2027 }] })).toBe(3)
    const declared = { 'loanTape.originatedDate': '2016-03-01' }
    expect(
      fact('vehicleAgeAtEnd', {
        application: { ...application, declared },
        vehicles: [{ firstRegistered: null, modelYear: 2014 }],
      }),
    ).toBe(5)
  })

  it('do not rest on an exposure that leaves the application itself out', () => {
    expect(fact('exposure', { exposureFen: 13_999_999 })).toBe('error')
    expect(fact('exposure', { exposureFen: null })).toBe('absent')
    expect(fact('exposure', { exposureFen: 14_000_000 })).toBe(14_000_000)
  })
})

describe('several subjects', () => {
  const flagged = (take?: 'highest' | 'lowest'): RulebookDocument => ({
    ...BOOK,
    facts: BOOK.facts.map(each =>
      each.id === 'own.vehicleFinancedNow'
        ? { ...each, from: { observable: 'own.vehicleFinancedNow', ...(take === undefined ? {} : { take }) } }
        : each,
    ),
  })
  const two = (first: boolean, second: boolean | null) =>
    input({
      vehicles: [{ line: 1 }, { line: 2 }],
      evidence: [first, second].flatMap((value, at) =>
        value === null
          ? []
          : [answer('own', { 'own.vehicleFinancedNow': value }, { id: `own-${at}`, subject: `vehicle-${at}` })],
      ),
    })
  const taken = (from: ReturnType<typeof input>, take?: 'highest' | 'lowest') => {
    const { values, unknown } = deriveFacts(flagged(take), from)
    return values['own.vehicleFinancedNow'] ?? unknown['own.vehicleFinancedNow']
  }

  it('must agree unless the fact says which to take', () => {
    expect(taken(two(false, true))).toBe('error')
    expect(taken(two(true, true))).toBe(true)
    expect(taken(two(false, true), 'highest')).toBe(true)
    expect(taken(two(true, false), 'lowest')).toBe(false)
  })

  it('must all have been asked about', () => {
    expect(taken(two(false, null), 'highest')).toBe('absent')
  })
})
