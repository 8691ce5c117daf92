/** Power losses at random operations of a company's life, one after the other, each followed by a start on another boot. */
import fs from 'node:fs'
import type { Desk } from '../../src/core/desk.ts'
import { closeFolder } from '../../src/core/folder/open.ts'
import { makeFolderDurably, parentOf, writeDurably } from '../../src/journal/files.ts'
import { type Seeded, seeded } from '../journal/seeded.ts'
import { SimulatedDisk } from '../journal/simulated-disk.ts'
import { found, open, optionsFor, REVIEWER } from './company.ts'
import { examine } from './examine.ts'
import { type Acknowledged, addCases, Load } from './load.ts'
import { PowerDisk } from './power-disk.ts'
import type { Place } from './runs.ts'

/** Of these numbers of operations one is drawn: opening takes a few, a load some hundred, a rebuild with its fsyncs more. */
const MOST_OPERATIONS = [30, 300, 900] as const

const CLOSING_OPERATIONS = 500

export async function losePower({ root, template, seed, acknowledged }: Place): Promise<string[]> {
  const random = seeded(seed)
  const simulated = new SimulatedDisk()
  const disk = new PowerDisk(root, simulated, random)
  makeFolderDurably(simulated, root)
  if (seed % 5 === 0) fs.mkdirSync(`${root}/data`)
  else lay(template, root, simulated)
  disk.adopt()
  const saved: Acknowledged[] = []
  const losses = 1 + random.below(2)
  for (let loss = 0; loss < losses; loss++) {
    disk.powerLossIn = random.below(MOST_OPERATIONS[random.below(3)] ?? 30)
    await live(optionsFor(root, { files: disk, bootId: `boot-${loss}`, random }), disk, random, `l${loss}`, saved)
    disk.restart()
  }
  acknowledged(saved.length)
  const options = optionsFor(root, { files: disk, bootId: 'boot-last', random })
  const { desk, damage } = await open(options)
  if (damage !== null) return [`read-only: ${JSON.stringify(damage)}`]
  await found(desk, options)
  const problems = [...cutBytesAreKept(desk), ...(await examine(desk, saved))]
  await closeFolder(options, desk)
  return problems
}

/** One start, some work, perhaps a close: until the power goes, wherever that is. */
async function live(
  options: ReturnType<typeof optionsFor>,
  disk: PowerDisk,
  random: Seeded,
  name: string,
  saved: Acknowledged[],
): Promise<void> {
  let desk: Desk | null = null
  try {
    desk = (await open(options)).desk
    if (desk.journal?.head.n === 0) {
      await found(desk, options)
      await addCases(desk, REVIEWER, name, 20)
    }
    await new Load(desk, REVIEWER, random, name, each => saved.push(each)).run(5, 5 + random.below(30))
    if (random.chance(0.7)) {
      // A close fsyncs some hundred files before it calls them clean: the power goes in between more often than by chance.
      if (random.chance(0.7)) disk.powerLossIn = Math.min(disk.powerLossIn, random.below(CLOSING_OPERATIONS))
      await closeFolder(options, desk)
    }
  } catch (error) {
    if (disk.isOn) throw error
  }
  await desk?.writer.idle()
  await desk?.store.close().catch(() => undefined)
}

/** The template: its database as it is, everything else on the simulated disk, all of it durable. */
function lay(template: string, root: string, simulated: SimulatedDisk): void {
  fs.cpSync(`${template}/data/db`, `${root}/data/db`, { recursive: true })
  for (const entry of fs.readdirSync(template, { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`
    if (!entry.isFile() || path.startsWith(`${template}/data/db/`)) continue
    const to = root + path.slice(template.length)
    makeFolderDurably(simulated, parentOf(to))
    writeDurably(simulated, to, fs.readFileSync(path))
  }
}

function cutBytesAreKept({ journal, files }: Desk): string[] {
  const torn = journal?.torn ?? null
  if (torn === null || torn.bytes === 0) return []
  const kept = torn.keptAs === null ? 0 : files.read(torn.keptAs).length
  return kept === torn.bytes ? [] : [`of ${torn.bytes} bytes that were cut, ${kept} are kept`]
}
