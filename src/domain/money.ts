/**
 * Money as integers of the smallest unit: fen, or cents where a contract's currency is US dollars. Every figure that
 * leaves here is a safe integer; a rate is a decimal fraction and multiplies exactly as it is written.
 */
import type { Language } from './language.ts'
import { type Parsed, refused, understood } from './parsed.ts'
import { toHalfWidth } from './text/normalise.ts'

export type Currency = 'CNY' | 'USD'
/** What happens to half a fen: `halfEven` to the even neighbour, `halfUp` away from zero (四舍五入). */
export type Rounding = 'halfEven' | 'halfUp'

/** A figure that is no integer, or beyond ±9,007,199,254,740,991 fen (90 trillion yuan): a mistake of the caller. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError'
  readonly code: 'notAnInteger' | 'tooLarge' | 'notARate' | 'dividedByZero'
  readonly given: string

  constructor(code: MoneyError['code'], given: number | bigint) {
    super(`${code}: ${given}`)
    this.code = code
    this.given = String(given)
  }
}

/** The sum of two amounts. Throws `MoneyError`. */
export function addFen(a: number, b: number): number {
  return wholeFen(wholeFen(a) + wholeFen(b))
}

/** The sum of amounts, 0 of none. Throws `MoneyError`, also where only a sum on the way is too large. */
export function sumFen(amounts: Iterable<number>): number {
  let sum = 0
  for (const amount of amounts) sum = addFen(sum, amount)
  return sum
}

/** An amount times a rate, as if by hand: 0.005 is five thousandths and not its nearest binary fraction. Throws `MoneyError`. */
export function timesRate(fen: number, rate: number, rounding: Rounding): number {
  const { mantissa, scale } = decimalOf(rate)
  return fromBigInt(divideRounded(BigInt(wholeFen(fen)) * mantissa, 10n ** BigInt(scale), rounding))
}

/** An amount divided by a whole number. Throws `MoneyError`. */
export function divideFen(fen: number, divisor: number, rounding: Rounding): number {
  if (divisor === 0) throw new MoneyError('dividedByZero', fen)
  return fromBigInt(divideRounded(BigInt(wholeFen(fen)), BigInt(wholeFen(divisor)), rounding))
}

function wholeFen(fen: number): number {
  if (!Number.isInteger(fen)) throw new MoneyError('notAnInteger', fen)
  if (!Number.isSafeInteger(fen)) throw new MoneyError('tooLarge', fen)
  return fen
}

function fromBigInt(fen: bigint): number {
  if (fen > Number.MAX_SAFE_INTEGER || fen < Number.MIN_SAFE_INTEGER) throw new MoneyError('tooLarge', fen)
  return Number(fen)
}

/** The shortest decimal that reads back as this number: what was typed, `mantissa / 10 ** scale`. */
function decimalOf(rate: number): { readonly mantissa: bigint; readonly scale: number } {
  if (!Number.isFinite(rate)) throw new MoneyError('notARate', rate)
  const [digits = '0', exponent = '0'] = String(rate).split('e')
  const [whole = '0', fraction = ''] = digits.split('.')
  const scale = fraction.length - Number(exponent)
  const mantissa = BigInt(whole + fraction)
  return scale >= 0 ? { mantissa, scale } : { mantissa: mantissa * 10n ** BigInt(-scale), scale: 0 }
}

function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const sign = dividend < 0n === divisor < 0n ? 1n : -1n
  const [top, bottom] = [magnitude(dividend), magnitude(divisor)]
  const quotient = top / bottom
  const twice = (top % bottom) * 2n
  const up = twice > bottom || (twice === bottom && (rounding === 'halfUp' || quotient % 2n === 1n))
  return sign * (up ? quotient + 1n : quotient)
}

function magnitude(figure: bigint): bigint {
  return figure < 0n ? -figure : figure
}

/**
 * An amount for people: thousands separators, two decimals, `-` where negative. With `currency` its sign too
 * (`¥1,234.56` in Chinese, `CN¥1,234.56` in English); without it the bare figure, for a column whose heading has the
 * unit. Throws `MoneyError`.
 */
export function formatFen(fen: number, language: Language, currency?: Currency): string {
  return amountFormat(language, currency).format(decimalText(wholeFen(fen)))
}

/** A decimal fraction as a percentage: 0.0725 is `7.25%`. `digits`: decimals shown, half up. */
export function formatPercent(fraction: number, language: Language, digits = 2): string {
  return percentFormat(language, digits).format(fraction)
}

