/** Amounts of a cell: yuan by the reader of `money.ts`, dollars the same way without their sign. */
import { type AmountProblem, type Currency, parseAmount } from '../money.ts'
import { refused, understood } from '../parsed.ts'
import type { Cell, CellReader } from './cells.ts'
import type { RejectCode } from './rejects.ts'

/** What can be true at all: up to 100 billion yuan. */
const RANGE = [0, 1e13] as const
const DOLLARS = /^(?:US\s?\$|USD|\$)\s*|\s*USD$/gi
const YUAN = /[¥￥元圆]|RMB|CNY|人民币/i
const PLAIN = /^\d{1,12}(?:\.\d{1,2})?$/

const CODES: Record<Exclude<AmountProblem['code'], 'empty'>, RejectCode> = {
  form: 'amount',
  grouping: 'amountGrouping',
  finerThanFen: 'amountFinerThanFen',
  tooLarge: 'amount',
  foreignCurrency: 'amountCurrency',
}

/** The reader of an amount in minor units; `signed` where a correction may stand (months of an outcome). */
export function readAmount(format: string, currency: Currency, signed: boolean): CellReader | undefined {
  if (format === 'amount:minor') return text => bounded(minorUnits(text), signed)
  if (format !== '' && format !== 'amount' && format !== 'amount:万') return undefined
  const tenThousands = format === 'amount:万'
  return text => {
    if (!tenThousands && PLAIN.test(text)) return bounded(understood(plainMinor(text)), signed)
    if (currency === 'USD' && YUAN.test(text)) return refused({ code: 'amountCurrency', detail: { currency } })
    const bare = currency === 'USD' ? text.replaceAll(DOLLARS, '') : text
    return bounded(parsed(tenThousands && /[\d)]$/.test(bare) ? `${bare}万` : bare, currency), signed)
  }
}

/** The figure most files hold, without the price of reading every way in which people write one. */
function plainMinor(text: string): number {
  const point = text.indexOf('.')
  if (point < 0) return Number(text) * 100
  return Number(text.slice(0, point) + text.slice(point + 1).padEnd(2, '0'))
}

function parsed(text: string, currency: Currency): Cell {
  const amount = parseAmount(text)
  if (amount.ok) return understood(amount.value)
  const { code } = amount.problem
  if (code === 'empty') return refused({ code: 'amount', detail: {} })
  return refused({ code: CODES[code], detail: code === 'foreignCurrency' ? { currency } : {} })
}

function minorUnits(text: string): Cell {
  const figure = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(figure) ? understood(figure) : refused({ code: 'integer', detail: {} })
}

function bounded(cell: Cell, signed: boolean): Cell {
  if (signed || !cell.ok) return cell
  const amount = cell.value as number
  const [min, max] = RANGE
  return amount >= min && amount <= max ? cell : refused({ code: 'range', detail: { min: min / 100, max: max / 100 } })
}
