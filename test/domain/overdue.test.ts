import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketOf, compareBuckets } from '../../src/domain/overdue.ts'

describe('overdue buckets', () => {
  it.each([
    [-30, 'current'],
    [0, 'current'],
    [1, 'M1'],
    [30, 'M1'],
    [31, 'M2'],
    [60, 'M2'],
    [61, 'M3'],
    [90, 'M3'],
    [91, 'M4'],
    [120, 'M4'],
    [121, 'M5'],
    [150, 'M5'],
    [151, 'M6'],
    [180, 'M6'],
    [181, 'M6+'],
    [4000, 'M6+'],
  ] as const)('%d days are %s', (days, bucket) => {
    expect(bucketOf(days)).toBe(bucket)
  })

  it('only get worse with days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 1000 }), fc.nat(1000), (days, more) => {
        expect(compareBuckets(bucketOf(days), bucketOf(days + more))).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('want whole days', () => {
    expect(() => bucketOf(1.5)).toThrow(RangeError)
    expect(() => bucketOf(Number.NaN)).toThrow(RangeError)
  })
})
