/** Handlers of `settings`: what is in force, keys, journal, upkeep. */
import { os } from './base.ts'

export const settings = {
  get: os.settings.get.handler(({ context: { core, session } }) => core.open.upkeep.describe(session)),
  set: os.settings.set.handler(({ context: { core, session }, input }) =>
    core.open.settings.change(session, input.name, input.value),
  ),
  setPassphrase: os.settings.setPassphrase.handler(async ({ context: { core, session }, input }) => {
    session.mayAct('administrator')
    await core.open.desk.keys.setPassphrase(input.passphrase)
    return {}
  }),
  verifyJournal: os.settings.verifyJournal.handler(({ context: { core, session } }) => {
    session.mayRead()
    return core.verifyJournal()
  }),
  rebuild: os.settings.rebuild.handler(({ context: { core, session } }) => core.rebuildJob(session)),
  erase: os.settings.erase.handler(({ context: { core, session }, input }) => core.erase(session, input)),
}
