/**
 * Opens the database as a view of the journal: as it stands where it can be trusted, with the last group applied where
 * a kill left it one behind, and made anew in every other case (ARCHITECTURE.md, 'What is trusted').
 */

import type { TableName } from '../../domain/model/index.ts'
import type { Files } from '../../journal/files.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Entry, Head } from '../../protocol/entry.ts'
import { openPgliteStore, type PgliteStore } from '../../store/pglite-store.ts'
import { StatementFailed } from '../../store/store.ts'
import { judgeTrust, readMarker, writeMarker } from '../../store/trust.ts'
import { applyEntries, type Books } from '../writing/apply.ts'
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

/** A database that may be used, with the head it says to have applied; null where it has to be made anew. */
export async function openTrusted(options: ViewOptions): Promise<{ store: PgliteStore; applied: Head } | null> {
  const { files, dir, bootId } = options
  const folder = databaseIn(dir)
  if (judgeTrust(readMarker(files, folder), bootId) !== 'trusted') return null
  // Opening writes already (recovery, migrations): from here on only this boot's page cache vouches for the folder.
  markOpen(options)
  let store: PgliteStore
  try {
    store = await openPgliteStore({ folder, files, freeBytes: options.freeBytes })
  } catch (error) {
    if (error instanceof StatementFailed && error.code === NO_ROOM) throw error
    // However else it fails to open, it is a view: the journal makes it again, and says so by its progress.
    return null
  }
  const applied = await appliedHead(store)
  if (applied !== null) return { store, applied }
  await store.close()
  return null
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

/** What a trusted database says to have applied, for whoever only looks at the journal; null where it vouches for nothing. */
export async function appliedHeadIn(options: Omit<ViewOptions, 'prepared'>): Promise<Head | null> {
  const { files, dir } = options
  const marker = readMarker(files, databaseIn(dir))
  if (typeof marker === 'object' && marker.state === 'clean') return marker.appliedHead
  const prepared = () => Promise.reject(new TypeError('a database that is only looked at is not made'))
  const trusted = await openTrusted({ ...options, prepared })
  if (trusted === null) return null
  await trusted.store.close()
  return trusted.applied
}

/** Before the first write to it. */
export function markOpen(options: ViewOptions): void {
  writeMarker(options.files, databaseIn(options.dir), { state: 'open', bootId: options.bootId })
}

/** After the store has closed and every file of it is on the disk. */
export function markClean(options: ViewOptions, applied: Head): void {
  writeMarker(options.files, databaseIn(options.dir), { state: 'clean', bootId: options.bootId, appliedHead: applied })
}

/** Applies what a kill left unapplied; false where that is more than one group, which no trusted database can lack. */
export async function catchUp(store: PgliteStore, applied: Head, journal: Journal, books: Books): Promise<boolean> {
  if (applied.n === journal.head.n) return true
  const tail: Entry[] = []
  for (const block of journal.read(applied.n + 1)) tail.push(...block)
  if (tail.some(entry => entry.group !== tail[0]?.group)) return false
  await store.transaction(transaction => applyEntries(transaction, tail, books))
  return true
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
  files.remove(making)
  const store = await openPgliteStore({ folder: making, files, freeBytes, prepared: await options.prepared() })
  await store.dropIndexes(LARGE)
  const of = journal.head.n
  let done = 0
  for (const block of journal.read(1)) {
    await store.transaction(transaction =>
      applyEntries(transaction, block, books, applied => progress(done + applied, of)),
    )
    done += block.length
  }
  await store.makeIndexes(LARGE)
  await store.analyse()
  await store.close()
  writeMarker(files, making, { state: 'open', bootId })
  replaceFolder(files, making, folder)
  return openPgliteStore({ folder, files, freeBytes })
}

function replaceFolder(files: Files, made: string, folder: string): void {
  const old = `${folder}.old`
  files.remove(old)
  if (files.stat(folder) !== null) files.rename(folder, old)
  files.rename(made, folder)
  files.syncFolder(folder.slice(0, folder.lastIndexOf('/')))
  files.remove(old)
}
