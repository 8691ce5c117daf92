/** Moves a case forward or back among those of equal deadline. */
import { z } from 'zod'
import { REVIEWERS } from '../../domain/roles.ts'
import { upsert } from '../change.ts'
import { command } from '../command.ts'
import { caseAndApplication, historyLine, judgeStep, readCase } from './case-step.ts'

export const boostCase = command({
  name: 'review.boost',
  version: 1,
  travels: true,
  roles: REVIEWERS,
  operator: false,
  signed: false,
  input: z.object({ caseId: z.string(), basedOn: z.number().int(), boost: z.number().int().min(-100).max(100) }),
  reads: (given, _context, found, round) => readCase(given.caseId, found, round),
  judge: (given, context, found) => judgeStep(given.caseId, given.basedOn, context, found),
  effect(given, context, found) {
    const at = caseAndApplication(given.caseId, found)
    if (at === null) return []
    const { reviewCase, application } = at
    return [
      upsert('review_case', { ...reviewCase, boost: given.boost, version: reviewCase.version + 1 }),
      historyLine(application, context.entryId, 'person.boosted', { boost: given.boost }, context),
    ]
  },
})
