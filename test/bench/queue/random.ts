/** Seeded choices: the same seed gives the same cases on every machine. */
export interface Random {
  /** A whole number from 0 up to, and not including, `below`. */
  below(below: number): number
  one<T>(list: readonly T[]): T
  digits(length: number): string
}

/** mulberry32: small, quick, and good enough for test data. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    one: list => list[below(list.length)] as (typeof list)[number],
    digits: length => Array.from({ length }, () => below(10)).join(''),
  }
}
