/** A journal that is not what it was: found, named, and read-only; never cut, and never taken for the whole truth. */
import fs from 'node:fs'
import { changeSetting } from '../../src/commands/company/setting.ts'
import { closeFolder, type OpenedFolder } from '../../src/core/folder/open.ts'
import { type BookDamage, verifyBooks } from '../../src/core/folder/verify.ts'
import { ReadOnly } from '../../src/core/writing/refused.ts'
import { JournalDamage } from '../../src/journal/damage.ts'
import type { Entry } from '../../src/protocol/entry.ts'
import { type Seeded, seeded } from '../journal/seeded.ts'
import { open, optionsFor, REVIEWER } from './company.ts'
import type { Place } from './runs.ts'
import { worked } from './worked.ts'

const SEGMENT = '000000001.ndjson'

/** What must be named: the entry, and one of these words for what differs. */
interface Expected {
  entry: number
  differs: readonly string[]
}

interface Files {
  data: string
  /** The lines of the one segment: its header, then an entry each. */
  lines: string[]
  random: Seeded
}

type Harm = (files: Files) => Expected

const entryAt = ({ lines, random }: Files, upTo = lines.length - 1): number => 1 + random.below(upTo)
const write = ({ data }: Files, lines: readonly string[]): void =>
  fs.writeFileSync(`${data}/journal/${SEGMENT}`, lines.map(line => `${line}\n`).join(''))

/** Entries that the database has applied are gone from the end. */
const LOST: Record<string, Harm> = {
  'its last entries gone': files => {
    const entry = entryAt(files)
    write(files, files.lines.slice(0, entry))
    return { entry, differs: ['behind-database', 'behind-checkpoint'] }
  },
  'its last entry torn': files => {
    const last = files.lines.at(-1) ?? ''
    const kept = files.lines.slice(0, -1).map(line => `${line}\n`)
    fs.writeFileSync(
      `${files.data}/journal/${SEGMENT}`,
      kept.join('') + last.slice(0, 1 + files.random.below(last.length - 1)),
    )
    return { entry: kept.length, differs: ['unreadable', 'behind-database', 'behind-checkpoint'] }
  },
  'all of it gone': files => {
    fs.rmSync(`${files.data}/journal`, { recursive: true })
    return { entry: 1, differs: ['behind-database', 'behind-checkpoint', 'missing-segment'] }
  },
}

/** Something in the middle is not what was written. */
const ALTERED: Record<string, Harm> = {
  'a byte altered': files => {
    const bytes = fs.readFileSync(`${files.data}/journal/${SEGMENT}`)
    const at = files.random.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << files.random.below(8))
    fs.writeFileSync(`${files.data}/journal/${SEGMENT}`, bytes)
    const ends = files.lines.map((_, line) => Buffer.byteLength(`${files.lines.slice(0, line + 1).join('\n')}\n`))
    const line = ends.findIndex(end => at < end)
    return { entry: Math.max(1, line), differs: ['unreadable', 'hash', 'number', 'prev', 'header'] }
  },
  'an entry missing': files => {
    const entry = entryAt(files, files.lines.length - 2)
    write(files, files.lines.toSpliced(entry, 1))
    return { entry, differs: ['number'] }
  },
  'two entries swapped': files => {
    const entry = entryAt(files, files.lines.length - 2)
    const [a = '', b = ''] = files.lines.slice(entry, entry + 2)
    write(files, files.lines.toSpliced(entry, 2, b, a))
    return { entry, differs: ['number'] }
  },
}

/** Packs are read only where the view is made again. */
const PACKS: Record<string, Harm> = {
  'a pack missing': files => harmPack(files, path => fs.rmSync(path)),
  'a pack altered': files =>
    harmPack(files, path => {
      const bytes = fs.readFileSync(path)
      const at = files.random.below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << files.random.below(8))
      fs.writeFileSync(path, bytes)
    }),
}

function harmPack({ data, lines, random }: Files, harm: (path: string) => void): Expected {
  const packs = lines.slice(1).flatMap(line => {
    const { n, pack } = JSON.parse(line) as Entry
    return pack === undefined ? [] : [{ n, path: `${data}/packs/${pack.hash}.ndjson.zst` }]
  })
  const chosen = packs[random.below(packs.length)]
  if (chosen === undefined) throw new Error('no entry has a pack')
  harm(chosen.path)
  return { entry: chosen.n, differs: ['pack'] }
}

