/** A whole file through the import: checked only, or checked, packed and journalled with the file itself beside it. */
import type { IntakeLine } from '../../commands/intake/line.ts'
import { loadIntake } from '../../commands/intake/load.ts'
import type { Plan } from '../../domain/intake/plan.ts'
import type { Ids } from '../../domain/intake/values.ts'
import type { Mapping } from '../../protocol/desktop/intake.ts'
import type { Desk, Giver } from '../desk.ts'
import { Problem } from '../problems.ts'
import type { Running } from '../services/jobs.ts'
import { Refused } from '../writing/refused.ts'
import { acceptable, planFor, type Tally } from './importing.ts'
import { type OpenTable, openTable, type ReaderPorts } from './reader.ts'
import type { RejectsFile } from './rejects-file.ts'
import { hashOf, type ImportFile, storeFile } from './stored-file.ts'
import type { TableHead } from './table.ts'

/** What to read, and by which mapping once its columns are known. */
export interface Work {
  readonly file: ImportFile
  readonly mapping: (columns: readonly string[]) => Mapping
}

export interface Surroundings {
  readonly desk: Desk
  readonly ids: Ids
  readonly reader: ReaderPorts
  readonly running: Running
  readonly rejects: RejectsFile
  /** Ids that no other import has. */
  readonly newId: () => string
}

/** What came of it; `batchId` is null where nothing came in. */
export interface Imported extends Tally {
  batchId: string | null
}

/** Reads and checks everything, stores nothing. */
export function checkFile(work: Work, around: Surroundings): Promise<Tally> {
  return withTable(work, around, async ({ table, plan }) => {
    const tally = nothingYet()
    const { running } = around
    const reading = { ...around, table, plan, progress: (read: number, of: number) => running.progress(read, of) }
    for await (const _ of acceptable(reading, tally));
    if (tally.read === 0) throw new Problem('file.no-rows')
    return tally
  })
}

/** If applications of this file come in from elsewhere between check and write, everything is checked once more. */
export async function importFile(work: Work, around: Surroundings, giver: Giver): Promise<Imported> {
  const id = around.newId()
  let kept: Promise<string | null> | null = null
  const keep: KeepFile = format => {
    kept ??= storeFile(around.desk, work.file, format, `file-${id}`, giver)
    return kept
  }
  const order: Order = { giver, batchId: `import-${id}`, keep }
  try {
    return await importOnce(work, around, order)
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'intake.application-exists')) throw error
    around.rejects.restart()
    return await importOnce(work, around, order)
  }
}

interface Order {
  readonly giver: Giver
  readonly batchId: string
  readonly keep: KeepFile
}

/** Stores the file as a document, however often it is asked; answers the document's id. */
type KeepFile = (format: TableHead['format']) => Promise<string | null>

interface Opened {
  readonly table: OpenTable
  readonly plan: Plan
  readonly mapping: Mapping
}

async function withTable<T>(work: Work, { reader }: Surroundings, use: (opened: Opened) => Promise<T>): Promise<T> {
  const table = await openTable(work.file, reader)
  try {
    const mapping = work.mapping(table.head.columns)
    return await use({ table, plan: planFor(mapping, table.head.columns), mapping })
  } finally {
    await table.close()
  }
}

function importOnce(work: Work, around: Surroundings, { giver, batchId, keep }: Order): Promise<Imported> {
  const { desk, running } = around
  const { path } = work.file
  return withTable(work, around, async ({ table, plan, mapping }) => {
    const fileHash = await hashOf(desk, path)
    const tally = nothingYet()
    let documentId: string | null = null
    let lines = 0
    // A row is half done when it has been checked, and done when it is stored.
    const checked = (read: number, of: number) => running.progress(Math.floor(read / 2), of)
    const stored = (done: number) =>
      running.progress(Math.floor((tally.read * (1 + done / Math.max(1, lines))) / 2), tally.read)
    const reading = { ...around, table, plan, progress: checked }
    const allLines = async function* (): AsyncGenerator<IntakeLine> {
      for await (const line of acceptable(reading, tally)) {
        lines++
        yield line
      }
      // The last moment before the entry: a file of which nothing came in is not kept.
      if (tally.imported > 0) documentId = await keep(table.head.format)
    }
    const entry = () => {
      const about = { kind: 'applications' as const, fileHash, preset: mapping.preset, documentId }
      return { ...tally, ...about, source: plan.source, batchId }
    }
    const anything = await givenAny(() => desk.givePack(loadIntake, allLines(), entry, giver, stored))
    if (tally.read === 0) throw new Problem('file.no-rows')
    return { ...tally, batchId: anything ? batchId : null }
  })
}

/** False where there was no line to give: a file that came in before changes nothing, and is no entry. */
async function givenAny(give: () => Promise<unknown>): Promise<boolean> {
  try {
    await give()
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'nothing-to-do') return false
    throw error
  }
}

const nothingYet = (): Tally => ({ read: 0, imported: 0, rejected: 0, duplicates: 0 })
