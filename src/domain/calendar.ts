/**
 * Business hours as data: which minutes of which days count for a deadline, and arithmetic over them. A calendar is
 * plain data (a setting of the company); what is derived from it is kept beside it as long as it lives.
 */
import {
  type CalendarDate,
  cstDateOf,
  cstDayNumberOfMs,
  cstMidnightMs,
  dayNumberOf,
  type Instant,
  instantOfMs,
  msOf,
  type Weekday,
  weekdayOfDayNumber,
} from './dates.ts'

/** From and to, `HH:MM` of China Standard Time, `24:00` for the end of the day. A night shift is two shifts. */
export interface Hours {
  readonly from: string
  readonly to: string
}

export interface Shift extends Hours {
  readonly weekday: Weekday
}

export interface BusinessCalendar {
  readonly id: string
  readonly zone: 'Asia/Shanghai'
  readonly shifts: readonly Shift[]
  /** What is worked on a make-up day, whose own weekday is mostly a free one. */
  readonly makeUpShifts: readonly Hours[]
  /** Free whatever their weekday. */
  readonly holidays: readonly CalendarDate[]
  /** Make-up days: worked whatever their weekday. */
  readonly workdays: readonly CalendarDate[]
  /** The days for which holidays and make-up days are known; beyond them only the shifts decide. */
  readonly covers: { readonly from: CalendarDate; readonly to: CalendarDate }
}

/** A time in which a clock stands still, for instance while documents are awaited; `to` is undefined while it lasts. */
export interface Pause {
  readonly from: Instant
  readonly to: Instant | undefined
}

/** A calendar, or an argument, with which no deadline can be reckoned. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError'
  readonly code: 'hours' | 'overlap' | 'noShifts' | 'holidayAndWorkday' | 'minutes' | 'pause'
  readonly given: string

  constructor(code: CalendarError['code'], given: string) {
    super(`${code}: ${given}`)
    this.code = code
    this.given = given
  }
}

const MS_PER_MINUTE = 60_000
const LAST_DAY = dayNumberOf('9999-12-31')

/** Half-open, in milliseconds: of the day in a timetable, since 1970 elsewhere. */
interface Span {
  readonly from: number
  readonly to: number
}

interface Timetable {
  readonly byWeekday: ReadonlyMap<Weekday, readonly Span[]>
  readonly makeUp: readonly Span[]
  readonly holidays: ReadonlySet<number>
  readonly workdays: ReadonlySet<number>
}

/** Whether anything is worked on that day. Throws `CalendarError`, `DateError`. */
export function isWorkingDay(calendar: BusinessCalendar, date: CalendarDate): boolean {
  return spansOfDay(timetableOf(calendar), dayNumberOf(date)).length > 0
}

/** Whether holidays and make-up days of that moment are known, or a deadline there is only a guess. Throws `DateError`. */
export function isCovered(calendar: BusinessCalendar, instant: Instant): boolean {
  const date = cstDateOf(instant)
  return date >= calendar.covers.from && date <= calendar.covers.to
}

/**
 * The first moment at which so many business minutes have passed since `start`: a deadline. The end of a shift counts
 * as reached, so 18:00 and not 09:00 of the next day. 0 minutes is `start` itself. A deadline past what the calendar
 * covers takes every weekday for a working day, and may be days too early: `isCovered` tells. Throws `CalendarError`,
 * `DateError`.
 */
export function addBusinessMinutes(calendar: BusinessCalendar, start: Instant, minutes: number): Instant {
  return instantOfMs(deadlineMs(calendar, start, minutes, []))
}

/**
 * The same with a clock that stands still in pauses, in any order, overlapping or not. Undefined where a pause without
 * end comes before the deadline: nobody can know it yet. Throws `CalendarError`, `DateError`.
 */
export function deadlineOf(
  calendar: BusinessCalendar,
  start: Instant,
  minutes: number,
  pauses: readonly Pause[],
): Instant | undefined {
  const ms = deadlineMs(calendar, start, minutes, stopsOf(pauses))
  return ms === Infinity ? undefined : instantOfMs(ms)
}

/** Milliseconds since 1970, Infinity where a stop never ends before. */
function deadlineMs(calendar: BusinessCalendar, start: Instant, minutes: number, stops: readonly Span[]): number {
  let left = minutes * MS_PER_MINUTE
  if (!(Number.isFinite(left) && left >= 0)) throw new CalendarError('minutes', String(minutes))
  if (left === 0) return msOf(start)
  const stillFrom = Math.min(...stops.filter(stop => stop.to === Infinity).map(stop => stop.from))
  for (const span of workedSpans(timetableOf(calendar), msOf(start))) {
    if (span.from >= stillFrom) break
    for (const piece of without(span, stops)) {
      const length = piece.to - piece.from
      if (left <= length) return piece.from + left
      left -= length
    }
  }
  return Infinity
}

