import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addFen,
  divideFen,
  formatFen,
  formatPercent,
  MoneyError,
  parseAmount,
  sumFen,
  timesRate,
} from '../../src/domain/money.ts'

const fen = fc.maxSafeInteger()
const everydayFen = fc.integer({ min: -1e12, max: 1e12 })

describe('sums', () => {
  it('are exact, or refused', () => {
    expect(sumFen([])).toBe(0)
    expect(sumFen([10, 20, -5])).toBe(25)
    expect(() => addFen(Number.MAX_SAFE_INTEGER, 1)).toThrow(MoneyError)
    expect(() => addFen(0.1, 1)).toThrow(MoneyError)
    expect(() => sumFen([Number.NaN])).toThrow(MoneyError)
  })
})

describe('a rate', () => {
  it('is the decimal that was typed', () => {
    expect(timesRate(100, 1.005, 'halfUp')).toBe(101)
    expect(timesRate(100, 1.005, 'halfEven')).toBe(100)
    expect(timesRate(1_000_000, 1e-7, 'halfUp')).toBe(0)
    expect(timesRate(5_000_000, 1e-7, 'halfUp')).toBe(1)
    expect(timesRate(3, 1e3, 'halfUp')).toBe(3000)
    expect(timesRate(Number.MAX_SAFE_INTEGER, 0.1, 'halfUp')).toBe(900_719_925_474_099)
  })

  it('rounds halves to even, or away from zero, on both sides of zero', () => {
    const halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]
    expect(halves.map(half => timesRate(1, half, 'halfEven') + 0)).toEqual([-2, -2, 0, 0, 2, 2])
    expect(halves.map(half => timesRate(1, half, 'halfUp'))).toEqual([-3, -2, -1, 1, 2, 3])
  })

  it('is refused where it is none, or where the result is too large', () => {
    expect(() => timesRate(1, Number.NaN, 'halfUp')).toThrow(MoneyError)
    expect(() => timesRate(Number.MAX_SAFE_INTEGER, 2, 'halfUp')).toThrow(MoneyError)
    expect(() => divideFen(1, 0, 'halfUp')).toThrow(MoneyError)
  })

  it('never moves further than half a fen', () => {
    fc.assert(
      fc.property(everydayFen, fc.integer({ min: 1, max: 10_000 }), (amount, parts) => {
        for (const rounding of ['halfEven', 'halfUp'] as const) {
          const share = divideFen(amount, parts, rounding)
          expect(Math.abs(share * parts - amount) * 2).toBeLessThanOrEqual(parts)
          expect(divideFen(-amount, parts, rounding) + share).toBe(0)
        }
      }),
    )
  })
})

describe('amounts for people', () => {
  it('have separators and two decimals', () => {
    expect(formatFen(123_456_789, 'zh-CN')).toBe('1,234,567.89')
    expect(formatFen(-5, 'en')).toBe('-0.05')
    expect(formatFen(0, 'en')).toBe('0.00')
    expect(formatFen(100, 'zh-CN', 'CNY')).toBe('¥1.00')
    expect(formatFen(100, 'en', 'USD')).toBe('$1.00')
    expect(formatFen(Number.MAX_SAFE_INTEGER, 'en')).toBe('90,071,992,547,409.91')
    expect(() => formatFen(0.5, 'en')).toThrow(MoneyError)
  })

  it('show fractions as percentages', () => {
    expect(formatPercent(0.0725, 'zh-CN')).toBe('7.25%')
    expect(formatPercent(0.25, 'en', 0)).toBe('25%')
    expect(formatPercent(-0.031, 'en', 1)).toBe('-3.1%')
  })
})

describe('amounts as written', () => {
  it.each([
    ['1,234.56', 123_456],
    ['1234.5', 123_450],
    ['￥1,234.56', 123_456],
    ['¥ 1 234.56', 123_456],
    ['RMB 100', 10_000],
    ['人民币100元整', 10_000],
    ['１，２３４．５６', 123_456],
    ['3.5万元', 3_500_000],
    ['1.2345万', 1_234_500],
    ['0.000001万', 1],
    ['1.2亿', 12_000_000_000],
    ['(1,234.56)', -123_456],
    ['（¥5.00）', -500],
    ['-5', -500],
    ['−5', -500],
    ['-¥5', -500],
    ['¥-5', -500],
    ['5.00-', -500],
    ['+5', 500],
    ['.5', 50],
    ['-0', 0],
    ['1.10000', 110],
  ])('%s is %d fen', (text, amount) => {
    expect(parseAmount(text)).toEqual({ ok: true, value: amount })
  })

  it.each([
    ['', 'empty'],
    [' ', 'empty'],
    ['abc', 'form'],
    ['-', 'form'],
    ['--5', 'form'],
    ['(-5)', 'form'],
    ['¥¥5', 'form'],
    ['1e5', 'form'],
    ['1.2.3', 'form'],
    ['壹万元', 'form'],
    ['万', 'form'],
    ['1,23', 'grouping'],
    ['1.234,56', 'grouping'],
    ['1234,567', 'grouping'],
    ['0.001', 'finerThanFen'],
    ['1.0000001万', 'finerThanFen'],
    ['90071992547409.92', 'tooLarge'],
    ['99999999亿', 'tooLarge'],
    ['$5', 'foreignCurrency'],
    ['5 USD', 'foreignCurrency'],
  ])('%j is refused: %s', (text, code) => {
    expect(parseAmount(text)).toMatchObject({ ok: false, problem: { code } })
  })

  it('reads back what is shown, in both languages, with and without its unit', () => {
    fc.assert(
      fc.property(fen, amount => {
        expect(parseAmount(formatFen(amount, 'zh-CN'))).toEqual({ ok: true, value: amount })
        expect(parseAmount(formatFen(amount, 'zh-CN', 'CNY'))).toEqual({ ok: true, value: amount })
        expect(parseAmount(formatFen(amount, 'en'))).toEqual({ ok: true, value: amount })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(typeof parseAmount(text).ok).toBe('boolean')
      }),
    )
  })
})
