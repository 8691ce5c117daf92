// An answer of a source about one observable, and what that answer is worth at a given instant.
import { type Instant, isInstant, msOf } from '../dates.ts'
import { checkObserved, type ObservedValue } from './check.ts'
import type { Observable } from './observable.ts'
import type { SourceId } from './sources.ts'

/**
 * `absent`: the source answered that it holds nothing. `error`: it did not answer, or not in a way that can be read.
 * `asOf` is the instant for which the source speaks, which may be earlier than when it was asked.
 */
export type Observation = { readonly asOf: Instant; readonly source: SourceId } & (
  | { readonly status: 'known'; readonly value: ObservedValue }
  | { readonly status: 'absent' | 'error'; readonly value: null }
)

export type ObservationStatus = 'known' | 'absent' | 'stale' | 'error'

const DAY_MS = 86_400_000

/**
 * What `observation` counts for in a decision taken at `instant`. An answer of exactly its validity's age still stands;
 * an old 'nothing held' is as stale as an old figure. A value that the observable cannot take, an answer filed under
 * another source, or one from after the instant (nobody can have seen it) is an error.
 * @throws DateError when `instant` is not one: that is the caller's mistake, not the source's.
 */
export function statusAt(observation: Observation, instant: Instant, observable: Observable): ObservationStatus {
  const now = msOf(instant)
  if (observation.status === 'error' || observation.source !== observable.source) return 'error'
  if (observation.status === 'known' && !checkObserved(observable, observation.value).ok) return 'error'
  if (!isInstant(observation.asOf)) return 'error'
  const ageMs = now - msOf(observation.asOf)
  if (ageMs < 0) return 'error'
  const stale = observable.validityDays !== undefined && ageMs > observable.validityDays * DAY_MS
  return stale ? 'stale' : observation.status
}
