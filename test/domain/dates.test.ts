import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  compareInTime,
  cstDateOf,
  cstTimeOf,
  DateError,
  dateOfDayNumber,
  dateOfParts,
  dayNumberOf,
  daysBetween,
  formatDate,
  formatInstant,
  instantOf,
  instantOfMs,
  isCalendarDate,
  isInstant,
  msOf,
  partsOf,
  weekdayOf,
  wholeYearsBetween,
} from '../../src/domain/dates.ts'

const date = fc.integer({ min: dayNumberOf('1900-01-01'), max: dayNumberOf('2199-12-31') }).map(dateOfDayNumber)
const ms = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2150, 0, 1) })

describe('a calendar date', () => {
  it.each(['2024-02-29', '2000-02-29', '9999-12-31', '1000-01-01'])('%s exists', text => {
    expect(isCalendarDate(text)).toBe(true)
  })

  it.each(['2023-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-1-5', '20260105', '0999-01-01', ''])(
    '%j is none',
    text => {
      expect(isCalendarDate(text)).toBe(false)
      expect(() => partsOf(text)).toThrow(DateError)
    },
  )

  it('is made of whole parts only', () => {
    expect(dateOfParts(2026, 2, 28)).toBe('2026-02-28')
    expect(dateOfParts(2026, 2, 29)).toBeUndefined()
    expect(dateOfParts(2026, 1.5, 1)).toBeUndefined()
  })

  it('has a weekday', () => {
    expect(weekdayOf('1970-01-01')).toBe(4)
    expect(weekdayOf('2026-02-15')).toBe(7)
    expect(weekdayOf('1969-12-29')).toBe(1)
  })
})

describe('arithmetic', () => {
  it('names what happens at the end of a month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-31', 2)).toBe('2026-03-31')
    expect(addMonths('2026-02-28', 1)).toBe('2026-03-28')
    expect(addMonths('2026-02-28', 1, 'monthEnd')).toBe('2026-03-31')
    expect(addMonths('2026-03-31', -13, 'monthEnd')).toBe('2025-02-28')
    expect(addMonths('2023-12-15', 2)).toBe('2024-02-15')
  })

  it('stays inside the years that have four digits', () => {
    expect(() => addMonths('9999-12-31', 1)).toThrow(DateError)
    expect(() => addDays('9999-12-31', 1)).toThrow(DateError)
    expect(() => addDays('1000-01-01', -1)).toThrow(DateError)
  })

  it('adds days as the difference says, and back', () => {
    fc.assert(
      fc.property(date, date, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to)
        expect(Math.sign(daysBetween(from, to))).toBe(compareInTime(to, from))
      }),
    )
  })

  it('moves the weekday by one a day', () => {
    fc.assert(
      fc.property(date, day => {
        expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) % 7) + 1)
      }),
    )
  })

  it('adds months in order, and never leaves the month meant', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -600, max: 600 }), (from, months) => {
        const at = partsOf(addMonths(from, months))
        const origin = partsOf(from)
        expect(at.year * 12 + at.month).toBe(origin.year * 12 + origin.month + months)
        expect(at.day).toBeLessThanOrEqual(origin.day)
        expect(addMonths(from, months + 1) > addMonths(from, months)).toBe(true)
      }),
    )
  })

  it('counts an age on the birthday', () => {
    expect(wholeYearsBetween('1990-06-15', '2026-06-14')).toBe(35)
    expect(wholeYearsBetween('1990-06-15', '2026-06-15')).toBe(36)
    expect(wholeYearsBetween('2004-02-29', '2022-02-28')).toBe(18)
    expect(wholeYearsBetween('2026-06-15', '1990-06-15')).toBe(-36)
    expect(wholeYearsBetween('2026-06-15', '2026-06-14')).toBe(0)
  })
})

describe('instants', () => {
  it('have one form', () => {
    expect(isInstant('2026-01-05T01:30:00.000Z')).toBe(true)
    for (const text of ['2026-01-05T01:30:00Z', '2026-01-05T01:30:00.000+08:00', '2026-02-30T00:00:00.000Z', '']) {
      expect(isInstant(text)).toBe(false)
      expect(() => msOf(text)).toThrow(DateError)
    }
  })

  it('fall on the day it is in China, which starts at 16:00 UTC', () => {
    expect(cstDateOf('2026-01-04T15:59:59.999Z')).toBe('2026-01-04')
    expect(cstDateOf('2026-01-04T16:00:00.000Z')).toBe('2026-01-05')
    expect(cstDateOf('1988-07-01T15:30:00.000Z')).toBe('1988-07-01')
  })

  it('are those that JavaScript reads and writes the same, on the day that it has eight hours later', () => {
    const part = (max: number, width = 2) =>
      fc.integer({ min: 0, max }).map(value => String(value).padStart(width, '0'))
    const year = fc.integer({ min: 1000, max: 9999 })
    const parts = fc.tuple(year, part(13), part(32), part(25), part(61), part(61), part(999, 3))
    fc.assert(
      fc.property(parts, ([y, month, day, hour, minute, second, fraction]) => {
        const text = `${y}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`
        const read = Date.parse(text)
        const same = !Number.isNaN(read) && new Date(read).toISOString() === text
        expect(isInstant(text)).toBe(same)
        if (same && y < 9999) expect(cstDateOf(text)).toBe(new Date(read + 8 * 3_600_000).toISOString().slice(0, 10))
      }),
      { numRuns: 2_000 },
    )
  })

  it('come from a date and a time of day', () => {
    expect(instantOf('2026-01-05', '00:00')).toBe('2026-01-04T16:00:00.000Z')
    expect(instantOf('2026-01-05', '23:59:59.999')).toBe('2026-01-05T15:59:59.999Z')
    expect(() => instantOf('2026-01-05', '24:00')).toThrow(DateError)
    expect(() => instantOf('2026-01-05', '9:00')).toThrow(DateError)
  })

  it('go there and back', () => {
    fc.assert(
      fc.property(ms, count => {
        const instant = instantOfMs(count)
        expect(msOf(instant)).toBe(count)
        expect(instantOf(cstDateOf(instant), cstTimeOf(instant))).toBe(instant)
      }),
    )
  })

  it('sort as time does', () => {
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        expect(compareInTime(instantOfMs(a), instantOfMs(b))).toBe(Math.sign(a - b))
      }),
    )
  })
})

describe('for people', () => {
  it('is ISO, or Chinese', () => {
    expect(formatDate('2026-01-05', 'zh-CN')).toBe('2026年1月5日')
    expect(formatDate('2026-01-05', 'en')).toBe('2026-01-05')
    expect(formatInstant('2026-01-05T01:30:07.045Z', 'zh-CN')).toBe('2026年1月5日 09:30')
    expect(formatInstant('2026-01-05T01:30:07.045Z', 'en', 'seconds')).toBe('2026-01-05 09:30:07')
    expect(formatInstant('2026-01-05T01:30:07.045Z', 'en', 'milliseconds')).toBe('2026-01-05 09:30:07.045')
  })
})
