/** The whole proof of a journal: its chain, and then the signatures in it. Reads only. */

import { START, walkWhole } from '../../journal/chain.ts'
import type { Damage } from '../../journal/damage.ts'
import type { Files } from '../../journal/files.ts'
import { placesIn } from '../../journal/opening.ts'
import { segmentName } from '../../journal/segment.ts'
import { type Verification, verifyJournal } from '../../journal/verify.ts'
import type { Head } from '../../protocol/entry.ts'
import { firstForged } from './signatures.ts'

/** As the journal's own damage, and `signature`: the entry is chained well, but not signed by whom it names. */
export type BookDamage = Omit<Damage, 'differs'> & { readonly differs: Damage['differs'] | 'signature' }
export type BookVerification = Omit<Verification, 'firstBad'> & { readonly firstBad?: BookDamage }

export function verifyBooks(files: Files, dir: string, appliedHead: Head | null): BookVerification {
  const verification = verifyJournal(files, dir, appliedHead)
  // A torn tail is no entry: signatures are looked at only where the chain can be walked to its end.
  if (!verification.valid || verification.torn !== undefined) return verification
  let segment = 1
  const blocks = function* () {
    for (const block of walkWhole(files, placesIn(dir).journal, START)) {
      segment = block.end.segment
      yield block.entries
    }
  }
  const entry = firstForged(blocks())
  if (entry === null) return verification
  return { ...verification, valid: false, firstBad: { segment: segmentName(segment), entry, differs: 'signature' } }
}
