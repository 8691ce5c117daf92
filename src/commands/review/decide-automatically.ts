/** Stores what the rulebook decided, a pack of decision records in one entry; referred applications become cases. */
import { z } from 'zod'
import { addBusinessMinutes } from '../../domain/calendar.ts'
import { CHINA_REVIEW } from '../../domain/calendars/china.ts'
import type { JsonValue } from '../../domain/canonical.ts'
import type { ApplicationState } from '../../domain/model/application.ts'
import type { Outcome3 } from '../../domain/model/review.ts'
import { DESK } from '../../domain/roles.ts'
import { jsonValue } from '../../protocol/json.ts'
import { type Change, upsert } from '../change.ts'
import { type LineContext, ok, packCommand, refuse, type VisitPersonal } from '../command.ts'
import { byKey, type Found } from '../found.ts'
import { settingIn } from '../settings.ts'

const fired = z.object({ rule: z.string(), outcome: z.string(), actual: jsonValue }).loose()
const record = z
  .object({
    semantics: z.number().int(),
    rulebook: z.string(),
    outcome: z.enum(['approve', 'refer', 'decline']),
    fired: z.array(fired),
  })
  .loose()

const line = z.object({
  applicationId: z.string(),
  /** Version of the application that the facts were taken from. */
  basedOn: z.number().int(),
  lesseeId: z.string(),
  factsId: z.string(),
  digest: z.string(),
  facts: jsonValue,
  record,
  /** Reason ids, the weightiest first. */
  reasons: z.array(z.string()),
})
type Line = z.infer<typeof line>

const input = z.object({
  rulebook: z.string(),
  semantics: z.number().int(),
  approve: z.number().int(),
  refer: z.number().int(),
  decline: z.number().int(),
})
type Input = z.infer<typeof input>

const STATE_AFTER: Record<Outcome3, ApplicationState> = { approve: 'approved', refer: 'referred', decline: 'declined' }

export const decideAutomatically = packCommand<Input, Line>({
  name: 'review.decide-automatically',
  version: 1,
  travels: true,
  roles: DESK,
  operator: true,
  signed: false,
  input,
  reads: (given, _context, _found, round) =>
    round === 1 ? [byKey('rulebook', [given.rulebook]), byKey('setting', ['reviewHours'])] : null,
  judge(given, _context, found) {
    const book = found.row('rulebook', given.rulebook)
    if (book === null) return refuse('rulebook.unknown', { rulebook: given.rulebook })
    return book.live ? ok : refuse('rulebook.not-live', { version: book.version })
  },
  effect: () => [],
  pack: {
    line,
    personal(given: Line, visit: VisitPersonal) {
      visit(given as unknown as Record<string, JsonValue>, 'facts', given.lesseeId)
      for (const item of given.record.fired) visit(item as Record<string, JsonValue>, 'actual', given.lesseeId)
    },
    inserts: ['facts', 'decision', 'review_case', 'history'],
    reads: given => [byKey('application', [given.applicationId])],
    judge(given, _input, _context, found) {
      const application = found.row('application', given.applicationId)
      if (application === null) return refuse('application.unknown', { application: given.applicationId })
      if (application.state !== 'submitted') return refuse('application.decided', { number: application.number })
      if (application.version !== given.basedOn) return refuse('application.changed', { number: application.number })
      return ok
    },
    effect: lineChanges,
  },
})

function lineChanges(given: Line, input: Input, context: LineContext, found: Found): Change[] {
  const application = found.row('application', given.applicationId)
  if (application === null) return []
  const outcome = given.record.outcome
  const { reasons } = given
  const changes = [
    upsert('application', { ...application, state: STATE_AFTER[outcome], version: application.version + 1 }),
    upsert('facts', {
      id: given.factsId,
      applicationId: application.id,
      lesseeId: application.lesseeId,
      digest: given.digest,
      body: given.facts as JsonValue,
    }),
    upsert('decision', {
      id: context.rowId,
      applicationId: application.id,
      lesseeId: application.lesseeId,
      caseId: null,
      by: 'rulebook',
      at: context.at,
      outcome,
      reasons,
      note: null,
      record: given.record as JsonValue,
      factsId: given.factsId,
      rulebookHash: input.rulebook,
      semantics: input.semantics,
      caseBefore: null,
      bulkId: null,
      takenBackAt: null,
    }),
    upsert('history', {
      id: context.rowId,
      applicationId: application.id,
      lesseeId: application.lesseeId,
      at: context.at,
      actor: 'rulebook',
      kind: `decided.${outcome}`,
      detail: { reasons },
    }),
  ]
  if (outcome !== 'refer') return changes
  const minutes = settingIn(found, 'reviewHours') * 60
  changes.push(
    upsert('review_case', {
      id: context.rowId,
      applicationId: application.id,
      number: application.number,
      lesseeId: application.lesseeId,
      lesseeName: application.lesseeName,
      scenario: application.scenario,
      region: application.region,
      dealerId: application.dealerId,
      currency: application.currency,
      amountFen: application.amountFen,
      reasons,
      firstReason: reasons[0] ?? 'none',
      state: 'waiting',
      boost: 0,
      openedAt: context.at,
      deadlineAt: addBusinessMinutes(CHINA_REVIEW, context.at, minutes),
      pausedMinutes: null,
      decisionId: null,
      version: 1,
    }),
  )
  return changes
}
