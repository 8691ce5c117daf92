/** Runs of one kind of fault: each in a folder of its own, with a seed of its own, a few at a time. */
import { mkdirSync, rmSync } from 'node:fs'

export interface Place {
  /** A fresh folder for this run, removed when it has passed. */
  root: string
  /** The company that most runs begin with. */
  template: string
  seed: number
  /** Told how many entries had been acknowledged when the fault came. */
  acknowledged(entries: number): void
}

export interface Kind {
  name: string
  /** Answers what does not hold, in words. */
  run(place: Place): Promise<string[]>
  /** Runs at once: more than one where a run mostly waits for processes. */
  atOnce: number
  /** How many of the hundred: most kinds all of them. */
  share?: number
}

export interface Tally {
  passed: number
  failed: number
  /** Entries that had been acknowledged when the fault came, a number a run. */
  acknowledged: number[]
}

export interface Folders {
  folder: string
  template: string
}

export async function runKind(kind: Kind, first: number, count: number, at: Folders): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, acknowledged: [] }
  const seeds = Array.from({ length: count }, (_, index) => first + index)
  const next = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const problems = await runOnce(kind, seed, at, tally)
      if (problems.length === 0) tally.passed += 1
      else {
        tally.failed += 1
        console.log(
          `\n✗ ${kind.name}, seed ${seed} (again: npm run faults -- --only ${kind.name} --seed ${seed} --each 1)`,
        )
        for (const problem of problems.slice(0, 8)) console.log(`    ${problem.slice(0, 1_000)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: kind.atOnce }, next))
  return tally
}

async function runOnce(kind: Kind, seed: number, { folder, template }: Folders, tally: Tally): Promise<string[]> {
  const root = `${folder}/${kind.name}-${seed}`
  mkdirSync(root, { recursive: true })
  try {
    return await kind.run({ root, template, seed, acknowledged: entries => tally.acknowledged.push(entries) })
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
