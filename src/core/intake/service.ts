/** Files into applications: uploads, previews, mappings, dry runs and imports (contract: `protocol/desktop/intake.ts`). */
import type { IntakeLine } from '../../commands/intake/line.ts'
import { loadIntake } from '../../commands/intake/load.ts'
import { savePreset } from '../../commands/intake/preset.ts'
import { INTAKE_FIELDS } from '../../domain/intake/fields.ts'
import { guessMapping } from '../../domain/intake/guess.ts'
import { BUILT_IN_PRESETS, builtInMapping, isBuiltIn } from '../../domain/intake/presets.ts'
import type { Ids } from '../../domain/intake/values.ts'
import type { Language } from '../../domain/language.ts'
import { sm3 } from '../../journal/crypto.ts'
import type { Job } from '../../protocol/desktop/app.ts'
import { type Mapping, mapping as mappingSchema, type Preview } from '../../protocol/desktop/intake.ts'
import { type Desk, type Giver, giverOf } from '../desk.ts'
import { uploadsIn } from '../folder/places.ts'
import { Problem } from '../problems.ts'
import type { Jobs, Running } from '../services/jobs.ts'
import type { Session } from '../session.ts'
import { Refused } from '../writing/refused.ts'
import { idsOf } from './ids.ts'
import { acceptable, planFor, type Tally } from './importing.ts'
import { type OpenTable, openTable, type ReaderPorts } from './reader.ts'
import { RejectsFile } from './rejects-file.ts'
import { hashOf, storeFile } from './stored-file.ts'
import { type Upload, Uploads } from './uploads.ts'

/** Rows of a preview, and characters of a cell of it. */
const PREVIEW_ROWS = 50
const PREVIEW_CELL = 500
/** Rejects of finished jobs are kept for so many. */
const REJECTS_KEPT = 20

export interface ImportFile {
  readonly path: string
  readonly fileName: string
  readonly sheet: string | null
}

type Work = { readonly file: ImportFile; readonly mapping: (columns: readonly string[]) => Mapping }
type Counted = { read: number; imported: number; rejected: number; duplicates: number }

export class IntakeService {
  readonly #desk: Desk
  readonly #jobs: Jobs
  readonly #ids: Ids
  readonly #reader: ReaderPorts
  readonly #uploads: Uploads
  readonly #rejects = new Map<string, RejectsFile>()

  constructor(desk: Desk, jobs: Jobs, reader: Partial<ReaderPorts> = {}) {
    this.#desk = desk
    this.#jobs = jobs
    this.#ids = idsOf(desk.keys)
    this.#reader = { clock: desk.clock, worker: new URL('./reader-worker.ts', import.meta.url), ...reader }
    this.#uploads = new Uploads(desk.files, uploadsIn(desk.dir), () => this.#newId())
  }

