/** Figures as people read them, by the unit of their fact, in either language. */

import type { Language } from '../domain/language.ts'
import { type Currency, formatFen, formatPercent } from '../domain/money.ts'
import type { FactUnit, FactValue } from './vocabulary.ts'

export type Figure = FactValue | readonly number[] | null

export interface Reading {
  readonly unit: FactUnit | null
  readonly currency: Currency
  readonly language: Language
}

const UNIT_WORDS: Partial<Readonly<Record<FactUnit, { zh: string; one: string; many: string }>>> = {
  months: { zh: '个月', one: 'month', many: 'months' },
  days: { zh: '天', one: 'day', many: 'days' },
  seconds: { zh: '秒', one: 'second', many: 'seconds' },
  years: { zh: '年', one: 'year', many: 'years' },
  yearsOfAge: { zh: '岁', one: 'year', many: 'years' },
  km: { zh: '公里', one: 'km', many: 'km' },
  kg: { zh: '千克', one: 'kg', many: 'kg' },
}
const CURRENCY_WORDS: Readonly<Record<Currency, string>> = { CNY: '元', USD: '美元' }
const PERCENTAGES: readonly (FactUnit | null)[] = ['fraction', 'ratio', 'change', 'annualRate']
const ROUGH = 2
const FINE = 6

/** One figure: `12,000 元`, `USD 12,000.50`, `87.5%`, `36 个月`, `1 month`, `是`. An unknown one is a dash. */
export function formatFigure(value: Figure, reading: Reading): string {
  return format(value, reading, ROUGH)
}

/** Two figures that are compared: finer where rounding would make unequal ones look equal. */
export function formatPair(actual: Figure, limit: Figure, reading: Reading): { actual: string; limit: string } {
  const rough = { actual: format(actual, reading, ROUGH), limit: format(limit, reading, ROUGH) }
  if (rough.actual !== rough.limit || actual === limit) return rough
  return { actual: format(actual, reading, FINE), limit: format(limit, reading, FINE) }
}

function format(value: Figure, reading: Reading, digits: number): string {
  const { language } = reading
  if (value === null) return '—'
  if (typeof value === 'boolean') return language === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否'
  if (typeof value === 'string') return value
  if (typeof value !== 'number')
    return value.map(each => format(each, reading, digits)).join(language === 'en' ? ', ' : '、')
  return formatNumber(value, reading, digits)
}

function formatNumber(value: number, { unit, currency, language }: Reading, digits: number): string {
  if (unit === 'fen' && Number.isSafeInteger(value)) {
    const amount = withoutZeros(formatFen(value, language))
    return language === 'en' ? `${currency} ${amount}` : `${amount} ${CURRENCY_WORDS[currency]}`
  }
  if (PERCENTAGES.includes(unit)) return withoutZeros(formatPercent(value, language, digits))
  const figure = unit === 'year' ? String(value) : numbers(language, digits).format(value)
  const words = unit === null ? undefined : UNIT_WORDS[unit]
  if (words === undefined) return figure
  return `${figure} ${language === 'en' ? (figure === '1' ? words.one : words.many) : words.zh}`
}

/** `12.00` is 12 and `87.50%` is 87.5%, but `1,234.50` of money keeps both places. */
function withoutZeros(text: string): string {
  return text.endsWith('%') ? text.replace(/(\.\d*?)0+%$/, '$1%').replace('.%', '%') : text.replace(/\.00$/, '')
}

const formats = new Map<string, Intl.NumberFormat>()

function numbers(language: Language, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${language} ${maximumFractionDigits}`
  const known = formats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits })
  formats.set(key, known)
  return known
}
