/**
 * Reads the text of one cell by its field's type and the format that the mapping gives. The formats:
 * amounts `amount`, `amount:万` (a bare figure is ten thousands), `amount:minor` (already fen or cents) ·
 * rates `percent` (7.25 means 7.25 %), `fraction` · dates `date`, `date:<pattern>` (`date:MM/YYYY` is the first of the
 * month), `date:serial` (a spreadsheet's day number) · codes and yes-no `code:<text>=<code>;…` (nothing behind `=`:
 * left empty) · identity numbers `strict` (a wrong check character keeps the row out; else it is data, and rules judge).
 */

import { cstDateOf, instantOf, isInstant } from '../dates.ts'
import { dateOfExcelSerial, parseDate, parseDateByPattern } from '../dateText.ts'
import { parseBankCard } from '../identity/bankCard.ts'
import { parseCreditCode } from '../identity/creditCode.ts'
import { parseIdCard } from '../identity/idCard.ts'
import { parsePhone } from '../identity/phone.ts'
import { parsePlate } from '../identity/plate.ts'
import { parseVin } from '../identity/vin.ts'
import type { Currency } from '../money.ts'
import { type Parsed, refused, understood } from '../parsed.ts'
import { displayLine, toHalfWidth } from '../text/normalise.ts'
import { readAmount } from './amounts.ts'
import type { FieldType, IntakeField } from './fields.ts'
import type { CellProblem, RejectCode } from './rejects.ts'

export type CellValue = string | number | boolean | readonly string[] | null
export type Cell = Parsed<CellValue, CellProblem>
/** Reads a trimmed text that is not empty. */
export type CellReader = (text: string) => Cell

/** What every text column of the model can hold. */
export const LONGEST_TEXT = 2_000

const NOTHING = new Set(['NA', 'N/A', '#N/A', 'NaN', 'None', 'NULL', 'Null', 'null', '-', '--', '—', '/'])

/** Whether a trimmed text says that there is nothing. A name may well be 'None'. */
export const saysNothing = (text: string, field: IntakeField): boolean =>
  text === '' || (NOTHING.has(text) && !field.id.endsWith('.name'))

const wrong = (code: RejectCode, detail: CellProblem['detail'] = {}): Cell => refused({ code, detail })

/** The reader of a field in this format, or undefined where the field has no such format. */
export function readerOf(field: IntakeField, format: string, currency: Currency): CellReader | undefined {
  if (format.startsWith('code:')) return translated(field, format.slice('code:'.length))
  const read = plainReader(field, format, currency)
  const { range } = field
  if (read === undefined || range === undefined) return read
  return text => within(read(text), range)
}

function plainReader(field: IntakeField, format: string, currency: Currency): CellReader | undefined {
  switch (field.type) {
    case 'amount':
      return readAmount(format, currency, field.place.of === 'outcome')
    case 'rate':
      return { '': readRate, percent: readPercent, fraction: readFraction }[format]
    case 'date':
    case 'instant':
      return dateReader(field.type, format)
    case 'text':
      return format === '' ? textReader(field) : undefined
    case 'integer':
      return format === '' ? readInteger : undefined
    case 'number':
      return format === '' ? readNumber : undefined
    case 'boolean':
      return format === '' ? readBoolean : undefined
    case 'code':
    case 'codes':
      return format === '' ? codeReader(field) : undefined
    default:
      return format === '' || format === 'strict' ? identityReader(field.type, format === 'strict') : undefined
  }
}

function within(cell: Cell, [min, max]: readonly [number, number]): Cell {
  if (!cell.ok || typeof cell.value !== 'number') return cell
  return cell.value >= min && cell.value <= max ? cell : wrong('range', { min, max })
}

// ── Text and codes ───────────────────────────────────────────────────────────────────────────────────────────────────

const PLAIN_ASCII = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/

/** The same as `displayLine`, for the plain text that most cells hold without its cost. */
const line = (text: string): string => (PLAIN_ASCII.test(text) ? text : displayLine(text))

function readText(text: string): Cell {
  const clean = line(text)
  return clean.length <= LONGEST_TEXT
    ? understood(clean === '' ? null : clean)
    : wrong('tooLong', { most: LONGEST_TEXT })
}

