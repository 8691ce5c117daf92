/**
 * Calendar dates and instants. A date is a day of China Standard Time (UTC+8 all year: the summer time of 1986–1991 is
 * not modelled); an instant is UTC with milliseconds. Both are strings that sort in time order, so `<` compares them.
 */
import type { Language } from './language.ts'

/** A day of China Standard Time, `YYYY-MM-DD`, years 1000 to 9999. Without a zone of its own. */
export type CalendarDate = string
/** A moment, `YYYY-MM-DDTHH:MM:SS.mmmZ`, always UTC, always with milliseconds. */
export type Instant = string
/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
/**
 * What a month is added to at its end. `clamp`: the day stays, or is the month's last where it does not exist
 * (31 January → 28 February → from the same origin 31 March). `monthEnd`: besides, the last day of a month stays the
 * last (28 February → 31 March).
 */
export type MonthEndRule = 'clamp' | 'monthEnd'
export type Precision = 'minutes' | 'seconds' | 'milliseconds'

/** A string that is no date, time or instant, or arithmetic that leaves the years 1000 to 9999: a mistake of the caller. */
export class DateError extends Error {
  override readonly name = 'DateError'
  readonly code: 'notADate' | 'notATime' | 'notAnInstant' | 'outOfRange'
  readonly given: string

  constructor(code: DateError['code'], given: string) {
    super(`${code}: ${JSON.stringify(given)}`)
    this.code = code
    this.given = given
  }
}

const MS_PER_DAY = 86_400_000
const CST_OFFSET_MS = 8 * 3_600_000
const DATE = /^[1-9]\d{3}-\d{2}-\d{2}$/
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{3}))?)?$/
const INSTANT = /^[1-9]\d{3}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
/** From this hour of UTC on it is the next day in China. */
const NEXT_DAY_FROM = '16'

