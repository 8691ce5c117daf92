/**
 * Opens the database as a view of the journal: as it stands where it can be trusted, with the last group applied where
 * a kill left it one behind, and made anew in every other case (ARCHITECTURE.md, 'What is trusted').
 */

import type { TableName } from '../../domain/model/index.ts'
import type { Files } from '../../journal/files.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Entry, Head } from '../../protocol/entry.ts'
import { openPgliteStore, type PgliteStore } from '../../store/pglite-store.ts'
import { CommitFailed, StatementFailed } from '../../store/store.ts'
import { judgeTrust, readMarker, writeMarker } from '../../store/trust.ts'
import { applyEntries, type Books, weightOf } from '../writing/apply.ts'
import { databaseIn } from './places.ts'

export interface ViewOptions {
  files: Files
  dir: string
  bootId: string | null
  /** Path of the prepared database folder, made when first asked for. */
  prepared(): Promise<string>
  /** Bytes that the disk has left: PGlite must not meet a full one. */
  freeBytes(): number
}

/** The disk has no room for the database to be opened. */
const NO_ROOM = '53100'

export interface FoundView {
  /** Open, with the head that it has applied and the one that its marker names; null where it has to be made anew. */
  trusted: { store: PgliteStore; applied: Head; marked: Head | null } | null
  /** What the journal must hold in any case, trusted or not: the database had applied it. Null where nothing is known. */
  known: Head | null
}

/** Looks at the database folder, and opens what may be used. */
export async function openFound(options: ViewOptions): Promise<FoundView> {
  const { files, dir, bootId } = options
  const marker = readMarker(files, databaseIn(dir))
  const known = typeof marker === 'object' ? (marker.appliedHead ?? null) : null
  if (judgeTrust(marker, bootId) !== 'trusted') return { trusted: null, known }
  // Opening writes already (recovery, migrations): from here on only this boot's page cache vouches for the folder.
  markOpen(options, known)
  const store = await openOrNull(options)
  if (store === null) return { trusted: null, known }
  const applied = await appliedHead(store)
  // One that has lost what it is known to have applied has lost other things as well.
  if (applied !== null && applied.n >= (known?.n ?? 0))
    return { trusted: { store, applied, marked: known }, known: applied }
  await closeUnused(store)
  return { trusted: null, known }
}

async function openOrNull({ files, dir, freeBytes }: ViewOptions): Promise<PgliteStore | null> {
  try {
    return await openPgliteStore({ folder: databaseIn(dir), files, freeBytes })
  } catch (error) {
    if (error instanceof StatementFailed && error.code === NO_ROOM) throw error
    // However else it fails to open, it is a view: the journal makes it again, and says so by its progress.
    return null
  }
}

/** Closes a database that is thrown away next: one that is broken may not even close. */
export async function closeUnused(store: PgliteStore): Promise<void> {
  await store.close().catch(() => undefined)
}

async function appliedHead(store: PgliteStore): Promise<Head | null> {
  try {
    const [rows] = await store.read([{ table: 'applied_head', keys: [[1]] }])
    const row = rows?.[0] as { n: number; hash: string } | undefined
    return row === undefined ? null : { n: row.n, hash: row.hash }
  } catch {
    return null
  }
}

/** What the database is known to have applied, for whoever only looks at the journal; null where it vouches for nothing. */
export async function appliedHeadIn(options: Omit<ViewOptions, 'prepared'>): Promise<Head | null> {
  const { files, dir } = options
  const marker = readMarker(files, databaseIn(dir))
  if (typeof marker === 'object' && marker.state === 'clean') return marker.appliedHead
  const prepared = () => Promise.reject(new TypeError('a database that is only looked at is not made'))
  const { trusted, known } = await openFound({ ...options, prepared })
  await trusted?.store.close()
  return known
}

/** Before the first write to it. `applied` is the head that it has applied by now at least. */
export function markOpen({ files, dir, bootId }: ViewOptions, applied: Head | null): void {
  writeMarker(files, databaseIn(dir), openMarker(bootId, applied))
}

