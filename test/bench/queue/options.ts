/** What the bench of the queue is told. */
import { parseArgs } from 'node:util'
import { whole } from '../../call.ts'

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

export const usage = `npm run bench -- queue [OPTIONS]
  --json         one JSON object on standard output (else a line a figure)
  --only PARTS   some parts, with commas between: ${PARTS.join(', ')}
  --cases N      cases in the folder (else 100000)
  --runs N       fresh processes a side; each figure is their median (else 5)
  --seed S       what the cases are drawn from (else 20261124)
  --keep DIR     keep the cases there for the next run (else a temporary folder)
  --help         show this`

/** Throws TypeError where the call is wrong; its message says what it takes. */
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

function part(text: string): Part {
  const found = PARTS.find(each => each === text)
  if (found === undefined) throw new TypeError(`--only takes some of ${PARTS.join(', ')}; there is no ${text}`)
  return found
}
