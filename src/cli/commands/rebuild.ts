/** Throws the database away and makes it again from the journal. */

import { clock } from '../../core/machine/index.ts'
import type { CliCommand } from '../command.ts'
import { type CliSession, withCore } from '../session.ts'

export const rebuildCommand: CliCommand = {
  name: 'rebuild',
  synopsis: 'rebuild --data DIR',
  purpose: 'make the database again from the journal',
  options: { data: { type: 'string' } },
  run(given) {
    const work = async ({ core }: CliSession) => {
      const from = clock.monotonic()
      const { entries } = await core.rebuild()
      return { answer: { entries, seconds: Math.round(clock.monotonic() - from) / 1000 } }
    }
    return withCore(given, work, 'mend')
  },
}
