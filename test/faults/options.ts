/** What the faults are told. */
import { parseArgs } from 'node:util'
import { whole } from '../call.ts'

export interface Options {
  /** Runs a kind; each has a seed of its own, counted up from `seed`. */
  each: number
  seed: number
  /** Names of the kinds that run. */
  kinds: readonly string[]
}

export const usage = (kinds: readonly string[]): string => `npm run faults [-- OPTIONS]
  --each N      runs of each kind (else 100)
  --seed S      the first run's seed, the next has one more (else 1)
  --only KIND   one kind alone: ${kinds.join(', ')}
  --help        show this`

/** Throws TypeError where the call is wrong; its message says what it takes. */
export function parseOptions(args: readonly string[], kinds: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      each: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  })
  const { only } = values
  if (only !== undefined && !kinds.includes(only)) throw new TypeError(`there is no kind '${only}'`)
  return {
    each: whole(values.each, 'each'),
    seed: whole(values.seed, 'seed'),
    kinds: only === undefined ? kinds : [only],
  }
}
