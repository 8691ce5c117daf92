/** The whole proof of a journal: its chain, then the signatures in it and the packs that it names. Reads only. */

import { START, walkWhole } from '../../journal/chain.ts'
import type { Damage } from '../../journal/damage.ts'
import type { Files } from '../../journal/files.ts'
import { placesIn } from '../../journal/opening.ts'
import { createPacks } from '../../journal/packs.ts'
import { segmentName } from '../../journal/segment.ts'
import { type Verification, verifyJournal } from '../../journal/verify.ts'
import type { Entry, Head } from '../../protocol/entry.ts'
import type { CannotApply } from '../writing/apply.ts'
import { firstForged } from './signatures.ts'

/**
 * As the journal's own damage, and three more where the entry is chained well: `signature`: it is not signed by whom it
 * names. `pack`: the pack that it names is gone or altered. `keys`: a key that its fields are sealed with is.
 */
export type BookDamage = Omit<Damage, 'differs'> & {
  readonly differs: Damage['differs'] | 'signature' | CannotApply['differs']
}
export type BookVerification = Omit<Verification, 'firstBad'> & { readonly firstBad?: BookDamage }

export async function verifyBooks(files: Files, dir: string, appliedHead: Head | null): Promise<BookVerification> {
  const verification = verifyJournal(files, dir, appliedHead)
  // A torn tail is no entry: the rest is looked at only where the chain can be walked to its end.
  if (!verification.valid || verification.torn !== undefined) return verification
  const forged = firstForged(entriesIn(files, dir))
  const packless = await firstWithoutPack(files, dir)
  const entry = Math.min(forged ?? Number.POSITIVE_INFINITY, packless ?? Number.POSITIVE_INFINITY)
  if (entry === Number.POSITIVE_INFINITY) return verification
  const firstBad = {
    segment: segmentOf(files, dir, entry),
    entry,
    differs: entry === forged ? 'signature' : 'pack',
  } as const
  return { ...verification, valid: false, firstBad }
}

/** The number of the first entry whose pack is gone or altered, or null. */
async function firstWithoutPack(files: Files, dir: string): Promise<number | null> {
  const packs = createPacks(files, dir)
  for (const block of entriesIn(files, dir))
    for (const { n, pack } of block) if (pack !== undefined && (await packs.verify(pack)) !== null) return n
  return null
}

function* entriesIn(files: Files, dir: string): Generator<readonly Entry[]> {
  for (const { entries } of walkWhole(files, placesIn(dir).journal, START)) yield entries
}

/** Name of the segment that an entry of a whole journal stands in. */
export function segmentOf(files: Files, dir: string, entry: number): string {
  for (const { entries, end } of walkWhole(files, placesIn(dir).journal, START)) {
    if ((entries.at(-1)?.n ?? 0) >= entry) return segmentName(end.segment)
  }
  throw new RangeError(`the journal has no entry ${entry}`)
}
