/**
 * The file of wrapped keys: one record a key, appended and fsynced before anything that was sealed with it. An erasure
 * writes the next generation without the erased keys and wipes the old one. A batch of records has a newline
 * before and after it, so that what a torn append leaves runs into no record before or after; such a remnant is skipped,
 * since nothing can have been sealed with it.
 */
import { type FileHandle, type Files, makeFolderDurably, withFile, writeAll, writeDurably } from './files.ts'

export interface KeyRecord {
  readonly id: string
  /** The party or uploaded file whose key it is. */
  readonly owner: string
  /** Base64url of the key as the master key wraps it; null when it was erased. */
  readonly wrapped: string | null
}

const HEADER = 'leasedesk keys 1'
const ERASED = 'erased'
/** IV, 32 bytes of key, tag. */
const WRAPPED_LENGTH = 80
const RECORD = new RegExp(`^([\\w-]{11}) (\\S+) ([\\w-]{${WRAPPED_LENGTH}}|${ERASED})$`)
const NAME = /^parties-(\d{6})\.keys$/

function keyFileName(generation: number): string {
  return `parties-${String(generation).padStart(6, '0')}.keys`
}

export interface ReadKeys {
  readonly records: KeyRecord[]
  /** Lines that are no record: remnants of torn appends, or damage. */
  readonly unreadable: number
}

export class KeyFile {
  readonly #files: Files
  readonly #folder: string
  #generation: number
  #handle: FileHandle | null = null

  /** Takes the newest generation, and wipes older ones that an interrupted erasure left. Makes the first one. */
  constructor(files: Files, folder: string) {
    this.#files = files
    this.#folder = folder
    makeFolderDurably(files, folder)
    const generations = generationsIn(files, folder)
    this.#generation = Math.max(1, ...generations)
    if (generations.length === 0) writeDurably(files, this.path, encode([]), { secret: true })
    for (const generation of generations) if (generation < this.#generation) this.#wipe(generation)
  }

  get path(): string {
    return this.#pathOf(this.#generation)
  }

  #pathOf(generation: number): string {
    return `${this.#folder}/${keyFileName(generation)}`
  }

  /** With an fsync before: a process that was killed may have left records that are in memory only. */
  read(): ReadKeys {
    this.#open().sync()
    return parseKeyFile(this.#files.read(this.path))
  }

  #open(): FileHandle {
    this.#handle ??= this.#files.open(this.path, 'write')
    return this.#handle
  }

  /** One write, one fsync. What of a failed append stands is a remnant, and is cut if it can be. */
  append(records: readonly KeyRecord[]): void {
    const handle = this.#open()
    const end = handle.size()
    try {
      writeAll(handle, encodeRecords(records), end)
      handle.sync()
    } catch (error) {
      // The cut is tidiness only: the error that matters is the first one.
      try {
        handle.truncate(end)
      } catch {
        this.close()
      }
      throw error
    }
  }

  /** Puts exactly these records in place of all there are; nothing of the old file can be read afterwards. */
  replace(records: readonly KeyRecord[]): void {
    const old = this.#generation
    writeDurably(this.#files, this.#pathOf(old + 1), encode(records), { secret: true })
    this.close()
    this.#generation = old + 1
    this.#wipe(old)
  }

  #wipe(generation: number): void {
    const path = this.#pathOf(generation)
    withFile(this.#files.open(path, 'write'), handle => {
      writeAll(handle, new Uint8Array(handle.size()), 0)
      handle.sync()
    })
    this.#files.remove(path)
    this.#files.syncFolder(this.#folder)
  }

  close(): void {
    this.#handle?.close()
    this.#handle = null
  }
}

/** Whether a folder has any key in it, whoever can unwrap it. */
export function holdsKeys(files: Files, folder: string): boolean {
  return generationsIn(files, folder).some(generation => {
    return parseKeyFile(files.read(`${folder}/${keyFileName(generation)}`)).records.length > 0
  })
}

function generationsIn(files: Files, folder: string): number[] {
  return files
    .list(folder)
    .flatMap(name => NAME.exec(name)?.[1] ?? [])
    .map(Number)
}

/** The records that a key file holds. */
export function parseKeyFile(bytes: Uint8Array): ReadKeys {
  const records: KeyRecord[] = []
  let unreadable = 0
  for (const line of Buffer.from(bytes).toString().split('\n')) {
    if (line === '' || line === HEADER) continue
    const [, id, owner, wrapped] = RECORD.exec(line) ?? []
    if (id && owner && wrapped) records.push({ id, owner, wrapped: wrapped === ERASED ? null : wrapped })
    else unreadable++
  }
  return { records, unreadable }
}

function encode(records: readonly KeyRecord[]): Uint8Array {
  return Buffer.concat([Buffer.from(HEADER), encodeRecords(records)])
}

function encodeRecords(records: readonly KeyRecord[]): Uint8Array {
  const lines = records.map(({ id, owner, wrapped }) => `${id} ${owner} ${wrapped ?? ERASED}`)
  return Buffer.from(`\n${lines.join('\n')}\n`)
}
