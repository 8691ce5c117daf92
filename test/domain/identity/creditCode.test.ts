import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  creditCodeCheckCharacter,
  maskCreditCode,
  organisationCodeCheckCharacter,
  parseCreditCode,
  withCreditCodeCheckCharacter,
} from '../../../src/domain/identity/creditCode.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const organisation = fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 }).map(all => all.join(''))
const validCode = organisation.map(nine => withCreditCodeCheckCharacter(`91410100${nine}`))

describe('a unified social credit code', () => {
  it('is checked as the worked example of GB 32100-2015', () => {
    expect(creditCodeCheckCharacter('91350100M000100Y4')).toBe('3')
    expect(parseCreditCode('91350100M000100Y43')).toEqual({
      ok: true,
      value: {
        code: '91350100M000100Y43',
        kind: 'enterprise',
        regionCode: '350100',
        provinceCode: '35',
        organisationCode: 'M000100Y4',
        organisationCodeChecks: true,
      },
    })
  })

  it('knows the check character of an organisation code (GB 11714)', () => {
    expect(organisationCodeCheckCharacter('D2143569')).toBe('X')
  })

  it('may come from the national registry, and of a sole trader', () => {
    expect(parseCreditCode(withCreditCodeCheckCharacter('91100000100003962'))).toMatchObject({
      value: { regionCode: '100000', provinceCode: undefined },
    })
    expect(parseCreditCode(withCreditCodeCheckCharacter('92410102MA40ABCD1'))).toMatchObject({
      value: { kind: 'soleTrader', provinceCode: '41' },
    })
  })

  it.each([
    ['', { code: 'empty' }],
    ['91350100M000100Y4', { code: 'length', length: 17 }],
    ['91350100MO00100Y43', { code: 'character', at: 10, character: 'O' }],
    ['91350100M000100Y4Z', { code: 'character', at: 18, character: 'Z' }],
    ['91350100M000100Y44', { code: 'checkCharacter', expected: '3', found: '4' }],
    ['91990100M000100Y43', { code: 'region', regionCode: '990100' }],
    ['9135A100M000100Y43', { code: 'region', regionCode: '35A100' }],
    ['410100000012345', { code: 'oldRegistrationNumber' }],
  ])('%j is refused as %j', (text, problem) => {
    expect(parseCreditCode(text)).toEqual({ ok: false, problem })
  })

  it('is read however it was typed', () => {
    expect(parseCreditCode('９１３５０１００－ｍ０００１００ｙ４－３').ok).toBe(true)
  })

  it('accepts what it made, and finds every single wrong character', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), fc.constantFrom(...ALPHABET), (code, at, other) => {
        expect(parseCreditCode(code).ok).toBe(true)
        const changed = code.slice(0, at) + other + code.slice(at + 1)
        expect(parseCreditCode(changed).ok).toBe(changed === code)
      }),
    )
  })

  it('is masked in the middle', () => {
    expect(maskCreditCode('91350100M000100Y43')).toBe('9135**********0Y43')
  })
})
