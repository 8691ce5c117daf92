// The dictionary of observable facts: that it is well formed, and that a value or an answer is weighed rightly.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateError } from '../../src/domain/dates.ts'
import {
  checkObserved,
  KINDS,
  OBSERVABLES,
  type Observable,
  type ObservableId,
  type Observation,
  observableById,
  observablesOf,
  SENSITIVITIES,
  SOURCES,
  SUBJECTS,
  statusAt,
  UNITS,
  USES,
} from '../../src/domain/observables/index.ts'

const SOURCE_IDS: readonly string[] = SOURCES.map(each => each.id)
const numeric = OBSERVABLES.filter(each => 'range' in each)
const coded = OBSERVABLES.filter(each => 'codes' in each)

/** The observables for which `broken` holds, by id, so that a failure names the entry to mend. */
function idsWhere(broken: (observable: Observable) => boolean): string[] {
  return OBSERVABLES.filter(broken).map(each => each.id)
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}

describe('the dictionary', () => {
  it('has ids in lower camel case that begin with their source and never repeat', () => {
    const shape = /^[a-z][a-zA-Z]*(\.[a-z][a-zA-Z0-9]*)+$/
    expect(repeated(OBSERVABLES.map(each => each.id))).toEqual([])
    expect(idsWhere(each => !shape.test(each.id) || !each.id.startsWith(`${each.source}.`))).toEqual([])
  })

  it('covers every source, in the order of the sources, and at least sixteen of them', () => {
    expect([...new Set(OBSERVABLES.map(each => each.source))]).toEqual(SOURCE_IDS)
    expect(SOURCE_IDS.length).toBeGreaterThanOrEqual(16)
  })

  it('leaves no word of its vocabulary unused', () => {
    const used = (pick: (observable: Observable) => string | undefined) => new Set(OBSERVABLES.map(pick))
    expect(UNITS.filter(unit => !used(each => ('unit' in each ? each.unit : undefined)).has(unit))).toEqual([])
    expect(KINDS.filter(kind => !used(each => each.only).has(kind))).toEqual([])
    expect(SUBJECTS.filter(subject => !used(each => each.subject).has(subject))).toEqual([])
    expect(SENSITIVITIES.filter(level => !used(each => each.sensitivity).has(level))).toEqual([])
    expect(USES.filter(use => !OBSERVABLES.some(each => each.barredFrom?.includes(use)))).toEqual([])
  })

  it('limits observables only to kinds that their subject can be of', () => {
    const ofParties: readonly unknown[] = ['person', 'company']
    expect(
      idsWhere(each => each.only !== undefined && ofParties.includes(each.only) !== (each.subject === 'party')),
    ).toEqual([])
  })

  it('orders every range, and gives whole bounds to whole numbers', () => {
    expect(
      idsWhere(each => {
        if (each.type !== 'integer' && each.type !== 'number') return false
        const [min, max] = each.range
        const fits = each.type === 'integer' ? Number.isSafeInteger : Number.isFinite
        return !(min < max && fits(min) && fits(max))
      }),
    ).toEqual([])
  })

  it('says in the name which figures are money, and counts money in whole fen', () => {
    const isMoney = (each: Observable) => 'unit' in each && each.unit === 'fen'
    expect(idsWhere(each => isMoney(each) !== each.id.endsWith('Fen'))).toEqual([])
    expect(idsWhere(each => isMoney(each) && each.type !== 'integer')).toEqual([])
    expect(idsWhere(each => (each.type === 'date') !== each.id.endsWith('Date'))).toEqual([])
  })

  it('is named in both languages, without two names alike in one source', () => {
    const han = /\p{Script=Han}/u
    expect(idsWhere(each => !han.test(each.zh) || han.test(each.en) || each.en.trim() === '')).toEqual([])
    expect(repeated(OBSERVABLES.map(each => each.zh))).toEqual([])
    expect(repeated(OBSERVABLES.map(each => `${each.source} ${each.en}`))).toEqual([])
  })

  it('explains every entry in one sentence of its own', () => {
    expect(idsWhere(each => !/^[A-Z][^.]{20,}\.$/.test(each.meaning))).toEqual([])
    expect(repeated(OBSERVABLES.map(each => each.meaning))).toEqual([])
  })

  it('names every code in both languages, once', () => {
    const broken = coded.filter(({ codes }) => {
      const lists = [codes.map(each => each.code), codes.map(each => each.zh), codes.map(each => each.en)]
      return codes.length < 2 || lists.some(list => repeated(list).length > 0 || list.includes(''))
    })
    expect(broken.map(each => each.id)).toEqual([])
  })

  it('lets what outsiders say age, and not what an applicant stated', () => {
    const ageless = idsWhere(each => each.validityDays === undefined).map(id => id.split('.')[0])
    expect(new Set(ageless)).toEqual(new Set(['declared', 'telemetry', 'document', 'invoice', 'loanTape']))
    expect(idsWhere(each => each.validityDays !== undefined && !(each.validityDays > 0))).toEqual([])
  })

  it('keeps device and behaviour out of the price, and sex out of every judgement', () => {
    const priced = [...observablesOf('telemetry'), ...observablesOf('shared')].filter(
      each => !each.barredFrom?.includes('price'),
    )
    expect(priced).toEqual([])
    expect(observableById('idCard.sex').barredFrom).toEqual(['score', 'price'])
  })

  it('treats what describes a party as personal, unless anybody may know it', () => {
    const describing = idsWhere(each => each.subject === 'party' && each.sensitivity === 'internal')
    const allowed = ['declared.revenueYearlyFen', 'bureau.consentOnFile']
    expect(describing.filter(id => !id.startsWith('shared.') && !allowed.includes(id))).toEqual([])
  })

  it('has no id that sounds like an outcome or a label', () => {
    expect(idsWhere(each => /outcome|isFraud|isGood|willDefault|latent|truth/i.test(each.id))).toEqual([])
  })

  it('finds an observable by id, and the observables of a source', () => {
    for (const each of OBSERVABLES) expect(observableById(each.id)).toBe(each)
    for (const id of ['bureau.nothing', '', '__proto__', 'constructor']) expect(observableById(id)).toBeUndefined()
    expect(SOURCES.flatMap(source => observablesOf(source.id))).toEqual(OBSERVABLES)
  })
})

