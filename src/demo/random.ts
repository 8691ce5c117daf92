/**
 * The seeded randomness of the demo portfolio. A stream is named by a seed and keys ('vehicle', 17), so that any part of
 * any line can be made again without making what came before it.
 *
 * Generator: xoshiro128** 1.1 (D. Blackman, S. Vigna, 2018, public domain, prng.di.unimi.it), seeded by SplitMix32, that
 * is a Weyl sequence through the finaliser of MurmurHash3 (A. Appleby, public domain). Not for secrets.
 */

const WEYL = 0x9e3779b9

/** MurmurHash3's 32-bit finaliser: every bit of the input moves half of the output. */
function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function hashed(seed: number, keys: readonly (string | number)[]): number {
  let hash = mixed(seed)
  for (const key of keys) {
    if (typeof key === 'string') for (let at = 0; at < key.length; at++) hash = mixed(hash + WEYL + key.charCodeAt(at))
    // Keys above 2^32 differ in their upper half.
    else hash = mixed(mixed(hash + WEYL + key) + Math.floor(key / 0x1_0000_0000))
  }
  return hash
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

/** One stream of random numbers. The same seed and keys give the same stream on every machine. */
export class Random {
  #a: number
  #b: number
  #c: number
  #d: number
  #spare: number | undefined

  constructor(seed: number, ...keys: readonly (string | number)[]) {
    const start = hashed(seed, keys)
    this.#a = mixed(start + WEYL)
    this.#b = mixed(start + 2 * WEYL)
    this.#c = mixed(start + 3 * WEYL)
    // The state must not be all zeros.
    this.#d = mixed(start + 4 * WEYL) | 1
  }

  /** Uniform over the 32-bit integers, 0 to 2^32 - 1. */
  uint32(): number {
    const result = Math.imul(rotated(Math.imul(this.#b, 5), 7), 9) >>> 0
    const shifted = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= shifted
    this.#d = rotated(this.#d, 11)
    return result
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 0x1_0000_0000
  }

  /** A whole number, both ends included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** Uniform between two figures. */
  between(least: number, most: number): number {
    return least + this.next() * (most - least)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)]
    if (found === undefined) throw new RangeError('nothing to pick from')
    return found
  }

  /** One of the keys, as often as its weight says; weights need not sum to one. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][]
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
    let left = this.next() * total
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key
    }
    const last = entries.findLast(([, weight]) => weight > 0)
    if (last === undefined) throw new RangeError('no weight above zero')
    return last[0]
  }

  /** A standard normal deviate (Box and Muller 1958). */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare
      this.#spare = undefined
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    const angle = 2 * Math.PI * this.next()
    this.#spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  /** A figure around `median` whose logarithm has the standard deviation `spread`. */
  around(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal())
  }

  /** A count with this mean (Knuth's product of uniforms, and the normal approximation above 30). */
  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const limit = Math.exp(-mean)
    let product = this.next()
    let count = 0
    while (product > limit) {
      product *= this.next()
      count++
    }
    return count
  }

  /** So many random characters of an alphabet. */
  text(alphabet: string, length: number): string {
    let text = ''
    for (let at = 0; at < length; at++) text += alphabet.charAt(Math.floor(this.next() * alphabet.length))
    return text
  }
}

export const DIGITS = '0123456789'
