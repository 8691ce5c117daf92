/** The review queue: its pages, groups and counts, and which cases come next. */
import type { CaseState, DecisionOutcome } from '../../domain/model/review.ts'
import type { Sql } from '../sql.ts'
import {
  columnSql,
  condition,
  orderSql,
  QUEUE_ORDER,
  type QueueColumn,
  type QueueQuery,
  statesLeft,
  uses,
} from './queue-filter.ts'
import { columnsOf, Parameters, type Row, rows } from './select.ts'

export interface QueueRow extends Row<'review_case'>, Partial<StandingDecision> {
  /** Name of the dealer, where there is one. */
  dealer: string | null
  /** Who holds a lease on it, where somebody does. */
  heldBy: string | null
}

/** The decision that stands on a case: read for lists of cases that have one, and only for them. */
export interface StandingDecision {
  outcome: DecisionOutcome | null
  decidedBy: string | null
  decidedAt: string | null
  decidedFor: string[] | null
}

const DEALER = 'left join dealer as d on d.id = c.dealer_id'

/** A case that is as it was before a decision that was taken back names none: the last that was not taken back stands. */
const STANDING =
  'left join decision as v on v.id = coalesce(c.decision_id, (select s.id from decision as s where ' +
  's.application_id = c.application_id and s.case_id = c.id and s.taken_back_at is null order by s.at desc limit 1)) ' +
  'left join person as w on w.id = v.by'
const STANDING_COLUMNS = ', v.outcome as "outcome", v.by as "decidedBy", v.at as "decidedAt", v.reasons as "decidedFor"'

const CLOSED: readonly CaseState[] = ['escalated', 'decided']

/** A statement with its values. */
export type Statement = { text: string; values: Parameters['values'] }

/** Where cases come from, `c` by name, and what must hold of them. */
interface Source {
  from: string
  conditions: readonly string[]
}

/** Cases that the filters leave; throws `FilterRefused`. */
const filtered = (query: QueueQuery, parameters: Parameters): Source => {
  const joins = [
    ...(uses(query, 'dealer') ? [DEALER] : []),
    ...(uses(query, 'outcome', 'decidedBy', 'decidedAt') ? [STANDING] : []),
  ]
  return {
    from: ['review_case as c', ...joins].join(' '),
    conditions: query.filters.map(filter => condition(filter, parameters)),
  }
}

const sourceText = ({ from, conditions }: Source): string =>
  conditions.length === 0 ? from : `${from} where ${conditions.join(' and ')}`

/**
 * The first cases in the order of work, read state by state from the index of that order and merged, so that they cost
 * the same with a hundred cases and with a hundred thousand. `most` is the text of how many are wanted at most.
 */
function firstInOrder(states: readonly CaseState[], source: Source, most: string, parameters: Parameters): string {
  const parts = states.map(state => {
    const conditions = [`c.state = ${parameters.add(state, 'text')}`, ...source.conditions]
    return `(select c.* from ${sourceText({ ...source, conditions })} order by ${QUEUE_ORDER} limit ${most})`
  })
  return `(${parts.join(' union all ')}) as c`
}

/** A page of the queue; `at` is the instant at which leases are judged. */
export async function queuePage(
  sql: Sql,
  query: QueueQuery & { offset: number; limit: number; at: string },
): Promise<QueueRow[]> {
  const states = statesLeft(query.filters)
  if (states.length === 0) return []
  const { text, values } = queuePageStatement(query, states)
  return rows<QueueRow>(sql, text, values)
}

/** The statement behind a page, by itself so that a test can ask the planner about it. */
export function queuePageStatement(
  query: QueueQuery & { offset: number; limit: number; at: string },
  states: readonly CaseState[] = statesLeft(query.filters),
): Statement {
  const parameters = new Parameters()
  const order = orderSql(query.sort)
  const source = filtered(query, parameters)
  const limit = parameters.add(query.limit, 'bigint')
  const offset = parameters.add(query.offset, 'bigint')
  const isInOrder = query.sort.length === 0
  const from = isInOrder ? firstInOrder(states, source, `${limit} + ${offset}`, parameters) : sourceText(source)
  const withDecision = states.every(state => CLOSED.includes(state)) || uses(query, 'outcome', 'decidedBy', 'decidedAt')
  const [columns, join] = withDecision ? [STANDING_COLUMNS, ` ${STANDING}`] : ['', '']
  const text =
    `select ${columnsOf('review_case', 'c')}, d.name as "dealer", l.person as "heldBy"${columns} from (` +
    `select c.* from ${from} order by ${order} limit ${limit} offset ${offset}) as c ${DEALER} ` +
    `left join claim as l on l.case_id = c.id and l.until > ${parameters.add(query.at, 'timestamptz')}${join} ` +
    `order by ${order}`
  return { text, values: parameters.values }
}

