/** The seeded randomness: the same again, different by key, and shaped as it says. */
import { describe, expect, test } from 'vitest'
import { normalShare } from '../../src/demo/plan.ts'
import { Random } from '../../src/demo/random.ts'

const many = <T>(make: () => T) => Array.from({ length: 20_000 }, make)
const mean = (figures: readonly number[]) => figures.reduce((sum, each) => sum + each, 0) / figures.length

describe('a stream', () => {
  test('is named by seed and keys', () => {
    const first = (...keys: (string | number)[]) => new Random(1, ...keys).uint32()
    expect(first('a', 1)).toBe(first('a', 1))
    const names = [
      first('a', 1),
      first('a', 2),
      first('b', 1),
      first(1, 'a'),
      first('a', 1 + 2 ** 32),
      new Random(2, 'a', 1).uint32(),
    ]
    expect(new Set(names).size).toBe(names.length)
  })

  test('is uniform, normal and Poisson where it says so', () => {
    const random = new Random(5)
    expect(mean(many(() => random.next()))).toBeCloseTo(0.5, 1.5)
    const normal = many(() => random.normal())
    expect(Math.abs(mean(normal))).toBeLessThan(0.03)
    expect(mean(normal.map(each => each * each))).toBeCloseTo(1, 1)
    expect(mean(many(() => random.poisson(2.5)))).toBeCloseTo(2.5, 1)
    expect(mean(many(() => random.poisson(80)))).toBeCloseTo(80, -0.5)
  })

  test('picks by weight, and never what weighs nothing', () => {
    const random = new Random(6)
    const picked = many(() => random.weighted({ a: 3, b: 1, c: 0 }))
    expect(picked.filter(each => each === 'a').length / picked.length).toBeCloseTo(0.75, 1)
    expect(picked).not.toContain('c')
    expect(() => random.weighted({})).toThrow(RangeError)
    expect(() => random.pick([])).toThrow(RangeError)
  })

  test('has its normal share', () => {
    expect(normalShare(0)).toBeCloseTo(0.5, 4)
    expect(normalShare(1.96)).toBeCloseTo(0.975, 3)
    expect(normalShare(-1)).toBeCloseTo(0.1587, 3)
  })
})