/** The figure as exact text, since fen / 100 as a binary fraction would be wrong in the last place of large amounts. */
function decimalText(fen: number): `${number}` {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`
}

const formats = new Map<string, Intl.NumberFormat>()

function amountFormat(language: Language, currency: Currency | undefined): Intl.NumberFormat {
  const style: Intl.NumberFormatOptions = currency === undefined ? {} : { style: 'currency', currency }
  return cachedFormat(language, { ...style, minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

function percentFormat(language: Language, digits: number): Intl.NumberFormat {
  return cachedFormat(language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** Making an `Intl.NumberFormat` costs a hundred times its use, and grids format every visible cell. */
function cachedFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${options.currency ?? options.style ?? ''} ${options.maximumFractionDigits}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(language, options)
  formats.set(key, made)
  return made
}

export type AmountProblem =
  | { readonly code: 'empty' }
  /** Not an amount at all: what was read is in `text`. */
  | { readonly code: 'form'; readonly text: string }
  /** Commas that do not stand every three digits (`1,23`, `1.234,56`): decimal comma or mistake, a person must say. */
  | { readonly code: 'grouping'; readonly text: string }
  /** Finer than a fen, and not rounded silently. */
  | { readonly code: 'finerThanFen'; readonly text: string }
  | { readonly code: 'tooLarge'; readonly text: string }
  /** Marked with a currency that is not the yuan. */
  | { readonly code: 'foreignCurrency'; readonly mark: string }

const FOREIGN = /(?:US\$|HK\$|USD|HKD|EUR|GBP|JPY|[$€£₩])/i
const YUAN_MARK = /^(?:¥|RMB|CNY|人民币)/i
const YUAN_UNIT = /(?:元整?|圆整?|RMB|CNY)$/i
const FIGURE = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$|^()\.(\d+)$/
const MULTIPLES: Readonly<Record<string, number>> = { 万: 4, 亿: 8 }

/**
 * Reads an amount of yuan into fen: `1,234.56`, `¥1234.5`, `１２３．４５`, `3.5万元`, `1.2亿`, `-5`, `5-`, `(5.00)`.
 * Digits finer than a fen are refused unless they are zeros.
 */
export function parseAmount(text: string): Parsed<number, AmountProblem> {
  const clean = toHalfWidth(text).replaceAll('￥', '¥').replaceAll(/\s+/g, '')
  if (clean === '') return refused({ code: 'empty' })
  const foreign = FOREIGN.exec(clean)?.[0]
  if (foreign !== undefined) return refused({ code: 'foreignCurrency', mark: foreign })
  const { negative, rest } = signOf(clean)
  const bare = rest.replace(YUAN_UNIT, '')
  const shift = MULTIPLES[bare.at(-1) ?? ''] ?? 0
  return figureOf(clean, shift === 0 ? bare : bare.slice(0, -1), shift, negative)
}

/** One sign, before or behind the currency mark, behind the figure, or as brackets. */
function signOf(text: string): { readonly negative: boolean; readonly rest: string } {
  const bracketed = /^\((.+)\)$/.exec(text)?.[1]
  if (bracketed !== undefined) return { negative: true, rest: bracketed.replace(YUAN_MARK, '') }
  const unmarked = text.replace(YUAN_MARK, '')
  const leading = /^([-+\u2212])(.*)$/.exec(unmarked)
  if (leading !== null) {
    const rest = leading[2] ?? ''
    return { negative: leading[1] !== '+', rest: unmarked === text ? rest.replace(YUAN_MARK, '') : rest }
  }
  return unmarked.endsWith('-') ? { negative: true, rest: unmarked.slice(0, -1) } : { negative: false, rest: unmarked }
}

function figureOf(text: string, figure: string, shift: number, negative: boolean): Parsed<number, AmountProblem> {
  const match = FIGURE.exec(figure)
  if (match === null) return refused({ code: /^\d[\d.,]*,[\d.,]*$/.test(figure) ? 'grouping' : 'form', text })
  const whole = (match[1] ?? match[3] ?? '').replaceAll(',', '')
  const fraction = match[2] ?? match[4] ?? ''
  const decimals = fraction.padEnd(shift + 2, '0')
  if (/[1-9]/.test(decimals.slice(shift + 2))) return refused({ code: 'finerThanFen', text })
  const fen = Number(whole + decimals.slice(0, shift + 2))
  if (!Number.isSafeInteger(fen)) return refused({ code: 'tooLarge', text })
  return understood(negative && fen !== 0 ? -fen : fen)
}
