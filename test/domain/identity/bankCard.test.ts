import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskBankCard, parseBankCard } from '../../../src/domain/identity/bankCard.ts'
import { satisfiesLuhn } from '../../../src/domain/identity/checkCharacters.ts'

describe('a bank card', () => {
  it('satisfies Luhn, as the published examples do', () => {
    expect(satisfiesLuhn('79927398713')).toBe(true)
    expect(satisfiesLuhn('79927398710')).toBe(false)
    expect(parseBankCard('6200 0000 0000 0005')).toEqual({
      ok: true,
      value: { number: '6200000000000005', issuer: '620000', unionPay: true },
    })
    expect(parseBankCard('4111111111111111')).toMatchObject({ ok: true, value: { unionPay: false } })
  })

  it.each([
    ['', { code: 'empty' }],
    ['620000000000', { code: 'length', length: 12 }],
    ['62000000000000000000', { code: 'length', length: 20 }],
    ['62000000O0000005', { code: 'character', at: 9, character: 'O' }],
    ['6200000000000006', { code: 'checkDigit' }],
  ])('%j is refused as %j', (text, problem) => {
    expect(parseBankCard(text)).toEqual({ ok: false, problem })
  })

  it('has one right last digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^62\d{13,16}$/), start => {
        const right = Array.from('0123456789').filter(digit => parseBankCard(start + digit).ok)
        expect(right).toHaveLength(1)
      }),
    )
  })

  it('is masked in the middle', () => {
    expect(maskBankCard('6200 0000 0000 0000 005')).toBe('6200***********0005')
  })
})
