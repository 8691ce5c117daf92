/** The real disk behind the port of `files.ts`: the one file of this room that may touch `node:fs`. */
import fs from 'node:fs'
import { dirname } from 'node:path'
import type { FileHandle, Files, OpenMode } from './files.ts'
import { faultCode } from './files.ts'

const FLAGS: Record<OpenMode, string> = { read: 'r', write: 'r+', create: 'wx+' }

class NodeFileHandle implements FileHandle {
  readonly #fd: number

  constructor(fd: number) {
    this.#fd = fd
  }

  size(): number {
    return fs.fstatSync(this.#fd).size
  }

  write(bytes: Uint8Array, position: number): number {
    let written = 0
    while (written < bytes.length) {
      try {
        const more = fs.writeSync(this.#fd, bytes, written, bytes.length - written, position + written)
        if (more === 0) return written
        written += more
      } catch (error) {
        // A disk that fills up midway takes a part and refuses the rest: the caller hears of the part.
        if (written > 0 && faultCode(error) === 'ENOSPC') return written
        throw error
      }
    }
    return written
  }

  read(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    let got = 0
    while (got < length) {
      const more = fs.readSync(this.#fd, bytes, got, length - got, position + got)
      if (more === 0) break
      got += more
    }
    return bytes.subarray(0, got)
  }

  truncate(size: number): void {
    fs.ftruncateSync(this.#fd, size)
  }

  sync(): void {
    fs.fsyncSync(this.#fd)
  }

  close(): void {
    fs.closeSync(this.#fd)
  }
}

/** Absent is an answer here, not a failure. */
function unlessAbsent<T>(work: () => T, absent: T): T {
  try {
    return work()
  } catch (error) {
    if (faultCode(error) === 'ENOENT') return absent
    throw error
  }
}

function makeOneFolder(path: string): void {
  try {
    fs.mkdirSync(path)
  } catch (error) {
    // It was there, or another process has made it meanwhile.
    if (nodeFiles.stat(path)?.isFolder !== true) throw error
  }
}

export const nodeFiles: Files = {
  open(path, mode, options) {
    return new NodeFileHandle(fs.openSync(path, FLAGS[mode], options?.secret ? 0o600 : 0o666))
  },
  stat(path) {
    const stat = fs.statSync(path, { throwIfNoEntry: false })
    return stat === undefined ? null : { size: stat.size, isFolder: stat.isDirectory() }
  },
  list(path) {
    return unlessAbsent(() => fs.readdirSync(path).sort(), [])
  },
  read(path) {
    return fs.readFileSync(path)
  },
  makeFolder(path) {
    const missing = [path]
    for (let at = dirname(path); at !== dirname(at) && nodeFiles.stat(at) === null; at = dirname(at)) missing.push(at)
    // One by one: where the system takes no folder and says ENOENT, as /proc does, Node's `recursive` tries for ever.
    for (const folder of missing.reverse()) makeOneFolder(folder)
  },
  remove(path) {
    fs.rmSync(path, { recursive: true, force: true })
  },
  rename(from, to) {
    fs.renameSync(from, to)
  },
  copyFolder(from, to) {
    fs.cpSync(from, to, { recursive: true, errorOnExist: true, mode: fs.constants.COPYFILE_FICLONE })
  },
  syncFolder(path) {
    // Windows has no fsync of a folder: NTFS journals names by itself, and opening one for it is refused.
    if (process.platform === 'win32') return
    const fd = fs.openSync(path, 'r')
    try {
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
  },
}
