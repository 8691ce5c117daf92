/** What every store promises, as one suite that each of them runs. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TABLES, type TableName } from '../../src/domain/model/index.ts'
import type { AnyRow } from '../../src/domain/model/table.ts'
import { keyOfRow } from '../../src/store/rows.ts'
import { StatementFailed, type Store, type StoreRead } from '../../src/store/store.ts'
import { counter, evidence, exposure, facts, party, put, reviewCase, rulebook, upserts, vehicle } from './samples.ts'

/** A text with everything that a quoting mistake would trip over, and characters beyond the first plane. */
const HOSTILE = `'; drop table party; -- \\N \\. "q" {a,b} $1 %s \t\n\r\u2028 𠮷 \u{10ffff} null NULL`

const plain = (rows: readonly AnyRow[] | undefined): unknown => JSON.parse(JSON.stringify(rows ?? null))

/** Tables that a declared index lists whole. */
const LISTED = (Object.keys(TABLES) as TableName[]).filter(name => Object.keys(TABLES[name].indexes).length > 0)

/** Empties those tables; rows of the others (counters, exposure) are told apart by their keys. */
export async function empty(store: Store): Promise<void> {
  const reads = LISTED.map(table => ({
    table,
    index: Object.keys(TABLES[table].indexes)[0] ?? '',
    prefix: [],
    limit: 1e6,
  }))
  await store.transaction(async tx => {
    const found = await tx.read(reads)
    const deletes = LISTED.map(
      (table, at) => [table, (found[at] ?? []).map(row => keyOfRow(TABLES[table], row))] as const,
    )
    await tx.apply(new Map(deletes.map(([table, keys]) => [table, { upserts: [], deletes: keys }])))
  })
}

