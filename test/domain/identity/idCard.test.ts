import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfDayNumber, dayNumberOf } from '../../../src/domain/dates.ts'
import {
  idCardCheckCharacter,
  maskIdCard,
  parseIdCard,
  withIdCardCheckCharacter,
} from '../../../src/domain/identity/idCard.ts'
import { PROVINCES } from '../../../src/domain/identity/provinces.ts'

const birthDate = fc.integer({ min: dayNumberOf('1930-01-01'), max: dayNumberOf('2010-12-31') }).map(dateOfDayNumber)
const mainland = fc.constantFrom(...PROVINCES.filter(province => province.plate !== undefined))
const sequence = fc.integer({ min: 1, max: 999 }).map(number => String(number).padStart(3, '0'))
const validNumber = fc
  .tuple(mainland, birthDate, sequence)
  .map(([province, day, order]) => withIdCardCheckCharacter(`${province.code}0101${day.replaceAll('-', '')}${order}`))

describe('an identity number', () => {
  it('is the published example of GB 11643', () => {
    expect(parseIdCard('11010519491231002X')).toEqual({
      ok: true,
      value: {
        number: '11010519491231002X',
        holder: 'citizen',
        regionCode: '110105',
        provinceCode: '11',
        birthDate: '1949-12-31',
        sex: 'female',
        sequence: '002',
      },
    })
    expect(parseIdCard('440524188001010014')).toMatchObject({ problem: { code: 'birthDate', digits: '18800101' } })
    expect(idCardCheckCharacter('44052418800101001')).toBe('4')
  })

  it('is read however it was typed', () => {
    expect(parseIdCard(' １１０１０５　１９４９１２３１　００２ｘ ')).toMatchObject({
      ok: true,
      value: { number: '11010519491231002X' },
    })
  })

  it.each([
    ['', { code: 'empty' }],
    ['1101051949123100', { code: 'length', length: 16 }],
    ['110105194912310O2X', { code: 'character', at: 16, character: 'O' }],
    ['1101051949X2310021', { code: 'character', at: 11, character: 'X' }],
    ['110105194912310021', { code: 'checkCharacter', expected: 'X', found: '1' }],
    ['110105194902300027', { code: 'birthDate', digits: '19490230' }],
    ['010105194912310020', { code: 'region', regionCode: '010105' }],
    ['110105491231002', { code: 'fifteenDigits', upgraded: '11010519491231002X' }],
    ['110105491331002', { code: 'fifteenDigits', upgraded: undefined }],
  ])('%j is refused as %j', (text, problem) => {
    expect(parseIdCard(text)).toMatchObject({ ok: false, problem })
  })

  it('is refused where its holder is not born yet', () => {
    expect(parseIdCard('11010519491231002X', '1949-12-30')).toMatchObject({ problem: { code: 'birthDateInFuture' } })
    expect(parseIdCard('11010519491231002X', '1949-12-31').ok).toBe(true)
  })

  it('may be of a residence permit', () => {
    const permit = withIdCardCheckCharacter('83000019850612003')
    expect(parseIdCard(permit)).toMatchObject({ value: { holder: 'hongKongMacaoTaiwan', provinceCode: '71' } })
    const foreigner = withIdCardCheckCharacter('91184019850612003')
    expect(parseIdCard(foreigner)).toMatchObject({ value: { holder: 'foreigner', provinceCode: undefined } })
  })
})

describe('the check character', () => {
  it('accepts what it made', () => {
    fc.assert(
      fc.property(validNumber, number => {
        expect(parseIdCard(number)).toMatchObject({ ok: true, value: { number } })
      }),
    )
  })

  it('finds every single wrong digit and every exchange of neighbours', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const wrong = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`
        expect(parseIdCard(wrong).ok).toBe(false)
        const swapped = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`
        expect(parseIdCard(swapped).ok).toBe(swapped === number)
      }),
    )
  })

  it('wants digits', () => {
    expect(() => idCardCheckCharacter('1101051949123100')).toThrow(RangeError)
    expect(() => idCardCheckCharacter('1101051949123100X')).toThrow(RangeError)
  })
})

describe('masked', () => {
  it('shows the first and last four', () => {
    expect(maskIdCard('410102199001011234')).toBe('4101**********1234')
    expect(maskIdCard('1234567')).toBe('*******')
  })
})
