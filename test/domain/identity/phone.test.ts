import { describe, expect, it } from 'vitest'
import { maskPhone, parsePhone } from '../../../src/domain/identity/phone.ts'

describe('a mobile number', () => {
  it.each([
    '13800138000',
    '+86 138-0013-8000',
    '0086 13800138000',
    '8613800138000',
    '１３８ ００１３ ８０００',
    '(+86)13800138000',
  ])('%s is 13800138000', text => {
    expect(parsePhone(text)).toEqual({
      ok: true,
      value: { number: '13800138000', segment: '138', allocatedTo: 'chinaMobile' },
    })
  })

  it.each([
    ['18600000000', 'chinaUnicom'],
    ['19900000000', 'chinaTelecom'],
    ['19200000000', 'chinaBroadnet'],
    ['17000000000', 'virtual'],
    ['14900000000', 'machines'],
    ['16100000000', 'unknown'],
  ])('%s was given to %s', (text, allocatedTo) => {
    expect(parsePhone(text)).toMatchObject({ ok: true, value: { allocatedTo } })
  })

  it.each([
    ['', { code: 'empty' }],
    ['1380013800', { code: 'length', length: 10 }],
    ['861380013800', { code: 'length', length: 12 }],
    ['12345678901', { code: 'notMobile', segment: '123' }],
    ['03716666666', { code: 'notMobile', segment: '037' }],
    ['1380013800x', { code: 'character', at: 11, character: 'X' }],
  ])('%j is refused as %j', (text, problem) => {
    expect(parsePhone(text)).toEqual({ ok: false, problem })
  })

  it('is masked in the middle', () => {
    expect(maskPhone('+86 138 0013 8000')).toBe('138****8000')
  })
})
