/** A person's decision on a case: approve, decline, ask for documents, escalate, with reasons. */
import { z } from 'zod'
import type { JsonValue } from '../../domain/canonical.ts'
import { REVIEWERS } from '../../domain/roles.ts'
import { reasonIds } from '../../protocol/text.ts'
import { command } from '../command.ts'
import { caseAndApplication, judgeStep, readCase, stepChanges } from './case-step.ts'

export const decideCase = command({
  name: 'review.decide',
  version: 1,
  travels: true,
  roles: REVIEWERS,
  operator: false,
  signed: false,
  input: z.object({
    caseId: z.string(),
    lesseeId: z.string(),
    /** Version of the case that the person looked at. */
    basedOn: z.number().int(),
    outcome: z.enum(['approve', 'decline', 'ask-documents', 'escalate']),
    reasons: reasonIds,
    note: z.string().max(4_000).nullable(),
    /** When the claim began, how long the case was open on screen, how long of that it was left alone; ms. */
    claimedAt: z.string(),
    openMs: z.number().int().min(0),
    pausedMs: z.number().int().min(0),
  }),
  personal: (given, visit) => visit(given as unknown as Record<string, JsonValue>, 'note', given.lesseeId),
  reads: (given, _context, found, round) => readCase(given.caseId, found, round),
  judge: (given, context, found) => judgeStep(given.caseId, given.basedOn, context, found),
  effect(given, context, found) {
    const at = caseAndApplication(given.caseId, found)
    if (at === null) return []
    const { outcome, reasons, note } = given
    const step = { outcome, reasons, note, rowId: context.entryId, bulkId: null, detail: {} }
    return stepChanges(at, step, context)
  },
})
