import fc from 'fast-check'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/domain/canonical.ts'
import { observableById } from '../../src/domain/observables/index.ts'
import {
  checkRulebook,
  compileBook,
  type Facts,
  type FactValue,
  parameterIn,
  type RulebookDocument,
} from '../../src/rules/index.ts'
import { BOOK, decideFacts, HASH, INSTANT, REFERENCE } from './samples.ts'

const NUMBERS = ['amount', 'exposure', 'price'] as const
const FACTS = [
  ...NUMBERS.map(id => ({ id, type: 'integer', unit: 'fen', zh: id, en: id, from: { derived: id } })),
  { id: 'dishonest', type: 'boolean', unit: null, zh: 'd', en: 'd', from: { observable: 'court.dishonest' } },
  { id: 'match', type: 'code', unit: null, zh: 'm', en: 'm', from: { observable: 'idCard.policeMatch' } },
  { id: 'kinds', type: 'codes', unit: null, zh: 'k', en: 'k', from: { observable: 'own.lastDeclineReasons' } },
]
const why = { zh: '因', en: 'why' }
const PARAMETERS = [0, 5].map(value => ({
  id: `p${value}`,
  value,
  unit: 'fen',
  bounds: [0, 10],
  zh: 'p',
  en: 'p',
  why,
}))
const SCENARIOS = ['one', 'two'].map(id => ({ id, zh: id, en: id, currency: 'CNY' }))

type Leaf = { fact: string; operator: string; value: unknown }
type Condition = Leaf | { all: Condition[] } | { any: Condition[] } | { not: Condition }
type RuleDraft = {
  id: string
  stage: string
  conditions: Condition
  outcome: string
  unknown: string
  scenarios: string[] | 'all'
  binding?: true
  tag?: string
}

const is = (fact: string, value: unknown): Leaf => ({ fact, operator: 'equal', value })
const small = fc.integer({ min: 0, max: 8 })
const limit = fc.oneof(
  small,
  fc.constantFrom({ fact: 'param.p0' }, { fact: 'param.p5' }),
  fc.constantFrom(...NUMBERS).map(fact => ({ fact })),
)
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({
    fact: fc.constantFrom(...NUMBERS),
    operator: fc.constantFrom(
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
      'equal',
      'notEqual',
    ),
    value: limit,
  }),
  fc.record({
    fact: fc.constantFrom(...NUMBERS),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.array(small, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ fact: fc.constant('dishonest'), operator: fc.constantFrom('equal', 'notEqual'), value: fc.boolean() }),
  fc.record({
    fact: fc.constant('match'),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.constantFrom('match', 'noRecord'),
  }),
  fc.record({
    fact: fc.constant('kinds'),
    operator: fc.constantFrom('contains', 'doesNotContain'),
    value: fc.constantFrom('credit', 'fraud'),
  }),
)
const { group } = fc.letrec<{ group: Condition; node: Condition }>(tie => ({
  node: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, tie('group')),
  group: fc.oneof(
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map(all => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map(any => ({ any })),
    tie('node').map(not => ({ not })),
  ),
}))
const draft: fc.Arbitrary<Omit<RuleDraft, 'id'>> = fc
  .record({
    stage: fc.constantFrom('validate', 'cross-check', 'knock-out', 'limit', 'route'),
    conditions: group,
    outcome: fc.constantFrom('refer', 'decline', 'tag', 'binding'),
    unknown: fc.constantFrom('refer', 'ignore', 'stop'),
    scenarios: fc.constantFrom<string[] | 'all'>('all', ['one'], ['two'], ['one', 'two']),
  })
  .map(({ outcome, ...rest }) => {
    if (outcome === 'binding') return { ...rest, outcome: 'refer', binding: true as const }
    return outcome === 'tag' ? { ...rest, outcome, tag: `tag-${rest.stage}` } : { ...rest, outcome }
  })
const book = fc
  .array(draft, { minLength: 1, maxLength: 8 })
  .map(drafts => document(drafts.map((each, at) => ({ id: `r${at}`, ...each }))))

const values = fc.record(
  {
    amount: small,
    exposure: small,
    price: small,
    dishonest: fc.boolean(),
    match: fc.constantFrom('match', 'nameDiffers', 'noRecord'),
    kinds: fc.uniqueArray(fc.constantFrom('credit', 'fraud', 'asset')),
  },
  { requiredKeys: [] },
)
const reason = fc.constantFrom('absent', 'stale', 'error')

function document(rules: RuleDraft[]): RulebookDocument {
  const read = checkRulebook(
    {
      semantics: 1,
      id: 'test',
      version: 1,
      name: { zh: '测试', en: 'test' },
      facts: FACTS,
      parameters: PARAMETERS,
      overrides: { two: { p5: 3 } },
      scenarios: SCENARIOS,
      rules: rules.map(each => ({ zh: each.id, en: each.id, why, reason: why, ...each })),
    },
    observableById,
  )
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.document
}

