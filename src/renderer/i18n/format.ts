/** Figures and dates as people of the trade write them, in both languages. Pure: the moment 'now' is handed in. */
import type { Language } from '../../domain/language.ts'

const ZONE = 'Asia/Shanghai'
const cache = new Map<string, Intl.NumberFormat>()

function numberFormat(min: number, max: number): Intl.NumberFormat {
  const key = `${min}-${max}`
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: min, maximumFractionDigits: max })
  cache.set(key, made)
  return made
}

export function count(value: number): string {
  return numberFormat(0, 0).format(value)
}

export function decimal(value: number, places: number): string {
  return numberFormat(0, places).format(value)
}

/** Fen as yuan (cents as dollars): whole amounts without decimals, others with two. The unit stands in the heading. */
export function amount(fen: number): string {
  return fen % 100 === 0 ? numberFormat(0, 0).format(fen / 100) : numberFormat(2, 2).format(fen / 100)
}

/** A decimal fraction as per cent, one place. */
export function percent(fraction: number, places = 1): string {
  return `${numberFormat(0, places).format(fraction * 100)} %`
}

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

interface Moment {
  year: string
  month: string
  day: string
  hour: string
  minute: string
}

function momentOf(instant: string): Moment | null {
  const ms = Date.parse(instant)
  if (Number.isNaN(ms)) return null
  const found = Object.fromEntries(parts.formatToParts(new Date(ms)).map(part => [part.type, part.value]))
  const { year = '', month = '', day = '', hour = '', minute = '' } = found
  return { year, month, day, hour, minute }
}

/** A calendar date, `2026-11-24` or `2026年11月24日`. */
export function date(iso: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? []
  if (year === undefined) return iso
  return language === 'en' ? `${year}-${month}-${day}` : `${year}年${Number(month)}月${Number(day)}日`
}

/** An instant in China Standard Time with its date, to the minute. */
export function dateTime(instant: string, language: Language): string {
  const at = momentOf(instant)
  if (at === null) return instant
  return `${date(`${at.year}-${at.month}-${at.day}`, language)} ${at.hour}:${at.minute}`
}

/** An instant for narrow columns: month, day and time. */
export function shortTime(instant: string, language: Language): string {
  const at = momentOf(instant)
  if (at === null) return instant
  const day = language === 'en' ? `${at.month}-${at.day}` : `${Number(at.month)}月${Number(at.day)}日`
  return `${day} ${at.hour}:${at.minute}`
}

export function clockTime(instant: string): string {
  const at = momentOf(instant)
  return at === null ? instant : `${at.hour}:${at.minute}`
}

/** What is left until `deadline`: negative when over. Rendered by the catalogue from these parts. */
export function timeLeft(
  deadline: string,
  nowMs: number,
): { over: boolean; days: number; hours: number; minutes: number } {
  const ms = Date.parse(deadline) - nowMs
  const total = Math.floor(Math.abs(ms) / 60_000)
  return { over: ms < 0, days: Math.floor(total / 1440), hours: Math.floor((total % 1440) / 60), minutes: total % 60 }
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 ** 2) return `${decimal(size / 1024, 0)} kB`
  return size < 1024 ** 3 ? `${decimal(size / 1024 ** 2, 1)} MB` : `${decimal(size / 1024 ** 3, 2)} GB`
}
