import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observableById } from '../../src/domain/observables/index.ts'
import { checkRulebook, readRulebook } from '../../src/rules/index.ts'

const TEXT = readFileSync(new URL('../../src/rules/starter-book.json', import.meta.url), 'utf8')

// biome-ignore lint/suspicious/noExplicitAny: a test bends a parsed document in ways its type forbids
type Loose = any

function bent(change: (book: Loose) => void): unknown {
  const book: Loose = JSON.parse(TEXT)
  change(book)
  return book
}

function problemsOf(value: unknown) {
  const read = checkRulebook(value, observableById)
  return read.ok ? [] : read.problems
}

const leaf = (book: Loose, rule: number) => book.rules[rule].conditions.all[0]
const COURT = 2
const BUREAU = 3

describe('a rulebook is refused with place and reason', () => {
  it.each<[string, (book: Loose) => void, { at?: unknown; code?: string; detail?: object }]>([
    ['future semantics', book => (book.semantics = 2), { at: 'semantics', code: 'futureSemantics' }],
    ['an unknown key', book => (book.extra = 1), { code: 'unknownKey', detail: { key: 'extra' } }],
    ['no version', book => delete book.version, { at: 'version', code: 'missing' }],
    [
      'a version as text',
      book => (book.version = '1'),
      { at: 'version', code: 'wrongType', detail: { expected: 'number', found: 'string' } },
    ],
    [
      'no Chinese name',
      book => delete book.rules[0].zh,
      { at: 'rules[0].zh', code: 'missing', detail: { element: 'identity-mismatch' } },
    ],
    ['an empty sentence', book => (book.rules[0].reason.en = ' '), { at: 'rules[0].reason.en', code: 'outOfRange' }],
    ['silence on the unknown', book => delete book.rules[0].unknown, { at: 'rules[0].unknown', code: 'missing' }],
    ['an unknown stage', book => (book.rules[0].stage = 'first'), { at: 'rules[0].stage', code: 'notOneOf' }],
    [
      'a priority',
      book => (book.rules[0].priority = 2),
      { at: 'rules[0]', code: 'unknownKey', detail: { key: 'priority' } },
    ],
    [
      'a path',
      book => (leaf(book, COURT).path = '$.x'),
      { at: 'rules[2].conditions.all[0]', code: 'unknownKey', detail: { key: 'path' } },
    ],
    ['params of a fact', book => (leaf(book, COURT).params = {}), { code: 'unknownKey', detail: { key: 'params' } }],
    [
      'a custom operator',
      book => (leaf(book, COURT).operator = 'matches'),
      { at: 'rules[2].conditions.all[0].operator', code: 'notOneOf' },
    ],
    ['a decorated operator', book => (leaf(book, COURT).operator = 'not:equal'), { code: 'notOneOf' }],
    [
      'a named condition',
      book => (book.rules[0].conditions = { condition: 'x' }),
      { at: expect.stringMatching(/^rules\[0\]\.conditions/) },
    ],
    [
      'an empty list, true of everything',
      book => (book.rules[0].conditions = { all: [] }),
      { at: 'rules[0].conditions.all', code: 'outOfRange' },
    ],
    [
      'an unknown fact',
      book => (leaf(book, COURT).fact = 'court.rumour'),
      { at: 'rules[2].conditions.all[0].fact', code: 'unknownFact' },
    ],
    [
      'an unknown parameter',
      book => (leaf(book, BUREAU).value.fact = 'param.none'),
      { code: 'unknownParameter', detail: { parameter: 'none' } },
    ],
    [
      'an unknown scenario',
      book => (book.rules[0].scenarios = ['spaceship']),
      { at: 'rules[0].scenarios[0]', code: 'unknownScenario' },
    ],
    ['an ordering of a flag', book => (leaf(book, COURT).operator = 'lessThan'), { code: 'operatorMismatch' }],
    ['text for a number', book => (leaf(book, BUREAU).value = '1000'), { code: 'limitMismatch' }],
    [
      'a single value for a list',
      book => Object.assign(leaf(book, BUREAU), { operator: 'in', value: 1 }),
      { code: 'limitMismatch' },
    ],
    [
      'months against fen',
      book => (book.parameters.find((each: Loose) => each.id === 'bureau.overdueNow.max').unit = 'months'),
      { code: 'unitMismatch' },
    ],
    [
      'a parameter beyond its bounds',
      book => (book.parameters[1].value = 3),
      { at: 'parameters[1]', code: 'outOfBounds', detail: { element: 'ltv.decline', max: 2 } },
    ],
    ['bounds reversed', book => (book.parameters[1].bounds = [2, 0.3]), { code: 'boundsReversed' }],
    [
      'an override beyond its bounds',
      book => (book.overrides['semi-trailer']['ltv.decline'] = 9),
      { at: 'overrides.semi-trailer.ltv.decline', code: 'outOfBounds' },
    ],
    ['an override of nothing', book => (book.overrides['semi-trailer'].none = 9), { code: 'unknownParameter' }],
    [
      'a number that is none',
      book => (book.parameters[1].value = null),
      { at: 'parameters[1].value', code: 'wrongType' },
    ],
    ['an id twice', book => (book.rules[1].id = book.rules[0].id), { at: 'rules[1].id', code: 'repeatedId' }],
    [
      'a fact whose unit is not its source’s',
      book => (book.facts.find((each: Loose) => each.id === 'bureau.overdueNow').unit = 'days'),
      { code: 'factMismatch' },
    ],
    [
      'a code that its source never gives',
      book => (book.rules.find((each: Loose) => each.id === 'tape-income-unstated').conditions.all[0].value = 'maybe'),
      { code: 'unknownCode' },
    ],
    [
      'a code that a derivation never gives',
      book => (book.rules.find((each: Loose) => each.id === 'leaseback-review').conditions.all[0].value = 'sale'),
      { code: 'unknownCode' },
    ],
    [
      'a placeholder that nobody fills',
      book => (book.rules[0].reason.en = 'It is {acutal}.'),
      { at: 'rules[0].reason.en', code: 'unknownPlaceholder' },
    ],
    ['a binding decline', book => (book.rules[COURT].binding = true), { code: 'bindingNeedsRefer' }],
    ['a tag on a decline', book => (book.rules[COURT].tag = 'x'), { code: 'tagMismatch' }],
    ['an id that is a key of JavaScript', book => (book.facts[0].id = 'constructor'), { at: 'facts[0].id' }],
    ['a fact that poses as a parameter', book => (book.facts[0].id = 'param.x'), { at: 'facts[0].id' }],
    ['wrong types throughout', book => (book.rules = { 0: 'x' }), { at: 'rules', code: 'wrongType' }],
  ])('%s', (_, change, { detail = {}, ...place }) => {
    const expected = { ...place, detail: expect.objectContaining(detail) }
    expect(problemsOf(bent(change))).toContainEqual(expect.objectContaining(expected))
  })

  it.each(['__proto__', 'constructor', 'prototype'])('the key %s, wherever it stands', key => {
    const text = TEXT.replace('"overrides": {', `"overrides": {"${key}": {"ltv.decline": 1},`)
    const read = readRulebook(text, observableById)
    expect(read).toEqual({ ok: false, problems: [{ at: 'overrides', code: 'forbiddenKey', detail: { key } }] })
  })

  it.each([
    'currentDelinquencyStatus',
    'loanTape.currentDelinquencyStatus',
    'loanTape.subvented',
    'outcome.status',
    'application.rate',
  ])('a fact that would leak the outcome or the lender’s own answer: %s', observable => {
    const leaking = { id: 'leak', type: 'integer', unit: 'count', zh: '泄漏', en: 'leak', from: { observable } }
    expect(problemsOf(bent(book => book.facts.push(leaking)))).toContainEqual({
      at: `facts[${JSON.parse(TEXT).facts.length}].from`,
      code: 'unknownObservable',
      detail: { element: 'leak', observable },
    })
  })

  it.each([
    ['declared.contractRate', 'number', 'annualRate', 0.1],
    ['idCard.sex', 'code', null, 'female'],
  ])('a decision that rests on %s, which is barred', (observable, type, unit, value) => {
    const barred = bent(book => {
      book.facts.push({ id: 'barred', type, unit, zh: '禁用', en: 'barred', from: { observable } })
      book.rules[COURT].conditions = { all: [{ fact: 'barred', operator: 'equal', value }] }
    })
    expect(problemsOf(barred)).toContainEqual(
      expect.objectContaining({ at: 'rules[2].conditions.all[0].fact', code: 'barred' }),
    )
  })

  it('a file that was cut, at any byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TEXT.trimEnd().length - 1 }), length => {
        const read = readRulebook(TEXT.slice(0, length), observableById)
        expect(read).toMatchObject({
          ok: false,
          problems: [{ at: expect.stringMatching(/^line \d+, column \d+$/), code: 'cut' }],
        })
      }),
      { numRuns: 200 },
    )
  })

  it('text that is not JSON, where it stops being it', () => {
    const read = readRulebook(TEXT.replace('"version": 1,', '"version": 1;'), observableById)
    expect(read).toMatchObject({ ok: false, problems: [{ at: 'line 4, column 15', code: 'notJson' }] })
  })

  it('conditions nested a hundred deep, and a hundred thousand', () => {
    for (const depth of [100, 100_000]) {
      const deep = ['{"not":'.repeat(depth), '{"fact":"ltv","operator":"equal","value":1}', '}'.repeat(depth)].join('')
      const text = `{"semantics":1,"rules":[{"conditions":${deep}}]}`
      expect(readRulebook(text, observableById)).toMatchObject({
        ok: false,
        problems: [{ at: expect.stringMatching(/^rules\[0\]\.conditions\.not/), code: 'tooDeep' }],
      })
    }
  })

  it('50,000 rules', () => {
    const many = bent(
      book => (book.rules = Array.from({ length: 50_000 }, (_, at) => ({ ...book.rules[0], id: `r${at}` }))),
    )
    expect(problemsOf(many)).toEqual([{ at: 'rules', code: 'tooMany', detail: { max: 5_000, found: 50_000 } }])
  })

  it('anything at all, without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(checkRulebook(value, observableById).ok).toBe(false)
      }),
    )
  })

  it('any one value of the document replaced by anything, unless it still makes a sound book', () => {
    const places = leafPlaces(JSON.parse(TEXT))
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const read = checkRulebook(
          bent(book => put(book, place, value)),
          observableById,
        )
        if (!read.ok) for (const problem of read.problems) expect(problem.code).toBeTruthy()
      }),
      { numRuns: 300 },
    )
  })
})

describe('a sound rulebook', () => {
  it('reads back as it was written', () => {
    expect(readRulebook(TEXT, observableById)).toEqual({ ok: true, document: JSON.parse(TEXT) })
  })
})

type Place = readonly (string | number)[]

function leafPlaces(value: Loose, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place]
  return Object.keys(value).flatMap(key => leafPlaces(value[key], [...place, key]))
}

function put(book: Loose, place: Place, value: unknown): void {
  let holder = book
  for (const key of place.slice(0, -1)) holder = holder[key]
  holder[place.at(-1) ?? ''] = value
}
