import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dateOfDayNumber, dayNumberOf, partsOf } from '../../src/domain/dates.ts'
import { dateOfExcelSerial, parseDate, parseDateByPattern } from '../../src/domain/dateText.ts'

const date = fc.integer({ min: dayNumberOf('1900-03-01'), max: dayNumberOf('2199-12-31') }).map(dateOfDayNumber)

describe('dates that start with the year', () => {
  it.each([
    '2026-01-05',
    '2026/1/5',
    '2026.1.5',
    '20260105',
    '2026年1月5日',
    '2026年01月05',
    ' ２０２６／０１／０５ ',
    '2026 年 1 月 5 日',
    '2026/1/5 0:00',
    '2026-01-05 00:00:00',
    '2026-01-05T00:00:00.000',
  ])('%j is 5 January', text => {
    expect(parseDate(text)).toEqual({ ok: true, value: '2026-01-05' })
  })

  it.each([
    ['', { code: 'empty' }],
    ['   ', { code: 'empty' }],
    ['05-01-2017', { code: 'form', text: '05-01-2017' }],
    ['1/5/2026', { code: 'form', text: '1/5/2026' }],
    ['2026-1/5', { code: 'form', text: '2026-1/5' }],
    ['202615', { code: 'form', text: '202615' }],
    ['46027', { code: 'form', text: '46027' }],
    ['2026-02-30', { code: 'noSuchDay', text: '2026-02-30' }],
    ['20261301', { code: 'noSuchDay', text: '20261301' }],
    ['0001-01-01', { code: 'noSuchDay', text: '0001-01-01' }],
    ['2026-01-05 13:02:11', { code: 'hasTime', date: '2026-01-05', time: '13:02:11' }],
  ])('%j is refused as %j', (text, problem) => {
    expect(parseDate(text)).toEqual({ ok: false, problem })
  })

  it('never throws, and reads back every form it knows', () => {
    fc.assert(
      fc.property(date, fc.string({ unit: 'binary' }), (day, noise) => {
        const { year, month, day: dayOfMonth } = partsOf(day)
        for (const text of [day, day.replaceAll('-', ''), `${year}/${month}/${dayOfMonth}`]) {
          expect(parseDate(text)).toEqual({ ok: true, value: day })
        }
        expect(typeof parseDate(noise).ok).toBe('boolean')
      }),
    )
  })
})

describe('dates by a pattern', () => {
  it('reads the same text as the source means it', () => {
    expect(parseDateByPattern('05-01-2017', 'MM-DD-YYYY')).toEqual({ ok: true, value: '2017-05-01' })
    expect(parseDateByPattern('05-01-2017', 'DD-MM-YYYY')).toEqual({ ok: true, value: '2017-01-05' })
    expect(parseDateByPattern('5.1.2017', 'DD.MM.YYYY')).toEqual({ ok: true, value: '2017-01-05' })
    expect(parseDateByPattern('05012017', 'DDMMYYYY')).toEqual({ ok: true, value: '2017-01-05' })
  })

  it('gives the first of a month that has no day', () => {
    expect(parseDateByPattern('01/2016', 'MM/YYYY')).toEqual({ ok: true, value: '2016-01-01' })
  })

  it('refuses another form, and a day that does not exist', () => {
    expect(parseDateByPattern('05/01/2017', 'MM-DD-YYYY')).toMatchObject({ problem: { code: 'form' } })
    expect(parseDateByPattern('13-01-2017', 'MM-DD-YYYY')).toMatchObject({ problem: { code: 'noSuchDay' } })
    expect(parseDateByPattern('', 'MM-DD-YYYY')).toMatchObject({ problem: { code: 'empty' } })
    expect(() => parseDateByPattern('05', 'DD')).toThrow(RangeError)
  })
})

describe('serial numbers of spreadsheets', () => {
  it('count as Excel does, its day that never was included', () => {
    expect(dateOfExcelSerial(1)).toEqual({ ok: true, value: '1900-01-01' })
    expect(dateOfExcelSerial(59)).toEqual({ ok: true, value: '1900-02-28' })
    expect(dateOfExcelSerial(60)).toMatchObject({ problem: { code: 'noSuchDay' } })
    expect(dateOfExcelSerial(61)).toEqual({ ok: true, value: '1900-03-01' })
    expect(dateOfExcelSerial(46027.75)).toEqual({ ok: true, value: '2026-01-05' })
    expect(dateOfExcelSerial(2_958_465)).toEqual({ ok: true, value: '9999-12-31' })
    expect(dateOfExcelSerial(0, 1904)).toEqual({ ok: true, value: '1904-01-01' })
  })

  it.each([0, -1, 2_958_466, Number.NaN, Number.POSITIVE_INFINITY])('%d is no date', serial => {
    expect(dateOfExcelSerial(serial).ok).toBe(false)
  })

  it('goes up by a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 100_000 }), serial => {
        const [day, next] = [dateOfExcelSerial(serial), dateOfExcelSerial(serial + 1)]
        expect(day.ok && next.ok && addDays(day.value, 1) === next.value).toBe(true)
      }),
    )
  })
})
