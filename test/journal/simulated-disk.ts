/**
 * A disk in memory behind the port of `src/journal/files.ts` that loses power: what was not fsynced is kept or lost in
 * any combination that a real file system may leave. Blocks are lost one by one (they read as zeros, or the file is
 * shorter), a folder that was not fsynced has lost the last of its creations, renames and removals. It also fills up
 * and fails, and an fsync that fails leaves pages that look clean and are not on the disk, as Linux does.
 */
import { type FileFault, type FileHandle, type FileStat, type Files, parentOf } from '../../src/journal/files.ts'
import type { Seeded } from './seeded.ts'

const SECTOR = 512

/** Thrown by the call during which the power went; nothing works until `restart`. */
export class PowerLost extends Error {
  override readonly name = 'PowerLost'
}

export type Operation = 'write' | 'sync' | 'truncate' | 'create' | 'rename' | 'remove' | 'syncFolder' | 'makeFolder'

/** Asked before each operation that changes the disk: a fault to answer with, or nothing. */
export type Faults = (operation: Operation, path: string) => FileFault | undefined

class Inode {
  /** As programs read it. */
  cached = new Uint8Array(0)
  /** As it survives. */
  durable = new Uint8Array(0)
  readonly dirty = new Set<number>()

  resize(size: number): void {
    const next = new Uint8Array(size)
    next.set(this.cached.subarray(0, size))
    for (let at = Math.min(size, this.cached.length); at < Math.max(size, this.cached.length); at += SECTOR)
      this.touch(at)
    this.cached = next
  }

  touch(position: number): void {
    this.dirty.add(Math.floor(position / SECTOR))
  }

  sync(): void {
    this.durable = this.#with(this.dirty, this.cached.length)
    this.dirty.clear()
  }

  /** What is on the disk when only some of the dirty sectors made it. */
  #with(sectors: ReadonlySet<number>, size: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(size)
    bytes.set(this.durable.subarray(0, size))
    for (const sector of sectors) {
      const from = sector * SECTOR
      if (from < size) bytes.set(this.cached.subarray(from, Math.min(from + SECTOR, size)), from)
    }
    return bytes
  }

  losePower(random: Seeded): void {
    const unit = random.chance(0.5) ? 1 : 8
    const keep = new Map<number, boolean>()
    const kept = new Set<number>()
    for (const sector of this.dirty) {
      const block = Math.floor(sector / unit)
      if (!keep.has(block)) keep.set(block, random.chance(0.5))
      if (keep.get(block)) kept.add(sector)
    }
    const [low, high] = [this.durable.length, this.cached.length].sort((a, b) => a - b) as [number, number]
    const sizes = [this.durable.length, this.cached.length, low + random.below(high - low + 1)]
    const size = this.dirty.size === 0 ? this.durable.length : (sizes[random.below(3)] ?? low)
    this.durable = this.#with(kept, size)
    this.cached = Uint8Array.from(this.durable)
    this.dirty.clear()
  }
}

type Names = Map<string, Inode | 'folder'>
/** A change of names that is not durable yet: it belongs to the folder that holds the name. */
interface Pending {
  readonly folder: string
  readonly apply: (names: Names) => void
}

export class SimulatedDisk implements Files {
  faults: Faults = () => undefined
  /** Bytes that still fit. */
  free = Number.POSITIVE_INFINITY
  /** The power goes during the operation of this number, counted from now. */
  powerLossIn = Number.POSITIVE_INFINITY
  /** Operations so far that could have been the last. */
  operations = 0
  #names: Names = new Map()
  #durableNames: Names = new Map()
  #pending: Pending[] = []
  #off = false

  open(path: string, mode: 'read' | 'write' | 'create'): FileHandle {
    this.#alive()
    const there = this.#names.get(path)
    if (mode === 'create') {
      if (there) throw fault('EEXIST', path)
      this.#step('create', path)
      const made = new Inode()
      this.#rename(parentOf(path), names => void names.set(path, made))
      return this.#handle(path, made)
    }
    if (!(there instanceof Inode)) throw fault('ENOENT', path)
    return this.#handle(path, there)
  }

  #handle(path: string, inode: Inode): FileHandle {
    let open = true
    const opened = <T>(work: () => T): T => {
      if (!open) throw new Error(`EBADF: ${path} was closed`)
      return work()
    }
    return {
      size: () => opened(() => inode.cached.length),
      read: (position, length) => opened(() => inode.cached.slice(position, position + length)),
      write: (bytes, position) => opened(() => this.#write(path, inode, bytes, position)),
      truncate: size =>
        opened(() => {
          this.#step('truncate', path)
          inode.resize(size)
        }),
      sync: () => opened(() => this.#sync(path, inode)),
      close: () =>
        opened(() => {
          open = false
        }),
    }
  }

  #sync(path: string, inode: Inode): void {
    try {
      this.#step('sync', path)
    } catch (error) {
      if (!(error instanceof PowerLost)) inode.dirty.clear()
      throw error
    }
    inode.sync()
  }

