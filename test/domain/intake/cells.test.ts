/** What a cell means by its field and format. */
import { describe, expect, test } from 'vitest'
import { readerOf } from '../../../src/domain/intake/cells.ts'
import { intakeFieldById } from '../../../src/domain/intake/fields.ts'

function read(fieldId: string, text: string, format = '', currency: 'CNY' | 'USD' = 'CNY') {
  const field = intakeFieldById(fieldId)
  const reader = field && readerOf(field, format, currency)
  if (reader === undefined) throw new Error(`no reader for ${fieldId} ${format}`)
  const cell = reader(text)
  return cell.ok ? cell.value : cell.problem
}

describe('amounts', () => {
  test.each([
    ['123456.78', 12_345_678],
    ['123456', 12_345_600],
    ['0.1', 10],
    ['1,234.5', 123_450],
    ['¥1,234.50', 123_450],
    ['12.3万', 12_300_000],
    ['１２３．４５', 12_345],
    ['999999999999.99', { code: 'range', detail: { min: 0, max: 1e11 } }],
    ['-5', { code: 'range', detail: { min: 0, max: 1e11 } }],
    ['1.234,56', { code: 'amountGrouping', detail: {} }],
    ['1.234', { code: 'amountFinerThanFen', detail: {} }],
    ['=1+1', { code: 'amount', detail: {} }],
    ['$5', { code: 'amountCurrency', detail: { currency: 'CNY' } }],
  ])('%s', (text, expected) => {
    expect(read('application.amountFen', text)).toEqual(expected)
  })

  test('ten thousands only where the figure has no unit of its own', () => {
    expect(read('application.amountFen', '12.3', 'amount:万')).toBe(12_300_000)
    expect(read('application.amountFen', '12.3万', 'amount:万')).toBe(12_300_000)
    expect(read('application.amountFen', '123000元', 'amount:万')).toBe(12_300_000)
  })

  test('dollars with and without their sign, and no yuan among them', () => {
    expect(read('application.amountFen', '$29,535.24', '', 'USD')).toBe(2_953_524)
    expect(read('application.amountFen', '29535.24 USD', '', 'USD')).toBe(2_953_524)
    expect(read('application.amountFen', '100元', '', 'USD')).toMatchObject({ code: 'amountCurrency' })
  })

  test('minor units as they stand', () => {
    expect(read('application.amountFen', '2953524', 'amount:minor')).toBe(2_953_524)
    expect(read('application.amountFen', '29535.24', 'amount:minor')).toMatchObject({ code: 'integer' })
  })
})

describe('rates', () => {
  test('a sign or a fraction is clear; a bare 7.25 is not', () => {
    expect(read('application.rate', '7.25%')).toBe(0.0725)
    expect(read('application.rate', '0.0725')).toBe(0.0725)
    expect(read('application.rate', '7.25')).toMatchObject({ code: 'rate' })
    expect(read('application.rate', '6.99', 'percent')).toBe(0.0699)
    expect(read('application.rate', '1.5', 'fraction')).toBe(1.5)
    expect(read('application.rate', '1e-3', 'fraction')).toBe(0.001)
  })
})

