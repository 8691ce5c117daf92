/**
 * Tells a torn tail from damage. A power loss during an append leaves any blocks of the last group on the disk and not
 * the others: those read as zeros, or the file is shorter. Nobody was told that this group is saved, so it may be cut.
 * Everything else that does not read as it was written had been durable, and is damage.
 */
import type { Position, Stop } from './chain.ts'
import { bytesFrom } from './chain.ts'
import { asBuffer, LINE_START, readLine } from './entry-line.ts'
import { type Files, makeFolderDurably, parentOf, withFile, writeDurably } from './files.ts'
import { listSegments, segmentName } from './segment.ts'

/** The smallest piece that a disk loses or keeps as a whole. */
const SECTOR = 512
const NEWLINE = 0x0a

/** Whether what stands from a bad line on is the rest of a group that was never durable. `known` is the last number that was. */
export function isTear(files: Files, folder: string, stop: Stop, known: number): boolean {
  const n = (stop.at.head?.n ?? 0) + 1
  if (!stop.bad || stop.bad.whole || n <= known) return false
  // The next segment is made only after everything before it was durable.
  if (listSegments(files, folder).at(-1) !== stop.at.segment) return false
  const tail = bytesFrom(files, folder, stop.at)
  return looksTorn(tail, stop.at.offset) && !holdsLaterGroup(tail, n)
}

function looksTorn(tail: Uint8Array, offset: number): boolean {
  if (tail.at(-1) !== NEWLINE) return true
  let from = 0
  while (from < tail.length) {
    const to = Math.min(tail.length, from + SECTOR - ((offset + from) % SECTOR))
    if (tail.subarray(from, to).every(byte => byte === 0)) return true
    from = to
  }
  return false
}

/**
 * A group begins only after the one before was durable: a whole entry of a group later than entry `n` shows that `n` had
 * been, and was damaged since. Where a newline is gone, an entry may begin inside what reads as another's line.
 */
function holdsLaterGroup(tail: Uint8Array, n: number): boolean {
  const bytes = asBuffer(tail)
  for (let at = bytes.indexOf(LINE_START); at >= 0; at = bytes.indexOf(LINE_START, at + 1)) {
    const end = bytes.indexOf(NEWLINE, at)
    if (end < 0) return false
    const read = readLine(bytes.subarray(at, end))
    if (read.ok && read.entry.group > n) return true
  }
  return false
}

/** A tail that was cut, for the report. */
export interface Torn {
  readonly segment: string
  /** Number of the first entry that was not whole. */
  readonly entry: number
  readonly bytes: number
  /** The file with the bytes that were cut; null when there were none (a segment without content). */
  readonly keptAs: string | null
}

/** Keeps the bytes from `at` on beside the journal, then cuts them; answers where the journal ends now. */
export function cutTail(files: Files, folder: string, cutFolder: string, at: Position): Torn {
  const name = segmentName(at.segment)
  const tail = bytesFrom(files, folder, at)
  const keptAs = tail.length > 0 ? freeName(files, cutFolder, `${name.replace('.ndjson', '')}-${at.offset}`) : null
  if (keptAs) {
    makeFolderDurably(files, cutFolder)
    writeDurably(files, keptAs, tail)
  }
  const path = `${folder}/${name}`
  if (at.offset === 0) {
    files.remove(path)
    files.syncFolder(parentOf(path))
  } else {
    withFile(files.open(path, 'write'), handle => {
      handle.truncate(at.offset)
      handle.sync()
    })
  }
  return { segment: name, entry: (at.head?.n ?? 0) + 1, bytes: tail.length, keptAs }
}

/** The same place may be torn more than once; none of the cuts replaces another. */
function freeName(files: Files, folder: string, stem: string): string {
  let number = 1
  while (files.stat(`${folder}/${stem}-${number}.bin`) !== null) number++
  return `${folder}/${stem}-${number}.bin`
}
