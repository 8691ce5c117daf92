/** Erases a person for good, in an administrator's name. */

import { giverOf } from '../../core/desk.ts'
import { eraseParty } from '../../core/erasure.ts'
import { NotAllowed } from '../../core/problems.ts'
import { type CliCommand, text } from '../command.ts'
import { withCore } from '../session.ts'

export const eraseCommand: CliCommand = {
  name: 'erase',
  synopsis: 'erase --party ID --data DIR --as PERSON',
  purpose: 'blank a person everywhere and throw the keys away',
  options: { party: { type: 'string' }, data: { type: 'string' }, as: { type: 'string' } },
  run: given =>
    withCore(given, async ({ core, session }) => {
      if (session.signedIn === null) throw new NotAllowed(['administrator'])
      const erased = await eraseParty(core.open.desk, text(given, 'party'), giverOf(session))
      await core.rebuild()
      return { answer: erased }
    }),
}
