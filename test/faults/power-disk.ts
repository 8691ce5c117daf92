/**
 * The disk of a company that loses power: everything but the database lies on a simulated disk in memory; the database's
 * folders are real, since PGlite writes past the port, and what was not fsynced there is damaged when the power goes:
 * pages zeroed or flipped, ends cut off, new files gone, renames of a folder that was not fsynced undone.
 */
import fs from 'node:fs'
import { dirname } from 'node:path'
import { type FileHandle, type Files, parentOf } from '../../src/journal/files.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'
import type { Seeded } from '../journal/seeded.ts'
import { PowerLost, type SimulatedDisk } from '../journal/simulated-disk.ts'

const PAGE = 8_192
const SECTOR = 512

/** A change of names that may be undone while its folder has not been fsynced. */
interface Undoable {
  folder: string
  undo(): void
}

/** What a file was when it was fsynced: as long as it is that, nothing of it is lost. */
const stampOf = (path: string): string => {
  const { mtimeNs, size } = fs.statSync(path, { bigint: true })
  return `${mtimeNs} ${size}`
}

export class PowerDisk implements Files {
  readonly #simulated: SimulatedDisk
  readonly #random: Seeded
  readonly #root: string
  readonly #data: string
  readonly #frozen: string
  readonly #isDatabase: RegExp
  #synced = new Map<string, string>()
  #names: Undoable[] = []
  #removed = 0
  /** The power goes during the operation of this number, counted from now; those of the database's folders count too. */
  powerLossIn = Number.POSITIVE_INFINITY
  #off = false

  /** `root` is a real folder; `root/data/db…` stays there. */
  constructor(root: string, simulated: SimulatedDisk, random: Seeded) {
    this.#root = root
    this.#data = `${root}/data`
    this.#frozen = `${root}/frozen`
    this.#simulated = simulated
    this.#random = random
    this.#isDatabase = new RegExp(`^${RegExp.escape(`${root}/data/db`)}(\\.|/|$)`)
  }

  get isOn(): boolean {
    return !this.#off
  }

  /** Takes what lies in the real folders as durable: the start of a run. */
  adopt(): void {
    this.#synced = new Map(this.#databaseFiles().map(path => [path, stampOf(path)]))
  }

