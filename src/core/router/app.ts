/** Handlers of `app`: state, setting up, people, drafts, jobs. */
import { os } from './base.ts'

export const app = {
  state: os.app.state.handler(({ context: { core, session } }) => core.state(session)),
  watch: os.app.watch.handler(({ context: { core, session }, signal }) => core.watch(session, signal)),
  unlock: os.app.unlock.handler(({ context: { core, session }, input }) => core.unlock(session, input.passphrase)),
  tryDemo: os.app.tryDemo.handler(({ context: { core }, input }) => core.tryDemo(input)),
  found: os.app.found.handler(({ context: { core, session }, input }) => core.found(session, input)),
  addPerson: os.app.addPerson.handler(({ context: { core, session }, input }) => core.open.people.add(session, input)),
  changePerson: os.app.changePerson.handler(({ context: { core, session }, input }) =>
    core.open.people.change(session, input),
  ),
  signIn: os.app.signIn.handler(({ context: { core, session }, input }) => core.signIn(session, input)),
  signOut: os.app.signOut.handler(({ context: { core, session } }) => core.signOut(session)),
  saveDraft: os.app.saveDraft.handler(({ context: { core, session }, input }) => {
    core.open.drafts.save(session.actor().id, input.key, input.text)
    return {}
  }),
  loadDraft: os.app.loadDraft.handler(({ context: { core, session }, input }) => ({
    text: core.open.drafts.load(session.actor().id, input.key),
  })),
  watchJob: os.app.watchJob.handler(({ context: { core, session }, input, signal }) =>
    core.jobs.watch(input.id, session, signal),
  ),
  cancelJob: os.app.cancelJob.handler(({ context: { core, session }, input }) => core.jobs.cancel(input.id, session)),
}
