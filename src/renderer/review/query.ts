/** From what the grid and the group list are set to, to the query that the core answers. Pure. */
import type { z } from 'zod'
import type { QueueQuery, queueColumn, queueFilter } from '../../protocol/desktop/review.ts'

export type QueueColumn = z.infer<typeof queueColumn>
export type QueueFilter = z.infer<typeof queueFilter>
export type GroupColumn = 'firstReason' | 'scenario' | 'region' | 'dealer'
export type StateTab = 'waiting' | 'awaiting-documents' | 'escalated' | 'decided' | 'all'

/** Columns that say something of cases in these states only; all others are on every tab. */
const TABS_OF: Readonly<Record<string, readonly StateTab[]>> = {
  state: ['all'],
  deadlineAt: ['waiting', 'escalated', 'all'],
  outcome: ['decided'],
  decidedFor: ['escalated'],
  decidedBy: ['escalated', 'decided'],
  decidedAt: ['escalated', 'decided'],
}
export const TAB_COLUMNS: readonly string[] = Object.keys(TABS_OF)

/** Columns that are there for those who ask for them: the pane tells the same of one case. */
export const EXTRA_COLUMNS = ['region', 'dealer', 'boost', 'openedAt', 'heldBy'] as const

export function isOnTab(column: string, tab: StateTab): boolean {
  return TABS_OF[column]?.includes(tab) ?? true
}

/** One column's filter as AG Grid keeps it, reduced to what our columns use. */
export interface GridFilter {
  readonly filterType?: string
  readonly type?: string | null
  readonly filter?: string | number | null
  readonly filterTo?: string | number | null
  readonly dateFrom?: string | null
  readonly dateTo?: string | null
}
export type GridFilters = Readonly<Record<string, GridFilter>>

export interface GridSort {
  readonly colId: string
  readonly sort: string
}

export interface Chosen {
  readonly tab: StateTab
  readonly groups: Readonly<Partial<Record<GroupColumn, string | null>>>
}

const OPERATORS: Readonly<Record<string, QueueFilter['operator']>> = {
  equals: 'equals',
  notEqual: 'not-equal',
  contains: 'contains',
  startsWith: 'starts-with',
  lessThan: 'less',
  greaterThan: 'greater',
  inRange: 'between',
  blank: 'blank',
  notBlank: 'not-blank',
}

const DAY_MS = 86_400_000

export function queueQuery(chosen: Chosen, filters: GridFilters, sort: readonly GridSort[]): QueueQuery {
  return {
    filters: [
      ...tabFilter(chosen.tab),
      ...groupFilters(chosen.groups),
      ...Object.entries(filters).flatMap(([column, filter]) => gridFilter(column as QueueColumn, filter)),
    ],
    // A column that is not to be seen keeps its order for when it is there again.
    sort: sort
      .filter(({ colId }) => isOnTab(colId, chosen.tab))
      .map(({ colId, sort: direction }) => ({ column: colId as QueueColumn, descending: direction === 'desc' })),
  }
}

export function tabFilter(tab: StateTab): QueueFilter[] {
  return tab === 'all' ? [] : [{ column: 'state', operator: 'equals', values: [tab] }]
}

function groupFilters(groups: Chosen['groups']): QueueFilter[] {
  return Object.entries(groups).map(([name, value]) => {
    const column = name as GroupColumn
    if (value === null) return { column, operator: 'blank', values: [] }
    return { column, operator: isProvince(column, value) ? 'starts-with' : 'equals', values: [value] }
  })
}

/** The group of a province holds all that lies in it. */
const isProvince = (column: GroupColumn, value: string): boolean => column === 'region' && /^\d{2}$/.test(value)

function gridFilter(column: QueueColumn, filter: GridFilter): QueueFilter[] {
  const operator = OPERATORS[filter.type ?? '']
  if (operator === undefined) return []
  if (operator === 'blank' || operator === 'not-blank') return [{ column, operator, values: [] }]
  if (filter.filterType === 'date') return dateFilter(column, operator, filter)
  const given = [filter.filter, filter.filterTo].filter(value => value !== null && value !== undefined)
  // Amounts are filtered in yuan, as they are shown, and compared in fen, as they are kept.
  const values = column === 'amountFen' ? given.map(value => Math.round(Number(value) * 100)) : given
  return [{ column, operator, values }]
}

/** Whole days of China Standard Time, as instants: 'equals a day' is 'between its first and its last moment'. */
function dateFilter(column: QueueColumn, operator: QueueFilter['operator'], filter: GridFilter): QueueFilter[] {
  const from = dayStart(filter.dateFrom)
  if (from === null) return []
  const until = operator === 'between' ? dayStart(filter.dateTo) : from
  const end = until === null ? null : until + DAY_MS - 1
  const instant = (ms: number) => new Date(ms).toISOString()
  if (operator === 'less') return [{ column, operator, values: [instant(from)] }]
  if (operator === 'greater') return [{ column, operator, values: [instant(from + DAY_MS - 1)] }]
  return end === null ? [] : [{ column, operator: 'between', values: [instant(from), instant(end)] }]
}

function dayStart(date: string | null | undefined): number | null {
  if (!date) return null
  const ms = Date.parse(`${date.slice(0, 10)}T00:00:00+08:00`)
  return Number.isNaN(ms) ? null : ms
}
