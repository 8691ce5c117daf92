import { describe, expect, it } from 'vitest'
import { amount, bytes, date, dateTime, percent, shortTime, timeLeft } from '../../src/renderer/i18n/format.ts'

describe('figures and dates', () => {
  it('writes fen as yuan, with decimals only where there are cents', () => {
    expect(amount(38_600_000)).toBe('386,000')
    expect(amount(38_600_050)).toBe('386,000.50')
    expect(amount(-912_000)).toBe('-9,120')
    expect(amount(0)).toBe('0')
  })

  it('writes fractions as per cent', () => {
    expect(percent(0.821)).toBe('82.1 %')
    expect(percent(0.8)).toBe('80 %')
    expect(percent(0.12345, 2)).toBe('12.35 %')
  })

  it('writes dates in the form of the language', () => {
    expect(date('2026-11-04', 'en')).toBe('2026-11-04')
    expect(date('2026-11-04', 'zh-CN')).toBe('2026年11月4日')
    expect(date('soon', 'en')).toBe('soon')
  })

  it('reads instants in China Standard Time, across midnight', () => {
    expect(dateTime('2026-11-23T16:00:00.000Z', 'en')).toBe('2026-11-24 00:00')
    expect(dateTime('2026-11-23T15:59:59.999Z', 'zh-CN')).toBe('2026年11月23日 23:59')
    expect(shortTime('2026-11-23T16:00:00.000Z', 'zh-CN')).toBe('11月24日 00:00')
  })

  it('counts down, and up once over', () => {
    const now = Date.parse('2026-11-24T00:00:00.000Z')
    expect(timeLeft('2026-11-25T01:02:59.000Z', now)).toEqual({ over: false, days: 1, hours: 1, minutes: 2 })
    expect(timeLeft('2026-11-23T23:29:00.000Z', now)).toEqual({ over: true, days: 0, hours: 0, minutes: 31 })
  })

  it('writes sizes of files', () => {
    expect([bytes(412), bytes(182_004), bytes(2_481_120)]).toEqual(['412 B', '178 kB', '2.4 MB'])
  })
})
