/** Erases a person for good, in an administrator's name. */
import { type CliCommand, text } from '../command.ts'
import { withCore } from '../session.ts'

export const eraseCommand: CliCommand = {
  name: 'erase',
  synopsis: 'erase --party ID --data DIR --as PERSON',
  purpose: 'blank a person everywhere and throw the keys away',
  options: { party: { type: 'string' }, data: { type: 'string' }, as: { type: 'string' } },
  async run(given) {
    const party = text(given, 'party')
    return withCore(given, async ({ core, session }) => ({ answer: await core.eraseFor(session, party) }))
  },
}