describe('dates', () => {
  test.each([
    ['vehicle.firstRegistered', '2020年1月5日', '', '2020-01-05'],
    ['vehicle.firstRegistered', '2020-01-05 13:20', '', '2020-01-05'],
    ['vehicle.firstRegistered', '45678', 'date:serial', '2025-01-21'],
    ['vehicle.firstRegistered', '01/2016', 'date:MM/YYYY', '2016-01-01'],
    ['vehicle.firstRegistered', '05/01/2020', '', { code: 'date', detail: { pattern: 'YYYY-MM-DD' } }],
    ['vehicle.firstRegistered', '2023-02-30', '', { code: 'noSuchDay', detail: {} }],
    ['application.submittedAt', '2026-01-05', '', '2026-01-04T16:00:00.000Z'],
    ['application.submittedAt', '2026-01-05 9:30', '', '2026-01-05T01:30:00.000Z'],
    ['application.submittedAt', '2026-01-05T01:30:00.123Z', '', '2026-01-05T01:30:00.123Z'],
    ['application.submittedAt', '2026-01-05 25:30', '', { code: 'date', detail: { pattern: 'YYYY-MM-DD' } }],
    ['application.submittedAt', '1000-01-01', '', { code: 'range', detail: { min: '1900-01-01', max: '2199-12-31' } }],
    [
      'application.submittedAt',
      '9999-12-31T23:00:00.000Z',
      '',
      { code: 'range', detail: { min: '1900-01-01', max: '2199-12-31' } },
    ],
    ['application.submittedAt', '2026-01-05 23:59:60', '', { code: 'date', detail: { pattern: 'YYYY-MM-DD' } }],
  ])('%s %s %s', (field, text, format, expected) => {
    expect(read(field, text, format)).toEqual(expected)
  })
})

describe('counts', () => {
  test.each([
    ['application.termMonths', '36期', 36],
    ['application.termMonths', '36 months', 36],
    ['vehicle.mileageKm', '3.5万公里', 35_000],
    ['vehicle.mileageKm', '1.1万', 11_000],
    ['application.termMonths', '36.5', { code: 'integer', detail: {} }],
    ['application.termMonths', '0', { code: 'range', detail: { min: 1, max: 600 } }],
  ])('%s %s', (field, text, expected) => {
    expect(read(field, text)).toEqual(expected)
  })
})

describe('codes', () => {
  test('by code, by name in either language, and by what the mapping says', () => {
    expect(read('vehicle.powertrain', '纯电动')).toBe('batteryElectric')
    expect(read('vehicle.powertrain', 'Battery Electric')).toBe('batteryElectric')
    expect(read('vehicle.used', '2', 'code:1=false;2=true')).toBe(true)
    expect(read('vehicle.vehicleClass', '98', 'code:1=car;98=')).toBeNull()
    expect(read('vehicle.vehicleClass', '7', 'code:1=car;98=')).toEqual({
      code: 'code',
      detail: { known: ['1', '98'] },
    })
  })

  test('a mapping to a code that the field has not is no format', () => {
    const field = intakeFieldById('vehicle.vehicleClass')
    expect(field && readerOf(field, 'code:1=boat', 'CNY')).toBeUndefined()
    expect(field && readerOf(field, 'code:1', 'CNY')).toBeUndefined()
  })
})

describe('identity numbers', () => {
  test('an official number is brought into its form; a wrong one is data unless the mapping says strict', () => {
    expect(read('lessee.idNumber', '11010519491231002x')).toBe('11010519491231002X')
    expect(read('lessee.idNumber', '110105194912310021')).toBe('110105194912310021')
    expect(read('lessee.idNumber', '110105194912310021', 'strict')).toMatchObject({ code: 'idNumber' })
    expect(read('vehicle.plate', '豫a·12345')).toBe('豫A12345')
    expect(read('vehicle.vin', 'nonsense', 'strict')).toMatchObject({ code: 'vin' })
  })

  test('a number that a spreadsheet turned into a figure is never taken', () => {
    expect(read('lessee.idNumber', '1.10105E+17')).toMatchObject({ code: 'digitsLost' })
    expect(read('lessee.bankCard', '6.22202010012345e+18')).toMatchObject({ code: 'digitsLost' })
  })
})

test('what would not fit a column, and what would not show, does not get in', () => {
  expect(read('lessee.name', 'x'.repeat(2_001))).toEqual({ code: 'tooLong', detail: { most: 2_000 } })
  expect(read('lessee.name', '张\u202e三\u0007')).toBe('张三')
  expect(read('lessee.name', '=cmd|calc')).toBe('=cmd|calc')
  expect(read('evidence:declared.region', '41')).toMatchObject({ code: 'text' })
})