function textReader({ place }: IntakeField): CellReader {
  const observable = place.of === 'evidence' ? place.observable : undefined
  const pattern = observable?.type === 'text' ? observable.pattern : undefined
  if (pattern === undefined) return readText
  const form = new RegExp(pattern, 'u')
  return text => (form.test(line(text)) ? readText(text) : wrong('text', { pattern }))
}

/** A code by itself or by its name in either language. */
function codeReader({ codes = [], type }: IntakeField): CellReader {
  const byName = new Map(codes.flatMap(({ code, zh, en }) => [code, zh, en].map(name => [name.toLowerCase(), code])))
  const known = codes.map(each => each.code)
  const one = (text: string) => byName.get(line(text).toLowerCase())
  if (type === 'code') return text => orUnknown(one(text), known)
  return text => {
    const found = text.split(/[;；、|,，]/).map(part => one(part.trim()))
    return found.includes(undefined) ? wrong('code', { known }) : understood([...new Set(found as string[])].sort())
  }
}

const orUnknown = (found: string | undefined, known: readonly string[]): Cell =>
  found === undefined ? wrong('code', { known: [...known] }) : understood(found)

/** `1=new;2=used`: the source's own codes, said by the mapping. */
function translated(field: IntakeField, pairs: string): CellReader | undefined {
  const entries = pairs.split(';').map(pair => pair.split('='))
  if (entries.some(entry => entry.length !== 2)) return undefined
  const into = new Map<string, CellValue>()
  for (const [from = '', to = ''] of entries) {
    const value = translation(field, to)
    if (value === undefined) return undefined
    into.set(from.trim().toLowerCase(), value)
  }
  const known = entries.map(([from = '']) => from)
  return text => {
    const value = into.get(text.toLowerCase())
    return value === undefined ? wrong('code', { known }) : understood(value)
  }
}

function translation({ type, codes }: IntakeField, to: string): CellValue | undefined {
  if (to === '') return null
  if (type === 'boolean') return to === 'true' ? true : to === 'false' ? false : undefined
  return type === 'text' || (type === 'code' && codes?.some(each => each.code === to) === true) ? to : undefined
}

const YES = new Set(['true', '1', 'yes', 'y', '是', '有', '对'])
const NO = new Set(['false', '0', 'no', 'n', '否', '无', '没有'])

function readBoolean(text: string): Cell {
  const word = toHalfWidth(text).toLowerCase()
  return YES.has(word) ? understood(true) : NO.has(word) ? understood(false) : wrong('boolean')
}

// ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const FIGURE = /^([-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e-?\d{1,3})?)(万)?$/i
const COUNTED = /\s*(?:个月|期|月|years?|months?|公里|千米|km|年|台|人|次|天|日|元)$/i

/** A figure with or without thousands separators, 万, and the word for what is counted. */
function figure(text: string): number | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  const [, digits, wan] = FIGURE.exec(toHalfWidth(text).replace(COUNTED, '').trim()) ?? []
  if (digits === undefined) return undefined
  const plain = digits.replaceAll(',', '')
  // Shifted as text: 1.1 × 10,000 is not 11,000 in binary.
  return wan === undefined || /e/i.test(plain) ? Number(plain) : Number(`${plain}e4`)
}

function readNumber(text: string): Cell {
  const found = figure(text)
  return found === undefined ? wrong('number') : understood(found)
}

function readInteger(text: string): Cell {
  const found = figure(text)
  return Number.isSafeInteger(found) ? understood(found as number) : wrong('integer')
}

const RATE = /^([-+]?\d+(?:\.\d+)?(?:e-?\d{1,3})?)(%)?$/i

/** Shifted as text: 6.99 / 100 is not 0.0699 in binary. */
const hundredth = (digits: string): number => (/e/i.test(digits) ? Number(digits) / 100 : Number(`${digits}e-2`))

/** With `%`, or a fraction; 7.25 alone could be 725 %, so that somebody has to say what is meant. */
function readRate(text: string): Cell {
  const [, digits, percent] = RATE.exec(toHalfWidth(text)) ?? []
  if (digits === undefined) return wrong('rate')
  if (percent !== undefined) return understood(hundredth(digits))
  return Math.abs(Number(digits)) <= 1 ? understood(Number(digits)) : wrong('rate')
}

function readPercent(text: string): Cell {
  const digits = RATE.exec(toHalfWidth(text))?.[1]
  return digits === undefined ? wrong('rate') : understood(hundredth(digits))
}

