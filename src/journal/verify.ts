/** Verifies a whole journal and changes nothing: for the command line, and beside a program that has it open. */
import { CHAIN_START, type Head } from '../protocol/entry.ts'
import { damageAt, START } from './chain.ts'
import { readCheckpoint } from './checkpoint.ts'
import { type Damage, JournalDamage } from './damage.ts'
import type { Files } from './files.ts'
import { placesIn, scan, WitnessCheck, witnesses } from './opening.ts'
import { listSegments, segmentName } from './segment.ts'
import { isTear } from './tail.ts'

export interface Verification {
  readonly valid: boolean
  /** Whole entries from the start to the end, or to the first damage. */
  readonly entries: number
  readonly segments: number
  readonly head: Head
  /** A torn tail does not make a journal invalid: nobody was told that it is saved. The next start cuts it. */
  readonly torn?: { readonly segment: string; readonly entry: number }
  readonly firstBad?: Damage
}

/** `appliedHead` is what a trusted database has applied, or null. */
export function verifyJournal(files: Files, dir: string, appliedHead: Head | null): Verification {
  const places = placesIn(dir)
  const segments = listSegments(files, places.journal).length
  const check = new WitnessCheck(witnesses(readCheckpoint(files, places.checkpoint), appliedHead))
  let head: Head = { n: 0, hash: CHAIN_START }
  const damaged = (firstBad: Damage): Verification => ({ valid: false, entries: head.n, segments, head, firstBad })
  try {
    const { stop } = scan(files, places.journal, START, check)
    head = stop.at.head ?? head
    const tear = isTear(files, places.journal, stop, check.known)
    if (stop.bad && !tear) return damaged(damageAt({ at: stop.at, bad: stop.bad }))
    check.ended(stop.at)
    const whole = { valid: true, entries: head.n, segments, head }
    return tear ? { ...whole, torn: { segment: segmentName(stop.at.segment), entry: head.n + 1 } } : whole
  } catch (error) {
    if (error instanceof JournalDamage) return damaged(error)
    throw error
  }
}
