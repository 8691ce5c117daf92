import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PgliteStore } from '../../src/store/pglite-store.ts'
import {
  nextCases,
  nextCasesStatement,
  queueCount,
  queueCounts,
  queueGroups,
  queueIds,
  queuePage,
  queuePageStatement,
  type Statement,
} from '../../src/store/queries/queue.ts'
import { FilterRefused, type QueueFilter, type QueueQuery } from '../../src/store/queries/queue-filter.ts'
import { freshStore } from './pglite-folder.ts'
import { claim, decision, person, put, reviewCase } from './samples.ts'

const AT = '2026-11-24T08:00:00.000Z'
const EARLY = '2026-11-24T09:00:00.000Z'
const LATE = '2026-11-25T09:00:00.000Z'
const ALL: QueueQuery = { filters: [], sort: [] }
const waiting: QueueFilter = { column: 'state', operator: 'equals', values: ['waiting'] }

describe('the queue', () => {
  let store: PgliteStore
  beforeAll(async () => {
    store = await freshStore()
    await put(store, {
      dealer: [
        { id: 'd1', name: '长江汽贸', region: null, city: null, tier: null },
        { id: 'd2', name: 'Aqua Motors', region: null, city: null, tier: null },
      ],
      review_case: [
        reviewCase('late', { deadlineAt: LATE, boost: 5, dealerId: 'd1' }),
        reviewCase('young', { deadlineAt: EARLY, openedAt: '2026-11-23T00:00:00.000Z', amountFen: 100 }),
        reviewCase('old', { deadlineAt: EARLY, openedAt: '2026-11-22T00:00:00.000Z', region: null }),
        reviewCase('boosted', { deadlineAt: EARLY, boost: 1, openedAt: '2026-11-24T00:00:00.000Z', dealerId: 'd2' }),
        reviewCase('twin', { deadlineAt: EARLY, openedAt: '2026-11-22T00:00:00.000Z', firstReason: 'fraud' }),
        reviewCase('asked', { state: 'awaiting-documents', deadlineAt: null, lesseeName: "O'Neil %_\\" }),
        reviewCase('raised', {
          region: '410300',
          state: 'escalated',
          deadlineAt: '2026-11-24T09:30:00.000Z',
          lesseeName: null,
        }),
        reviewCase('done', {
          region: '410105',
          state: 'decided',
          deadlineAt: '2026-11-01T00:00:00.000Z',
          amountFen: 1_000_000_000_00,
          currency: 'USD',
          decisionId: 'v-done',
        }),
      ],
      person: [person('li', '李'), person('wu', '吴')],
      decision: [
        decision('v-done', 'a-done', { caseId: 'done', by: 'wu', at: EARLY, outcome: 'decline', reasons: ['policy'] }),
        // Escalated by Li; what a supervisor then decided was taken back, so that the case names no decision.
        decision('v-raised', 'a-raised', { caseId: 'raised', by: 'li', at: AT, outcome: 'escalate', reasons: ['big'] }),
        decision('v-back', 'a-raised', {
          caseId: 'raised',
          by: 'wu',
          at: EARLY,
          outcome: 'approve',
          takenBackAt: EARLY,
        }),
        decision('v-machine', 'a-raised', { at: LATE }),
      ],
      claim: [claim('old', 'li', '2026-11-24T08:05:00.000Z'), claim('boosted', 'wu', '2026-11-24T07:59:59.999Z')],
    })
  })
  afterAll(() => store.close())

  const page = async (query: Partial<QueueQuery>, offset = 0, limit = 50) =>
    queuePage(store.sql, { ...ALL, ...query, offset, limit, at: AT })
  const ids = async (query: Partial<QueueQuery>, offset?: number, limit?: number) =>
    (await page(query, offset, limit)).map(({ id }) => id)

  test('without a sort it stands in the order of work: deadline, boost, age, id, whatever the state', async () => {
    const order = ['done', 'boosted', 'old', 'twin', 'young', 'raised', 'late', 'asked']
    expect(await ids({})).toEqual(order)
    expect(await ids({}, 2, 3)).toEqual(order.slice(2, 5))
    expect(await queueIds(store.sql, ALL, 3)).toEqual(order.slice(0, 3))
    expect(await ids({ filters: [waiting] })).toEqual(['boosted', 'old', 'twin', 'young', 'late'])
  })

  test('a row carries its dealer, and the person who holds a lease that still runs', async () => {
    const rows = await page({ filters: [waiting] })
    expect(rows.map(row => [row.id, row.dealer, row.heldBy])).toEqual([
      ['boosted', 'Aqua Motors', null],
      ['old', null, 'li'],
      ['twin', null, null],
      ['young', null, null],
      ['late', '长江汽贸', null],
    ])
    expect(rows[0]).toMatchObject({ deadlineAt: EARLY, amountFen: 9_000_000, reasons: ['income-short'] })
  })

  const closed: QueueFilter = { column: 'state', operator: 'one-of', values: ['escalated', 'decided'] }

  test('a list of escalated and decided cases says who took the decision that stands, when and why', async () => {
    const standing = (await page({ filters: [closed] })).map(row => [
      row.id,
      row.outcome,
      row.decidedBy,
      row.decidedAt,
      row.decidedFor,
    ])
    expect(standing).toEqual([
      ['done', 'decline', 'wu', EARLY, ['policy']],
      ['raised', 'escalate', 'li', AT, ['big']],
    ])
  })

  test('and can be put in the order of outcomes, names and times', async () => {
    const by = (column: 'outcome' | 'decidedBy' | 'decidedAt', descending = false) =>
      ids({ filters: [closed], sort: [{ column, descending }] })
    expect(await by('outcome')).toEqual(['done', 'raised'])
    expect(await by('decidedBy')).toEqual(['done', 'raised'])
    expect(await by('decidedAt')).toEqual(['raised', 'done'])
    expect(await by('decidedAt', true)).toEqual(['done', 'raised'])
    const sort = [{ column: 'decidedAt' as const, descending: true }]
    expect(await queueIds(store.sql, { filters: [closed], sort }, 9)).toEqual(['done', 'raised'])
  })

  test('which costs the other lists nothing: they do not ask for decisions', () => {
    const given = { ...ALL, offset: 0, limit: 9, at: AT }
    expect(queuePageStatement({ ...given, filters: [waiting] }).text).not.toContain('decision as')
    expect(queuePageStatement(given).text).not.toContain('decision as')
    expect(queuePageStatement({ ...given, filters: [closed] }).text).toContain('decision as')
  })

  test.each<[string, QueueFilter, string[]]>([
    ['equals', { column: 'firstReason', operator: 'equals', values: ['fraud'] }, ['twin']],
    [
      'not-equal keeps what has no value',
      { column: 'region', operator: 'not-equal', values: ['CN-32'] },
      ['done', 'old', 'raised'],
    ],
    ['a province holds its cities', { column: 'region', operator: 'starts-with', values: ['41'] }, ['done', 'raised']],
    ['contains, Chinese', { column: 'dealer', operator: 'contains', values: ['汽'] }, ['late']],
    ['contains, in any case', { column: 'dealer', operator: 'contains', values: ['AQUA'] }, ['boosted']],
    ['contains takes its value as it is', { column: 'lesseeName', operator: 'contains', values: ["' %_\\"] }, []],
    ['contains, with quotes', { column: 'lesseeName', operator: 'contains', values: ["O'Neil %_\\"] }, ['asked']],
    ['starts-with', { column: 'number', operator: 'starts-with', values: ['2026-BOO'] }, ['boosted']],
    ['less, a number', { column: 'amountFen', operator: 'less', values: [101] }, ['young']],
    ['greater, an instant', { column: 'deadlineAt', operator: 'greater', values: [EARLY] }, ['raised', 'late']],
    ['between', { column: 'boost', operator: 'between', values: [1, 5] }, ['boosted', 'late']],
    ['one-of', { column: 'state', operator: 'one-of', values: ['escalated', 'decided'] }, ['done', 'raised']],
    ['one-of none', { column: 'state', operator: 'one-of', values: [] }, []],
    ['blank', { column: 'deadlineAt', operator: 'blank', values: [] }, ['asked']],
    ['blank, a text', { column: 'lesseeName', operator: 'blank', values: [] }, ['raised']],
    ['not-blank', { column: 'dealer', operator: 'not-blank', values: [] }, ['boosted', 'late']],
  ])('filter %s', async (_, filter, expected) => {
    expect(await ids({ filters: [filter] })).toEqual(expected)
    expect(await queueCount(store.sql, { filters: [filter], sort: [] })).toBe(expected.length)
  })

  test('filters narrow together', async () => {
    const filters: QueueFilter[] = [waiting, { column: 'boost', operator: 'greater', values: [0] }]
    expect(await ids({ filters })).toEqual(['boosted', 'late'])
    expect(await ids({ filters: [waiting, { column: 'state', operator: 'equals', values: ['decided'] }] })).toEqual([])
  })

  test('a sort of one or several columns, rows without a value last, ties by id', async () => {
    expect(await ids({ filters: [waiting], sort: [{ column: 'amountFen', descending: true }] })).toEqual([
      'boosted',
      'late',
      'old',
      'twin',
      'young',
    ])
    const sort = [
      { column: 'dealer', descending: true },
      { column: 'openedAt', descending: true },
    ] as const
    expect(await ids({ filters: [waiting], sort })).toEqual(['late', 'boosted', 'young', 'old', 'twin'])
  })

  test.each<[string, QueueFilter]>([
    ['a text where a number belongs', { column: 'amountFen', operator: 'less', values: ['1; drop table party'] }],
    ['an instant that is none', { column: 'deadlineAt', operator: 'greater', values: ['yesterday'] }],
    ['a part of a number', { column: 'boost', operator: 'contains', values: [1] }],
    ['one end of a range', { column: 'boost', operator: 'between', values: [1] }],
    ['a NUL', { column: 'number', operator: 'equals', values: ['\0'] }],
  ])('a filter that makes no sense is refused: %s', async (_, filter) => {
    await expect(page({ filters: [filter] })).rejects.toBeInstanceOf(FilterRefused)
  })

  test('groups count what the filters leave, by each column', async () => {
    expect(await queueGroups(store.sql, { filters: [waiting], sort: [] }, 'firstReason')).toEqual([
      { value: 'income-short', cases: 4, amounts: [{ currency: 'CNY', fen: 27_000_100 }] },
      { value: 'fraud', cases: 1, amounts: [{ currency: 'CNY', fen: 9_000_000 }] },
    ])
    expect((await queueGroups(store.sql, { filters: [closed], sort: [] }, 'scenario'))[0]?.amounts).toEqual([
      { currency: 'CNY', fen: 9_000_000 },
      { currency: 'USD', fen: 1_000_000_000_00 },
    ])
    const values = async (by: Parameters<typeof queueGroups>[2]) =>
      (await queueGroups(store.sql, ALL, by)).map(({ value, cases }) => [value, cases])
    expect(await values('dealer')).toEqual([
      [null, 6],
      ['Aqua Motors', 1],
      ['长江汽贸', 1],
    ])
    expect(await values('region')).toEqual([
      ['CN-32', 5],
      // Two cities of one province.
      ['41', 2],
      [null, 1],
    ])
    expect(await values('scenario')).toEqual([['passenger-used', 8]])
    expect(await values('state')).toEqual([
      ['waiting', 5],
      ['awaiting-documents', 1],
      ['decided', 1],
      ['escalated', 1],
    ])
  })

  test('counts by state', async () => {
    expect(await queueCounts(store.sql)).toEqual({ waiting: 5, awaitingDocuments: 1, escalated: 1, decided: 1 })
  })

  test('next: worst deadline, then boost, then oldest, then id; leases of others are passed over while they run', async () => {
    const next = async (person: string, more = {}) =>
      (await nextCases(store.sql, { limit: 3, person, at: AT, ...more })).map(({ id }) => id)
    expect(await next('wang')).toEqual(['boosted', 'twin', 'young'])
    expect(await next('li')).toEqual(['boosted', 'old', 'twin'])
    expect(await next('wang', { at: '2026-11-24T08:05:00.000Z' })).toEqual(['boosted', 'old', 'twin'])
    expect(await next('li', { except: ['boosted', 'twin'] })).toEqual(['old', 'young', 'late'])
    expect(await next('boss', { states: ['waiting', 'escalated'], limit: 9 })).toEqual([
      'boosted',
      'twin',
      'young',
      'raised',
      'late',
    ])
  })
})

