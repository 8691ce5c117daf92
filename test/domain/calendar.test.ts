import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addBusinessMinutes,
  type BusinessCalendar,
  businessMinutesBetween,
  CalendarError,
  deadlineOf,
  isCovered,
  isWorkingDay,
} from '../../src/domain/calendar.ts'
import { CHINA_NOTICES, CHINA_REVIEW } from '../../src/domain/calendars/china.ts'
import { DateError, instantOf, instantOfMs, weekdayOf } from '../../src/domain/dates.ts'

const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11))
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 31) }).map(instantOfMs)
const minutes = fc.integer({ min: 0, max: 20_000 })
const pause = fc.tuple(instant, instant).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
const shiftStart = { weekday: 1, from: '09:00', to: '12:00' } as const

describe('the official calendar of mainland China', () => {
  it.each([
    ['2024-02-09', true, 'New Year’s Eve 2024 was a working day; leave was only encouraged'],
    ['2024-02-10', false, 'Spring Festival'],
    ['2024-02-18', true, 'a Sunday made up'],
    ['2024-06-10', false, 'Dragon Boat Festival, one day'],
    ['2025-01-01', false, 'a Wednesday, free without make-up'],
    ['2025-01-02', true, 'and the day after'],
    ['2025-10-08', false, 'eight days with the Mid-Autumn Festival'],
    ['2025-10-11', true, 'a Saturday made up'],
    ['2026-01-02', false, 'a Friday made free'],
    ['2026-02-23', false, 'the ninth day of Spring Festival'],
    ['2026-02-24', true, 'and the day after'],
    ['2026-09-20', true, 'a Sunday made up'],
    ['2026-10-10', true, 'a Saturday made up'],
    ['2026-11-14', false, 'a Saturday'],
  ])('%s works: %s (%s)', (date, works) => {
    expect(isWorkingDay(CHINA_REVIEW, date)).toBe(works)
  })

  it('has as many days as the notices count, and makes up on weekends only', () => {
    const counts = CHINA_NOTICES.map(notice => {
      const prefix = String(notice.year)
      const off = CHINA_REVIEW.holidays.filter(date => date.startsWith(prefix))
      return [notice.year, off.length, notice.workdays.length]
    })
    expect(counts).toEqual([
      [2024, 28, 8],
      [2025, 28, 5],
      [2026, 33, 6],
    ])
    for (const date of CHINA_REVIEW.workdays) expect(weekdayOf(date)).toBeGreaterThanOrEqual(6)
  })

  it('says where it ends: with the year of the last notice, and no year between is missing', () => {
    expect(isCovered(CHINA_REVIEW, at('2026-12-31 23:59'))).toBe(true)
    expect(isCovered(CHINA_REVIEW, at('2027-01-01 00:00'))).toBe(false)
    const years = CHINA_NOTICES.map(notice => notice.year)
    expect(years).toEqual(years.map((_, index) => (years[0] ?? 0) + index))
    expect(CHINA_REVIEW.covers).toEqual({ from: `${years.at(0)}-01-01`, to: `${years.at(-1)}-12-31` })
  })

  it.each([
    ['2026-12-31 17:30', 30, '2026-12-31 18:00', true, 'the last minute that is known'],
    ['2026-12-31 17:30', 60, '2027-01-01 09:30', false, 'New Year’s Day 2027 is a Friday, and no notice makes it free'],
    ['2026-12-31 17:30', 30 + 450 + 30, '2027-01-04 09:30', false, 'weekends are free all the same'],
    ['2027-02-08 09:00', 450, '2027-02-08 18:00', false, 'and so it is in Spring Festival'],
  ])('beyond that every weekday is worked: %s + %d is %s, covered: %s (%s)', (start, count, end, covered) => {
    const deadline = addBusinessMinutes(CHINA_REVIEW, at(start), count)
    expect(deadline).toBe(at(end))
    expect(isCovered(CHINA_REVIEW, deadline)).toBe(covered)
  })
})

