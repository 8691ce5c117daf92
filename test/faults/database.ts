/** A database folder that is gone, older than the journal, or damaged: the journal makes the view again. */
import fs from 'node:fs'
import { MARKER_FILE } from '../../src/store/trust.ts'
import { type Seeded, seeded } from '../journal/seeded.ts'
import { lookAgain } from './kill.ts'
import type { Place } from './runs.ts'
import { worked } from './worked.ts'

const PAGE = 8_192

/** What happens to the database of a company that is not open. `older` is a copy of it from before the last work. */
type Harm = (data: string, random: Seeded, older: string) => void

const HARMS: Record<string, Harm> = {
  deleted: data => fs.rmSync(`${data}/db`, { recursive: true }),
  emptied: data => {
    fs.rmSync(`${data}/db`, { recursive: true })
    fs.mkdirSync(`${data}/db`)
  },
  'replaced by an older copy': (data, _, older) => {
    fs.rmSync(`${data}/db`, { recursive: true })
    fs.cpSync(older, `${data}/db`, { recursive: true })
  },
  'its WAL zeroed': data => {
    for (const path of walFiles(data)) fs.writeFileSync(path, new Uint8Array(fs.statSync(path).size))
  },
  'the last pages of its WAL zeroed': (data, random) => {
    const path = lastWritten(data)
    const bytes = fs.readFileSync(path)
    const end = bytes.findLastIndex(byte => byte !== 0)
    bytes.fill(0, Math.max(0, Math.floor(end / PAGE) - random.below(6)) * PAGE)
    fs.writeFileSync(path, bytes)
  },
  'its marker missing': data => fs.rmSync(`${data}/db/${MARKER_FILE}`),
  'its marker garbled': (data, random) => fs.writeFileSync(`${data}/db/${MARKER_FILE}`, random.bytes(random.below(80))),
  'its marker empty': data => fs.writeFileSync(`${data}/db/${MARKER_FILE}`, ''),
}

export async function harmDatabase({ root, template, seed, acknowledged }: Place): Promise<string[]> {
  const random = seeded(seed)
  const names = Object.keys(HARMS)
  const name = names[seed % names.length] ?? 'deleted'
  const older = `${root}/older`
  // Taken in the middle of work, or closed clean: the template's.
  const fromWork = random.chance(0.5)
  if (!fromWork) fs.cpSync(`${template}/data/db`, older, { recursive: true })
  const meanwhile = fromWork ? (data: string) => fs.cpSync(`${data}/db`, older, { recursive: true }) : undefined
  const closed = random.chance(0.5)
  const company = await worked(root, random, { template, closed, ...(meanwhile === undefined ? {} : { meanwhile }) })
  acknowledged(company.saved.length)
  HARMS[name]?.(`${company.root}/data`, random, older)
  fs.writeFileSync(`${company.root}/acknowledged.json`, JSON.stringify(company.saved))
  const problems = await lookAgain(company.root, seed)
  return problems.map(problem => `${name}, ${closed ? 'closed' : 'killed'}: ${problem}`)
}

function walFiles(data: string): string[] {
  const entries = fs.readdirSync(`${data}/db/pg_wal`, { withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => `${data}/db/pg_wal/${entry.name}`)
}

const lastWritten = (data: string): string =>
  walFiles(data).reduce((last, path) => (fs.statSync(path).mtimeMs > fs.statSync(last).mtimeMs ? path : last))
