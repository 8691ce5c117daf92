import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/domain/language.ts'
import { type FactUnit, type Figure, formatFigure, formatPair } from '../../src/rules/index.ts'

const reading = (unit: FactUnit | null, language: Language, currency: 'CNY' | 'USD' = 'CNY') => ({
  unit,
  currency,
  language,
})

describe('figures', () => {
  it.each<[Figure, FactUnit | null, string, string]>([
    [100_000, 'fen', '1,000 元', 'CNY 1,000'],
    [123_456_750, 'fen', '1,234,567.50 元', 'CNY 1,234,567.50'],
    [-5, 'fen', '-0.05 元', 'CNY -0.05'],
    [0.875, 'ratio', '87.5%', '87.5%'],
    [1, 'fraction', '100%', '100%'],
    [1.2, 'ratio', '120%', '120%'],
    [-0.05, 'change', '-5%', '-5%'],
    [1, 'months', '1 个月', '1 month'],
    [36, 'months', '36 个月', '36 months'],
    [10.5, 'years', '10.5 年', '10.5 years'],
    [17, 'yearsOfAge', '17 岁', '17 years'],
    [600_000, 'km', '600,000 公里', '600,000 km'],
    [2_016, 'year', '2016', '2016'],
    [3, 'count', '3', '3'],
    [true, null, '是', 'yes'],
    [false, null, '否', 'no'],
    [['credit', 'fraud'], null, 'credit、fraud', 'credit, fraud'],
    [null, 'fen', '—', '—'],
  ])('%s %s reads %s, %s', (value, unit, zh, en) => {
    expect(formatFigure(value, reading(unit, 'zh-CN'))).toBe(zh)
    expect(formatFigure(value, reading(unit, 'en'))).toBe(en)
  })

  it('names the currency of the scenario', () => {
    expect(formatFigure(2_500_000, reading('fen', 'zh-CN', 'USD'))).toBe('25,000 美元')
    expect(formatFigure(2_500_000, reading('fen', 'en', 'USD'))).toBe('USD 25,000')
  })

  it('never lets two different figures look the same', () => {
    expect(formatPair(0.900005, 0.9, reading('ratio', 'en'))).toEqual({ actual: '90.0005%', limit: '90%' })
    expect(formatPair(0.9, 0.9, reading('ratio', 'en'))).toEqual({ actual: '90%', limit: '90%' })
  })
})