describe('docs/observables.md', () => {
  const text = readFileSync(new URL('../../docs/observables.md', import.meta.url), 'utf8')

  it('counts each source as the dictionary does', () => {
    const listed = [...text.matchAll(/^\| `(\w+)` \| (.+?) \| (.+?) \| (\d+) \| (.+?) \|$/gm)].map(row => row.slice(1))
    const held = SOURCES.map(({ id, zh, en, meaning }) => [id, zh, en, String(observablesOf(id).length), meaning])
    expect(listed).toEqual(held)
    expect(text).toContain(`${OBSERVABLES.length} observables from ${SOURCES.length} sources`)
  })
})

/** Values that the observable can take, spread over its whole range. */
function valid(observable: Observable): fc.Arbitrary<unknown> {
  switch (observable.type) {
    case 'integer':
      return fc.maxSafeInteger().map(n => wrap(n, observable.range))
    case 'number':
      return fc.double({ min: observable.range[0], max: observable.range[1], noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'date':
      return calendarDate
    case 'text':
      if (observable.pattern) return fc.stringMatching(new RegExp(observable.pattern, 'u'))
      return fc.string({ minLength: 1 }).filter(text => text.trim() !== '')
    case 'code':
      return fc.constantFrom(...observable.codes.map(each => each.code))
    case 'codes':
      return fc.subarray(observable.codes.map(each => each.code))
  }
}

function wrap(n: number, [min, max]: readonly [number, number]): number {
  return min + (Math.abs(n) % (max - min + 1))
}

const calendarDate = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

const anyObservable = fc.constantFrom(...OBSERVABLES)
const withValidValue = anyObservable.chain(each => fc.tuple(fc.constant(each), valid(each)))

describe('checkObserved', () => {
  const reject = (id: ObservableId, value: unknown) => {
    const checked = checkObserved(observableById(id), value)
    return checked.ok ? 'ok' : checked.problem.code
  }

  it('accepts whatever an observable can say, and hands it back unchanged', () => {
    fc.assert(
      fc.property(withValidValue, ([observable, value]) => {
        expect(checkObserved(observable, value)).toEqual({ ok: true, value })
      }),
      { numRuns: 2000 },
    )
  })

  it('answers any JSON value without throwing, and accepts only the primitive type of the observable', () => {
    const primitive = { integer: 'number', number: 'number', boolean: 'boolean', codes: 'object' } as const
    fc.assert(
      fc.property(anyObservable, fc.jsonValue(), (observable, value) => {
        const { type } = observable
        const expected = type in primitive ? primitive[type as keyof typeof primitive] : 'string'
        if (checkObserved(observable, value).ok) expect(typeof value).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('never takes the text of a number for the number', () => {
    for (const each of numeric) expect(checkObserved(each, String(each.range[0])).ok).toBe(false)
  })

  it('takes both ends of a range and nothing beyond them', () => {
    for (const each of numeric) {
      const [min, max] = each.range
      const outside = (found: number) => ({ ok: false, problem: { code: 'outOfRange', min, max, found } })
      expect(checkObserved(each, min).ok && checkObserved(each, max).ok).toBe(true)
      for (const found of [min - 1, max + 1, Infinity, -Infinity]) {
        expect(checkObserved(each, found)).toEqual(outside(found))
      }
      expect(checkObserved(each, Number.NaN).ok).toBe(false)
    }
  })

  it('refuses a part of a fen', () => {
    expect(reject('declared.priceFen', 1.5)).toBe('wrongType')
  })

  it('refuses codes that it does not know, names of built-in properties too', () => {
    const strange = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString'))
    fc.assert(
      fc.property(fc.constantFrom(...coded), strange, (observable, found) => {
        const known = observable.codes.map(each => each.code)
        fc.pre(!known.includes(found))
        const value = observable.type === 'codes' ? [found] : found
        expect(checkObserved(observable, value)).toEqual({ ok: false, problem: { code: 'unknownCode', known, found } })
      }),
    )
  })

  it('takes an empty set of codes, and no code twice', () => {
    expect(reject('registration.status', [])).toBe('ok')
    expect(reject('registration.status', ['normal', 'normal'])).toBe('repeatedCode')
    expect(reject('registration.status', 'normal')).toBe('wrongType')
  })

  it('refuses days that no calendar has', () => {
    const impossible = [
      '2026-02-29',
      '2026-02-30',
      '2100-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
    ]
    const otherwiseWritten = ['2026-1-5', '20260105', '2026/01/05', '2026-01-05T00:00:00Z', ' 2026-01-05', '']
    for (const each of [...impossible, ...otherwiseWritten]) expect(reject('idCard.birthDate', each)).toBe('notADate')
    for (const each of ['2024-02-29', '2000-02-29', '9999-12-31']) expect(reject('idCard.birthDate', each)).toBe('ok')
    expect(reject('idCard.birthDate', 20_260_105)).toBe('wrongType')
  })

  it('holds text to its pattern, and takes a declared text however wrong it is', () => {
    expect(reject('bureau.repayment24m', 'NNNNNNNNNNNN1234567CB*#/')).toBe('ok')
    expect(reject('bureau.repayment24m', 'NNNN')).toBe('malformedText')
    expect(reject('declared.idNumber', 'not a number at all')).toBe('ok')
    expect(reject('declared.idNumber', ' 　')).toBe('emptyText')
  })

  it('never repeats what it found when the type is wrong, which may be personal', () => {
    const secret = '110101199003070000'
    expect(JSON.stringify(checkObserved(observableById('declared.idNumber'), { secret }))).not.toContain(secret)
  })
})

describe('statusAt', () => {
  const score = observableById('bureau.score')
  const known: Observation = { asOf: '2026-10-01T00:00:00.000Z', source: 'bureau', status: 'known', value: 620 }
  const at = (instant: string, change: Partial<Observation> = {}, observable: Observable = score) =>
    statusAt({ ...known, ...change } as Observation, instant, observable)

  it('lets an answer stand for exactly its validity', () => {
    expect(at('2026-10-01T00:00:00.000Z')).toBe('known')
    expect(at('2026-10-31T00:00:00.000Z')).toBe('known')
    expect(at('2026-10-31T00:00:00.001Z')).toBe('stale')
  })

  it('turns stale once and stays so', () => {
    const minutes = fc.nat({ max: 120 * 24 * 60 })
    fc.assert(
      fc.property(minutes, minutes, (a, b) => {
        const later = (m: number) => at(new Date(Date.parse(known.asOf) + m * 60_000).toISOString())
        if (later(Math.min(a, b)) === 'stale') expect(later(Math.max(a, b))).toBe('stale')
      }),
    )
  })

  it('lets an old nothing go stale as well, and an error stay one', () => {
    expect(at('2026-10-02T00:00:00.000Z', { status: 'absent', value: null })).toBe('absent')
    expect(at('2027-10-02T00:00:00.000Z', { status: 'absent', value: null })).toBe('stale')
    expect(at('2027-10-02T00:00:00.000Z', { status: 'error', value: null })).toBe('error')
  })

  it('never ages what has no validity', () => {
    const price: Partial<Observation> = { source: 'declared', status: 'known', value: 100 }
    expect(at('2096-10-01T00:00:00.000Z', price, observableById('declared.priceFen'))).toBe('known')
  })

  it('counts as an error what cannot be so', () => {
    const instant = '2026-10-02T00:00:00.000Z'
    expect(at(instant, { status: 'known', value: '620' })).toBe('error')
    expect(at(instant, { source: 'court' })).toBe('error')
    expect(at(instant, { asOf: 'yesterday' })).toBe('error')
    expect(at(instant, { asOf: '2026-10-02T00:00:00.001Z' })).toBe('error')
  })

  it('refuses an instant that is none', () => {
    for (const instant of ['2026-10-02', '2026-10-02T00:00:00+08:00', '']) {
      expect(() => at(instant)).toThrow(DateError)
    }
  })
})
