/** Takes decisions as fast as it can, then throws the database away and makes it again. `rebuild.ts DIR FROM DECISIONS` */
import { answer } from './answer.ts'
import { openCore } from './core.ts'
import { decisionAt } from './work.ts'

const AT_ONCE = 200

const [dir = '', fromText = '', countText = ''] = process.argv.slice(2)
const from = Number(fromText)
const core = await openCore(dir, false)
const decide = await decisionAt(core, dir, 'desk')
for (let done = 0; done < Number(countText); done += AT_ONCE) {
  const size = Math.min(AT_ONCE, Number(countText) - done)
  await Promise.all(Array.from({ length: size }, (_, index) => decide(from + done + index)))
}
const begun = performance.now()
const { entries } = await core.rebuild()
const seconds = (performance.now() - begun) / 1000
await core.close()
answer({ seconds, entries })
