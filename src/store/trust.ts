/**
 * Whether a database folder may be used as it stands. PGlite never fsyncs, so after a power loss a folder can open well
 * and be wrong; a marker in it says whether that can have happened (ARCHITECTURE.md, 'What is trusted').
 */
import { parentOf, type StoreFiles } from './files.ts'

export const MARKER_FILE = 'leasedesk-marker.json'

/** The journal's head as the database has applied it: number of the last entry and its hash. */
export interface AppliedHead {
  readonly n: number
  readonly hash: string
}

/**
 * `appliedHead` of an open database is what it had applied when it was last written: it has that and more. It vouches
 * for the journal also where the database itself is not to be trusted any more.
 */
export type Marker =
  | { readonly state: 'open'; readonly bootId: string | null; readonly appliedHead?: AppliedHead }
  | { readonly state: 'clean'; readonly bootId: string | null; readonly appliedHead: AppliedHead }

export type Trust =
  | 'trusted'
  | { readonly untrusted: 'no-marker' | 'unreadable-marker' | 'unknown-boot' | 'other-boot' }

/** What stands in the folder: a marker, none at all, or bytes that are none. */
export type FoundMarker = Marker | 'missing' | 'unreadable'

/**
 * Closed clean, or opened since this machine's start (the system's page cache has survived whatever killed the process).
 * How far it is behind the journal is for the caller to see: at most one group.
 */
export function judgeTrust(marker: FoundMarker, bootId: string | null): Trust {
  if (marker === 'missing') return { untrusted: 'no-marker' }
  if (marker === 'unreadable') return { untrusted: 'unreadable-marker' }
  if (marker.state === 'clean') return 'trusted'
  if (bootId === null || marker.bootId === null) return { untrusted: 'unknown-boot' }
  return marker.bootId === bootId ? 'trusted' : { untrusted: 'other-boot' }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function asMarker(value: unknown): FoundMarker {
  if (!isObject(value)) return 'unreadable'
  const { state, bootId } = value
  if (bootId !== null && typeof bootId !== 'string') return 'unreadable'
  const appliedHead = asHead(value.appliedHead)
  if (appliedHead === 'unreadable') return 'unreadable'
  if (state === 'open') return { state, bootId, ...(appliedHead === null ? {} : { appliedHead }) }
  return state === 'clean' && appliedHead !== null ? { state, bootId, appliedHead } : 'unreadable'
}

function asHead(value: unknown): AppliedHead | null | 'unreadable' {
  if (value === undefined) return null
  if (!isObject(value)) return 'unreadable'
  const { n, hash } = value
  return typeof n === 'number' && typeof hash === 'string' ? { n, hash } : 'unreadable'
}

export function readMarker(files: StoreFiles, folder: string): FoundMarker {
  const path = `${folder}/${MARKER_FILE}`
  if (files.stat(path) === null) return 'missing'
  try {
    return asMarker(JSON.parse(new TextDecoder().decode(files.read(path))))
  } catch (error) {
    if (error instanceof SyntaxError) return 'unreadable'
    throw error
  }
}

/**
 * Puts the marker in place, durably: 'open' before the database's first write, 'clean' after all of its files have been
 * fsynced. A kill meanwhile leaves the old one or the new one.
 */
export function writeMarker(files: StoreFiles, folder: string, marker: Marker): void {
  const path = `${folder}/${MARKER_FILE}`
  const temporary = `${path}.new`
  const bytes = new TextEncoder().encode(`${JSON.stringify(marker)}\n`)
  files.remove(temporary)
  const handle = files.open(temporary, 'create')
  try {
    if (handle.write(bytes, 0) < bytes.length) throw new Error(`${temporary}: the disk is full`)
    handle.sync()
  } finally {
    handle.close()
  }
  files.rename(temporary, path)
  files.syncFolder(folder)
  files.syncFolder(parentOf(folder))
}
