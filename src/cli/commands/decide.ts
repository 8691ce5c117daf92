/** Decides every submitted application with the live rulebook. */
import { CallProblem, type CliCommand } from '../command.ts'
import { finished } from '../job.ts'
import { withCore } from '../session.ts'

export const decideCommand: CliCommand = {
  name: 'decide',
  synopsis: 'decide --all --data DIR [--as PERSON]',
  purpose: 'every submitted application, by the live rulebook',
  options: { all: { type: 'boolean' }, data: { type: 'string' }, as: { type: 'string' } },
  async run(given) {
    if (given.values.all !== true) throw new CallProblem('say --all: single applications are decided in the app')
    return withCore(given, async ({ client }) => ({
      answer: await finished(client, await client.intake.decideAll()),
    }))
  },
}
