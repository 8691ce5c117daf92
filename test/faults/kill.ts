/** Kill −9 at random moments, in a process of its own; and what the next process finds. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { FolderInUse, lockFolder } from '../../src/journal/lock.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'
import { seeded } from '../journal/seeded.ts'
import { copyCompany, optionsFor } from './company.ts'
import type { Acknowledged } from './load.ts'
import type { Place } from './runs.ts'

export type Role = 'load' | 'found' | 'close' | 'rebuild'

/** Milliseconds after the child says that it has come to the work in question, within which it is killed. */
const WITHIN: Record<Role, number> = { load: 40, found: 2_500, close: 600, rebuild: 2_500 }
/** Under load the clock starts after so many answers at most: a slow machine gets as far as a fast one. */
const MOST_ANSWERS = 150
/** A process that takes longer hangs. */
const PATIENCE_MS = 120_000

interface Ended {
  lines: unknown[]
  code: number | null
  said: string
}

function start(role: string, root: string, seed: number): ChildProcess {
  const program = fileURLToPath(new URL('./child.ts', import.meta.url))
  return spawn(process.execPath, [program, role, root, String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs a child to its end; `heard` is told every line as it comes. */
async function run(
  role: string,
  root: string,
  seed: number,
  heard: (line: unknown, child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const child = start(role, root, seed)
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const lines: unknown[] = []
  let said = ''
  child.stderr?.on('data', chunk => (said = `${said}${chunk}`.slice(-2_000)))
  const ended = once(child, 'close')
  if (child.stdout !== null) {
    for await (const text of createInterface(child.stdout)) {
      const line = parsed(text)
      if (line === undefined) continue
      lines.push(line)
      heard(line, child)
    }
  }
  const [code] = (await ended) as [number | null]
  clearTimeout(patience)
  return { lines, code, said }
}

/** The last line may have been cut by the kill. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const acknowledgedIn = (lines: readonly unknown[]): Acknowledged[] =>
  lines.flatMap(line => (line as { acknowledged?: Acknowledged }).acknowledged ?? [])

/** Kills a process at a random moment of its work, and lets a fresh one look. Answers what does not hold. */
export async function killAt(role: Role, place: Place): Promise<string[]> {
  const { root, template, seed } = place
  const random = seeded(seed)
  if (role !== 'found') copyCompany(template, root)
  else nodeFiles.makeFolder(root)
  let answers = role === 'load' ? random.below(MOST_ANSWERS) : 0
  const delay = random.below(WITHIN[role])
  const refused: string[] = []
  const killed = await run(role, root, seed, (line, child) => {
    if (line === 'now' && role !== 'found') refused.push(...secondProcess(root, child))
    if (answers-- === 0) setTimeout(() => child.kill('SIGKILL'), delay)
  })
  if (killed.code !== null && killed.code !== 0) return [`the process fell before it was killed: ${killed.said}`]
  const acknowledged = acknowledgedIn(killed.lines)
  place.acknowledged(acknowledged.length)
  writeFileSync(`${root}/acknowledged.json`, JSON.stringify(acknowledged))
  return [...refused, ...(await lookAgain(root, seed))]
}

export async function lookAgain(root: string, seed: number): Promise<string[]> {
  const looked = await run('check', root, seed)
  const found = looked.lines.at(-1) as { problems?: string[] } | undefined
  return found?.problems ?? [`the next process did not open the folder (exit code ${looked.code}): ${looked.said}`]
}

/** While it runs, this process is refused, and told by whom. */
function secondProcess(root: string, first: ChildProcess): string[] {
  const { files, dir, machine, clock } = optionsFor(root)
  try {
    lockFolder(files, dir, { ...machine, program: 'second' }, clock.now()).release()
    return ['a second process was let in']
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    const { pid, program } = error.holder
    return pid === first.pid && program === 'faults' ? [] : [`the second process was told of ${program} (${pid})`]
  }
}