  beginUpload(session: Session, { fileName, bytes }: { fileName: string; bytes: number }): { uploadId: string } {
    session.mayRead(...rolesOf())
    return { uploadId: this.#uploads.begin(fileName, bytes) }
  }

  async uploadChunk(
    session: Session,
    { uploadId, offset, content }: { uploadId: string; offset: number; content: Blob },
  ): Promise<{ received: number }> {
    session.mayRead(...rolesOf())
    const bytes = new Uint8Array(await content.arrayBuffer())
    return { received: this.#uploads.append(uploadId, offset, bytes) }
  }

  async preview(session: Session, given: { uploadId: string; sheet: string | null }): Promise<Preview> {
    session.mayRead(...rolesOf())
    const upload = this.#uploads.whole(given.uploadId)
    const table = await openTable({ path: upload.path, sheet: given.sheet }, this.#reader)
    try {
      const { head } = table
      const rows = await firstRows(table)
      upload.sheet = head.sheet
      upload.columns = head.columns
      return {
        uploadId: upload.id,
        fileName: upload.fileName,
        bytes: upload.bytes,
        ...head,
        sheets: [...head.sheets],
        columns: [...head.columns],
        rows: rows.map(cells => cells.map(cell => cell.slice(0, PREVIEW_CELL))),
        fields: INTAKE_FIELDS.map(({ id, zh, en, type, unit, required }) => ({ id, zh, en, type, unit, required })),
        guess: onWire(guessMapping(head.columns, rows)),
        presets: await this.#presets(head.columns),
      }
    } finally {
      await table.close()
    }
  }

  /** A preset of the same name is replaced. */
  async savePreset(session: Session, { name, mapping }: { name: string; mapping: Mapping }): Promise<{ id: string }> {
    if (isBuiltIn(name)) throw new Problem('preset-built-in', { name })
    const id = `preset-${sm3(name).slice(0, 16)}`
    await this.#desk.give(savePreset, { id, name, mapping: { ...mapping, preset: id } }, giverOf(session))
    return { id }
  }

  dryRun(session: Session, given: { uploadId: string; mapping: Mapping }): Job {
    session.mayRead(...rolesOf())
    const work = this.#workOf(given)
    return this.#startJob('dry-run', rejects => running => this.#check(work, running, rejects))
  }

  run(session: Session, given: { uploadId: string; mapping: Mapping }): Job {
    session.mayRead(...rolesOf())
    const giver = giverOf(session)
    const work = this.#workOf(given)
    return this.#startJob('import', rejects => async running => {
      const result = await this.#import(work, giver, running, rejects)
      this.#uploads.discard(given.uploadId)
      return result
    })
  }

  rejects(session: Session, jobId: string) {
    session.mayRead(...rolesOf())
    return this.#rejectsOf(jobId).first.map(reject => ({ ...reject, detail: { ...reject.detail } }))
  }

  rejectsFile(session: Session, { jobId, language }: { jobId: string; language: Language }) {
    session.mayRead(...rolesOf())
    const fileName = `leasedesk-rejects-${this.#desk.clock.now().slice(0, 10)}.csv`
    return { fileName, content: this.#rejectsOf(jobId).asCsv(language) }
  }

  discard(session: Session, { uploadId }: { uploadId: string }): Record<string, never> {
    session.mayRead(...rolesOf())
    this.#uploads.discard(uploadId)
    return {}
  }

  /** For the command line: a file where it lies, with a built-in or saved preset by its id or name. */
  async importFile(session: Session, path: string, preset: string): Promise<Counted> {
    const giver = giverOf(session)
    const mapping = await this.#presetCalled(preset)
    const fileName = path.split(/[/\\]/).at(-1) ?? path
    const rejects = this.#newRejects()
    try {
      const work: Work = { file: { path, fileName, sheet: null }, mapping }
      const { read, imported, rejected, duplicates } = await this.#import(work, giver, UNWATCHED, rejects)
      return { read, imported, rejected, duplicates }
    } finally {
      rejects.remove()
    }
  }

  /** What can be said without the file's rows is said at once; the rest by the job. */
  #workOf({ uploadId, mapping }: { uploadId: string; mapping: Mapping }): Work {
    const upload: Upload = this.#uploads.whole(uploadId)
    if (upload.columns !== null) planFor(mapping, upload.columns)
    return { file: { path: upload.path, fileName: upload.fileName, sheet: upload.sheet }, mapping: () => mapping }
  }

  async #check({ file, mapping }: Work, running: Running, rejects: RejectsFile): Promise<Counted> {
    const table = await openTable(file, this.#reader)
    try {
      const plan = planFor(mapping(table.head.columns), table.head.columns)
      const tally = nothingYet()
      const progress = (read: number, of: number) => running.progress(read, of)
      const reading = { desk: this.#desk, ids: this.#ids, table, plan, rejects, running, progress }
      for await (const _ of acceptable(reading, tally));
      if (tally.read === 0) throw new Problem('file.no-rows')
      return tally
    } finally {
      await table.close()
      rejects.close()
    }
  }

  /** If applications of this file come in from elsewhere between check and write, everything is checked once more. */
  async #import(
    work: Work,
    giver: Giver,
    running: Running,
    rejects: RejectsFile,
  ): Promise<Counted & { batchId: string | null }> {
    try {
      return await this.#importOnce(work, giver, running, rejects)
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'intake.application-exists')) throw error
      rejects.restart()
      return await this.#importOnce(work, giver, running, rejects)
    } finally {
      rejects.close()
    }
  }

  async #importOnce(
    { file, mapping }: Work,
    giver: Giver,
    running: Running,
    rejects: RejectsFile,
  ): Promise<Counted & { batchId: string | null }> {
    const desk = this.#desk
    const table = await openTable(file, this.#reader)
    try {
      const chosen = mapping(table.head.columns)
      const plan = planFor(chosen, table.head.columns)
      const fileHash = await hashOf(desk, file.path)
      const tally = nothingYet()
      const batchId = `import-${this.#newId()}`
      let documentId: string | null = null
      let lines = 0
      // A row is half done when it has been checked, and done when it is stored.
      const progress = (read: number, of: number) => running.progress(Math.floor(read / 2), of)
      const reading = { desk, ids: this.#ids, table, plan, rejects, running, progress }
      const all = async function* (): AsyncGenerator<IntakeLine> {
        for await (const line of acceptable(reading, tally)) {
          lines++
          yield line
        }
        // The last moment before the entry: a file of which nothing came in is not kept.
        if (tally.imported > 0)
          documentId = await storeFile(desk, file, table.head.format, `file-${batchId.slice('import-'.length)}`, giver)
      }
      const { source } = plan
      const input = () => ({
        ...tally,
        batchId,
        kind: 'applications' as const,
        source,
        fileName: file.fileName,
        fileHash,
        preset: chosen.preset,
        documentId,
      })
      const stored = (done: number) =>
        running.progress(Math.floor((tally.read * (1 + done / Math.max(1, lines))) / 2), tally.read)
      try {
        await desk.givePack(loadIntake, all(), input, giver, stored)
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'nothing-to-do')) throw error
        if (tally.read === 0) throw new Problem('file.no-rows')
        return { ...tally, batchId: null }
      }
      return { ...tally, batchId }
    } finally {
      await table.close()
    }
  }

  #startJob(
    kind: 'import' | 'dry-run',
    work: (rejects: RejectsFile) => (running: Running) => Promise<Counted & Record<string, string | number | null>>,
  ): Job {
    const rejects = this.#newRejects()
    const job = this.#jobs.start(kind, work(rejects))
    this.#rejects.set(job.id, rejects)
    for (const [oldest, file] of [...this.#rejects].slice(0, Math.max(0, this.#rejects.size - REJECTS_KEPT))) {
      file.remove()
      this.#rejects.delete(oldest)
    }
    return job
  }

  async #presets(columns: readonly string[]): Promise<Preview['presets']> {
    const builtIn = BUILT_IN_PRESETS.map(id => {
      return { id, name: id, builtIn: true, mapping: onWire(builtInMapping(id, columns)) }
    })
    const saved = await this.#savedPresets()
    return [...builtIn, ...saved.map(preset => ({ ...preset, builtIn: false }))]
  }

  async #savedPresets(): Promise<{ id: string; name: string; mapping: Mapping }[]> {
    const rows = await this.#desk.store.sql.query<{ id: string; name: string; mapping: never }>(
      'select id, name, mapping from mapping_preset order by name, id',
    )
    return rows.map(({ id, name, mapping }) => ({ id, name, mapping: mappingSchema.parse(mapping) }))
  }

  async #presetCalled(preset: string): Promise<(columns: readonly string[]) => Mapping> {
    if (isBuiltIn(preset)) return columns => onWire(builtInMapping(preset, columns))
    const saved = await this.#savedPresets()
    const found = saved.find(({ id, name }) => id === preset || name === preset)
    if (found !== undefined) return () => found.mapping
    throw new Problem('preset-unknown', { preset, known: [...BUILT_IN_PRESETS, ...saved.map(({ name }) => name)] })
  }

  #rejectsOf(jobId: string): RejectsFile {
    const found = this.#rejects.get(jobId)
    if (found === undefined) throw new Problem('rejects-gone')
    return found
  }

  #newRejects(): RejectsFile {
    return new RejectsFile(this.#desk.files, this.#uploads.pathFor(`${this.#newId()}.rejects`))
  }

  #newId(): string {
    return Buffer.from(this.#desk.randomness(9)).toString('base64url')
  }
}

const rolesOf = () => (loadIntake.roles === 'founding' ? [] : loadIntake.roles)

const UNWATCHED: Running = { cancelled: false, check: () => undefined, progress: () => undefined }

const nothingYet = (): Tally => ({ read: 0, imported: 0, rejected: 0, duplicates: 0 })

const onWire = (mapping: ReturnType<typeof guessMapping>): Mapping => ({
  ...mapping,
  fields: mapping.fields.map(field => ({ ...field })),
})

async function firstRows(table: OpenTable): Promise<string[][]> {
  const rows: string[][] = []
  for await (const block of table.blocks) {
    for (const [, cells] of block.rows.slice(0, PREVIEW_ROWS - rows.length)) rows.push([...cells])
    if (rows.length >= PREVIEW_ROWS) break
  }
  return rows
}
