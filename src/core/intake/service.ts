/** Files into applications: uploads, previews, mappings, dry runs and imports (contract: `protocol/desktop/intake.ts`). */
import { INTAKE_FIELDS } from '../../domain/intake/fields.ts'
import { guessMapping } from '../../domain/intake/guess.ts'
import type { Ids } from '../../domain/intake/values.ts'
import type { Language } from '../../domain/language.ts'
import { DESK } from '../../domain/roles.ts'
import type { Job } from '../../protocol/desktop/app.ts'
import type { Mapping, Preview } from '../../protocol/desktop/intake.ts'
import { type Desk, giverOf } from '../desk.ts'
import { uploadsIn } from '../folder/places.ts'
import { Problem } from '../problems.ts'
import type { Jobs, Running } from '../services/jobs.ts'
import type { Session } from '../session.ts'
import { idsOf } from './ids.ts'
import { planFor, type Tally } from './importing.ts'
import { keepPreset, onWire, presetCalled, presetsFor } from './presets.ts'
import { type OpenTable, openTable, type ReaderPorts } from './reader.ts'
import { RejectsFile } from './rejects-file.ts'
import { checkFile, importFile, type Surroundings, type Work } from './run.ts'
import { Uploads } from './uploads.ts'

/** Rows of a preview, and characters of a cell of it. */
const PREVIEW_ROWS = 50
const PREVIEW_CELL = 500
/** Jobs whose rejects are kept, the newest this many. */
const REJECTS_KEPT = 20

/** The command line waits for its import and cannot cancel it. */
const UNWATCHED: Running = { cancelled: false, check: () => undefined, progress: () => undefined }

export class IntakeService {
  readonly #desk: Desk
  readonly #jobs: Jobs
  readonly #ids: Ids
  readonly #reader: ReaderPorts
  readonly #uploads: Uploads
  readonly #rejects = new Map<string, RejectsFile>()

  constructor(desk: Desk, jobs: Jobs) {
    this.#desk = desk
    this.#jobs = jobs
    this.#ids = idsOf(desk.keys)
    this.#reader = { clock: desk.clock, worker: new URL('./reader-worker.ts', import.meta.url) }
    this.#uploads = new Uploads(desk.files, uploadsIn(desk.dir), this.#newId)
  }