/**
 * Business minutes from one moment to another, pauses not counted; fractions are kept, and it is negative where `to`
 * is earlier. Throws `CalendarError`, `DateError`.
 */
export function businessMinutesBetween(
  calendar: BusinessCalendar,
  from: Instant,
  to: Instant,
  pauses: readonly Pause[] = [],
): number {
  if (to < from) return 0 - businessMinutesBetween(calendar, to, from, pauses)
  const end = msOf(to)
  const stops = stopsOf(pauses)
  let worked = 0
  for (const span of workedSpans(timetableOf(calendar), msOf(from))) {
    if (span.from >= end) break
    for (const piece of without({ from: span.from, to: Math.min(span.to, end) }, stops)) worked += piece.to - piece.from
  }
  return worked / MS_PER_MINUTE
}

/** Every worked span from a moment on, in order, up to the last year that dates have. */
function* workedSpans(timetable: Timetable, fromMs: number): Generator<Span> {
  for (let day = cstDayNumberOfMs(fromMs); day <= LAST_DAY; day++) {
    const midnight = cstMidnightMs(day)
    for (const span of spansOfDay(timetable, day)) {
      const to = midnight + span.to
      if (to > fromMs) yield { from: Math.max(midnight + span.from, fromMs), to }
    }
  }
}

function spansOfDay(timetable: Timetable, day: number): readonly Span[] {
  if (timetable.workdays.has(day)) return timetable.makeUp
  if (timetable.holidays.has(day)) return []
  return timetable.byWeekday.get(weekdayOfDayNumber(day)) ?? []
}

/** What is left of a span when the stops, sorted by their start, are taken out. */
function* without(span: Span, stops: readonly Span[]): Generator<Span> {
  let from = span.from
  for (const stop of stops) {
    if (stop.from >= span.to) break
    if (stop.from > from) yield { from, to: stop.from }
    from = Math.max(from, stop.to)
  }
  if (from < span.to) yield { from, to: span.to }
}

function stopsOf(pauses: readonly Pause[]): Span[] {
  const stops = pauses.map(pause => ({
    from: msOf(pause.from),
    to: pause.to === undefined ? Infinity : msOf(pause.to),
  }))
  const backwards = pauses.find((_, index) => (stops[index]?.to ?? 0) < (stops[index]?.from ?? 0))
  if (backwards !== undefined) throw new CalendarError('pause', `${backwards.from} to ${backwards.to}`)
  return stops.sort((a, b) => a.from - b.from)
}

const timetables = new WeakMap<BusinessCalendar, Timetable>()

/** Checks a calendar once and keeps what was derived from it; calendars are never changed in place. */
function timetableOf(calendar: BusinessCalendar): Timetable {
  const known = timetables.get(calendar)
  if (known !== undefined) return known
  if (calendar.shifts.length === 0) throw new CalendarError('noShifts', calendar.id)
  const byWeekday = new Map(
    [...Map.groupBy(calendar.shifts, shift => shift.weekday)].map(([weekday, hours]) => [weekday, spansOf(hours)]),
  )
  const holidays = new Set(calendar.holidays.map(dayNumberOf))
  const both = calendar.workdays.find(date => holidays.has(dayNumberOf(date)))
  if (both !== undefined) throw new CalendarError('holidayAndWorkday', both)
  const workdays = new Set(calendar.workdays.map(dayNumberOf))
  const timetable = { byWeekday, makeUp: spansOf(calendar.makeUpShifts), holidays, workdays }
  timetables.set(calendar, timetable)
  return timetable
}

function spansOf(hours: readonly Hours[]): Span[] {
  const spans = hours.map(({ from, to }) => ({ from: msOfDay(from), to: msOfDay(to) })).sort((a, b) => a.from - b.from)
  for (const [index, span] of spans.entries()) {
    if (span.from >= span.to) throw new CalendarError('hours', JSON.stringify(hours))
    if (span.from < (spans[index - 1]?.to ?? 0)) throw new CalendarError('overlap', JSON.stringify(hours))
  }
  return spans
}

function msOfDay(time: string): number {
  const match = /^(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/.exec(time)
  if (match === null) throw new CalendarError('hours', time)
  return (Number(match[1] ?? match[3]) * 60 + Number(match[2] ?? match[4])) * MS_PER_MINUTE
}
