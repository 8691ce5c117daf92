/**
 * Takes a decision back: its author's second entry, naming the first. The window (10 s, a setting) is kept by the
 * service, on the device's monotonic clock; here only what the books show is judged.
 */
import { z } from 'zod'
import { REVIEWERS } from '../../domain/roles.ts'
import { type Change, upsert } from '../change.ts'
import { command, type EntryContext, ok, refuse, type Verdict } from '../command.ts'
import { byKey, type Found } from '../found.ts'
import { caseAndApplication, historyLine } from './case-step.ts'

export const takeBack = command({
  name: 'review.take-back',
  version: 1,
  travels: true,
  roles: REVIEWERS,
  operator: false,
  signed: false,
  input: z.object({ decisionId: z.string() }),
  reads(given, _context, found, round) {
    if (round === 1) return [byKey('decision', [given.decisionId])]
    const decision = found.row('decision', given.decisionId)
    if (round !== 2 || decision === null || decision.caseId === null) return null
    return [byKey('review_case', [decision.caseId]), byKey('application', [decision.applicationId])]
  },
  judge: (given, context, found) => judgeTakeBack(given.decisionId, context, found),
  effect: (given, context, found) => takeBackChanges(given.decisionId, context.entryId, context, found),
})

/** Only its author takes a decision back, once, and only while nothing has followed on the case. */
export function judgeTakeBack(decisionId: string, context: EntryContext, found: Found): Verdict {
  const decision = found.row('decision', decisionId)
  if (decision === null || decision.caseId === null) return refuse('decision.unknown')
  if (decision.by !== context.actor.id) return refuse('decision.not-yours')
  if (decision.takenBackAt !== null) return refuse('decision.taken-back')
  const reviewCase = found.row('review_case', decision.caseId)
  if (reviewCase === null || reviewCase.decisionId !== decisionId) return refuse('decision.followed')
  return ok
}

/** The case and its application as they were before the decision, and the line that says so. */
export function takeBackChanges(decisionId: string, rowId: string, context: EntryContext, found: Found): Change[] {
  const decision = found.row('decision', decisionId)
  if (decision === null || decision.caseId === null || decision.caseBefore === null) return []
  const at = caseAndApplication(decision.caseId, found)
  if (at === null) return []
  const { reviewCase, application } = at
  const before = decision.caseBefore
  return [
    upsert('decision', { ...decision, takenBackAt: context.at }),
    upsert('review_case', { ...reviewCase, ...before, decisionId: null, version: reviewCase.version + 1 }),
    upsert('application', {
      ...application,
      state: before.state === 'awaiting-documents' ? 'awaiting-documents' : 'referred',
      version: application.version + 1,
    }),
    historyLine(application, rowId, 'person.took-back', { outcome: decision.outcome }, context),
  ]
}
