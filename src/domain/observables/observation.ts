// An answer of a source about one observable, and what that answer is worth at a given instant.
import { checkObserved, type ObservedValue } from './check.ts'
import type { Observable } from './observable.ts'
import type { SourceId } from './sources.ts'

/**
 * `absent`: the source answered that it holds nothing. `error`: it did not answer, or not in a way that can be read.
 * `asOf` is the instant for which the source speaks (UTC, ISO 8601), which may be earlier than when it was asked.
 */
export type Observation = { readonly asOf: string; readonly source: SourceId } & (
  | { readonly status: 'known'; readonly value: ObservedValue }
  | { readonly status: 'absent' | 'error'; readonly value: null }
)

export type ObservationStatus = 'known' | 'absent' | 'stale' | 'error'

const DAY_MS = 86_400_000
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/

/**
 * What `observation` counts for in a decision taken at `instant`. An answer of exactly its validity's age still stands;
 * an old 'nothing held' is as stale as an old figure. A value that the observable cannot take, an answer filed under
 * another source, or one from after the instant (nobody can have seen it) is an error.
 * @throws RangeError when `instant` is not a UTC instant: that is the caller's mistake, not the source's.
 */
export function statusAt(observation: Observation, instant: string, observable: Observable): ObservationStatus {
  const now = instantMs(instant)
  if (Number.isNaN(now)) throw new RangeError(`not a UTC instant: ${instant}`)
  if (observation.status === 'error' || observation.source !== observable.source) return 'error'
  if (observation.status === 'known' && !checkObserved(observable, observation.value).ok) return 'error'
  const ageMs = now - instantMs(observation.asOf)
  if (Number.isNaN(ageMs) || ageMs < 0) return 'error'
  const stale = observable.validityDays !== undefined && ageMs > observable.validityDays * DAY_MS
  return stale ? 'stale' : observation.status
}

function instantMs(value: string): number {
  return INSTANT.test(value) ? Date.parse(value) : Number.NaN
}
