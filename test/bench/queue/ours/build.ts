/**
 * Makes the folder that everything is measured on: a demo company whose cases are all referred, loaded and decided by
 * the packs that an import and the rulebook write. `build.ts DIR CASES SEED`
 */
import { writeFileSync } from 'node:fs'
import { loadIntake } from '../../../../src/commands/intake/load.ts'
import { decideAutomatically } from '../../../../src/commands/review/decide-automatically.ts'
import { OPERATOR } from '../../../../src/core/session.ts'
import { decisionLines, intakeLines, SEMANTICS } from '../cases.ts'
import { answer } from './answer.ts'
import { openCore } from './core.ts'

/** As many as the core's own service puts into one entry. */
const AN_ENTRY = 20_000

const [dir = '', casesText = '', seedText = ''] = process.argv.slice(2)
const cases = Number(casesText)
const seed = Number(seedText)
const core = await openCore(dir, false)
await core.foundDemo('zh-CN')
const { desk, rulebooks } = core.open

async function* asynchronous<T>(lines: Iterable<T>): AsyncGenerator<T> {
  yield* lines
}

const counts = { read: cases, imported: cases, rejected: 0, duplicates: 0 }
const file = { fileHash: null, preset: null, documentId: null }
const input = { batchId: 'bench', kind: 'demo' as const, source: 'bench', ...file, ...counts }
const loadedFrom = performance.now()
await desk.givePack(loadIntake, asynchronous(intakeLines(cases, seed)), () => input, OPERATOR)
const loadSeconds = (performance.now() - loadedFrom) / 1000

const book = await rulebooks.live()
const lines = await decisionLines(book, seed, (party, bytes) => desk.keys.keyedDigest(party, bytes))
const decidedFrom = performance.now()
for (let from = 0; from < cases; from += AN_ENTRY) {
  const to = Math.min(cases, from + AN_ENTRY)
  const decided = { rulebook: book.hash, semantics: SEMANTICS, approve: 0, refer: to - from, decline: 0 }
  await desk.givePack(decideAutomatically, asynchronous(lines(from, to)), () => decided, OPERATOR)
}
const decideSeconds = (performance.now() - decidedFrom) / 1000

const rows = await desk.store.sql.query<{ id: string; lesseeId: string }>(
  'select id, lessee_id as "lesseeId" from review_case order by id',
)
writeFileSync(`${dir}/../cases.json`, JSON.stringify(rows))
// The search follows every pack; a folder is closed when it has read.
await core.open.search.find('王', 1)
await core.close()
answer({ loadSeconds, decideSeconds, cases: rows.length })