const openMarker = (bootId: string | null, applied: Head | null) => ({
  state: 'open' as const,
  bootId,
  ...(applied === null ? {} : { appliedHead: applied }),
})

/** Whatever becomes of this process, the next one makes the database anew: it holds what must not be kept. */
export function distrust(files: Files, dir: string, applied: Head | null): void {
  writeMarker(files, databaseIn(dir), openMarker(null, applied))
}

/** After the store has closed and every file of it is on the disk. */
export function markClean(options: ViewOptions, applied: Head): void {
  writeMarker(options.files, databaseIn(options.dir), { state: 'clean', bootId: options.bootId, appliedHead: applied })
}

/**
 * Applies what a kill left unapplied. False where that is more than one group, which no trusted database can lack, and
 * where the database does not take it. Throws CannotApply where the entries themselves cannot be read.
 */
export async function catchUp(store: PgliteStore, applied: Head, journal: Journal, books: Books): Promise<boolean> {
  const tail: Entry[] = []
  for (const block of journal.read(applied.n + 1)) {
    tail.push(...block)
    if (tail.some(entry => entry.group !== tail[0]?.group)) return false
  }
  if (tail.length === 0) return true
  try {
    await store.transaction(transaction => applyEntries(transaction, tail, books))
    return true
  } catch (error) {
    if (error instanceof StatementFailed || error instanceof CommitFailed) return false
    throw error
  }
}

export type Progress = (done: number, of: number) => void

/** Tables large enough that their indexes are made after they are filled. */
const LARGE: readonly TableName[] = [
  'party',
  'application',
  'application_party',
  'application_vehicle',
  'evidence',
  'facts',
  'decision',
  'review_case',
  'history',
  'ended_contract',
]

/**
 * Makes the view again from the journal's first entry, into a new folder that takes the old one's place only when it is
 * whole and on the disk: a kill meanwhile changes nothing.
 */
export async function rebuildView(
  options: ViewOptions,
  journal: Journal,
  books: Books,
  progress: Progress,
): Promise<PgliteStore> {
  const { files, dir, bootId, freeBytes } = options
  const folder = databaseIn(dir)
  const making = `${folder}.making`
  // All of it, before anything is made from it; damage found here stops the journal.
  for (const _ of journal.verifyRest());
  files.remove(making)
  const store = await openPgliteStore({ folder: making, files, freeBytes, prepared: await options.prepared() })
  try {
    await applyAll(store, journal, books, progress)
  } catch (error) {
    await closeUnused(store)
    files.remove(making)
    throw error
  }
  await store.close()
  writeMarker(files, making, openMarker(bootId, journal.head))
  replaceFolder(files, making, folder)
  return openPgliteStore({ folder, files, freeBytes })
}

async function applyAll(store: PgliteStore, journal: Journal, books: Books, progress: Progress): Promise<void> {
  let of = 0
  for (const block of journal.read(1)) of += block.reduce((sum, entry) => sum + weightOf(entry), 0)
  progress(0, of)
  await store.fill(LARGE, async transaction => {
    let done = 0
    for (const block of journal.read(1)) {
      await applyEntries(transaction, block, books, applied => progress(done + applied, of))
      done += block.reduce((sum, entry) => sum + weightOf(entry), 0)
    }
  })
}

function replaceFolder(files: Files, made: string, folder: string): void {
  const old = `${folder}.old`
  files.remove(old)
  if (files.stat(folder) !== null) files.rename(folder, old)
  files.rename(made, folder)
  files.syncFolder(folder.slice(0, folder.lastIndexOf('/')))
  files.remove(old)
}

/** What a kill in the middle of a rebuild left beside the database: nobody looks at it again, and it is people's data. */
export function clearLeftovers(files: Files, dir: string): void {
  for (const ending of ['making', 'old', 'new', 'empty']) files.remove(`${databaseIn(dir)}.${ending}`)
}
