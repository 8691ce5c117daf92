/** What the bench of the queue is told. */
import { parseArgs } from 'node:util'

export const PARTS = ['start', 'command', 'group', 'search', 'memory', 'rebuild', 'import', 'paint'] as const
export type Part = (typeof PARTS)[number]

export interface Options {
  /** One JSON object on standard output instead of a line a figure. */
  json: boolean
  cases: number
  seed: number
  /** Fresh processes a side; each figure is their median. */
  runs: number
  parts: readonly Part[]
  /** Folder that keeps the cases for the next run; else a temporary one, removed at the end. */
  keep: string | null
}

export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '20261124' },
      runs: { type: 'string', default: '5' },
      only: { type: 'string' },
      keep: { type: 'string' },
    },
  })
  return {
    json: values.json,
    cases: whole(values.cases, 'cases'),
    seed: whole(values.seed, 'seed'),
    runs: whole(values.runs, 'runs'),
    parts: values.only === undefined ? PARTS : values.only.split(',').map(part),
    keep: values.keep ?? null,
  }
}

function whole(text: string, name: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`--${name} takes a whole number from 1`)
  return value
}

function part(text: string): Part {
  const found = PARTS.find(each => each === text)
  if (found === undefined) throw new TypeError(`--only takes some of ${PARTS.join(', ')}; there is no ${text}`)
  return found
}
