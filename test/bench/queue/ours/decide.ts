/** Decisions one after the other: milliseconds of each, from the call to its answer. `decide.ts DIR DOOR FROM COUNT` */
import { answer } from './answer.ts'
import { openCore } from './core.ts'
import { decisionAt } from './work.ts'

const [dir = '', door, from = '', count = ''] = process.argv.slice(2)
const core = await openCore(dir, false)
const decide = await decisionAt(core, dir, door === 'service' ? 'service' : 'desk')
const milliseconds: number[] = []
for (let index = Number(from); index < Number(from) + Number(count); index++) {
  const begun = performance.now()
  await decide(index)
  milliseconds.push(performance.now() - begun)
}
await core.close()
answer({ milliseconds })
