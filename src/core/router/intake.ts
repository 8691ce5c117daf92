/** Handlers of `intake`: files into applications, and deciding what came in. */
import { DESK } from '../../domain/roles.ts'
import { giverOf } from '../desk.ts'
import { os } from './base.ts'

export const intake = {
  beginUpload: os.intake.beginUpload.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).beginUpload(session, input),
  ),
  uploadChunk: os.intake.uploadChunk.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).uploadChunk(session, input),
  ),
  preview: os.intake.preview.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).preview(session, input),
  ),
  savePreset: os.intake.savePreset.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).savePreset(session, input),
  ),
  dryRun: os.intake.dryRun.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).dryRun(session, input),
  ),
  run: os.intake.run.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).run(session, input),
  ),
  rejects: os.intake.rejects.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).rejects(session, input.jobId),
  ),
  rejectsFile: os.intake.rejectsFile.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).rejectsFile(session, input),
  ),
  discard: os.intake.discard.handler(async ({ context: { core, session }, input }) =>
    (await core.open.intake()).discard(session, input),
  ),
  decideAll: os.intake.decideAll.handler(({ context: { core, session } }) => {
    const { id } = session.mayRead(...DESK)
    const giver = giverOf(session)
    return core.jobs.start('decide', id, running => core.open.decide.all(giver, running))
  }),
  undecided: os.intake.undecided.handler(async ({ context: { core, session } }) => {
    session.mayRead(...DESK)
    return { applications: await core.open.decide.undecided() }
  }),
}
