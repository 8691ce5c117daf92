/** Random rounds of work on both stores: what they answer, refuse and hold afterwards must be the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TableName } from '../../src/domain/model/index.ts'
import type { AnyRow } from '../../src/domain/model/table.ts'
import { openMemoryStore } from '../../src/store/memory-store.ts'
import { StatementFailed, type Store, type StoreRead, type Transaction } from '../../src/store/store.ts'
import { empty } from './contract.ts'
import { storeOfTest } from './pglite-folder.ts'
import { facts, party, reviewCase } from './samples.ts'

type Step =
  | { kind: 'apply'; table: TableName; upserts: readonly AnyRow[]; deletes: readonly (readonly string[])[] }
  | { kind: 'load'; table: TableName; rows: readonly AnyRow[] }
  | { kind: 'read'; reads: readonly StoreRead[] }
  | { kind: 'savepoint'; steps: readonly Step[]; fails: boolean }
type Round = { steps: readonly Step[]; fails: boolean }

const id = fc.constantFrom('a', 'b', 'c', 'd', 'é', '\uffff', '𠮷')
const textValue = fc
  .string({ unit: 'grapheme', maxLength: 6 })
  .filter(text => text.isWellFormed() && !text.includes('\0'))
const jsonValue = fc
  .jsonValue({ maxDepth: 2, noUnicodeString: true })
  .filter(value => !JSON.stringify(value).includes('\\u0000'))
const group = fc.option(fc.constantFrom('g1', 'g2'), { nil: null })
const deadlineAt = fc.option(fc.constantFrom('2026-11-21T01:00:00.000Z', '2026-11-21T01:00:00.001Z'), { nil: null })

const rowsOf = {
  party: fc.record({ id, name: fc.option(textValue, { nil: null }), groupId: group }).map(row => party(row.id, row)),
  facts: fc.record({ id, body: jsonValue }).map(row => facts(row.id, JSON.parse(JSON.stringify(row.body)), 'a1')),
  review_case: fc
    .record({ id, boost: fc.integer({ min: -1, max: 1 }), deadlineAt, state: fc.constantFrom('waiting', 'decided') })
    .map(row => reviewCase(row.id, { ...row, state: row.state === 'waiting' ? 'waiting' : 'decided' })),
}
const table = fc.constantFrom<keyof typeof rowsOf>('party', 'facts', 'review_case')
const uniqueRows = (name: keyof typeof rowsOf): fc.Arbitrary<AnyRow[]> =>
  fc.uniqueArray(rowsOf[name] as unknown as fc.Arbitrary<AnyRow>, { selector: row => row.id, maxLength: 4 })

const apply: fc.Arbitrary<Step> = table.chain(name =>
  fc.record({ rows: uniqueRows(name), gone: fc.uniqueArray(id, { maxLength: 3 }) }).map(({ rows, gone }) => ({
    kind: 'apply' as const,
    table: name,
    upserts: rows,
    deletes: gone.filter(key => rows.every(row => row.id !== key)).map(key => [key]),
  })),
)
const load: fc.Arbitrary<Step> = table.chain(name =>
  uniqueRows(name).map(rows => ({ kind: 'load' as const, table: name, rows: rows.slice(0, 2) })),
)
const question: fc.Arbitrary<StoreRead> = fc.oneof(
  fc.record({
    table,
    keys: fc.array(
      id.map(key => [key]),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    table: fc.constant('party' as const),
    index: fc.constant('byGroup'),
    prefix: fc.constantFrom(['g1'], ['g2'], []),
    limit: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    table: fc.constant('review_case' as const),
    index: fc.constant('byQueue'),
    prefix: fc.constantFrom(['waiting'], ['decided'], [], ['waiting', '2026-11-21T01:00:00.000Z', 1]),
    limit: fc.integer({ min: 1, max: 9 }),
  }),
)
const read: fc.Arbitrary<Step> = fc
  .array(question, { minLength: 1, maxLength: 4 })
  .map(reads => ({ kind: 'read', reads }))
const { steps } = fc.letrec<{ steps: Step[]; step: Step }>(tie => ({
  steps: fc.array(tie('step'), { maxLength: 5 }),
  step: fc.oneof(
    { maxDepth: 2 },
    apply,
    load,
    read,
    fc.record({ kind: fc.constant('savepoint' as const), steps: tie('steps'), fails: fc.boolean() }),
  ),
}))
const rounds: fc.Arbitrary<Round[]> = fc.array(fc.record({ steps, fails: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
})

class Planned extends Error {}

const told = (error: unknown): string => {
  if (error instanceof StatementFailed) return `failed ${error.code}`
  if (error instanceof Planned) return 'planned'
  throw error
}

/** Rows by key come in no order: each answer is compared as a sorted list where the question gave none. */
const canonical = (question: StoreRead, rows: readonly AnyRow[]): unknown => {
  const texts = rows.map(row => JSON.stringify(sortKeys(row)))
  return 'keys' in question ? texts.sort() : texts
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => [key, sortKeys(child)])
}

async function perform(tx: Transaction, step: Step): Promise<unknown> {
  if (step.kind === 'apply') return tx.apply(new Map([[step.table, step]]))
  if (step.kind === 'load') return tx.load(step.table, step.rows)
  if (step.kind === 'read')
    return (await tx.read(step.reads)).map((rows, at) => canonical(step.reads[at] as StoreRead, rows))
  return tx.savepoint(() => performAll(tx, step)).catch(told)
}

async function performAll(tx: Transaction, { steps, fails }: Round): Promise<unknown[]> {
  const seen: unknown[] = []
  for (const step of steps) seen.push(await perform(tx, step))
  if (fails) throw new Planned()
  return seen
}

const EVERYTHING: StoreRead[] = [
  { table: 'party', index: 'byGroup', prefix: [], limit: 99 },
  { table: 'facts', index: 'byApplication', prefix: [], limit: 99 },
  { table: 'review_case', index: 'byQueue', prefix: [], limit: 99 },
]

async function play(store: Store, played: readonly Round[]): Promise<unknown[]> {
  await empty(store)
  const seen: unknown[] = []
  for (const round of played) {
    seen.push(await store.transaction(tx => performAll(tx, round)).catch(told))
    seen.push((await store.read(EVERYTHING)).map((rows, at) => canonical(EVERYTHING[at] as StoreRead, rows)))
  }
  return seen
}

test('both stores answer, refuse and hold the same over random rounds of work', async () => {
  const memory = openMemoryStore()
  const pglite = await storeOfTest()
  await fc.assert(
    fc.asyncProperty(rounds, async played => {
      expect(await play(pglite, played)).toEqual(await play(memory, played))
    }),
    { numRuns: 60 },
  )
})