test('the first page and the next case are index scans in a queue of 100,000, all with the same deadline', async () => {
  const store = await freshStore()
  await store.dropIndexes(['review_case'])
  for (let from = 0; from < 100_000; from += 10_000)
    await store.transaction(tx =>
      tx.load(
        'review_case',
        Array.from({ length: 10_000 }, (_, at) => reviewCase(`c${from + at}`, { boost: at % 3 })),
      ),
    )
  await store.makeIndexes(['review_case'])
  await store.analyse(['review_case'])
  const planOf = async ({ text, values }: Statement) => {
    const plan = await store.sql.query<{ 'QUERY PLAN': string }>(`explain (analyze, timing off) ${text}`, values)
    return plan.map(row => row['QUERY PLAN']).join('\n')
  }
  const page = (filters: QueueFilter[]) => queuePageStatement({ filters, sort: [], offset: 0, limit: 100, at: AT })
  const statements = [
    page([]),
    page([waiting]),
    page([{ column: 'state', operator: 'one-of', values: ['waiting', 'escalated'] }]),
    page([{ column: 'amountFen', operator: 'greater', values: [5] }]),
    nextCasesStatement({ limit: 2, person: 'li', at: AT, states: ['waiting', 'escalated'], except: ['c7'] }),
  ]
  for (const statement of statements) {
    const plan = await planOf(statement)
    expect(plan).toContain('Index Scan using review_case_by_queue')
    expect(plan).not.toContain('Seq Scan on review_case')
    expect(plan).not.toMatch(/review_case.*actual rows=\d{4,}/)
  }
  await store.close()
})
