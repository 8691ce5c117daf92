/** Seeded randomness for tests of this room: the same seed gives the same bytes, whatever the machine. */
import type { Randomness } from '../../src/journal/crypto.ts'

export interface Seeded {
  /** An integer in [0, below). */
  below(below: number): number
  chance(probability: number): boolean
  bytes: Randomness
}

/** Mulberry32: good enough to pick faults, and short. Not secure. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    chance: probability => next() < probability,
    bytes: size => Uint8Array.from({ length: size }, () => below(256)),
  }
}

/** Runs `work` with many seeds; a failure names the one to run alone with LEASEDESK_SEED=n. */
export function everySeed(count: number, work: (random: Seeded, seed: number) => void): void {
  const one = process.env.LEASEDESK_SEED
  const seeds = one === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(one)]
  for (const seed of seeds) {
    try {
      work(seeded(seed), seed)
    } catch (error) {
      if (error instanceof Error) error.message = `LEASEDESK_SEED=${seed}: ${error.message}`
      throw error
    }
  }
}
