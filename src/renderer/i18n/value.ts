/** An observed value with its unit, as a person reads it. */

import { amount, count, date, dateTime, decimal, percent } from './format.ts'
import type { Texts } from './index.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** A currency by the word that stands in headings. */
export function unitOf({ t }: Texts, currency: string): string {
  return currency === 'USD' ? t('unit.dollar') : currency === 'CNY' ? t('unit.yuan') : currency
}

/** The heading over amounts. */
export function amountHeading(texts: Texts, currency: string): string {
  if (currency === 'CNY') return texts.t('column.amountFen')
  return texts.t('column.amount-in', { unit: unitOf(texts, currency) })
}

/** An amount with its currency beside it. */
export function money({ t }: Texts, fen: number, currency: string): string {
  return t(currency === 'USD' ? 'unit.usd' : 'unit.fen', { value: amount(fen) })
}

/** `nameOf` gives a code its name, where the value is one of a dictionary's codes; `currency` is that of amounts. */
export function value(
  texts: Texts,
  raw: unknown,
  unit: string | null,
  nameOf: (code: string) => string = code => code,
  currency = 'CNY',
): string {
  const { t, language } = texts
  if (raw === null || raw === undefined || raw === '') return t('value.none')
  if (typeof raw === 'boolean') return t(raw ? 'value.yes' : 'value.no')
  if (typeof raw === 'number') return figure(texts, raw, unit, currency)
  if (Array.isArray(raw))
    return raw.map(item => value(texts, item, unit, nameOf, currency)).join(language === 'en' ? ', ' : '、')
  if (typeof raw === 'object') return JSON.stringify(raw)
  const text = String(raw)
  if (DATE.test(text)) return date(text, language)
  return INSTANT.test(text) ? dateTime(text, language) : nameOf(text)
}

function figure(texts: Texts, raw: number, unit: string | null, currency: string): string {
  const { t } = texts
  switch (unit) {
    case 'fen':
      return money(texts, raw, currency)
    case 'fraction':
    case 'annualRate':
    case 'ratio':
      return percent(raw)
    case 'change':
      return `${raw > 0 ? '+' : ''}${percent(raw)}`
    case 'year':
      return String(raw)
    case 'hourOfDay':
      return `${String(raw).padStart(2, '0')}:00`
    case 'months':
      return t('unit.months', { value: count(raw) })
    case 'years':
    case 'yearsOfAge':
      return t('unit.years', { value: decimal(raw, 1) })
    case 'days':
      return t('unit.days', { value: count(raw) })
    case 'seconds':
      return t('unit.seconds', { value: count(raw) })
    case 'km':
    case 'kg':
    case 'kWh':
      return `${decimal(raw, 1)} ${unit}`
    default:
      return Number.isInteger(raw) ? count(raw) : decimal(raw, 4)
  }
}
