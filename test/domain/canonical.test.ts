import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assertJson,
  CanonicalError,
  canonicalBytes,
  canonicalJson,
  type JsonValue,
  MAX_DEPTH,
  sameJson,
} from '../../src/domain/canonical.ts'

const json = fc
  .jsonValue({ stringUnit: 'binary' })
  .filter(value => !JSON.stringify(value).includes('\\ud')) as fc.Arbitrary<JsonValue>

describe('the examples of RFC 8785', () => {
  it('3.2.2: numbers, strings and literals', () => {
    const input = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`
    expect(canonicalJson(JSON.parse(input))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('3.2.3: properties in the order of their UTF-16 code units', () => {
    const input = String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
      "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`
    expect(Object.values(JSON.parse(canonicalJson(JSON.parse(input))))).toEqual([
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
    expect(canonicalJson({ '😀': 1, '\ufb33': 2, a: 3 })).toBe('{"a":3,"😀":1,"\ufb33":2}')
  })

  it('3.2.4: bytes are UTF-8', () => {
    const hex = Buffer.from(canonicalBytes(JSON.parse(String.raw`["\u20ac$\u000F\u000aA'"]`))).toString('hex')
    expect(hex).toBe('5b22e282ac245c75303030665c6e4127225d')
  })

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: %s is %s', (ieee, text) => {
    expect(canonicalJson(Buffer.from(ieee, 'hex').readDoubleBE())).toBe(text)
  })
})

describe('what JSON cannot say', () => {
  class Party {}
  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)])
  const hole: unknown[] = []
  hole[1] = 1

  it.each([
    ['undefined', { a: [1, { b: undefined }] }, ['a', 1, 'b']],
    ['undefined', undefined, []],
    ['function', { a: () => 1 }, ['a']],
    ['symbol', [Symbol('s')], [0]],
    ['bigint', { fen: 1n }, ['fen']],
    ['notFinite', { a: { rate: Number.NaN } }, ['a', 'rate']],
    ['notFinite', [Number.POSITIVE_INFINITY], [0]],
    ['loneSurrogate', { a: '\ud800' }, ['a']],
    ['loneSurrogate', { '\udc00': 1 }, ['\udc00']],
    ['notPlainObject', { at: new Date(0) }, ['at']],
    ['notPlainObject', [new Party()], [0]],
    ['notPlainObject', { a: new Map() }, ['a']],
    ['function', { toJSON: () => 1 }, ['toJSON']],
    ['notPlainObject', { [Symbol('s')]: 1 }, []],
    ['sparseArray', { a: hole }, ['a', 0]],
  ])('%s is refused with the way to it', (fault, value, path) => {
    expect(() => assertJson(value)).toThrow(expect.objectContaining({ fault, path }))
    expect(() => canonicalJson(value as JsonValue)).toThrow(CanonicalError)
  })

  it('nor may it be nested without end', () => {
    expect(() => assertJson(cycle)).toThrow(expect.objectContaining({ fault: 'tooDeep' }))
    expect(() => assertJson(deep(MAX_DEPTH))).not.toThrow()
    expect(() => assertJson(deep(MAX_DEPTH + 1))).toThrow(CanonicalError)
  })

  it('says where in words a person can follow', () => {
    expect(() => assertJson({ 'a/b': [undefined] })).toThrow('No canonical JSON: undefined at /a~1b/0')
  })
})

describe('canonical JSON', () => {
  it('is JSON that says the same, and is stable', () => {
    fc.assert(
      fc.property(json, value => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(sameJson(JSON.parse(JSON.stringify(value)), value)).toBe(true)
      }),
    )
  })

  it('does not depend on the order in which properties were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), object => {
        expect(canonicalJson(Object.fromEntries(Object.entries(object).reverse()))).toBe(canonicalJson(object))
      }),
    )
  })

  it('keeps properties that mean something to JavaScript', () => {
    expect(canonicalJson({ toJSON: 'x', constructor: 1 })).toBe('{"constructor":1,"toJSON":"x"}')
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1},"b":2}'))).toBe('{"__proto__":{"a":1},"b":2}')
  })
})
