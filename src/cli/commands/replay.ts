/** Recomputes every automatic decision from its stored rulebook and facts, and compares the bytes. */
import type { JsonValue } from '../../domain/canonical.ts'
import { automaticDecisions } from '../../store/queries/portfolio.ts'
import { CallProblem, type CliCommand } from '../command.ts'
import { withCore } from '../session.ts'

const BLOCK = 1_000

export const replayCommand: CliCommand = {
  name: 'replay',
  synopsis: 'replay --all --data DIR',
  purpose: 'recompute every automatic decision and compare',
  options: { all: { type: 'boolean' }, data: { type: 'string' } },
  async run(given) {
    if (given.values.all !== true) throw new CallProblem('say --all: single decisions are replayed in the app')
    return withCore(given, async ({ core }) => {
      const counts = { replayed: 0, different: 0, erased: 0 }
      const replay = core.open.rulebooks.replay()
      let after = ''
      for (;;) {
        const decisions = await automaticDecisions(core.open.desk.store.sql, after, BLOCK)
        for (const { record, rulebookHash, factsId, lesseeId, facts } of decisions) {
          const stored = { id: factsId ?? '', lesseeId, body: facts as JsonValue | null }
          const result = await replay({ record, rulebookHash: rulebookHash ?? '', facts: stored })
          if (result === 'same') counts.replayed += 1
          else if (result === 'erased') counts.erased += 1
          else counts.different += 1
        }
        after = decisions.at(-1)?.id ?? after
        if (decisions.length < BLOCK) return { answer: counts, exitCode: counts.different === 0 ? 0 : 1 }
      }
    })
  },
}
