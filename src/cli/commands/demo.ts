/** Makes undecided demo applications, with ended contracts on top. */

import { type CliCommand, count } from '../command.ts'
import { founded } from '../founding.ts'
import { withCore } from '../session.ts'

const running = { cancelled: false, check: () => undefined, progress: () => undefined }

export const demoCommand: CliCommand = {
  name: 'demo',
  synopsis: 'demo --applications N --seed S --data DIR',
  purpose: 'a made-up portfolio: N undecided applications and contracts that ended before',
  options: { applications: { type: 'string' }, seed: { type: 'string' }, data: { type: 'string' } },
  run: given =>
    withCore(given, async ({ core }) => {
      await founded(core)
      const order = { applications: count(given, 'applications'), seed: count(given, 'seed') }
      return { answer: await core.loadDemo(order, running) }
    }),
}
