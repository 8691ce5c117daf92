/** The stand-in's books: rows in memory, filtered, sorted, grouped, claimed and decided as the contract says. */
import { type CaseDetail, draftKeyOf, type QueueQuery, type QueueRow } from '../../../src/protocol/desktop/review.ts'
import { makeCase } from './case.ts'
import { makeRow } from './rows.ts'

type Filter = QueueQuery['filters'][number]
export type Decision = CaseDetail['decisions'][number]

export class Books {
  readonly rows: QueueRow[]
  readonly drafts = new Map<string, string>()
  readonly decided = new Map<string, Decision[]>()
  readonly versions = new Map<string, number>()
  entries = 4_812
  readonly #now: () => number

  constructor(cases: number, now: () => number, long: boolean) {
    this.#now = now
    this.rows = Array.from({ length: cases }, (_, place) => makeRow(place, now(), long))
  }

  row(id: string): QueueRow {
    const row = this.rows.find(each => each.id === id)
    if (row === undefined) throw new Error(`no such case: ${id}`)
    return row
  }

  find({ filters, sort }: QueueQuery): QueueRow[] {
    const found = this.rows.filter(row => filters.every(filter => passes(row, filter)))
    const order = sort.length > 0 ? sort : [{ column: 'deadlineAt' as const, descending: false }]
    return found.sort((one, other) => {
      for (const { column, descending } of order) {
        const difference = compare(valueIn(one, column), valueIn(other, column))
        if (difference !== 0) return descending ? -difference : difference
      }
      return 0
    })
  }

  counts() {
    const counts = { waiting: 0, awaitingDocuments: 0, escalated: 0, decided: 0 }
    const names = {
      waiting: 'waiting',
      'awaiting-documents': 'awaitingDocuments',
      escalated: 'escalated',
      decided: 'decided',
    } as const
    for (const row of this.rows) counts[names[row.state]]++
    return counts
  }

  detail(id: string, me: string): CaseDetail {
    return makeCase(this.row(id), {
      now: this.#now(),
      me,
      draft: this.drafts.get(draftKeyOf(id)) ?? null,
      decisions: this.decided.get(id) ?? [],
      version: this.versions.get(id) ?? 1,
    })
  }

  /** The next free cases in the order of the queue, one that is being left last. */
  next(leaving: string | null, me: string): (CaseDetail | null)[] {
    const free = this.find({ filters: [{ column: 'state', operator: 'equals', values: ['waiting'] }], sort: [] })
      .filter(row => (row.heldBy === null || row.heldBy === me) && row.id !== leaving)
      .slice(0, 2)
    return [0, 1].map(place => (free[place] ? this.detail(free[place].id, me) : null))
  }

  decide(row: QueueRow, decision: Decision): void {
    const states = {
      approve: 'decided',
      decline: 'decided',
      'ask-documents': 'awaiting-documents',
      escalate: 'escalated',
    } as const
    row.state = states[decision.outcome as keyof typeof states]
    row.heldBy = null
    row.decision = { outcome: decision.outcome, by: decision.by, at: decision.at, reasons: decision.reasons }
    this.decided.set(row.id, [...(this.decided.get(row.id) ?? []), decision])
    this.versions.set(row.id, (this.versions.get(row.id) ?? 1) + 1)
  }
}

function valueIn(row: QueueRow, column: Filter['column']): string | number | null {
  switch (column) {
    case 'outcome':
      return row.decision?.outcome ?? null
    case 'decidedBy':
      return row.decision?.by ?? null
    case 'decidedAt':
      return row.decision?.at ?? null
    default:
      return row[column]
  }
}

function compare(one: string | number | null, other: string | number | null): number {
  if (one === other) return 0
  if (one === null) return 1
  if (other === null) return -1
  return one < other ? -1 : 1
}

function passes(row: QueueRow, { column, operator, values }: Filter): boolean {
  const actual = valueIn(row, column)
  const [first, second] = values
  switch (operator) {
    case 'blank':
      return actual === null || actual === ''
    case 'not-blank':
      return actual !== null && actual !== ''
    case 'one-of':
      return values.includes(actual ?? '')
    case 'equals':
      return actual === first
    case 'not-equal':
      return actual !== first
    case 'contains':
      return String(actual ?? '').includes(String(first))
    case 'starts-with':
      return String(actual ?? '').startsWith(String(first))
    case 'less':
      return actual !== null && actual < (first ?? '')
    case 'greater':
      return actual !== null && actual > (first ?? '')
    case 'between':
      return actual !== null && actual >= (first ?? '') && actual <= (second ?? '')
  }
}
