/** Filters and sorts of the queue as SQL: columns come from a list, operators from another, values go in as parameters. */
import type { JsonValue } from '../../domain/canonical.ts'
import type { CaseState } from '../../domain/model/review.ts'
import type { Parameters } from './select.ts'

export type QueueColumn =
  | 'number'
  | 'lesseeName'
  | 'scenario'
  | 'region'
  | 'dealer'
  | 'amountFen'
  | 'firstReason'
  | 'state'
  | 'boost'
  | 'openedAt'
  | 'deadlineAt'
  | 'outcome'
  | 'decidedBy'
  | 'decidedAt'

export type QueueOperator =
  | 'equals'
  | 'not-equal'
  | 'contains'
  | 'starts-with'
  | 'less'
  | 'greater'
  | 'between'
  | 'one-of'
  | 'blank'
  | 'not-blank'

export interface QueueFilter {
  column: QueueColumn
  operator: QueueOperator
  values: readonly (string | number)[]
}

export interface QueueQuery {
  filters: readonly QueueFilter[]
  /** None: the order in which cases are to be worked on. */
  sort: readonly { column: QueueColumn; descending: boolean }[]
}

/** A filter that makes no sense for its column. */
export class FilterRefused extends Error {
  override readonly name = 'FilterRefused'
  readonly filter: QueueFilter
  constructor(filter: QueueFilter, expected: string) {
    super(`the filter ${filter.operator} on ${filter.column} takes ${expected}, not ${JSON.stringify(filter.values)}`)
    this.filter = filter
  }
}

type Kind = 'text' | 'number' | 'instant'

/** `c` is the case, `d` its dealer, `v` the decision that stands on it, `w` who took that. */
const COLUMNS: Record<QueueColumn, { sql: string; kind: Kind }> = {
  number: { sql: 'c.number', kind: 'text' },
  lesseeName: { sql: 'c.lessee_name', kind: 'text' },
  scenario: { sql: 'c.scenario', kind: 'text' },
  region: { sql: 'c.region', kind: 'text' },
  dealer: { sql: 'd.name', kind: 'text' },
  amountFen: { sql: 'c.amount_fen', kind: 'number' },
  firstReason: { sql: 'c.first_reason', kind: 'text' },
  state: { sql: 'c.state', kind: 'text' },
  boost: { sql: 'c.boost', kind: 'number' },
  openedAt: { sql: 'c.opened_at', kind: 'instant' },
  deadlineAt: { sql: 'c.deadline_at', kind: 'instant' },
  outcome: { sql: 'v.outcome', kind: 'text' },
  decidedBy: { sql: 'w.name', kind: 'text' },
  decidedAt: { sql: 'v.at', kind: 'instant' },
}
const SQL_KINDS: Record<Kind, string> = { text: 'text', number: 'double precision', instant: 'timestamptz' }
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

export const columnSql = (column: QueueColumn): string => COLUMNS[column].sql

const isOfKind = (value: JsonValue | undefined, kind: Kind): boolean => {
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) return false
  return kind === 'text' || (INSTANT.test(value) && !Number.isNaN(Date.parse(value)))
}

/** How many values an operator takes, and what it says with them. */
const OPERATORS: Record<
  QueueOperator,
  { values: number | 'any'; kinds?: readonly Kind[]; say(column: string, ...values: string[]): string }
> = {
  equals: { values: 1, say: (column, value) => `${column} = ${value}` },
  'not-equal': { values: 1, say: (column, value) => `${column} is distinct from ${value}` },
  contains: { values: 1, kinds: ['text'], say: (column, value) => `strpos(lower(${column}), lower(${value})) > 0` },
  'starts-with': {
    values: 1,
    kinds: ['text'],
    say: (column, value) => `starts_with(lower(${column}), lower(${value}))`,
  },
  less: { values: 1, say: (column, value) => `${column} < ${value}` },
  greater: { values: 1, say: (column, value) => `${column} > ${value}` },
  between: { values: 2, say: (column, low, high) => `${column} between ${low} and ${high}` },
  'one-of': { values: 'any', say: (column, values) => `${column} = any(${values})` },
  blank: { values: 0, say: column => `coalesce(${column}::text, '') = ''` },
  'not-blank': { values: 0, say: column => `coalesce(${column}::text, '') <> ''` },
}

/** The filter as a condition; throws `FilterRefused`. */
export function condition(filter: QueueFilter, parameters: Parameters): string {
  const { sql, kind } = COLUMNS[filter.column]
  const { values: wanted, kinds, say } = OPERATORS[filter.operator]
  if (kinds !== undefined && !kinds.includes(kind)) throw new FilterRefused(filter, 'a text column')
  if (wanted !== 'any' && filter.values.length !== wanted) throw new FilterRefused(filter, `${wanted} value(s)`)
  if (!filter.values.every(value => isOfKind(value, kind))) throw new FilterRefused(filter, `values of kind ${kind}`)
  if (wanted === 'any') return say(sql, parameters.add(filter.values, `${SQL_KINDS[kind]}[]`))
  return say(sql, ...filter.values.map(value => parameters.add(value, SQL_KINDS[kind])))
}

/** Worst deadline, then boost, then oldest; the id makes the order total. */
export const QUEUE_ORDER = 'c.deadline_at, c.boost desc, c.opened_at, c.id'

/** Rows without a value come last in either direction. */
export const orderSql = (sort: QueueQuery['sort']): string =>
  sort.length === 0
    ? QUEUE_ORDER
    : [
        ...sort.map(({ column, descending }) => `${columnSql(column)}${descending ? ' desc nulls last' : ''}`),
        'c.id',
      ].join(', ')

/** Whether a filter or the order needs one of the columns. */
export const uses = ({ filters, sort }: QueueQuery, ...columns: readonly QueueColumn[]): boolean =>
  [...filters, ...sort].some(({ column }) => columns.includes(column))

const STATES: readonly CaseState[] = ['waiting', 'escalated', 'awaiting-documents', 'decided']

/** The states that the filters leave. */
export function statesLeft(filters: readonly QueueFilter[]): CaseState[] {
  const allows = ({ column, operator, values }: QueueFilter, state: CaseState): boolean => {
    if (column !== 'state') return true
    if (operator === 'equals' || operator === 'one-of') return values.includes(state)
    return operator !== 'not-equal' || !values.includes(state)
  }
  return STATES.filter(state => filters.every(filter => allows(filter, state)))
}