  open(path: string, mode: 'read' | 'write' | 'create'): FileHandle {
    if (this.#simulates(path)) return this.#counted(() => this.#simulated.open(path, mode), mode === 'create')
    const handle = this.#counted(() => nodeFiles.open(path, mode), mode === 'create')
    if (mode === 'create') this.#names.push({ folder: parentOf(path), undo: () => fs.rmSync(path, { force: true }) })
    return {
      size: () => handle.size(),
      read: (position, length) => handle.read(position, length),
      write: (bytes, position) => this.#counted(() => handle.write(bytes, position)),
      truncate: size => this.#counted(() => handle.truncate(size)),
      sync: () =>
        this.#counted(() => {
          this.#synced.set(path, stampOf(path))
        }),
      close: () => handle.close(),
    }
  }

  stat(path: string) {
    return this.#counted(() => (this.#simulates(path) ? this.#simulated.stat(path) : nodeFiles.stat(path)), false)
  }

  list(path: string): string[] {
    return this.#counted(() => (this.#simulates(path) ? this.#simulated.list(path) : nodeFiles.list(path)), false)
  }

  read(path: string): Uint8Array {
    return this.#counted(() => (this.#simulates(path) ? this.#simulated.read(path) : nodeFiles.read(path)), false)
  }

  makeFolder(path: string): void {
    // The simulated disk has the folders around the database too, and the real one has them from the start.
    this.#counted(() => (this.#simulates(path) ? this.#simulated.makeFolder(path) : nodeFiles.makeFolder(path)))
  }

  remove(path: string): void {
    this.#counted(() => {
      if (this.#simulates(path)) return this.#simulated.remove(path)
      if (!fs.existsSync(path)) return
      const kept = `${this.#root}/removed-${++this.#removed}`
      fs.renameSync(path, kept)
      this.#names.push({ folder: parentOf(path), undo: () => this.#moveBack(kept, path) })
    })
  }

  rename(from: string, to: string): void {
    this.#counted(() => {
      if (this.#simulates(from)) return this.#simulated.rename(from, to)
      const kept = `${this.#root}/removed-${++this.#removed}`
      const replaced = fs.existsSync(to)
      if (replaced) fs.renameSync(to, kept)
      fs.renameSync(from, to)
      this.#restamp(from, to)
      const undo = () => {
        this.#moveBack(to, from)
        this.#restamp(to, from)
        if (replaced) this.#moveBack(kept, to)
      }
      this.#names.push({ folder: parentOf(to), undo })
    })
  }

  copyFolder(from: string, to: string): void {
    this.#counted(() => {
      nodeFiles.copyFolder(from, to)
      this.#names.push({ folder: parentOf(to), undo: () => fs.rmSync(to, { recursive: true, force: true }) })
    })
  }

  syncFolder(path: string): void {
    this.#counted(() => {
      if (this.#simulates(path)) this.#simulated.syncFolder(path)
      this.#names = this.#names.filter(({ folder }) => folder !== path)
    })
  }

  /** The power comes back on what it left. Whoever had the database open must have let go of it. */
  restart(): void {
    if (!this.#off) this.#freeze()
    this.#off = false
    this.powerLossIn = Number.POSITIVE_INFINITY
    this.#simulated.restart(this.#random)
    for (const name of this.#databases()) fs.rmSync(`${this.#data}/${name}`, { recursive: true })
    for (const name of fs.readdirSync(this.#frozen)) fs.renameSync(`${this.#frozen}/${name}`, `${this.#data}/${name}`)
    this.#loseNames()
    // Few of them: what is damaged everywhere does not open, and is found in any case.
    const often = [0.1, 0.3, 0.9][this.#random.below(3)] ?? 0.1
    const unsure = this.#databaseFiles().filter(path => !this.#synced.has(path))
    for (const path of unsure) if (this.#random.chance(often)) this.#damage(path)
    this.adopt()
  }

  /** Each folder keeps a first part of what was done to its names: what came last goes first. */
  #loseNames(): void {
    const kept = new Set<string>()
    for (const { folder, undo } of this.#names.reverse()) {
      if (kept.has(folder) || this.#random.chance(0.5)) kept.add(folder)
      else undo()
    }
    this.#names = []
  }

  /** The database's folders as they are when the power goes; whatever still runs writes into those that are replaced. */
  #freeze(): void {
    for (const [path, stamp] of [...this.#synced]) {
      if (!fs.existsSync(path) || stampOf(path) !== stamp) this.#synced.delete(path)
    }
    fs.rmSync(this.#frozen, { recursive: true, force: true })
    fs.mkdirSync(this.#frozen)
    for (const name of this.#databases()) {
      fs.cpSync(`${this.#data}/${name}`, `${this.#frozen}/${name}`, { recursive: true })
    }
  }

  /** Any page that was written may be there, or not, or in part; a file or its end may be missing altogether. */
  #damage(path: string): void {
    const bytes = fs.readFileSync(path)
    const kind = this.#random.below(6)
    if (kind === 0) fs.rmSync(path)
    else if (kind === 1) fs.truncateSync(path, this.#random.below(bytes.length + 1))
    else this.#losePages(path, bytes)
  }

  #losePages(path: string, bytes: Uint8Array): void {
    const often = this.#random.chance(0.5) ? 0.05 : 0.5
    for (let at = 0; at < bytes.length; at += PAGE) {
      const page = bytes.subarray(at, at + PAGE)
      // What holds nothing has nothing to lose: WAL files are made long before they are filled.
      if (page.some(byte => byte !== 0) && this.#random.chance(often)) this.#spoil(page)
    }
    fs.writeFileSync(path, bytes)
  }

  #spoil(page: Uint8Array): void {
    const kind = this.#random.below(4)
    if (kind < 2) page.fill(0)
    else if (kind === 2) page.fill(0, SECTOR * this.#random.below(PAGE / SECTOR))
    else {
      for (let flips = 40; flips > 0; flips--) {
        const at = this.#random.below(page.length)
        page[at] = (page[at] ?? 0) ^ (1 << this.#random.below(8))
      }
    }
  }

  #simulates(path: string): boolean {
    return path.startsWith(this.#root) && !this.#isDatabase.test(path)
  }

  /** An operation that changes something may be the one during which the power goes. */
  #counted<T>(work: () => T, changes = true): T {
    if (this.#off) throw new PowerLost('the power is off')
    if (changes && --this.powerLossIn < 0) {
      this.#freeze()
      this.#off = true
      // What it is doing just now may come through in part: the simulated disk sees to that.
      this.#simulated.powerLossIn = 0
      try {
        work()
      } catch (error) {
        if (!(error instanceof PowerLost)) throw error
      }
      throw new PowerLost('the power went')
    }
    return work()
  }

  #moveBack(from: string, to: string): void {
    if (!fs.existsSync(from)) return
    fs.rmSync(to, { recursive: true, force: true })
    fs.mkdirSync(dirname(to), { recursive: true })
    fs.renameSync(from, to)
  }

  #restamp(from: string, to: string): void {
    for (const [path, stamp] of [...this.#synced]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue
      this.#synced.delete(path)
      this.#synced.set(to + path.slice(from.length), stamp)
    }
  }

  #databases(): string[] {
    return fs.readdirSync(this.#data).filter(name => this.#isDatabase.test(`${this.#data}/${name}`))
  }

  #databaseFiles(): string[] {
    const entries = fs.readdirSync(this.#data, { recursive: true, withFileTypes: true })
    const files = entries.filter(entry => entry.isFile()).map(entry => `${entry.parentPath}/${entry.name}`)
    return files.filter(path => this.#isDatabase.test(path))
  }
}
