/** What a decision on many would be taken on: the ticked ones; without ticks, all that a filter has narrowed down to. */
import { useEffect, useState } from 'react'
import { mayDecide } from '../app/places.ts'
import { usePerson, useReadOnly } from '../app/session.ts'
import { core } from '../connection/core.ts'
import { useQueue } from './queue-store.ts'
import { type Sum, sumsOf } from './sums.ts'

/** The core takes no more at once. */
export const BULK_LIMIT = 10_000

interface Bulk {
  /** Whether this person decides anything in this list. */
  may: boolean
  ticked: boolean
  /** None where nothing is ticked and nothing filtered: never simply everything. */
  cases: number
  possible: boolean
}

export function useBulk(): Bulk {
  const { selected, total, tab, filters, groups } = useQueue()
  const { roles } = usePerson()
  const readOnly = useReadOnly()
  const ticked = selected.length > 0
  const narrowed = Object.keys(filters).length + Object.keys(groups).length > 0
  const cases = ticked ? selected.length : narrowed ? (total ?? 0) : 0
  const may = !readOnly && mayDecide(roles) && tab !== 'decided' && (total ?? 0) > 0
  return { may, ticked, cases, possible: may && cases > 0 && cases <= BULK_LIMIT }
}

/** What they amount to; null until the core has said. */
export function useBulkSums(): readonly Sum[] | null {
  const selected = useQueue(state => state.selected)
  const [all, setAll] = useState<readonly Sum[] | null>(null)
  const ticked = selected.length > 0
  useEffect(() => {
    if (ticked) return
    const stop = new AbortController()
    core.review
      .groups({ ...useQueue.getState().query(), sort: [], by: 'state' }, { signal: stop.signal })
      .then(groups => setAll(sumsOf(groups.flatMap(group => group.amounts))))
      // The count stands without it, and what is wrong is said when one decides.
      .catch(() => {})
    return () => stop.abort()
  }, [ticked])
  return ticked ? sumsOf(selected.map(({ currency, amountFen }) => ({ currency, fen: amountFen }))) : all
}
