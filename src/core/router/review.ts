/** Handlers of `review`: the queue and the case. */
import { DESK } from '../../domain/roles.ts'
import { queueGroups } from '../../store/queries/queue.ts'
import { os } from './base.ts'

export const review = {
  names: os.review.names.handler(({ context: { core, session } }) => core.open.review.names(session)),
  page: os.review.page.handler(({ context: { core, session }, input }) => core.open.review.page(session, input)),
  groups: os.review.groups.handler(({ context: { core, session }, input: { by, ...query } }) => {
    session.mayRead(...DESK)
    return queueGroups(core.open.desk.store.sql, query, by)
  }),
  counts: os.review.counts.handler(({ context: { core, session } }) => core.open.review.counts(session)),
  watch: os.review.watch.handler(({ context: { core, session }, signal }) => core.open.review.watch(session, signal)),
  next: os.review.next.handler(({ context: { core, session }, input }) => core.open.review.next(session, input)),
  open: os.review.open.handler(({ context: { core, session }, input }) => core.open.review.open(session, input.caseId)),
  openApplication: os.review.openApplication.handler(({ context: { core, session }, input }) =>
    core.open.review.openApplication(session, input.applicationId),
  ),
  release: os.review.release.handler(async ({ context: { core, session }, input }) => {
    await core.open.review.release(session, input.caseId)
    return {}
  }),
  decide: os.review.decide.handler(({ context: { core, session }, input }) => core.open.review.decide(session, input)),
  takeBack: os.review.takeBack.handler(({ context: { core, session }, input }) =>
    core.open.review.takeBack(session, input.decisionId),
  ),
  documentsReceived: os.review.documentsReceived.handler(({ context: { core, session }, input }) =>
    core.open.review.documentsReceived(session, input),
  ),
  boost: os.review.boost.handler(({ context: { core, session }, input }) => core.open.review.boost(session, input)),
  decideMany: os.review.decideMany.handler(({ context: { core, session }, input }) =>
    core.open.together.decide(session, input),
  ),
  takeBackMany: os.review.takeBackMany.handler(({ context: { core, session }, input }) =>
    core.open.together.takeBack(session, input.bulkId),
  ),
  document: os.review.document.handler(({ context: { core, session }, input }) =>
    core.open.papers.document(session, input.documentId),
  ),
  exportCsv: os.review.exportCsv.handler(({ context: { core, session }, input }) =>
    core.open.papers.exportQueue(session, input),
  ),
  replay: os.review.replay.handler(({ context: { core, session }, input }) =>
    core.open.review.replay(session, input.decisionId),
  ),
  find: os.review.find.handler(({ context: { core, session }, input }) => {
    session.mayRead(...DESK)
    return core.open.search.find(input.text, input.limit)
  }),
}
