/** What every step on a case shares: reading it with its application, refusing what is no longer so, writing it down. */
import { addBusinessMinutes, businessMinutesBetween } from '../../domain/calendar.ts'
import { CHINA_REVIEW } from '../../domain/calendars/china.ts'
import type { JsonValue } from '../../domain/canonical.ts'
import type { Application, ApplicationState } from '../../domain/model/application.ts'
import type { Role } from '../../domain/model/company.ts'
import type { CaseState, DecisionOutcome, ReviewCase } from '../../domain/model/review.ts'
import { type Change, upsert } from '../change.ts'
import { type EntryContext, ok, refuse, type Verdict } from '../command.ts'
import { byKey, type Found, type ReadSet } from '../found.ts'

/** The case first; then its application, once it is known which. */
export function readCase(caseId: string, found: Found, round: number): ReadSet | null {
  if (round === 1) return [byKey('review_case', [caseId])]
  const reviewCase = found.row('review_case', caseId)
  return round === 2 && reviewCase !== null ? [byKey('application', [reviewCase.applicationId])] : null
}

/** Whether there is a step left that somebody with these roles may take on it. */
export const mayWorkOn = ({ state }: Pick<ReviewCase, 'state'>, roles: readonly Role[]): boolean =>
  state !== 'decided' && (state !== 'escalated' || roles.includes('supervisor'))

/** A step on an open case, by somebody who looked at it as it is now. */
export function judgeStep(caseId: string, basedOn: number, context: EntryContext, found: Found): Verdict {
  const reviewCase = found.row('review_case', caseId)
  if (reviewCase === null) return refuse('case.unknown', { case: caseId })
  if (reviewCase.state === 'decided') return refuse('case.decided', { number: reviewCase.number })
  if (reviewCase.version !== basedOn) return refuse('case.changed', { number: reviewCase.number })
  if (!mayWorkOn(reviewCase, context.actor.roles)) return refuse('case.escalated', { number: reviewCase.number })
  return ok
}

export interface CaseAndApplication {
  reviewCase: ReviewCase
  application: Application
}

/** Null where either is unknown; both must have been read (`readCase`). */
export function caseAndApplication(caseId: string, found: Found): CaseAndApplication | null {
  const reviewCase = found.row('review_case', caseId)
  const application = reviewCase === null ? null : found.row('application', reviewCase.applicationId)
  return reviewCase === null || application === null ? null : { reviewCase, application }
}

const CASE_AFTER: Record<DecisionOutcome, CaseState> = {
  approve: 'decided',
  decline: 'decided',
  refer: 'waiting',
  'ask-documents': 'awaiting-documents',
  escalate: 'escalated',
}
const APPLICATION_AFTER: Record<DecisionOutcome, ApplicationState> = {
  approve: 'approved',
  decline: 'declined',
  refer: 'referred',
  'ask-documents': 'awaiting-documents',
  escalate: 'referred',
}

export interface Step {
  outcome: DecisionOutcome
  reasons: string[]
  note: string | null
  /** Id of the decision, its history line, and what it closes. */
  rowId: string
  bulkId: string | null
  detail: Record<string, JsonValue>
}

/** Rows of a decision on a case: the decision, the case and the application after it, and the line in its history. */
export function stepChanges(
  { reviewCase, application }: CaseAndApplication,
  step: Step,
  context: EntryContext,
): Change[] {
  return [
    upsert('decision', {
      id: step.rowId,
      applicationId: application.id,
      lesseeId: application.lesseeId,
      caseId: reviewCase.id,
      by: context.actor.id,
      at: context.at,
      outcome: step.outcome,
      reasons: step.reasons,
      note: step.note,
      record: null,
      factsId: null,
      rulebookHash: null,
      semantics: null,
      caseBefore: {
        state: reviewCase.state,
        deadlineAt: reviewCase.deadlineAt,
        pausedMinutes: reviewCase.pausedMinutes,
      },
      bulkId: step.bulkId,
      takenBackAt: null,
    }),
    upsert('review_case', {
      ...reviewCase,
      ...clockAfter(reviewCase, step.outcome, context.at),
      state: CASE_AFTER[step.outcome],
      decisionId: step.rowId,
      version: reviewCase.version + 1,
    }),
    upsert('application', {
      ...application,
      state: APPLICATION_AFTER[step.outcome],
      version: application.version + 1,
    }),
    historyLine(application, step.rowId, `person.${step.outcome}`, { reasons: step.reasons, ...step.detail }, context),
  ]
}

/** The deadline pauses while documents are awaited: the business minutes that were left are kept. */
function clockAfter(reviewCase: ReviewCase, outcome: DecisionOutcome, at: string) {
  if (outcome !== 'ask-documents') return resumed(reviewCase, at)
  const left = reviewCase.deadlineAt === null ? reviewCase.pausedMinutes : minutesLeft(reviewCase.deadlineAt, at)
  return { deadlineAt: null, pausedMinutes: left }
}

/** Whole minutes; a begun one counts in favour of whoever has to decide. */
const minutesLeft = (deadline: string, at: string): number =>
  deadline <= at ? 0 : Math.ceil(businessMinutesBetween(CHINA_REVIEW, at, deadline))

/** The clock running again after a pause; unchanged where it was running. */
export function resumed(reviewCase: ReviewCase, at: string): Pick<ReviewCase, 'deadlineAt' | 'pausedMinutes'> {
  if (reviewCase.deadlineAt !== null || reviewCase.pausedMinutes === null)
    return { deadlineAt: reviewCase.deadlineAt, pausedMinutes: null }
  return { deadlineAt: addBusinessMinutes(CHINA_REVIEW, at, reviewCase.pausedMinutes), pausedMinutes: null }
}

/** What happened, as a row of the application's history; `kind` is a catalogue key under `history.`. */
export function historyLine(
  application: Application,
  id: string,
  kind: string,
  detail: Record<string, JsonValue>,
  context: EntryContext,
): Change {
  return upsert('history', {
    id,
    applicationId: application.id,
    lesseeId: application.lesseeId,
    at: context.at,
    actor: context.actor.id,
    kind,
    detail,
  })
}