describe('business minutes', () => {
  it.each([
    ['2026-03-02 09:00', 60, '2026-03-02 10:00', 'within a shift'],
    ['2026-03-02 11:30', 60, '2026-03-02 14:00', 'over lunch'],
    ['2026-03-02 11:00', 60, '2026-03-02 12:00', 'to the end of a shift'],
    ['2026-03-02 17:30', 60, '2026-03-03 09:30', 'over night'],
    ['2026-03-06 17:30', 60, '2026-03-09 09:30', 'over a weekend'],
    ['2026-02-13 17:30', 60, '2026-02-14 09:30', 'into a Saturday made up'],
    ['2026-02-14 17:30', 60, '2026-02-24 09:30', 'over Spring Festival'],
    ['2026-03-02 03:00', 1, '2026-03-02 09:01', 'from before the day'],
    ['2026-03-02 12:15', 0, '2026-03-02 12:15', 'none'],
    ['2026-03-02 09:00', 450, '2026-03-02 18:00', 'a whole day'],
  ])('%s + %d is %s (%s)', (start, count, end) => {
    expect(addBusinessMinutes(CHINA_REVIEW, at(start), count)).toBe(at(end))
  })

  it('add up', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, (start, a, b) => {
        const twice = addBusinessMinutes(CHINA_REVIEW, addBusinessMinutes(CHINA_REVIEW, start, a), b)
        expect(twice).toBe(addBusinessMinutes(CHINA_REVIEW, start, a + b))
      }),
    )
  })

  it('are monotone in both arguments', () => {
    fc.assert(
      fc.property(instant, instant, minutes, minutes, (a, b, m, n) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(addBusinessMinutes(CHINA_REVIEW, early, m) <= addBusinessMinutes(CHINA_REVIEW, late, m)).toBe(true)
        const [few, many] = m < n ? [m, n] : [n, m]
        expect(addBusinessMinutes(CHINA_REVIEW, a, few) <= addBusinessMinutes(CHINA_REVIEW, a, many)).toBe(true)
      }),
    )
  })

  it('between a moment and its deadline are those added', () => {
    fc.assert(
      fc.property(instant, minutes, (start, count) => {
        const end = addBusinessMinutes(CHINA_REVIEW, start, count)
        expect(businessMinutesBetween(CHINA_REVIEW, start, end)).toBe(count)
      }),
    )
  })

  it('between three moments add up, and turn their sign backwards', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const between = (from: string, to: string) => businessMinutesBetween(CHINA_REVIEW, from, to)
        expect(between(a, b) + between(b, c)).toBeCloseTo(between(a, c), 6)
        expect(between(a, b) + between(b, a)).toBe(0)
      }),
    )
  })

  it('refuse what is no count, or leads past the last year', () => {
    const start = at('2026-03-02 09:00')
    expect(() => addBusinessMinutes(CHINA_REVIEW, start, -1)).toThrow(CalendarError)
    expect(() => addBusinessMinutes(CHINA_REVIEW, start, Number.NaN)).toThrow(CalendarError)
    expect(() => addBusinessMinutes(CHINA_REVIEW, at('9999-12-31 09:00'), 10_000)).toThrow(DateError)
  })
})

describe('pauses', () => {
  const start = at('2026-03-02 09:00')

  it('stop the clock', () => {
    const pauses = [{ from: at('2026-03-02 10:00'), to: at('2026-03-02 17:00') }]
    expect(deadlineOf(CHINA_REVIEW, start, 90, pauses)).toBe(at('2026-03-02 17:30'))
    expect(businessMinutesBetween(CHINA_REVIEW, start, at('2026-03-02 18:00'), pauses)).toBe(120)
  })

  it('without an end leave the deadline open, unless it came before', () => {
    const pauses = [{ from: at('2026-03-02 10:00'), to: undefined }]
    expect(deadlineOf(CHINA_REVIEW, start, 90, pauses)).toBeUndefined()
    expect(deadlineOf(CHINA_REVIEW, start, 60, pauses)).toBe(at('2026-03-02 10:00'))
    expect(businessMinutesBetween(CHINA_REVIEW, start, at('2026-03-05 10:00'), pauses)).toBe(60)
  })

  it('must end after they start', () => {
    const backwards = [{ from: at('2026-03-02 10:00'), to: at('2026-03-02 09:00') }]
    expect(() => deadlineOf(CHINA_REVIEW, start, 90, backwards)).toThrow(CalendarError)
  })

  it('only delay, by what they stop, whatever their order and overlaps', () => {
    fc.assert(
      fc.property(instant, minutes, fc.array(pause, { maxLength: 4 }), (from, count, pauses) => {
        const deadline = deadlineOf(CHINA_REVIEW, from, count, pauses) ?? ''
        expect(deadline >= addBusinessMinutes(CHINA_REVIEW, from, count)).toBe(true)
        expect(deadline).toBe(deadlineOf(CHINA_REVIEW, from, count, [...pauses].reverse()))
        expect(businessMinutesBetween(CHINA_REVIEW, from, deadline, pauses)).toBe(count)
      }),
    )
  })
})

describe('a calendar', () => {
  it.each([
    ['noShifts', { shifts: [] }],
    ['hours', { shifts: [{ ...shiftStart, from: '9:00' }] }],
    ['hours', { shifts: [{ ...shiftStart, from: '12:00' }] }],
    ['overlap', { shifts: [shiftStart, { ...shiftStart, from: '11:00', to: '13:00' }] }],
    ['holidayAndWorkday', { holidays: ['2026-02-14'], workdays: ['2026-02-14'] }],
  ] as const)('is refused: %s', (code, part) => {
    const calendar: BusinessCalendar = { ...CHINA_REVIEW, ...part }
    expect(() => isWorkingDay(calendar, '2026-03-02')).toThrow(expect.objectContaining({ code }))
  })

  it('may work at night, up to the end of the day and from its start', () => {
    const night: BusinessCalendar = {
      ...CHINA_REVIEW,
      shifts: [
        { weekday: 1, from: '22:00', to: '24:00' },
        { weekday: 2, from: '00:00', to: '06:00' },
      ],
    }
    expect(addBusinessMinutes(night, at('2026-03-02 23:00'), 120)).toBe(at('2026-03-03 01:00'))
  })
})