function readFraction(text: string): Cell {
  const [, digits, percent] = RATE.exec(toHalfWidth(text)) ?? []
  if (digits === undefined) return wrong('rate')
  return understood(percent === undefined ? Number(digits) : hundredth(digits))
}

// ── Dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const ANY_DATE = 'YYYY-MM-DD'
const PATTERN = /^(?=.*YYYY)(?=.*MM)(?:YYYY|MM|DD|[-/. ])+$/

function dateReader(type: 'date' | 'instant', format: string): CellReader | undefined {
  if (format === '' || format === 'date') return type === 'date' ? readDate : readInstant
  const pattern = format.startsWith('date:') ? format.slice('date:'.length) : ''
  const day = pattern === 'serial' ? serialDay : PATTERN.test(pattern) ? patternDay(pattern) : undefined
  if (day === undefined || type === 'date') return day
  return text => atMidnight(day(text))
}

type DateParsed = ReturnType<typeof parseDate>

function dayOf(parsed: DateParsed, pattern: string): Cell {
  if (parsed.ok) return understood(parsed.value)
  if (parsed.problem.code === 'noSuchDay') return wrong('noSuchDay')
  // A day with a time of day behind it is still that day.
  return parsed.problem.code === 'hasTime' ? understood(parsed.problem.date) : wrong('date', { pattern })
}

const serialDay: CellReader = text => dayOf(dateOfExcelSerial(Number(text)), '45678')
const patternDay =
  (pattern: string): CellReader =>
  text =>
    dayOf(parseDateByPattern(text, pattern), pattern)

function readDate(text: string): Cell {
  return isInstant(text) ? understood(cstDateOf(text)) : dayOf(parseDate(text), ANY_DATE)
}

const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{3})?)?$/

/** An instant as it stands, or a day in China, with a time of day or at its midnight. */
function readInstant(text: string): Cell {
  if (isInstant(text)) return ofOurTime(text)
  const parsed = parseDate(text)
  if (parsed.ok || parsed.problem.code !== 'hasTime') return atMidnight(dayOf(parsed, ANY_DATE))
  const { date, time } = parsed.problem
  const padded = time.replace(/^\d:/, '0$&').replace(/\.\d+$/, fraction => fraction.padEnd(4, '0').slice(0, 4))
  return TIME_OF_DAY.test(padded) ? at(date, padded) : wrong('date', { pattern: ANY_DATE })
}

const atMidnight = (day: Cell): Cell => (day.ok ? at(day.value as string, '00:00') : day)

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'

/** Far from the ends of the calendar, where a change of zone leads into a year that there is not. */
const at = (day: string, time: string): Cell =>
  day >= FIRST_DAY && day <= LAST_DAY ? understood(instantOf(day, time)) : beyond
const ofOurTime = (instant: string): Cell =>
  instant >= FIRST_DAY && instant <= LAST_DAY ? understood(instant) : beyond
const beyond = wrong('range', { min: FIRST_DAY, max: LAST_DAY })

// ── Identity numbers ─────────────────────────────────────────────────────────────────────────────────────────────────

type Identity = Extract<FieldType, 'idNumber' | 'vin' | 'plate' | 'phone' | 'bankCard'>
const IN_FIGURES = /^\d(?:\.\d+)?E\+?\d{2}$/i

/** The number as it is written officially, or undefined where it does not check. */
const CHECKED: Record<Identity, (text: string) => string | undefined> = {
  idNumber(text) {
    const card = parseIdCard(text)
    if (card.ok) return card.value.number
    const company = parseCreditCode(text)
    return company.ok ? company.value.code : undefined
  },
  vin: text => ifUnderstood(parseVin(text))?.vin,
  plate: text => ifUnderstood(parsePlate(text))?.plate,
  phone: text => ifUnderstood(parsePhone(text))?.number,
  bankCard: text => ifUnderstood(parseBankCard(text))?.number,
}

const ifUnderstood = <Value>(parsed: Parsed<Value, { readonly code: string }>): Value | undefined =>
  parsed.ok ? parsed.value : undefined

function identityReader(type: Identity, strict: boolean): CellReader {
  const checked = CHECKED[type]
  return text => {
    if (IN_FIGURES.test(text)) return wrong('digitsLost')
    const official = checked(text)
    if (official !== undefined) return understood(official)
    return strict ? wrong(type) : readText(text)
  }
}