/** Days of a month of the Gregorian calendar; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The date of these parts, or undefined where there is no such day. */
export function dateOfParts(year: number, month: number, day: number): CalendarDate | undefined {
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day)
  if (!whole || year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined
  if (day > daysInMonth(year, month)) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Whether the text is a day that exists, in the one form `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  return DATE.test(text) && startsWithDay(text)
}

/** Of a text that has the form: 30 February is no day. A load asks this of a million texts, so no `Date` is made. */
function startsWithDay(text: string): boolean {
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8, 10))
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), month))
}

/** Year, month (1–12) and day. Throws `DateError` 'notADate'. */
export function partsOf(date: CalendarDate): { readonly year: number; readonly month: number; readonly day: number } {
  if (!isCalendarDate(date)) throw new DateError('notADate', date)
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** The day `days` later (earlier where negative). Throws `DateError`. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumberOf(date) + days)
}

/**
 * The same day `months` later (earlier where negative). Count every date of a series from its first date: adding
 * month by month loses the 31st for good. Throws `DateError`.
 */
export function addMonths(date: CalendarDate, months: number, rule: MonthEndRule = 'clamp'): CalendarDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  const last = daysInMonth(toYear, toMonth)
  const sticks = rule === 'monthEnd' && day === daysInMonth(year, month)
  const result = dateOfParts(toYear, toMonth, sticks ? last : Math.min(day, last))
  if (result === undefined) throw new DateError('outOfRange', `${date} + ${months} months`)
  return result
}

/** Days from one date to another; negative where `to` is earlier. Throws `DateError`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from)
}

/**
 * Whole years from one date to another, as an age is counted: complete on the anniversary, on 28 February where the
 * 29th is missing (Civil Code art. 202). Negative where `to` is earlier. Throws `DateError`.
 */
export function wholeYearsBetween(from: CalendarDate, to: CalendarDate): number {
  if (to < from) return 0 - wholeYearsBetween(to, from)
  const years = partsOf(to).year - partsOf(from).year
  return addMonths(from, years * 12) <= to ? years : years - 1
}

/** The weekday, Monday 1 to Sunday 7. Throws `DateError`. */
export function weekdayOf(date: CalendarDate): Weekday {
  return weekdayOfDayNumber(dayNumberOf(date))
}

/** -1, 0 or 1, for sorting dates, and instants, among themselves. */
export function compareInTime(a: CalendarDate | Instant, b: CalendarDate | Instant): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Days since 1970-01-01. Throws `DateError` 'notADate'. */
export function dayNumberOf(date: CalendarDate): number {
  const { year, month, day } = partsOf(date)
  return Date.UTC(year, month - 1, day) / MS_PER_DAY
}

/** The date of a day counted from 1970-01-01. Throws `DateError` 'outOfRange'. */
export function dateOfDayNumber(dayNumber: number): CalendarDate {
  return isoOfMs(dayNumber * MS_PER_DAY).slice(0, 10)
}

/** The weekday of a day counted from 1970-01-01, which was a Thursday. */
export function weekdayOfDayNumber(dayNumber: number): Weekday {
  return (((((dayNumber + 3) % 7) + 7) % 7) + 1) as Weekday
}

/** Whether the text is an instant in its one form. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && startsWithDay(text)
}

/** Milliseconds since 1970 of an instant. Throws `DateError` 'notAnInstant'. */
export function msOf(instant: Instant): number {
  if (!isInstant(instant)) throw new DateError('notAnInstant', instant)
  return Date.parse(instant)
}

/** The instant of a count of milliseconds since 1970, as clock ports give it; fractions are cut. Throws `DateError`. */
export function instantOfMs(ms: number): Instant {
  return isoOfMs(ms)
}

/** The day it is in China at that instant. Throws `DateError`. */
export function cstDateOf(instant: Instant): CalendarDate {
  if (isInstant(instant) && instant.slice(11, 13) < NEXT_DAY_FROM) return instant.slice(0, 10)
  return cstIsoOf(instant).slice(0, 10)
}

/** The time of day in China at that instant, `HH:MM:SS.mmm` or shorter, cut and not rounded. Throws `DateError`. */
export function cstTimeOf(instant: Instant, precision: Precision = 'milliseconds'): string {
  return cstIsoOf(instant).slice(11, TIME_ENDS[precision])
}

const TIME_ENDS: Readonly<Record<Precision, number>> = { minutes: 16, seconds: 19, milliseconds: 23 }

/** The instant of a date and a time of day (`HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`) in China. Throws `DateError`. */
export function instantOf(date: CalendarDate, time: string): Instant {
  const match = TIME.exec(time)
  if (match === null) throw new DateError('notATime', time)
  const [, hours, minutes, seconds = '0', milliseconds = '0'] = match
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(milliseconds)
  return isoOfMs(dayNumberOf(date) * MS_PER_DAY + ms - CST_OFFSET_MS)
}

/** Milliseconds since 1970 of the midnight that starts a day, counted from 1970-01-01, in China. */
export function cstMidnightMs(dayNumber: number): number {
  return dayNumber * MS_PER_DAY - CST_OFFSET_MS
}

/** The day in China, counted from 1970-01-01, of a count of milliseconds since 1970. */
export function cstDayNumberOfMs(ms: number): number {
  return Math.floor((ms + CST_OFFSET_MS) / MS_PER_DAY)
}

/** A date for people: `2026年1月5日` or `2026-01-05`. Throws `DateError`. */
export function formatDate(date: CalendarDate, language: Language): string {
  const { year, month, day } = partsOf(date)
  return language === 'zh-CN' ? `${year}年${month}月${day}日` : date
}

/** An instant for people, in China's time: `2026年1月5日 09:30` or `2026-01-05 09:30`. Throws `DateError`. */
export function formatInstant(instant: Instant, language: Language, precision: Precision = 'minutes'): string {
  return `${formatDate(cstDateOf(instant), language)} ${cstTimeOf(instant, precision)}`
}

function cstIsoOf(instant: Instant): string {
  return isoOfMs(msOf(instant) + CST_OFFSET_MS)
}

function isoOfMs(ms: number): string {
  const moment = new Date(ms)
  const year = moment.getUTCFullYear()
  if (!(year >= 1000 && year <= 9999)) throw new DateError('outOfRange', String(ms))
  return moment.toISOString()
}
