/** Walks the chain of entries through the segments, in blocks, and stops at the first that is not what must stand there. */
import type { Entry, Head } from '../protocol/entry.ts'
import { type Difference, JournalDamage } from './damage.ts'
import { readNext } from './entry-line.ts'
import { type Files, withFile } from './files.ts'
import { type Line, linesOf, listSegments, readHeader, segmentName } from './segment.ts'

/** A place between two entries: the bytes from `offset` of the segment on come after `head`. */
export interface Position {
  readonly segment: number
  readonly offset: number
  /** Null before the first segment's header, which says what the chain grows from. */
  readonly head: Head | null
}

export const START: Position = { segment: 1, offset: 0, head: null }

/** Entries that were read and hold, with the offsets of their lines. All are of one segment. */
export interface Block {
  readonly entries: readonly Entry[]
  readonly offsets: readonly number[]
  readonly end: Position
}

export interface Bad {
  readonly differs: Difference
  /** It reads as what it should be, and still is not: no tear does that. */
  readonly whole: boolean
}

export interface Stop {
  readonly at: Position
  readonly bad: Bad | null
}

const UNREADABLE: Bad = { differs: 'unreadable', whole: false }

/** Ends where the segments end, or before `until`, or at the first bad line. */
export function* walk(files: Files, folder: string, from: Position, until?: Position): Generator<Block, Stop> {
  const there = new Set(listSegments(files, folder))
  const last = until?.segment ?? Math.max(0, ...there)
  let at = from
  for (let segment = from.segment; segment <= last; segment++) {
    if (segment > from.segment) at = { segment, offset: 0, head: at.head }
    if (!there.has(segment)) return { at, bad: { differs: 'missing-segment', whole: true } }
    const stop = yield* walkSegment(files, folder, at, segment === until?.segment ? until.offset : undefined)
    if (stop.bad) return stop
    at = stop.at
  }
  return { at, bad: null }
}

function* walkSegment(files: Files, folder: string, from: Position, end: number | undefined): Generator<Block, Stop> {
  const handle = files.open(`${folder}/${segmentName(from.segment)}`, 'read')
  try {
    let at = from
    for (const lines of linesOf(handle, from.offset, end)) {
      let rest = lines
      const first = lines[0]
      if (at.offset === 0 && first) {
        const entered = enter(first, at)
        if ('bad' in entered) return entered
        at = entered
        rest = lines.slice(1)
      }
      const { block, bad } = readBlock(rest, at)
      at = block.end
      if (block.entries.length > 0) yield block
      if (bad) return { at, bad }
    }
    // Not even a header: the file was made, and nothing of its content reached the disk.
    return at.offset === 0 ? { at, bad: { differs: 'header', whole: false } } : { at, bad: null }
  } finally {
    handle.close()
  }
}

/** Past the header, if it is the one that belongs here. */
function enter(line: Line, at: Position): Position | Stop {
  const { header, whole } = line.ended ? readHeader(line.bytes) : { header: null, whole: false }
  const head = header && (at.head ?? { n: 0, hash: header.prev })
  if (!header || !head || header.segment !== at.segment || header.first !== head.n + 1 || header.prev !== head.hash) {
    return { at, bad: { differs: 'header', whole } }
  }
  return { segment: at.segment, offset: line.bytes.length + 1, head }
}

function readBlock(lines: readonly Line[], from: Position): { readonly block: Block; readonly bad: Bad | null } {
  const entries: Entry[] = []
  const offsets: number[] = []
  let { offset, head } = from
  let bad: Bad | null = null
  for (const line of lines) {
    const read =
      line.ended && head ? readNext(line.bytes, head) : { ok: false as const, differs: 'unreadable' as const }
    if (!read.ok) {
      bad = read.differs === 'unreadable' ? UNREADABLE : { differs: read.differs, whole: true }
      break
    }
    entries.push(read.entry)
    offsets.push(line.offset)
    offset = line.offset + line.bytes.length + 1
    head = { n: read.entry.n, hash: read.entry.hash }
  }
  return { block: { entries, offsets, end: { segment: from.segment, offset, head } }, bad }
}

/** Names the damage at which a walk stopped. */
export function damageAt(stop: { readonly at: Position; readonly bad: Bad }): JournalDamage {
  const entry = (stop.at.head?.n ?? 0) + 1
  return new JournalDamage({ segment: segmentName(stop.at.segment), entry, differs: stop.bad.differs })
}

/** Walks on, and throws `JournalDamage` at the first bad line. */
export function* walkWhole(files: Files, folder: string, from: Position, until?: Position): Generator<Block, Position> {
  const stop = yield* walk(files, folder, from, until)
  if (stop.bad) throw damageAt({ at: stop.at, bad: stop.bad })
  return stop.at
}

/** Size of a segment's file. */
export function segmentSize(files: Files, folder: string, segment: number): number {
  return files.stat(`${folder}/${segmentName(segment)}`)?.size ?? 0
}

/** The bytes from a position to the end of its segment. */
export function bytesFrom(files: Files, folder: string, at: Position): Uint8Array {
  return withFile(files.open(`${folder}/${segmentName(at.segment)}`, 'read'), handle =>
    handle.read(at.offset, handle.size() - at.offset),
  )
}
