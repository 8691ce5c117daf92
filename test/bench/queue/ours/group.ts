/** Commands a second of one caller, and of fifty at once. `group.ts DIR FROM COUNT`, COUNT a multiple of fifty */
import { answer } from './answer.ts'
import { openCore } from './core.ts'
import { decisionAt } from './work.ts'

const CALLERS = 50

const [dir = '', fromText = '', countText = ''] = process.argv.slice(2)
const count = Number(countText)
const core = await openCore(dir, false)
const decide = await decisionAt(core, dir, 'desk')
let next = Number(fromText)

async function caller(decisions: number): Promise<void> {
  for (let done = 0; done < decisions; done++) await decide(next++)
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (count / (performance.now() - begun)) * 1000
}

// The engine compiles its code anew during these.
await caller(count)
const alone = await perSecond(() => caller(count))
const together = await perSecond(() => Promise.all(Array.from({ length: CALLERS }, () => caller(count / CALLERS))))
await core.close()
answer({ alone, together })
