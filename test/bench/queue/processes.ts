/** Fresh processes for every measurement, each answering one JSON line. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Answer = Record<string, unknown>

export interface Ran<A extends Answer> {
  answer: A
  /** From the spawn to the answer on standard output. */
  milliseconds: number
}

/** Runs `bare/…` or `ours/…`; throws with what it said when it fails. */
export async function run<A extends Answer>(
  program: string,
  args: readonly (string | number)[],
  env: NodeJS.ProcessEnv,
) {
  const script = fileURLToPath(new URL(`./${program}`, import.meta.url))
  const from = performance.now()
  const child = spawn(process.execPath, [script, ...args.map(String)], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const told: Buffer[] = []
  const complained: Buffer[] = []
  let answeredAt = Number.NaN
  child.stdout.on('data', (chunk: Buffer) => {
    if (Number.isNaN(answeredAt)) answeredAt = performance.now()
    told.push(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => complained.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0)
    throw new Error(`${program} failed (${code}): ${Buffer.concat(complained).toString().slice(0, 2_000)}`)
  const text = Buffer.concat(told).toString()
  return { answer: (text === '' ? {} : JSON.parse(text)) as A, milliseconds: answeredAt - from } satisfies Ran<A>
}
