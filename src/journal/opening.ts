/**
 * What is found when a journal is opened: from the last checkpoint on, every entry is checked; what the checkpoint and
 * the database are known to have held must be there; a torn tail that neither of them knows is cut.
 */
import { CHAIN_START, type Head } from '../protocol/entry.ts'
import { type Block, bytesFrom, damageAt, type Position, START, type Stop, segmentSize, walk } from './chain.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { type Damage, type Difference, JournalDamage } from './damage.ts'
import { readLine } from './entry-line.ts'
import { type FileHandle, type Files, makeFolderDurably, withFile, writeAll } from './files.ts'
import { lineEndingAt, listSegments, segmentName } from './segment.ts'
import { cutTail, isTear, type Torn } from './tail.ts'

/** Where a data folder keeps its journal. */
export interface Places {
  readonly journal: string
  readonly cuts: string
  readonly checkpoint: string
}

export function placesIn(dir: string): Places {
  return { journal: `${dir}/journal`, cuts: `${dir}/journal-cut`, checkpoint: `${dir}/checkpoint.json` }
}

/** A head that something else than the journal vouches for, and the damage to name when the journal has not got it. */
export interface Witness {
  readonly head: Head
  readonly behind: Difference
  readonly other: Difference
}

export function witnesses(checkpoint: Checkpoint | null, appliedHead: Head | null): Witness[] {
  const all: Witness[] = []
  if (checkpoint) all.push({ head: checkpoint.head, behind: 'behind-checkpoint', other: 'other-than-checkpoint' })
  if (appliedHead) all.push({ head: appliedHead, behind: 'behind-database', other: 'other-than-database' })
  // Of two that miss something, the one that knows more is named.
  return all.sort((a, b) => b.head.n - a.head.n)
}

/** Compares what a walk passes with what its witnesses hold. */
export class WitnessCheck {
  readonly #witnesses: readonly Witness[]
  /** The last number that is known to have been durable. */
  readonly known: number

  constructor(all: readonly Witness[]) {
    this.#witnesses = all
    this.known = Math.max(0, ...all.map(witness => witness.head.n))
  }

  /** Throws `JournalDamage` when a witness holds another entry at a number of this block. */
  passed(block: Block): void {
    const first = block.entries[0]?.n ?? 0
    for (const { head, other } of this.#witnesses) {
      const entry = block.entries[head.n - first]
      if (entry && entry.hash !== head.hash) {
        throw new JournalDamage(differing(block.end.segment, other, { n: entry.n, hash: entry.hash }, head))
      }
    }
  }

  /** Throws `JournalDamage` when the journal ends before a witness. */
  ended(at: Position): void {
    const journal = at.head ?? { n: 0, hash: CHAIN_START }
    for (const { head, behind } of this.#witnesses) {
      if (head.n > journal.n) throw new JournalDamage(differing(at.segment, behind, journal, head))
    }
  }
}

function differing(segment: number, differs: Difference, journal: Head, known: Head): Damage {
  const entry = differs.startsWith('behind') ? journal.n + 1 : journal.n
  return { segment: segmentName(segment), entry, differs, heads: { journal, known } }
}

/** What a scan to the end found. */
export interface Scan {
  /** Where it began: after the checkpoint, or at the start. */
  readonly from: Position
  readonly stop: Stop
  /** Where the last group begins that was read, to be written again. */
  readonly lastGroup: Position | null
  /** A place every megabyte or so, for readers to begin at. */
  readonly marks: readonly Position[]
}

/** Reads to the end; throws `JournalDamage` when a witness holds another entry than the journal. */
export function scan(files: Files, folder: string, from: Position, check: WitnessCheck): Scan {
  const steps = walk(files, folder, from)
  const marks: Position[] = [from]
  let lastGroup: Position | null = null
  for (;;) {
    const step = steps.next()
    if (step.done) return { from, stop: step.value, lastGroup, marks }
    check.passed(step.value)
    lastGroup = lastGroupOf(step.value) ?? lastGroup
    marks.push(step.value.end)
  }
}

function lastGroupOf({ entries, offsets, end }: Block): Position | null {
  const first = entries.findLast(entry => entry.n === entry.group)
  if (!first) return null
  const offset = offsets[entries.indexOf(first)] ?? 0
  return { segment: end.segment, offset, head: { n: first.n - 1, hash: first.prev } }
}

export interface Opened extends Scan {
  readonly end: Position
  readonly torn: Torn | null
  /** The last segment, to append to; null while there is none. */
  readonly handle: FileHandle | null
}

/** Opens for appending: cuts a torn tail, and makes all that was read durable. Throws `JournalDamage`. */
export function openForAppending(files: Files, places: Places, appliedHead: Head | null): Opened {
  makeFolderDurably(files, places.journal)
  const checkpoint = readCheckpoint(files, places.checkpoint)
  const check = new WitnessCheck(witnesses(checkpoint, appliedHead))
  const found = scan(files, places.journal, startOf(files, places.journal, checkpoint, appliedHead), check)
  const { stop } = found
  const tear = isTear(files, places.journal, stop, check.known)
  if (stop.bad && !tear) throw damageAt({ at: stop.at, bad: stop.bad })
  check.ended(stop.at)
  const torn = tear ? cutTail(files, places.journal, places.cuts, stop.at) : null
  const end = torn && stop.at.offset === 0 ? endBefore(files, places.journal, stop.at) : stop.at
  return { ...found, end, torn, handle: settle(files, places.journal, end, found) }
}

/** After the checkpoint where the journal still has what it says; else at the start, so that damage is named exactly. */
function startOf(files: Files, folder: string, checkpoint: Checkpoint | null, appliedHead: Head | null): Position {
  if (!checkpoint || (appliedHead && appliedHead.n < checkpoint.head.n)) return START
  if (segmentSize(files, folder, checkpoint.segment) < checkpoint.offset) return START
  const last = withFile(files.open(`${folder}/${segmentName(checkpoint.segment)}`, 'read'), handle =>
    lineEndingAt(handle, checkpoint.offset),
  )
  const read = last && readLine(last)
  return read?.ok && read.entry.hash === checkpoint.head.hash ? checkpoint : START
}

/** The end of what stands before a segment that was removed. */
function endBefore(files: Files, folder: string, at: Position): Position {
  if (at.segment === 1) return START
  const segment = at.segment - 1
  return { segment, offset: segmentSize(files, folder, segment), head: at.head }
}

/**
 * Makes everything that was read durable before anyone relies on it. The last group is written again in place: its
 * process may have died before the fsync, or after a failed one, which leaves pages that look clean and are not on disk.
 * Where nothing was read, the checkpoint stands at the end and vouches for all there is.
 */
function settle(files: Files, folder: string, end: Position, { from, lastGroup }: Scan): FileHandle | null {
  if (listSegments(files, folder).length === 0) return null
  const handle = files.open(`${folder}/${segmentName(end.segment)}`, 'write')
  if (from.head !== null && from.head.n === end.head?.n) return handle
  try {
    if (lastGroup?.segment === end.segment) writeAll(handle, bytesFrom(files, folder, lastGroup), lastGroup.offset)
    handle.sync()
    files.syncFolder(folder)
    return handle
  } catch (error) {
    handle.close()
    throw error
  }
}