  beginUpload(session: Session, { fileName, bytes }: { fileName: string; bytes: number }): { uploadId: string } {
    session.mayRead(...DESK)
    return { uploadId: this.#uploads.begin(fileName, bytes) }
  }

  async uploadChunk(
    session: Session,
    { uploadId, offset, content }: { uploadId: string; offset: number; content: Blob },
  ): Promise<{ received: number }> {
    session.mayRead(...DESK)
    const bytes = new Uint8Array(await content.arrayBuffer())
    return { received: this.#uploads.append(uploadId, offset, bytes) }
  }

  async preview(session: Session, given: { uploadId: string; sheet: string | null }): Promise<Preview> {
    session.mayRead(...DESK)
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
        presets: await presetsFor(this.#desk, head.columns),
      }
    } finally {
      await table.close()
    }
  }

  async savePreset(session: Session, { name, mapping }: { name: string; mapping: Mapping }): Promise<{ id: string }> {
    session.mayRead(...DESK)
    return { id: await keepPreset(this.#desk, name, mapping, giverOf(session)) }
  }

  dryRun(session: Session, given: { uploadId: string; mapping: Mapping }): Job {
    session.mayRead(...DESK)
    const work = this.#workOf(given)
    return this.#startJob('dry-run', session, around => checkFile(work, around))
  }

  run(session: Session, given: { uploadId: string; mapping: Mapping }): Job {
    session.mayRead(...DESK)
    const giver = giverOf(session)
    const work = this.#workOf(given)
    return this.#startJob('import', session, async around => {
      const imported = await importFile(work, around, giver)
      this.#uploads.discard(given.uploadId)
      return imported
    })
  }

  rejects(session: Session, jobId: string) {
    session.mayRead(...DESK)
    return this.#rejectsOf(session, jobId).first.map(reject => ({ ...reject, detail: { ...reject.detail } }))
  }

  rejectsFile(session: Session, { jobId, language }: { jobId: string; language: Language }) {
    session.mayRead(...DESK)
    const fileName = `leasedesk-rejects-${this.#desk.clock.now().slice(0, 10)}.csv`
    return { fileName, content: this.#rejectsOf(session, jobId).asCsv(language) }
  }

  discard(session: Session, { uploadId }: { uploadId: string }): Record<string, never> {
    session.mayRead(...DESK)
    this.#uploads.discard(uploadId)
    return {}
  }

  /**
   * For the command line: a file where it lies, with a built-in or saved preset by its id or name. Where rows were
   * rejected, `keep` is handed the rejects file once the rest is saved; ours is removed, as it is plain personal data.
   */
  async importFile(
    session: Session,
    path: string,
    preset: string,
    keep: (rejects: Blob) => Promise<void> = async () => undefined,
  ): Promise<Tally> {
    session.mayRead(...DESK)
    const giver = giverOf(session)
    const mapping = await presetCalled(this.#desk, preset)
    const fileName = path.split(/[/\\]/).at(-1) ?? path
    const rejects = this.#newRejects()
    try {
      const around = this.#around(UNWATCHED, rejects)
      const { batchId: _, ...tally } = await importFile(
        { file: { path, fileName, sheet: null }, mapping },
        around,
        giver,
      )
      if (tally.rejected > 0) await keep(rejects.asCsv('en'))
      return tally
    } finally {
      rejects.remove()
    }
  }

  /** What can be said without the file's rows is said at once; the rest by the job. */
  #workOf({ uploadId, mapping }: { uploadId: string; mapping: Mapping }): Work {
    const { path, fileName, sheet, columns } = this.#uploads.whole(uploadId)
    if (columns !== null) planFor(mapping, columns)
    return { file: { path, fileName, sheet }, mapping: () => mapping }
  }

  #startJob(kind: 'import' | 'dry-run', session: Session, work: (around: Surroundings) => Promise<Tally>): Job {
    const rejects = this.#newRejects()
    const job = this.#jobs.start(kind, session.actor().id, async running => {
      try {
        return { ...(await work(this.#around(running, rejects))) }
      } finally {
        rejects.close()
      }
    })
    this.#rejects.set(job.id, rejects)
    for (const [oldest, file] of [...this.#rejects].slice(0, Math.max(0, this.#rejects.size - REJECTS_KEPT))) {
      file.remove()
      this.#rejects.delete(oldest)
    }
    return job
  }

  #around(running: Running, rejects: RejectsFile): Surroundings {
    return { desk: this.#desk, ids: this.#ids, reader: this.#reader, running, rejects, newId: this.#newId }
  }

  /** The rejected cells are personal data: they are shown to whoever may watch the job. */
  #rejectsOf(session: Session, jobId: string): RejectsFile {
    const found = this.#rejects.get(jobId)
    if (found === undefined) throw new Problem('rejects-gone')
    this.#jobs.see(jobId, session)
    return found
  }

  #newRejects(): RejectsFile {
    return new RejectsFile(this.#desk.files, this.#uploads.pathFor(`${this.#newId()}.rejects`))
  }

  readonly #newId = (): string => Buffer.from(this.#desk.randomness(9)).toString('base64url')
}

async function firstRows(table: OpenTable): Promise<string[][]> {
  const rows: string[][] = []
  for await (const block of table.blocks) {
    for (const [, cells] of block.rows.slice(0, PREVIEW_ROWS - rows.length)) rows.push([...cells])
    if (rows.length >= PREVIEW_ROWS) break
  }
  return rows
}
