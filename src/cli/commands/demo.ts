/** Makes undecided demo applications, with ended contracts on top. */

import { type CliCommand, count } from '../command.ts'
import { founded } from '../founding.ts'
import { type CliSession, withCore } from '../session.ts'

const running = { cancelled: false, check: () => undefined, progress: () => undefined }

export const demoCommand: CliCommand = {
  name: 'demo',
  synopsis: 'demo --applications N --seed S --data DIR',
  purpose: 'a made-up portfolio: N undecided applications and contracts that ended before',
  options: { applications: { type: 'string' }, seed: { type: 'string' }, data: { type: 'string' } },
  async run(given) {
    const order = { applications: count(given, 'applications'), seed: count(given, 'seed') }
    const work = async ({ core }: CliSession) => {
      await founded(core)
      return { answer: await core.loadDemo(order, running) }
    }
    return withCore(given, work, 'found')
  },
}
