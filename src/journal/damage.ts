/** What goes wrong with a journal: named precisely, and never repaired by the program itself. */
import type { Head } from '../protocol/entry.ts'

/**
 * What differs from what must be there. `unreadable`: the line is no entry any more. `hash`, `prev`, `number`: it reads
 * as one, but does not carry its own hash, the hash of the one before, or the next number. `header`: the first line of
 * a segment. `missing-segment`: a hole in the names. `behind-checkpoint`, `behind-database`: entries at the end have
 * gone. `other-than-checkpoint`, `other-than-database`: at that number stands another entry.
 */
export type Difference =
  | 'unreadable'
  | 'hash'
  | 'prev'
  | 'number'
  | 'header'
  | 'missing-segment'
  | 'behind-checkpoint'
  | 'behind-database'
  | 'other-than-checkpoint'
  | 'other-than-database'

export interface Damage {
  /** Name of the file, as it stands (or should stand) in the journal's folder. */
  readonly segment: string
  /** Number of the first entry that is not what it was; all before it are whole. */
  readonly entry: number
  readonly differs: Difference
  /** For `behind-…` and `other-…`: where the journal ends or what it holds, and what it was known to hold. */
  readonly heads?: { readonly journal: Head; readonly known: Head }
}

export class JournalDamage extends Error implements Damage {
  override readonly name = 'JournalDamage'
  readonly segment: string
  readonly entry: number
  readonly differs: Difference
  readonly heads?: { readonly journal: Head; readonly known: Head }

  constructor(damage: Damage) {
    const heads = damage.heads
    const named = heads
      ? `: the journal has ${heads.journal.n} (${heads.journal.hash}), known is ${heads.known.n} (${heads.known.hash})`
      : ''
    super(`the journal is damaged in ${damage.segment} at entry ${damage.entry}: ${damage.differs}${named}`)
    this.segment = damage.segment
    this.entry = damage.entry
    this.differs = damage.differs
    if (heads) this.heads = heads
  }
}

/**
 * A group was not written. `refused`: nothing of it stands, and the journal goes on. `unknown`: it may or may not stand;
 * only a restart, which reads the journal again, can tell. `read-only`: refused, because of an earlier `unknown` or damage.
 */
export class AppendFailed extends Error {
  override readonly name = 'AppendFailed'
  readonly outcome: 'refused' | 'unknown' | 'read-only'

  constructor(outcome: 'refused' | 'unknown' | 'read-only', cause: unknown) {
    super(`${MEANING[outcome]}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.outcome = outcome
  }
}

const MEANING = {
  refused: 'not saved',
  unknown: 'not known whether it was saved, see after a restart',
  'read-only': 'not saved, the journal is read-only until a restart',
}