export async function harmJournal({ root, template, seed, acknowledged }: Place): Promise<string[]> {
  const random = seeded(seed)
  const company = await worked(root, random, { template, closed: random.chance(0.5) })
  acknowledged(company.saved.length)
  const data = `${company.root}/data`
  const lines = fs.readFileSync(`${data}/journal/${SEGMENT}`, 'utf8').trimEnd().split('\n')
  const kinds = [LOST, ALTERED, PACKS].flatMap(kind => Object.entries(kind))
  const [name, harm] = kinds[seed % kinds.length] as [string, Harm]
  const expected = harm({ data, lines, random })
  const problems = await (name in LOST
    ? lost(company.root, expected, lines.length - 1)
    : name in PACKS
      ? unmakeable(company.root, expected)
      : altered(company.root, expected, random))
  return problems.map(problem => `${name}: ${problem}`)
}

const named = ({ entry, differs }: Expected, found: BookDamage | null | undefined): string[] => {
  if (!found) return [`entry ${entry} is not what it was, and nothing is said of it`]
  const right = found.entry === entry && found.segment === SEGMENT && differs.includes(found.differs)
  return right ? [] : [`entry ${entry} (${differs.join(' or ')}) is named as ${JSON.stringify(found)}`]
}

async function readOnly({ desk }: OpenedFolder): Promise<string[]> {
  try {
    await desk.give(changeSetting, { name: 'leaseMinutes', value: 20 }, { actor: REVIEWER })
    return ['it takes entries']
  } catch (error) {
    if (error instanceof ReadOnly) return []
    throw error
  }
}

/** The database still shows what the journal has lost, start after start, also on another boot and without checkpoint. */
async function lost(root: string, expected: Expected, entries: number): Promise<string[]> {
  const problems: string[] = []
  for (const bootId of ['boot-1', 'boot-2', 'boot-2']) {
    const options = optionsFor(root, { bootId })
    const opened = await open(options)
    const { heads } = opened.damage ?? {}
    problems.push(...named(expected, opened.damage), ...(await readOnly(opened)))
    const behind = opened.damage?.differs.startsWith('behind')
    if (behind && (heads?.known.n !== entries || heads.journal.n !== expected.entry - 1))
      problems.push(`the heads are named as ${JSON.stringify(heads)}`)
    const [rows] = await opened.desk.store.read([{ table: 'applied_head', keys: [[1]] }])
    if (rows?.[0]?.n !== entries) problems.push(`the view shows ${rows?.[0]?.n} of ${entries} entries`)
    await closeFolder(options, opened.desk)
    fs.rmSync(`${root}/data/checkpoint.json`, { force: true })
  }
  return problems
}

/** Found by a verification at the latest; by the start where nothing vouches for what is older, or the view is made again. */
async function altered(root: string, expected: Expected, random: Seeded): Promise<string[]> {
  const options = optionsFor(root)
  const { files, dir } = options
  const problems = named(expected, (await verifyBooks(files, dir, null)).firstBad)
  if (random.chance(0.5)) fs.rmSync(`${dir}/checkpoint.json`, { force: true })
  if (random.chance(0.5)) fs.rmSync(`${dir}/db`, { recursive: true })
  const opened = await open(options)
  const damage = opened.damage ?? laterFound(opened)
  problems.push(...named(expected, damage))
  if (opened.damage !== null) problems.push(...(await readOnly(opened)))
  await closeFolder(options, opened.desk)
  return problems
}

/** What the background finds in what stands before the checkpoint. */
function laterFound({ desk }: OpenedFolder): BookDamage | null {
  try {
    for (const _ of desk.journal?.verifyRest() ?? []);
    return null
  } catch (error) {
    if (error instanceof JournalDamage) return error
    throw error
  }
}

async function unmakeable(root: string, expected: Expected): Promise<string[]> {
  fs.rmSync(`${root}/data/db`, { recursive: true })
  const options = optionsFor(root)
  const opened = await open(options)
  const problems = [...named(expected, opened.damage), ...(await readOnly(opened))]
  await closeFolder(options, opened.desk)
  return problems
}
