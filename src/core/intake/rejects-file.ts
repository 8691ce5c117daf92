/** The cells that kept rows out: the first ones in memory for the screen, all of them in a file for mending. */
import { expectedOf, type Reject } from '../../domain/intake/rejects.ts'
import type { Language } from '../../domain/language.ts'
import { type FileHandle, type Files, faultCode, writeAll } from '../../journal/files.ts'
import { Problem } from '../problems.ts'
import { csvCell } from '../services/papers.ts'

const SHOWN = 1_000
/** Characters gathered before they are written. */
const BATCH = 1 << 18
const CHUNK = 1 << 20

const HEADINGS: Record<Language, readonly string[]> = {
  'zh-CN': ['行号', '列', '内容', '应为'],
  en: ['Row', 'Column', 'Value', 'Expected'],
}

export class RejectsFile {
  readonly #files: Files
  readonly #path: string
  readonly #first: Reject[] = []
  #handle: FileHandle | null
  #size = 0
  #batch = ''

  constructor(files: Files, path: string) {
    this.#files = files
    this.#path = path
    this.#handle = files.open(path, 'create', { secret: true })
  }

  get first(): readonly Reject[] {
    return this.#first
  }

  add(rejects: readonly Reject[]): void {
    for (const reject of rejects) {
      if (this.#first.length < SHOWN) this.#first.push(reject)
      this.#batch += `${JSON.stringify(reject)}\n`
    }
    if (this.#batch.length >= BATCH) this.#flush()
  }

  /** Forgets what was added: the file is read once more. */
  restart(): void {
    this.#first.length = 0
    this.#batch = ''
    this.#size = 0
    this.#handle?.truncate(0)
  }

  /** No more will come: what is there can be read. */
  close(): void {
    this.#flush()
    this.#handle?.close()
    this.#handle = null
  }

  remove(): void {
    this.#batch = ''
    this.close()
    this.#files.remove(this.#path)
  }

  /** A CSV that Excel opens as it is: byte order mark, and no cell that it would run as a formula. */
  asCsv(language: Language): Blob {
    const parts: string[] = [`\uFEFF${lineOf(HEADINGS[language])}`]
    for (const lines of this.#lines())
      parts.push(lines.map(line => csvLine(JSON.parse(line) as Reject, language)).join(''))
    return new Blob(parts, { type: 'text/csv' })
  }

  #flush(): void {
    if (this.#handle === null || this.#batch === '') return
    const bytes = new TextEncoder().encode(this.#batch)
    try {
      writeAll(this.#handle, bytes, this.#size)
    } catch (error) {
      if (faultCode(error) === 'ENOSPC') throw new Problem('upload.disk-full')
      throw error
    }
    this.#size += bytes.length
    this.#batch = ''
  }

  *#lines(): Generator<string[]> {
    this.#flush()
    const handle = this.#files.open(this.#path, 'read')
    try {
      const decoder = new TextDecoder()
      let rest = ''
      for (let at = 0; at < this.#size; at += CHUNK) {
        const lines = (rest + decoder.decode(handle.read(at, CHUNK), { stream: true })).split('\n')
        rest = lines.pop() ?? ''
        yield lines
      }
    } finally {
      handle.close()
    }
  }
}

const lineOf = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`
const csvLine = (reject: Reject, language: Language): string =>
  lineOf([String(reject.row), reject.column, reject.value, expectedOf(reject, language)])