  #write(path: string, inode: Inode, bytes: Uint8Array, position: number): number {
    let lost: unknown = null
    try {
      this.#step('write', path)
    } catch (error) {
      if (!(error instanceof PowerLost)) throw error
      lost = error
    }
    const growth = Math.max(0, position + bytes.length - inode.cached.length)
    const length = bytes.length - Math.max(0, growth - this.free)
    if (length <= 0 && bytes.length > 0) throw fault('ENOSPC', path)
    this.free -= Math.min(growth, this.free)
    if (position + length > inode.cached.length) inode.resize(position + length)
    inode.cached.set(bytes.subarray(0, length), position)
    for (let at = position; at < position + length; at += SECTOR) inode.touch(at)
    if (length > 0) inode.touch(position + length - 1)
    if (lost) throw lost
    return length
  }

  stat(path: string): FileStat | null {
    this.#alive()
    const there = this.#names.get(path)
    if (there instanceof Inode) return { size: there.cached.length, isFolder: false }
    return there === 'folder' || path === '/' ? { size: 0, isFolder: true } : null
  }

  list(path: string): string[] {
    this.#alive()
    const names = [...this.#names.keys()].filter(name => parentOf(name) === path && name !== path)
    return names.map(name => name.slice(path.length + 1)).sort()
  }

  read(path: string): Uint8Array {
    const handle = this.open(path, 'read')
    return handle.read(0, handle.size())
  }

  makeFolder(path: string): void {
    if (this.stat(path) !== null) return
    this.makeFolder(parentOf(path))
    this.#step('makeFolder', path)
    this.#rename(parentOf(path), names => void names.set(path, 'folder'))
  }

  remove(path: string): void {
    this.#alive()
    if (!this.#names.has(path)) return
    this.#step('remove', path)
    this.#rename(parentOf(path), names => {
      for (const name of [...names.keys()]) if (name === path || name.startsWith(`${path}/`)) names.delete(name)
    })
  }

  rename(from: string, to: string): void {
    const moved = this.#names.get(from)
    if (!moved) throw fault('ENOENT', from)
    this.#step('rename', from)
    this.#rename(parentOf(to), names => {
      names.delete(from)
      names.set(to, moved)
    })
  }

  copyFolder(from: string, to: string): void {
    this.makeFolder(to)
    for (const name of this.list(from)) {
      if (this.stat(`${from}/${name}`)?.isFolder) this.copyFolder(`${from}/${name}`, `${to}/${name}`)
      else this.open(`${to}/${name}`, 'create').write(this.read(`${from}/${name}`), 0)
    }
  }

  syncFolder(path: string): void {
    this.#step('syncFolder', path)
    this.#pending = this.#pending.filter(pending => {
      if (pending.folder !== path) return true
      pending.apply(this.#durableNames)
      return false
    })
  }

  /** The power goes now, if it has not, and comes back; open handles are of no use any more. */
  restart(random: Seeded): void {
    this.#off = false
    this.powerLossIn = Number.POSITIVE_INFINITY
    this.faults = () => undefined
    this.free = Number.POSITIVE_INFINITY
    // Each folder keeps a first part of what was done to its names, in order.
    const kept = new Map<string, boolean>()
    for (const pending of this.#pending) {
      const still = (kept.get(pending.folder) ?? true) && random.chance(0.6)
      kept.set(pending.folder, still)
      if (still) pending.apply(this.#durableNames)
    }
    this.#pending = []
    for (const name of [...this.#durableNames.keys()]) {
      if (!this.#reachable(name)) this.#durableNames.delete(name)
    }
    for (const inode of this.#durableNames.values()) if (inode instanceof Inode) inode.losePower(random)
    this.#names = new Map(this.#durableNames)
  }

  /** Changes the disk behind the program's back. */
  tamper(path: string, change: (bytes: Uint8Array) => Uint8Array): void {
    const inode = this.#names.get(path)
    if (!(inode instanceof Inode)) throw fault('ENOENT', path)
    inode.cached = Uint8Array.from(change(inode.cached))
    inode.durable = Uint8Array.from(inode.cached)
    inode.dirty.clear()
  }

  /** A name whose folder was lost is lost with it. */
  #reachable(name: string): boolean {
    const parent = parentOf(name)
    return parent === '/' || (this.#durableNames.get(parent) === 'folder' && this.#reachable(parent))
  }

  #rename(folder: string, apply: (names: Names) => void): void {
    apply(this.#names)
    this.#pending.push({ folder, apply })
  }

  #alive(): void {
    if (this.#off) throw new PowerLost('the power is off')
  }

  #step(operation: Operation, path: string): void {
    this.#alive()
    this.operations++
    if (--this.powerLossIn < 0) {
      this.#off = true
      throw new PowerLost(`the power went during ${operation} of ${path}`)
    }
    const failed = this.faults(operation, path)
    if (failed) throw fault(failed, `${operation} of ${path}`)
  }
}

function fault(code: FileFault, what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code })
}