function facts(known: Record<string, FactValue>, why: Facts['unknown'][string] = 'absent', scenario = 'one'): Facts {
  const unknown = Object.fromEntries(FACTS.filter(each => !(each.id in known)).map(each => [each.id, why]))
  return { version: 1, instant: INSTANT, scenario, values: known, unknown, sources: {} }
}

/** The library by itself, the document's rule untouched, every parameter a fact of its own. */
async function bareLibrary(
  document: RulebookDocument,
  rule: RulebookDocument['rules'][number],
  given: Facts,
): Promise<boolean> {
  const engine = new Engine()
  for (const { id } of document.parameters) engine.addFact(`param.${id}`, parameterIn(document, given.scenario, id))
  engine.addRule({ conditions: structuredClone(rule.conditions) as TopLevelCondition, event: { type: 'fired' } })
  return (await engine.run({ ...given.values })).results.length === 1
}

const knownFully = values.map(
  ({ amount = 1, exposure = 2, price = 3, dishonest = false, match = 'match', kinds = [] }) => ({
    amount,
    exposure,
    price,
    dishonest,
    match,
    kinds,
  }),
)

describe('a decision', () => {
  it('is what json-rules-engine by itself says of each rule, parameters being facts', async () => {
    await fc.assert(
      fc.asyncProperty(book, knownFully, fc.constantFrom('one', 'two'), async (document, known, scenario) => {
        const given = facts(known, 'absent', scenario)
        const record = await decideFacts(given, document)
        const expected: string[] = []
        for (const rule of document.rules) {
          const applies = rule.scenarios === 'all' || rule.scenarios.includes(scenario)
          if (applies && (await bareLibrary(document, rule, given))) expected.push(rule.id)
        }
        const none = document.rules.every(rule => rule.scenarios !== 'all' && !rule.scenarios.includes(scenario))
        expect(record.fired.map(each => each.rule).sort()).toEqual(none ? ['scenario'] : expected.sort())
        for (const { fact, actual } of none ? [] : record.fired)
          expect(actual).toEqual(known[fact as keyof typeof known])
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order of rules, facts or parameters', async () => {
    await fc.assert(
      fc.asyncProperty(book, values, reason, fc.nat(), async (document, known, why, seed) => {
        const given = facts(known, why)
        const turned = {
          ...document,
          rules: turn(document.rules, seed),
          facts: turn(document.facts, seed),
          parameters: turn(document.parameters, seed),
        }
        const turnedFacts = {
          ...given,
          values: fromEntriesTurned(given.values, seed),
          unknown: fromEntriesTurned(given.unknown, seed),
        }
        expect(canonicalJson(await decideFacts(turnedFacts, turned))).toBe(
          canonicalJson(await decideFacts(given, document)),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('does for every unknown fact what the rule says, and never more', async () => {
    await fc.assert(
      fc.asyncProperty(draft, values, reason, async (rule, known, why) => {
        const document_ = document([{ id: 'r', ...rule, scenarios: 'all' }])
        const record = await decideFacts(facts(known, why), document_)
        const read = new Set(JSON.stringify(rule.conditions).match(/(?<="fact":")[a-z]+(?=")/g))
        const missing = [...read].filter(id => !(id in known)).sort()
        expect(record.unknown).toEqual(missing.map(fact => ({ fact, why })))
        if (missing.length === 0) return
        expect(record.tags).toEqual([])
        if (rule.unknown === 'ignore') expect(record).toMatchObject({ outcome: 'approve', fired: [] })
        else {
          const binding = rule.unknown === 'stop'
          expect(record).toMatchObject({
            outcome: 'refer',
            fired: [{ rule: 'r', outcome: 'refer', binding, unknown: why, fact: missing[0] }],
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('ranks: a binding referral beats a decline, a decline a referral, a referral an approval', async () => {
    const fires: Condition = { all: [{ fact: 'amount', operator: 'equal', value: 1 }] }
    const rule = (id: string, more: Partial<RuleDraft>): RuleDraft => ({
      id,
      stage: 'limit',
      conditions: fires,
      outcome: 'refer',
      unknown: 'ignore',
      scenarios: 'all',
      ...more,
    })
    const [refer, decline, binding, tag] = [
      rule('a', {}),
      rule('b', { outcome: 'decline' }),
      rule('c', { binding: true }),
      rule('d', { outcome: 'tag', tag: 't' }),
    ]
    const outcome = async (...rules: RuleDraft[]) => (await decideFacts(facts({ amount: 1 }), document(rules))).outcome
    expect(await outcome(tag)).toBe('approve')
    expect(await outcome(tag, refer)).toBe('refer')
    expect(await outcome(refer, decline)).toBe('decline')
    expect(await outcome(refer, decline, binding)).toBe('refer')
  })

  it('ends with the stage in which a fact is not known that a rule cannot do without', async () => {
    const later: Condition = { all: [{ fact: 'amount', operator: 'equal', value: 1 }] }
    const rules: RuleDraft[] = [
      { id: 'a', stage: 'validate', conditions: later, outcome: 'decline', unknown: 'ignore', scenarios: 'all' },
      {
        id: 'b',
        stage: 'knock-out',
        conditions: { all: [{ fact: 'price', operator: 'equal', value: 1 }] },
        outcome: 'refer',
        unknown: 'stop',
        scenarios: 'all',
      },
      { id: 'c', stage: 'limit', conditions: later, outcome: 'decline', unknown: 'ignore', scenarios: 'all' },
    ]
    const record = await decideFacts(facts({ amount: 1 }, 'stale'), document(rules))
    expect(record.outcome).toBe('refer')
    expect(record.fired.map(each => each.rule)).toEqual(['a', 'b'])
  })

  it('lets no value of the wrong type reach a condition', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1.5, true, '10', ['1'])),
        async value => {
          const conditions: Condition = {
            any: [
              { fact: 'amount', operator: 'notEqual', value: 3 },
              { fact: 'amount', operator: 'lessThan', value: 20 },
            ],
          }
          const document_ = document([
            { id: 'r', stage: 'limit', conditions, outcome: 'decline', unknown: 'refer', scenarios: 'all' },
          ])
          const record = await decideFacts(facts({ amount: value as FactValue }), document_)
          expect(record).toMatchObject({ outcome: 'refer', fired: [{ rule: 'r', unknown: 'error', actual: null }] })
        },
      ),
    )
  })

  it('goes to a person when the book does not know the scenario or has no rule for it', async () => {
    for (const scenario of ['nowhere', 'constructor', '__proto__', '']) {
      const record = await decideFacts({ ...facts({ amount: 1 }), scenario }, BOOK)
      expect(record).toMatchObject({ outcome: 'refer', scenario, fired: [{ rule: 'scenario', binding: true }] })
    }
  })

  it('is the same for many at once as for one after the other', async () => {
    const conditions: Condition = { all: [{ fact: 'amount', operator: 'greaterThan', value: 3 }] }
    const compiled = compileBook(
      document([{ id: 'r', stage: 'limit', conditions, outcome: 'decline', unknown: 'refer', scenarios: 'all' }]),
      HASH,
    )
    const many = Array.from({ length: 500 }, (_, at) => facts(at % 9 === 8 ? {} : { amount: at % 9 }))
    const together = await Promise.all(many.map(each => compiled.decide(each, REFERENCE)))
    expect(together.map(each => each.outcome)).toEqual(
      many.map((_, at) => (at % 9 === 8 ? 'refer' : at % 9 > 3 ? 'decline' : 'approve')),
    )
  })

  it('skips no rule when it starts at the very moment in which another ends', async () => {
    const conditions: Condition = { all: [{ fact: 'amount', operator: 'equal', value: 1 }] }
    const rule: RuleDraft = {
      id: 'r',
      stage: 'limit',
      conditions,
      outcome: 'decline',
      unknown: 'refer',
      scenarios: 'all',
    }
    const compiled = compileBook(document([rule]), HASH)
    // The library, used bare, skips every rule of the second run at one of these distances.
    for (let ticks = 0; ticks < 100; ticks++) {
      const first = compiled.decide(facts({ amount: 1 }), REFERENCE)
      for (let tick = 0; tick < ticks; tick++) await null
      expect((await compiled.decide(facts({ amount: 1 }), REFERENCE)).outcome).toBe('decline')
      await first
    }
  })

  it.each<[string, Condition, object]>([
    ['the first of all', { all: [is('amount', 1), is('price', 3)] }, { fact: 'amount', actual: 1, limit: 1 }],
    ['the first true of any', { any: [is('amount', 7), is('price', 3)] }, { fact: 'price', actual: 3, limit: 3 }],
    [
      'the first that is not so',
      { not: { all: [is('amount', 1), is('price', 7)] } },
      { fact: 'price', actual: 3, limit: 7 },
    ],
    [
      'the first of a part that holds',
      { any: [{ all: [is('amount', 1), is('price', 7)] }, is('exposure', 2)] },
      { fact: 'exposure' },
    ],
    ['a parameter as its value', { all: [is('price', { fact: 'param.p5' })] }, { fact: 'price', actual: 3, limit: 3 }],
    ['a fact as its value', { all: [is('price', { fact: 'price' })] }, { fact: 'price', actual: 3, limit: 3 }],
  ])('tells of the comparison that made it fire: %s', async (_, condition, told) => {
    const conditions = 'fact' in condition ? { all: [condition] } : condition
    const rule: RuleDraft = {
      id: 'r',
      stage: 'limit',
      conditions,
      outcome: 'refer',
      unknown: 'refer',
      scenarios: 'all',
    }
    const record = await decideFacts(facts({ amount: 1, exposure: 2, price: 3 }, 'absent', 'two'), document([rule]))
    expect(record.fired).toMatchObject([told])
  })
})

function turn<Item>(items: readonly Item[], seed: number): Item[] {
  const at = items.length === 0 ? 0 : seed % items.length
  const turned = [...items.slice(at), ...items.slice(0, at)]
  return seed % 2 === 0 ? turned : turned.reverse()
}

function fromEntriesTurned<Value>(record: Readonly<Record<string, Value>>, seed: number): Record<string, Value> {
  return Object.fromEntries(turn(Object.entries(record), seed))
}
