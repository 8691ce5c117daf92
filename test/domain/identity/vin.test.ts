import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAKERS, makerOf } from '../../../src/domain/identity/makers.ts'
import {
  maskVin,
  modelYearOf,
  parseVin,
  vinCheckCharacter,
  withVinCheckCharacter,
} from '../../../src/domain/identity/vin.ts'

const character = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPRSTUVWXYZ')
const year = fc.constantFrom(...'123456789ABCDEFGHJKLMNPRSTVWXY')
const validVin = fc
  .tuple(fc.array(character, { minLength: 9, maxLength: 9 }), year, fc.integer({ min: 0, max: 999_999 }))
  .map(([start, code, serial]) => `${start.join('')}${code}A${String(serial).padStart(6, '0')}`)
  .map(withVinCheckCharacter)

describe('a VIN', () => {
  it('has the check character of the published examples', () => {
    expect(vinCheckCharacter('1M8GDM9AXKP042788')).toBe('X')
    expect(vinCheckCharacter('11111111111111111')).toBe('1')
    expect(parseVin('1M8GDM9AXKP042788')).toMatchObject({ ok: true, value: { maker: 'unknown', origin: 'elsewhere' } })
  })

  it('is taken apart', () => {
    const vin = withVinCheckCharacter('LSVAA49J0R2047231')
    expect(parseVin(`${vin.slice(0, 8)} ${vin.slice(8).toLowerCase()}`)).toEqual({
      ok: true,
      value: {
        vin,
        wmi: 'LSV',
        maker: { wmi: 'LSV', zh: '上汽大众', en: 'SAIC Volkswagen' },
        origin: 'china',
        modelYearCode: 'R',
        plantCode: '2',
        serial: '047231',
      },
    })
  })

  it.each([
    ['', { code: 'empty' }],
    ['LSVAA49J0R204723', { code: 'length', length: 16 }],
    ['LSVAA49J0R2O47231', { code: 'confusable', at: 12, character: 'O', meant: '0' }],
    ['ISVAA49J0R2047231', { code: 'confusable', at: 1, character: 'I', meant: '1' }],
    ['LSVAA49J0R20472中1', { code: 'character', at: 16, character: '中' }],
    ['1M8GDM9A1KP042788', { code: 'checkCharacter', expected: 'X', found: '1', origin: 'elsewhere' }],
    [withVinCheckCharacter('LSVAA49J0U2047231'), { code: 'modelYear', found: 'U' }],
    [withVinCheckCharacter('LSVAA49J0R204723A'), { code: 'serial', found: '04723A' }],
  ])('%j is refused as %j', (text, problem) => {
    expect(parseVin(text)).toEqual({ ok: false, problem })
  })

  it('accepts what it made, and finds a wrong digit of the serial', () => {
    fc.assert(
      fc.property(validVin, fc.integer({ min: 11, max: 16 }), fc.integer({ min: 1, max: 9 }), (vin, at, by) => {
        expect(parseVin(vin)).toMatchObject({ ok: true, value: { vin } })
        const wrong = `${vin.slice(0, at)}${(Number(vin[at]) + by) % 10}${vin.slice(at + 1)}`
        expect(parseVin(wrong)).toMatchObject({ ok: false, problem: { code: 'checkCharacter' } })
      }),
    )
  })

  it('is masked in the middle', () => {
    expect(maskVin('LSVAA49J0R2047231')).toBe('LSV**********7231')
  })
})

describe('a model year', () => {
  it('is the latest that can be meant', () => {
    expect(modelYearOf('R', 2027)).toBe(2024)
    expect(modelYearOf('V', 2027)).toBe(2027)
    expect(modelYearOf('W', 2027)).toBe(1998)
    expect(modelYearOf('1', 2027)).toBe(2001)
    expect(modelYearOf('1', 2031)).toBe(2031)
    expect(modelYearOf('A', 2009)).toBe(1980)
    expect(modelYearOf('U', 2027)).toBeUndefined()
    expect(modelYearOf('', 2027)).toBeUndefined()
  })
})

describe('makers', () => {
  it('are unknown where the prefix is not listed, and listed once', () => {
    expect(makerOf('LZZ5CLSB8RA000001')).toMatchObject({ en: 'Sinotruk' })
    expect(makerOf('ZZZ5CLSB8RA000001')).toBe('unknown')
    expect(new Set(MAKERS.map(maker => maker.wmi)).size).toBe(MAKERS.length)
  })
})
