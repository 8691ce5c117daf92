/** How a row says that the application ended: kept apart from everything that a rule can read. */
import type { OutcomeSeries } from './fields.ts'
import type { Values } from './values.ts'

type Cell = number | null

export interface OutcomeLine {
  status: 'default' | 'repaid' | 'running'
  fraud: null
  /** Each series by month from the first on, to the last month told; money in minor units. */
  months: Record<string, Cell[]>
}

/** Null where no column tells of an ending. */
export function outcomeOf({ plan, read, flag }: Values): OutcomeLine | null {
  const series = new Map<OutcomeSeries, Cell[]>()
  let told = plan.position.has('outcome.default') || plan.position.has('outcome.repaid')
  for (const [index, { field }] of plan.steps.entries()) {
    const { place } = field
    if (place.of !== 'outcome' || !('series' in place)) continue
    told = true
    const months = series.get(place.series) ?? []
    series.set(place.series, months)
    const value = read[index] as Cell
    if (value === null) continue
    while (months.length < place.month) months.push(null)
    months[place.month - 1] = value
  }
  if (!told) return null
  const status = flag('outcome.default') ? 'default' : flag('outcome.repaid') ? 'repaid' : 'running'
  return { status, fraud: null, months: Object.fromEntries(series) }
}
