/**
 * Records what the core asks of its database, for the bare programs to ask the same. `record.ts KIND DIR OUT …`:
 * `start`: the first page; `cases N`: a start and N next cases; `desk RUNS N` and `service RUNS N`: decisions, a trace a run.
 */

import { openCore } from './core.ts'
import { beginStep, writeTrace } from './tap.ts'
import { decisionAt, firstPage, nextCases } from './work.ts'

const [kind, dir = '', out = '', ...numbers] = process.argv.slice(2)
const [first = 0, second = 0] = numbers.map(Number)

if (kind === 'cases') beginStep()
const core = await openCore(dir, kind === 'cases')
if (kind === 'start') {
  beginStep()
  await firstPage(core)
  writeTrace(out)
} else if (kind === 'cases') {
  await nextCases(core, first, beginStep)
  writeTrace(out)
} else {
  const decide = await decisionAt(core, dir, kind === 'service' ? 'service' : 'desk')
  for (let run = 0; run < first; run++) {
    for (let index = 0; index < second; index++) {
      beginStep()
      await decide(run * second + index)
    }
    writeTrace(`${out}.${run}`)
  }
}
await core.close()
