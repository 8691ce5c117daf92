/** Files on their way in: written piece by piece into the company's folder, and gone with the next start at the latest. */
import { type FileHandle, type Files, faultCode, writeAll } from '../../journal/files.ts'
import { Problem } from '../problems.ts'
import { LIMITS } from './limits.ts'

/** Files that a person can have open at once; the oldest has been forgotten by then. */
const OPEN_AT_ONCE = 20

export interface Upload {
  readonly id: string
  readonly fileName: string
  readonly bytes: number
  readonly path: string
  /** The sheet that was looked at last, and will be imported. */
  sheet: string | null
  /** Columns as they were shown last. */
  columns: readonly string[] | null
}

interface Held extends Upload {
  received: number
  /** Null once everything is there. */
  handle: FileHandle | null
}

export class Uploads {
  readonly #files: Files
  readonly #folder: string
  readonly #newId: () => string
  readonly #held = new Map<string, Held>()

  /** What an earlier run left is removed: nobody can refer to it any more. */
  constructor(files: Files, folder: string, newId: () => string) {
    this.#files = files
    this.#folder = folder
    this.#newId = newId
    files.remove(folder)
    files.makeFolder(folder)
  }

  begin(fileName: string, bytes: number): string {
    if (bytes === 0) throw new Problem('file.empty')
    if (bytes > LIMITS.bytes) throw new Problem('file.too-large', { bytes, most: LIMITS.bytes })
    for (const oldest of [...this.#held.keys()].slice(0, Math.max(0, this.#held.size - OPEN_AT_ONCE + 1)))
      this.discard(oldest)
    const id = this.#newId()
    const path = this.pathFor(id)
    const handle = this.#files.open(path, 'create', { secret: true })
    this.#held.set(id, { id, fileName, bytes, path, sheet: null, columns: null, received: 0, handle })
    return id
  }

  /** Takes the next piece; answers how many bytes are there. Pieces come in order, each once. */
  append(id: string, offset: number, content: Uint8Array): number {
    const held = this.#of(id)
    if (offset !== held.received) throw new Problem('upload.offset', { offset, expected: held.received })
    if (offset + content.length > held.bytes) throw new Problem('upload.too-long', { bytes: held.bytes })
    if (held.handle === null) return held.received
    try {
      writeAll(held.handle, content, offset)
    } catch (error) {
      if (faultCode(error) === 'ENOSPC') throw new Problem('upload.disk-full')
      throw error
    }
    held.received += content.length
    if (held.received === held.bytes) {
      held.handle.close()
      held.handle = null
    }
    return held.received
  }

  /** A file that has arrived as a whole. Throws Problem `upload.unknown` or `upload.incomplete`. */
  whole(id: string): Upload {
    const held = this.#of(id)
    if (held.handle !== null) throw new Problem('upload.incomplete', { received: held.received, bytes: held.bytes })
    return held
  }

  discard(id: string): void {
    const held = this.#held.get(id)
    if (held === undefined) return
    held.handle?.close()
    this.#files.remove(held.path)
    this.#held.delete(id)
  }

  /** A place in the folder for a file that belongs to an import and goes the same way. */
  pathFor(name: string): string {
    return `${this.#folder}/${name}`
  }

  #of(id: string): Held {
    const held = this.#held.get(id)
    if (held === undefined) throw new Problem('upload.unknown')
    return held
  }
}
