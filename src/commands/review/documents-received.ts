/** The documents that were asked for have come: the case waits again and its clock goes on. */
import { z } from 'zod'
import type { JsonValue } from '../../domain/canonical.ts'
import { REVIEWERS } from '../../domain/roles.ts'
import { upsert } from '../change.ts'
import { command, ok, refuse } from '../command.ts'
import { caseAndApplication, historyLine, judgeStep, readCase, resumed } from './case-step.ts'

export const documentsReceived = command({
  name: 'review.documents-received',
  version: 1,
  travels: true,
  roles: REVIEWERS,
  operator: false,
  signed: false,
  input: z.object({
    caseId: z.string(),
    lesseeId: z.string(),
    basedOn: z.number().int(),
    note: z.string().max(4_000).nullable(),
  }),
  personal: (given, visit) => visit(given as unknown as Record<string, JsonValue>, 'note', given.lesseeId),
  reads: (given, _context, found, round) => readCase(given.caseId, found, round),
  judge(given, context, found) {
    const verdict = judgeStep(given.caseId, given.basedOn, context, found)
    if (verdict.refused) return verdict
    const reviewCase = found.row('review_case', given.caseId)
    return reviewCase?.state === 'awaiting-documents'
      ? ok
      : refuse('case.not-awaiting', { number: reviewCase?.number ?? '' })
  },
  effect(given, context, found) {
    const at = caseAndApplication(given.caseId, found)
    if (at === null) return []
    const { reviewCase, application } = at
    return [
      upsert('review_case', {
        ...reviewCase,
        ...resumed(reviewCase, context.at),
        state: 'waiting',
        decisionId: null,
        version: reviewCase.version + 1,
      }),
      upsert('application', { ...application, state: 'referred', version: application.version + 1 }),
      historyLine(application, context.entryId, 'person.documents-received', { note: given.note }, context),
    ]
  },
})