export function storeContract(name: string, makeStore: () => Promise<Store>): void {
  describe(`the store contract: ${name}`, () => {
    let store: Store
    beforeAll(async () => {
      store = await makeStore()
    })
    afterAll(() => store?.close())
    beforeEach(() => empty(store))

    const one = async (read: StoreRead): Promise<readonly AnyRow[]> => (await store.read([read]))[0] ?? []
    const partyOf = async (id: string): Promise<readonly AnyRow[]> => one({ table: 'party', keys: [[id]] })

    test('a row comes back as it was put, and the last one put under a key stands', async () => {
      await put(store, { party: [party('p1', { name: '旧' })] })
      const row = party('p1', { phone: '', address: HOSTILE })
      await put(store, { party: [row] })
      expect(plain(await partyOf('p1'))).toEqual([row])
    })

    test('instants keep their milliseconds, days their date, whole numbers up to 2^53 and fractions their value', async () => {
      const rows = [
        evidence('e1', 'a1', { asOf: '2026-03-01T00:00:00.000Z' }),
        evidence('e2', 'a1', { asOf: '1999-12-31T23:59:59.001Z' }),
        evidence('e3', 'a1', {
          asOf: '2026-03-01T00:00:00.120Z',
          values: { rate: 0.1 + 0.2, huge: 1e21, tiny: 5e-324 },
        }),
      ]
      const vehicles = [vehicle('a1', 1, { firstRegistered: '2024-02-29', priceFen: Number.MAX_SAFE_INTEGER })]
      await put(store, { evidence: rows, application_vehicle: vehicles })
      expect(plain(await one({ table: 'evidence', index: 'byApplication', prefix: ['a1'], limit: 9 }))).toEqual(rows)
      expect(plain(await one({ table: 'application_vehicle', keys: [['a1', 1]] }))).toEqual(vehicles)
    })

    test('JSON null, SQL null and JSON of every shape come back as they were', async () => {
      const documents = [
        null,
        false,
        0,
        '',
        HOSTILE,
        [],
        {},
        [null],
        { a: { b: [1, '2', null] } },
        JSON.parse('{"__proto__": 1}'),
      ]
      const rows = documents.map((document, at) => rulebook(`h${at}`, document))
      const bodies = [facts('f1', null), facts('f2', { [HOSTILE]: [HOSTILE] })]
      await put(store, { rulebook: rows, facts: bodies })
      const found = await one({ table: 'rulebook', keys: rows.map(({ hash }) => [hash]) })
      const texts = new Map(found.map(row => [row.hash, JSON.stringify(row.document)]))
      expect(texts).toEqual(new Map(rows.map(row => [row.hash, JSON.stringify(row.document)])))
      expect(plain(await one({ table: 'facts', index: 'byApplication', prefix: ['a1'], limit: 9 }))).toEqual(bodies)
    })

    test('a load brings rows in as an apply does', async () => {
      const rows = [
        party('p1', { address: HOSTILE, phone: '' }),
        party('p2', { name: null }),
        party('p3', { name: '\\N' }),
      ]
      const books = [rulebook('h1', null), rulebook('h2', [HOSTILE, '\\', '\\n', { '\t': '\n' }])]
      await store.transaction(async tx => {
        await tx.load('party', rows as unknown as AnyRow[])
        await tx.load('rulebook', books as unknown as AnyRow[])
        await tx.load('facts', [facts('f1', null)] as unknown as AnyRow[])
        await tx.load('facts', [])
      })
      expect(plain(await one({ table: 'party', index: 'byGroup', prefix: [], limit: 9 }))).toEqual(rows)
      expect(plain(await one({ table: 'rulebook', index: 'byLive', prefix: [false], limit: 9 }))).toEqual(books)
    })

    test('many rows at once come back, are changed and go as few do', async () => {
      const values = { rate: 0.1 + 0.2, huge: 1e21, tiny: 5e-324, [HOSTILE]: [HOSTILE, null, {}] }
      const made = (index: number, asOf: string) =>
        evidence(`e${index}`, 'a1', { asOf, values: index % 2 === 0 ? values : {} })
      const vehicleAt = (index: number, mileageKm: number | null) =>
        vehicle('a1', index, { firstRegistered: '2024-02-29', priceFen: Number.MAX_SAFE_INTEGER - index, mileageKm })
      const before = Array.from({ length: 1_200 }, (_, index) => made(index, '1999-12-31T23:59:59.001Z'))
      const vehicles = Array.from({ length: 1_200 }, (_, index) => vehicleAt(index, null))
      await put(store, { evidence: before, application_vehicle: vehicles })
      const after = before.map((_, index) => made(index + 600, '2026-03-01T00:00:00.120Z'))
      const driven = vehicles.map((_, index) => vehicleAt(index + 600, index))
      await put(store, { evidence: after, application_vehicle: driven })
      const inOrder = (rows: readonly AnyRow[]) => plain(rows.toSorted((a, b) => Number(a.line) - Number(b.line)))
      const evidences = await one({ table: 'evidence', keys: [...before, ...after.slice(600)].map(({ id }) => [id]) })
      const byId = new Map(evidences.map(row => [row.id, row]))
      expect(byId.size).toBe(1_800)
      for (const row of [...before.slice(0, 600), ...after]) expect(plain([byId.get(row.id) as AnyRow])).toEqual([row])
      const keys = Array.from({ length: 2_000 }, (_, line) => ['a1', line])
      expect(inOrder(await one({ table: 'application_vehicle', keys }))).toEqual([...vehicles.slice(0, 600), ...driven])
    })

    test('a load under a key that exists fails, and nothing of its transaction stands', async () => {
      await put(store, { party: [party('p1')] })
      const load = store.transaction(async tx => {
        await tx.apply(upserts({ party: [party('p0')] }))
        await tx.load('party', [party('p2'), party('p1')] as unknown as AnyRow[])
      })
      await expect(load).rejects.toMatchObject({ name: 'StatementFailed', table: 'party', code: '23505' })
      expect(await one({ table: 'party', keys: [['p0'], ['p2']] })).toEqual([])
    })

    test('answers stand in the order of the questions, each with its own rows', async () => {
      await put(store, {
        counter: [counter('case', 7), counter('case', 8, '2025'), counter('contract', 9)],
        party: [party('p1', { groupId: 'g' }), party('p2', { groupId: 'g' })],
      })
      const answers = await store.read([
        {
          table: 'counter',
          keys: [
            ['case', '2025'],
            ['case', '2024'],
          ],
        },
        { table: 'party', index: 'byGroup', prefix: ['g'], limit: 1 },
        {
          table: 'counter',
          keys: [
            ['contract', '2026'],
            ['case', '2025'],
            ['case', '2025'],
          ],
        },
        { table: 'party', keys: [] },
        { table: 'party', index: 'byGroup', prefix: ['none'], limit: 5 },
        { table: 'party', index: 'byGroup', prefix: ['g'], limit: 5 },
        { table: 'party', keys: [['p2']] },
      ])
      const ids = answers.map(rows => rows.map(row => row.last ?? row.id).sort())
      expect(ids).toEqual([[8], ['p1'], [8, 9], [], [], ['p1', 'p2'], ['p2']])
    })

    test('rows of an index come in the order of its columns, null last, ties by key, text by code point', async () => {
      const late = '2026-11-22T00:00:00.000Z'
      await put(store, {
        review_case: [
          reviewCase('c1', { deadlineAt: null }),
          reviewCase('c2', { deadlineAt: late }),
          reviewCase('c3', { boost: 1 }),
          reviewCase('c4', { boost: 0 }),
          reviewCase('c5', { state: 'decided' }),
          reviewCase('c0', { boost: 1 }),
        ],
        party: ['\u{10000}', '\uffff', 'z', 'Z', '', '中', 'zz'].map(id => party(`p${id}`, { groupId: `g${id}` })),
      })
      const waiting = await one({ table: 'review_case', index: 'byQueue', prefix: ['waiting'], limit: 9 })
      expect(waiting.map(row => row.id)).toEqual(['c4', 'c0', 'c3', 'c2', 'c1'])
      const capped = await one({ table: 'review_case', index: 'byQueue', prefix: ['waiting'], limit: 2 })
      expect(capped.map(row => row.id)).toEqual(['c4', 'c0'])
      const exact = await one({ table: 'review_case', index: 'byQueue', prefix: ['waiting', late, 0], limit: 9 })
      expect(exact.map(row => row.id)).toEqual(['c2'])
      const groups = await one({ table: 'party', index: 'byGroup', prefix: [], limit: 9 })
      expect(groups.map(row => row.groupId)).toEqual(['g', 'gZ', 'gz', 'gzz', 'g中', 'g\uffff', 'g\u{10000}'])
    })

    test('a key is deleted, also a composite one; a key that is not there changes nothing', async () => {
      await put(store, { exposure_day: [exposure('s', '2026-01-01', 1), exposure('s', '2026-01-02', 2)] })
      const deletes = {
        exposure_day: [
          ['s', '2026-01-01'],
          ['t', '2026-01-02'],
        ] as const,
      }
      await store.transaction(tx => tx.apply(upserts({ exposure_day: [exposure('u', '2026-01-03', 3)] }, deletes)))
      const keys = [
        ['s', '2026-01-01'],
        ['s', '2026-01-02'],
        ['u', '2026-01-03'],
      ] as const
      const found = await one({ table: 'exposure_day', keys })
      expect(found.map(row => row.amountFen).sort()).toEqual([2, 3])
    })

    test('a transaction that rejects leaves nothing and passes its reason on', async () => {
      await put(store, { party: [party('p1', { name: 'before' }), party('p2')] })
      const reason = new Error('no')
      const work = store.transaction(async tx => {
        await tx.apply(upserts({ party: [party('p1', { name: 'after' }), party('p3')] }, { party: [['p2']] }))
        expect(await tx.read([{ table: 'party', keys: [['p2']] }])).toEqual([[]])
        throw reason
      })
      await expect(work).rejects.toBe(reason)
      const found = await one({ table: 'party', index: 'byGroup', prefix: [], limit: 9 })
      expect(found.map(row => row.name)).toEqual(['before', '张p2'])
    })

    test('a failure in a savepoint undoes its own changes only, also one inside another', async () => {
      await store.transaction(async tx => {
        await tx.apply(upserts({ party: [party('p1')] }))
        await tx.savepoint(async () => {
          await tx.apply(upserts({ party: [party('p2')] }))
          const inner = tx.savepoint(async () => {
            await tx.apply(upserts({ party: [party('p3')] }))
            await tx.load('party', [party('p1')] as unknown as AnyRow[])
          })
          await expect(inner).rejects.toBeInstanceOf(StatementFailed)
          await tx.apply(upserts({ party: [party('p4')] }))
        })
        const outer = tx.savepoint(async () => {
          await tx.apply(upserts({ party: [party('p5')] }, { party: [['p1']] }))
          await tx.savepoint(() => tx.apply(upserts({ party: [party('p6')] })))
          throw new Error('undo this')
        })
        await expect(outer).rejects.toThrow('undo this')
      })
      const found = await one({ table: 'party', index: 'byGroup', prefix: [], limit: 9 })
      expect(found.map(row => row.id)).toEqual(['p1', 'p2', 'p4'])
    })

    test('a failed statement that is swallowed still fails its transaction', async () => {
      const work = store.transaction(async tx => {
        await tx.apply(upserts({ party: [party('p1')] }))
        await tx.load('party', [party('p1')] as unknown as AnyRow[]).catch(() => undefined)
        await expect(tx.read([{ table: 'party', keys: [['p1']] }])).rejects.toBeInstanceOf(StatementFailed)
      })
      await expect(work).rejects.toMatchObject({ name: 'StatementFailed', code: '23505' })
      expect(await partyOf('p1')).toEqual([])
    })

    test('nothing runs in a transaction after its end', async () => {
      const used = await store.transaction(async tx => tx)
      await expect(used.apply(upserts({ party: [party('p1')] }))).rejects.toBeInstanceOf(StatementFailed)
    })

    test('transactions run one at a time, in the order of asking, and reads wait for them', async () => {
      const order: string[] = []
      const slow = store.transaction(async tx => {
        order.push('first')
        await tx.apply(upserts({ counter: [counter('n', 1)] }))
        await new Promise(done => setImmediate(done))
        order.push('first ends')
      })
      const read = one({ table: 'counter', keys: [['n', '2026']] })
      const second = store.transaction(async () => void order.push('second'))
      await Promise.all([slow, second])
      expect(order).toEqual(['first', 'first ends', 'second'])
      expect((await read)[0]?.last).toBe(1)
    })

    test('a key given twice in one apply is refused', async () => {
      const work = put(store, { party: [party('p1'), party('p1')] })
      await expect(work).rejects.toMatchObject({ name: 'StatementFailed', code: '21000' })
    })

    test.each<[string, AnyRow]>([
      ['a NUL in a text', { ...party('p1'), name: 'a\0b' }],
      ['half a surrogate pair in a text', { ...party('p1'), name: 'a\ud842' }],
      ['null where there must be a value', { ...party('p1'), kind: null }],
      ['a missing column', Object.fromEntries(Object.entries(party('p1')).filter(([key]) => key !== 'region'))],
      ['a column too many', { ...party('p1'), nickname: '' }],
      ['a number for a text', { ...party('p1'), region: 32 }],
    ])('%s is refused, by apply and by load', async (_, row) => {
      const apply = store.transaction(tx => tx.apply(new Map([['party', { upserts: [row], deletes: [] }]])))
      await expect(apply).rejects.toMatchObject({ name: 'StatementFailed', table: 'party' })
      await expect(store.transaction(tx => tx.load('party', [row]))).rejects.toBeInstanceOf(StatementFailed)
      expect(await partyOf('p1')).toEqual([])
    })

    test.each<[string, TableName, AnyRow]>([
      ['a day that is none', 'exposure_day', exposure('s', '2026-02-30', 1)],
      ['an instant without milliseconds', 'evidence', evidence('e', 'a', { asOf: '2026-01-01T00:00:00Z' })],
      ['a fraction of a fen', 'exposure_day', exposure('s', '2026-02-28', 0.5)],
      ['a whole number beyond 2^53', 'counter', counter('n', 2 ** 53)],
      ['a count beyond 2^31', 'application_vehicle', vehicle('a', 1, { mileageKm: 2 ** 31 })],
      ['a NUL deep in a JSON value', 'rulebook', rulebook('h', [{ a: 'x\0' }])],
      ['half a surrogate pair in a JSON key', 'rulebook', rulebook('h', { '\udc00': 1 })],
    ])('%s is refused', async (_, table, row) => {
      const apply = store.transaction(tx => tx.apply(new Map([[table, { upserts: [row], deletes: [] }]])))
      await expect(apply).rejects.toMatchObject({ name: 'StatementFailed', table, code: '22P02' })
    })

    test('a read that the model does not declare is refused', async () => {
      await expect(store.read([{ table: 'party', index: 'byPhone', prefix: [], limit: 1 }])).rejects.toBeInstanceOf(
        StatementFailed,
      )
      await expect(store.read([{ table: 'counter', keys: [['case']] }])).rejects.toBeInstanceOf(StatementFailed)
    })

    test('what was read cannot be changed through it, nor what was put through the row given', async () => {
      const row = rulebook('h1', { limit: 1 })
      await put(store, { rulebook: [row] })
      const document = row.document as { limit: number }
      document.limit = 2
      expect((await one({ table: 'rulebook', keys: [['h1']] }))[0]?.document).toEqual({ limit: 1 })
    })
  })
}
