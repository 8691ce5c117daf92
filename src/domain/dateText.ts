/** Dates as people, banks and spreadsheets write them, read without guessing which number is the month. */
import { type CalendarDate, dateOfDayNumber, dateOfParts } from './dates.ts'
import { type Parsed, refused, understood } from './parsed.ts'
import { toHalfWidth } from './text/normalise.ts'

export type DateProblem =
  | { readonly code: 'empty' }
  /** Not one of the forms: what was read is in `text`. */
  | { readonly code: 'form'; readonly text: string }
  /** A form that is understood, but 30 February, month 13, or a year outside 1000–9999. */
  | { readonly code: 'noSuchDay'; readonly text: string }
  /** The day is understood, but a time of day stands behind it that would be lost. */
  | { readonly code: 'hasTime'; readonly date: CalendarDate; readonly time: string }

/** `YYYY`, `MM`, `DD` once each, between them `-`, `/`, `.` or a space, or nothing. Without `DD`: a month. */
export type DatePattern = string

/** The forms that put the year first, so that month and day cannot be confused. */
const YEAR_FIRST = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})日?$/,
]
const WITH_TIME = /^(\S+?)(?:\s+|T)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/
const MIDNIGHT = /^0?0:00(?::00(?:\.0+)?)?$/

/**
 * Reads `2026-01-05`, `2026/1/5`, `2026.1.5`, `20260105`, `2026年1月5日`, in half or full width, with a midnight
 * behind it (as spreadsheets export a date). Anything that starts with a day or a month needs `parseDateByPattern`.
 */
export function parseDate(text: string): Parsed<CalendarDate, DateProblem> {
  const clean = toHalfWidth(text).trim()
  if (clean === '') return refused({ code: 'empty' })
  const timed = WITH_TIME.exec(clean)
  const day = parseYearFirst(timed?.[1] ?? clean.replaceAll(/\s+/g, ''))
  const time = timed?.[2]
  if (!day.ok || time === undefined || MIDNIGHT.test(time)) return day
  return refused({ code: 'hasTime', date: day.value, time })
}

function parseYearFirst(text: string): Parsed<CalendarDate, DateProblem> {
  for (const form of YEAR_FIRST) {
    const match = form.exec(text)
    if (match !== null) return existing(text, match[1], match[3], match[4])
  }
  return refused({ code: 'form', text })
}

/**
 * Reads a date of a form that only the source can tell, for instance `05-01-2017` by `MM-DD-YYYY`. Separators are as
 * the pattern has them, leading zeros may be missing where a separator stands, and a pattern without `DD`
 * (`01/2016` by `MM/YYYY`) gives the first of the month. Throws `RangeError` where the pattern is none.
 */
export function parseDateByPattern(text: string, pattern: DatePattern): Parsed<CalendarDate, DateProblem> {
  const clean = toHalfWidth(text).trim()
  if (clean === '') return refused({ code: 'empty' })
  const groups = expressionOf(pattern).exec(clean)?.groups
  if (groups === undefined) return refused({ code: 'form', text: clean })
  return existing(clean, groups.YYYY, groups.MM, groups.DD ?? '1')
}

function expressionOf(pattern: DatePattern): RegExp {
  const known = /^(?:YYYY|MM|DD|[-/. ])+$/.test(pattern) && pattern.includes('YYYY') && pattern.includes('MM')
  if (!known) throw new RangeError(`Not a date pattern: ${pattern}`)
  const digits = /[-/. ]/.test(pattern) ? '{1,2}' : '{2}'
  const body = pattern
    .replaceAll('.', '\\.')
    .replace('YYYY', '(?<YYYY>\\d{4})')
    .replace('MM', `(?<MM>\\d${digits})`)
    .replace('DD', `(?<DD>\\d${digits})`)
  return new RegExp(`^${body}$`)
}

function existing(text: string, year = '', month = '', day = ''): Parsed<CalendarDate, DateProblem> {
  const date = dateOfParts(Number(year), Number(month), Number(day))
  return date === undefined ? refused({ code: 'noSuchDay', text }) : understood(date)
}

/** 1900-01-01 to 9999-12-31, as Excel counts. */
const LAST_SERIAL = 2_958_465
/** The day that Excel keeps for compatibility with Lotus 1-2-3 and that never was: 29 February 1900. */
const SERIAL_OF_NO_DAY = 60
const DAY_NUMBER_OF_1899_12_30 = -25_569
const DAYS_FROM_1900_TO_1904_SYSTEM = 1462

/**
 * The date of a spreadsheet's serial number; a fraction is its time of day and is cut. `1904` is the date system of
 * old Macintosh workbooks (the workbook says so itself). Only for a cell that is known to be a date.
 */
export function dateOfExcelSerial(serial: number, system: 1900 | 1904 = 1900): Parsed<CalendarDate, DateProblem> {
  const text = String(serial)
  if (!Number.isFinite(serial)) return refused({ code: 'form', text })
  const day = Math.floor(serial) + (system === 1904 ? DAYS_FROM_1900_TO_1904_SYSTEM : 0)
  if (day < 1 || day > LAST_SERIAL || day === SERIAL_OF_NO_DAY) return refused({ code: 'noSuchDay', text })
  return understood(dateOfDayNumber(DAY_NUMBER_OF_1899_12_30 + day + (day < SERIAL_OF_NO_DAY ? 1 : 0)))
}
