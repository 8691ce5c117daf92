/** One decision on many cases, as one entry with a pack of the cases; and taking all of it back. */
import { z } from 'zod'
import type { JsonValue } from '../../domain/canonical.ts'
import { REVIEWERS } from '../../domain/roles.ts'
import { reasonIds } from '../../protocol/text.ts'
import { ok, packCommand } from '../command.ts'
import { byKey } from '../found.ts'
import { caseAndApplication, judgeStep, stepChanges } from './case-step.ts'
import { judgeTakeBack, takeBackChanges } from './take-back.ts'

const line = z.object({
  caseId: z.string(),
  applicationId: z.string(),
  lesseeId: z.string(),
  basedOn: z.number().int(),
  note: z.string().max(4_000).nullable(),
})
type Line = z.infer<typeof line>

const input = z.object({
  outcome: z.enum(['approve', 'decline', 'ask-documents', 'escalate']),
  reasons: reasonIds,
  cases: z.number().int().min(1),
})
type Input = z.infer<typeof input>

export const decideManyCases = packCommand<Input, Line>({
  name: 'review.decide-many',
  version: 1,
  travels: true,
  roles: REVIEWERS,
  operator: false,
  signed: false,
  input,
  reads: () => null,
  judge: () => ok,
  effect: () => [],
  pack: {
    line,
    personal: (given, visit) => visit(given as unknown as Record<string, JsonValue>, 'note', given.lesseeId),
    inserts: ['decision', 'history'],
    reads: given => [byKey('review_case', [given.caseId]), byKey('application', [given.applicationId])],
    judge: (given, _input, context, found) => judgeStep(given.caseId, given.basedOn, context, found),
    effect(given, { outcome, reasons, cases }, context, found) {
      const at = caseAndApplication(given.caseId, found)
      if (at === null) return []
      const detail = { together: cases }
      const step = { outcome, reasons, note: given.note, rowId: context.rowId, bulkId: context.entryId, detail }
      return stepChanges(at, step, context)
    },
  },
})

const takenBackLine = z.object({ decisionId: z.string(), caseId: z.string(), applicationId: z.string() })
type TakenBackLine = z.infer<typeof takenBackLine>

export const takeBackMany = packCommand<{ bulkId: string; cases: number }, TakenBackLine>({
  name: 'review.take-back-many',
  version: 1,
  travels: true,
  roles: REVIEWERS,
  operator: false,
  signed: false,
  input: z.object({ bulkId: z.string(), cases: z.number().int().min(1) }),
  reads: () => null,
  judge: () => ok,
  effect: () => [],
  pack: {
    line: takenBackLine,
    personal: () => undefined,
    inserts: ['history'],
    reads: given => [
      byKey('decision', [given.decisionId]),
      byKey('review_case', [given.caseId]),
      byKey('application', [given.applicationId]),
    ],
    judge: (given, _input, context, found) => judgeTakeBack(given.decisionId, context, found),
    effect: (given, _input, context, found) => takeBackChanges(given.decisionId, context.rowId, context, found),
  },
})
