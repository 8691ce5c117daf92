/** The small pure pieces of the room. */
import { describe, expect, it } from 'vitest'
import type { Mapping, Preview } from '../../src/protocol/desktop/intake.ts'
import { inOrder, missingFields, withField } from '../../src/renderer/intake/mapping.ts'
import { deadlineTitle } from '../../src/renderer/review/deadline-title.ts'
import { headline } from '../../src/renderer/review/headline.ts'
import { paused, read, resumed, started } from '../../src/renderer/review/stopwatch.ts'
import { sumsOf } from '../../src/renderer/review/sums.ts'
import { makeCase } from './stand-in/case.ts'
import { makeRow } from './stand-in/rows.ts'

describe('the stopwatch of a case', () => {
  it('tells the time open and how much of it nobody looked', () => {
    const watch = resumed(paused(started(1_000), 3_000), 4_500)
    expect(read(watch, 6_000)).toEqual({ openMs: 5_000, pausedMs: 1_500 })
  })

  it('counts a pause that has not ended', () => {
    expect(read(paused(started(0), 400), 1_000)).toEqual({ openMs: 1_000, pausedMs: 600 })
  })

  it('does not start a second pause within one', () => {
    expect(read(paused(paused(started(0), 100), 500), 1_000).pausedMs).toBe(900)
  })
})

describe('sums of money', () => {
  it('never add one currency to another', () => {
    const amounts = [
      { currency: 'USD', fen: 100 },
      { currency: 'CNY', fen: 20_000 },
      { currency: 'USD', fen: 250 },
    ]
    expect(sumsOf(amounts)).toEqual([
      { currency: 'CNY', fen: 20_000 },
      { currency: 'USD', fen: 350 },
    ])
    expect(sumsOf([])).toEqual([])
  })
})

const field = (id: string, required: boolean): Preview['fields'][number] => ({
  id,
  zh: id,
  en: id,
  type: 'text',
  unit: null,
  required,
})
const mapping: Mapping = {
  preset: 'weekly',
  scenario: 'taxi',
  currency: 'CNY',
  fields: [{ field: 'b', column: 'B', constant: null, format: '' }],
}

describe('a mapping', () => {
  it('is no longer the preset once changed by hand', () => {
    const changed = withField(mapping, { field: 'a', column: 'A', constant: null, format: '' })
    expect(changed.preset).toBeNull()
    expect(changed.fields.map(each => each.field)).toEqual(['b', 'a'])
  })

  it('forgets a field that has neither column nor constant', () => {
    expect(withField(mapping, { field: 'b', column: null, constant: '', format: 'amount' }).fields).toEqual([])
  })

  it('names what is required and missing; a constant will do', () => {
    const fields = [field('a', true), field('b', true), field('c', false)]
    expect(missingFields(mapping, fields).map(each => each.id)).toEqual(['a'])
    const filled = withField(mapping, { field: 'a', column: null, constant: 'x', format: '' })
    expect(missingFields(filled, fields)).toEqual([])
  })

  it('puts the required first, then the mapped', () => {
    const fields = [field('c', false), field('b', false), field('a', true)]
    expect(inOrder(mapping, fields).map(each => each.id)).toEqual(['a', 'b', 'c'])
  })
})

describe('when a deadline is', () => {
  it('is told to the minute, and beyond the last holiday notice that it may come later', () => {
    const t = (key: string, values = {}) => `${key} ${Object.values(values).join(' ')}`
    const told = (instant: string) => deadlineTitle({ t, language: 'en' }, instant)
    expect(told('2026-12-31T10:00:00.000Z')).toBe('2026-12-31 18:00')
    expect(told('2027-01-01T01:30:00.000Z')).toBe('time.beyond-calendar 2027-01-01 09:30 2026-12-31')
  })
})

describe('the headline of a case', () => {
  const row = makeRow(0, Date.parse('2026-11-24T00:00:00.000Z'), false)
  const detail = makeCase(row, {
    now: Date.parse('2026-11-24T00:00:00.000Z'),
    me: '林珊',
    draft: null,
    decisions: [],
    version: 1,
  })

  it('takes the suggestion from the last automatic decision that stands', () => {
    expect(headline(detail).suggestion).toBe('refer')
    const takenBack = detail.decisions.map(each => ({ ...each, takenBackAt: '2026-11-24T00:00:00.000Z' }))
    expect(headline({ ...detail, decisions: takenBack }).suggestion).toBeNull()
  })

  it('leaves out a ratio whose parts are not known', () => {
    expect(headline(detail).ltv).toEqual({ value: 0.821, limit: 0.8 })
    const unreckoned = { ...detail, figures: { ltv: null, paymentToIncome: null } }
    expect(headline(unreckoned).ltv).toEqual({ value: expect.closeTo(0.821), limit: null })
    for (const priceFen of [null, 0])
      expect(headline({ ...unreckoned, application: { ...detail.application, priceFen } }).ltv).toBeNull()
  })
})
