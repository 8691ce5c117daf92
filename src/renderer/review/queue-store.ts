/** What the queue is set to (tab, groups, filters, sort, columns), remembered for each person, and what it counts. */
import { z } from 'zod'
import { create } from 'zustand'
import type { Language } from '../../domain/language.ts'
import type { QueueQuery, QueueRow } from '../../protocol/desktop/review.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { download } from '../ui/download.ts'
import { recall, remember } from '../ui/remembered.ts'
import {
  type Chosen,
  type GridFilters,
  type GridSort,
  type GroupColumn,
  isOnTab,
  queueQuery,
  type StateTab,
} from './query.ts'

type Counts = Awaited<ReturnType<typeof core.review.counts>>

const groupColumn = z.enum(['firstReason', 'scenario', 'region', 'dealer'])
const shape = z.object({
  tab: z.enum(['waiting', 'awaiting-documents', 'escalated', 'decided', 'all']),
  groupBy: groupColumn,
  groups: z.partialRecord(groupColumn, z.string().nullable()),
  filters: z.record(z.string(), z.looseObject({})),
  sort: z.array(z.object({ colId: z.string(), sort: z.string() })),
  columns: z.array(z.looseObject({ colId: z.string() })),
  extra: z.array(z.string()).default([]),
})
type Remembered = z.infer<typeof shape>

interface QueueStore extends Remembered {
  person: string
  counts: Counts | null
  total: number | null
  /** The currency that the rows share. */
  currency: string
  failure: Failure | null
  /** The row that has the focus, and those that are ticked. */
  focused: QueueRow | null
  selected: readonly QueueRow[]
  bulk: 'boost' | 'approve' | 'decline' | 'ask-documents' | 'escalate' | null
  /** Rises when the rows on the screen are no longer what the core would answer. */
  stale: number
  becomes(person: string): void
  query(): QueueQuery
  chooseTab(tab: StateTab): void
  arrange(column: GroupColumn): void
  chooseGroup(column: GroupColumn, value: string | null): void
  clear(): void
  keep(part: Partial<Pick<Remembered, 'filters' | 'sort' | 'columns' | 'extra'>>): void
  exportCsv(language: Language): Promise<void>
  boost(row: QueueRow, boost: number): Promise<void>
}

const fresh: Remembered = {
  tab: 'waiting',
  groupBy: 'firstReason',
  groups: {},
  filters: {},
  sort: [],
  columns: [],
  extra: [],
}

export const useQueue = create<QueueStore>()((set, get) => {
  function change(part: Partial<Remembered>): void {
    set(part)
    const { person, tab, groupBy, groups, filters, sort, columns, extra } = get()
    remember(person, 'queue', { tab, groupBy, groups, filters, sort, columns, extra })
  }

  return {
    ...fresh,
    person: '',
    counts: null,
    total: null,
    currency: 'CNY',
    failure: null,
    focused: null,
    selected: [],
    bulk: null,
    stale: 0,
    becomes: person => {
      if (get().person === person) return
      set({ ...fresh, ...recall(person, 'queue', shape), person, focused: null, selected: [], total: null })
    },
    query: () => {
      const { tab, groups, filters, sort } = get()
      const chosen: Chosen = { tab, groups }
      return queueQuery(chosen, filters as GridFilters, sort as readonly GridSort[])
    },
    chooseTab: tab => {
      // What filters has to be seen.
      const kept = Object.entries(get().filters).filter(([column]) => isOnTab(column, tab))
      change({ tab, filters: Object.fromEntries(kept) })
    },
    arrange: groupBy => change({ groupBy }),
    chooseGroup: (column, value) => {
      const { groups } = get()
      const { [column]: before, ...others } = groups
      const same = column in groups && before === value
      change({ groups: same ? others : { ...groups, [column]: value } })
    },
    clear: () => change({ groups: {}, filters: {} }),
    keep: part => change(part),
    exportCsv: async language => {
      try {
        const { content, fileName } = await core.review.exportCsv({ ...get().query(), language })
        download(content, fileName)
      } catch (error) {
        set({ failure: failureOf(error) })
      }
    },
    boost: async (row, boost) => {
      try {
        // A row of the queue carries no version; the case as it stands now does.
        const { case: current } = await core.review.open({ caseId: row.id })
        await core.review.boost({ caseId: row.id, basedOn: current.version, boost })
        await core.review.release({ caseId: row.id })
        set({ stale: get().stale + 1, bulk: null })
      } catch (error) {
        set({ failure: failureOf(error), bulk: null })
      }
    },
  }
})