/** How many cases the filters leave. */
export async function queueCount(sql: Sql, query: QueueQuery): Promise<number> {
  const parameters = new Parameters()
  const text = `select count(*) as "cases" from ${sourceText(filtered({ ...query, sort: [] }, parameters))}`
  const [row] = await rows<{ cases: number }>(sql, text, parameters.values)
  return row?.cases ?? 0
}

/** Ids of the first `limit` cases that the query finds, in its order: what a bulk decision is taken on. */
export async function queueIds(sql: Sql, query: QueueQuery, limit: number): Promise<string[]> {
  const parameters = new Parameters()
  const text =
    `select c.id from ${sourceText(filtered(query, parameters))} order by ${orderSql(query.sort)} ` +
    `limit ${parameters.add(limit, 'bigint')}`
  return (await rows<{ id: string }>(sql, text, parameters.values)).map(({ id }) => id)
}

export type QueueGroupColumn = Extract<QueueColumn, 'firstReason' | 'scenario' | 'region' | 'dealer' | 'state'>
export type QueueGroup = {
  value: string | null
  cases: number
  /** Each currency by itself, in the order of their names. */
  amounts: { currency: string; fen: number }[]
}

/** Chinese codes (GB/T 2260) by their province, which is what a screen calls them. */
const PROVINCE = "case when c.region ~ '^[0-9]{6}$' then left(c.region, 2) else c.region end"

/** The cases that the filters leave, counted by one column (regions by province), the largest group first. */
export function queueGroups(sql: Sql, query: QueueQuery, by: QueueGroupColumn): Promise<QueueGroup[]> {
  const parameters = new Parameters()
  const column = by === 'region' ? PROVINCE : columnSql(by)
  const grouped: QueueQuery = { ...query, sort: [{ column: by, descending: false }] }
  const byCurrency =
    `select ${column} as value, c.currency, count(*) as cases, sum(c.amount_fen)::bigint as fen ` +
    `from ${sourceText(filtered(grouped, parameters))} group by 1, 2`
  const amounts = "json_agg(json_build_object('currency', g.currency, 'fen', g.fen) order by g.currency)"
  const text =
    `select g.value as "value", sum(g.cases)::bigint as "cases", ${amounts} as "amounts" ` +
    `from (${byCurrency}) as g group by g.value order by 2 desc, 1`
  return rows<QueueGroup>(sql, text, parameters.values)
}

export interface QueueCounts {
  waiting: number
  awaitingDocuments: number
  escalated: number
  decided: number
}

export async function queueCounts(sql: Sql): Promise<QueueCounts> {
  const found = await rows<{ state: CaseState; cases: number }>(
    sql,
    'select state, count(*) as "cases" from review_case group by state',
  )
  const cases = (state: CaseState): number => found.find(row => row.state === state)?.cases ?? 0
  return {
    waiting: cases('waiting'),
    awaitingDocuments: cases('awaiting-documents'),
    escalated: cases('escalated'),
    decided: cases('decided'),
  }
}

export interface NextCases {
  limit: number
  /** Whose next cases: leases of others are passed over, the person's own are not. */
  person: string
  /** Instant at which leases are judged. */
  at: string
  /** Which cases the person works on. */
  states?: readonly CaseState[]
  /** Cases to pass over: the one being left. */
  except?: readonly string[]
}

/** Worst deadline, then boost, then oldest. */
export function nextCases(sql: Sql, wanted: NextCases): Promise<Row<'review_case'>[]> {
  const { text, values } = nextCasesStatement(wanted)
  return rows<Row<'review_case'>>(sql, text, values)
}

/** The statement behind it, by itself so that a test can ask the planner about it. */
export function nextCasesStatement({ limit, person, at, states = ['waiting'], except = [] }: NextCases): Statement {
  const parameters = new Parameters()
  const others =
    `select 1 from claim as l where l.case_id = c.id and l.until > ${parameters.add(at, 'timestamptz')} ` +
    `and l.person <> ${parameters.add(person, 'text')}`
  const free: Source = {
    from: 'review_case as c',
    conditions: [`not exists (${others})`, `c.id <> all(${parameters.add(except, 'text[]')})`],
  }
  const most = parameters.add(limit, 'bigint')
  const from = firstInOrder(states, free, most, parameters)
  const text = `select ${columnsOf('review_case', 'c')} from ${from} order by ${QUEUE_ORDER} limit ${most}`
  return { text, values: parameters.values }
}
