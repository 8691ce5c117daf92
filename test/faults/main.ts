/**
 * Kills, power losses and damage, with seeds (`--help` lists the options). Every failure names the seed that repeats
 * it. The last line on standard output is `N passed, N failed`.
 */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCall } from '../call.ts'
import { makeTemplate } from './company.ts'
import { harmDatabase } from './database.ts'
import { harmJournal } from './journal.ts'
import { killAt } from './kill.ts'
import { type Options, parseOptions, usage } from './options.ts'
import { losePower } from './power.ts'
import { type Kind, runKind } from './runs.ts'

const KINDS: readonly Kind[] = [
  { name: 'kill-under-load', atOnce: 2, run: place => killAt('load', place) },
  {
    name: 'kill-founding-closing-rebuilding',
    atOnce: 2,
    run: place => killAt((['found', 'close', 'rebuild'] as const)[place.seed % 3] ?? 'found', place),
  },
  { name: 'power-loss', atOnce: 1, run: losePower },
  { name: 'database', atOnce: 2, run: harmDatabase },
  { name: 'journal', atOnce: 2, run: harmJournal },
]

const ENOUGH_BYTES = 4 * 2 ** 30

/** Memory that the system shows as a disk, where there is enough of it: power losses are simulated, fsyncs only cost. */
function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > ENOUGH_BYTES ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

const NAMES = KINDS.map(({ name }) => name)

async function run({ each, seed, kinds }: Options): Promise<number> {
  const folder = mkdtempSync(join(quickFolder(), 'leasedesk-faults-'))
  const total = { passed: 0, failed: 0 }
  // What is left behind would take memory until the next start of the machine.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      rmSync(folder, { recursive: true, force: true })
      process.exit(128 + constants.signals[signal])
    })
  }
  try {
    const template = `${folder}/template`
    await makeTemplate(template)
    for (const kind of KINDS.filter(({ name }) => kinds.includes(name))) {
      const startedAt = performance.now()
      const { passed, failed, acknowledged } = await runKind(kind, seed, each, { folder, template })
      const seconds = Math.round((performance.now() - startedAt) / 1_000)
      const entries = acknowledged.toSorted((a, b) => a - b)
      const saved = entries.length === 0 ? '' : `, ${entries.at(0)} to ${entries.at(-1)} entries acknowledged before`
      console.log(`${kind.name}: ${passed} passed, ${failed} failed, seeds from ${seed}, ${seconds} s${saved}`)
      total.passed += passed
      total.failed += failed
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

const options = readCall(process.argv.slice(2), usage(NAMES), args => parseOptions(args, NAMES))
if (options !== null) process.exitCode = await run(options)
