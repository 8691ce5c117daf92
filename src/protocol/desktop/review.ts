/** The queue and the case: what an underwriter sees and does. */
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { jsonValue } from '../json.ts'
import { block, identifier, reasonIds } from '../text.ts'
import { call } from './errors.ts'

export const caseState = z.enum(['waiting', 'awaiting-documents', 'escalated', 'decided'])
export const reviewOutcome = z.enum(['approve', 'decline', 'ask-documents', 'escalate'])

/** Under which key a window keeps what somebody has typed about a case. */
export const draftKeyOf = (caseId: string): string => `case/${caseId}`

/** A case as lists show it. */
const caseRow = z.object({
  id: z.string(),
  applicationId: z.string(),
  number: z.string(),
  lesseeName: z.string().nullable(),
  scenario: z.string(),
  region: z.string().nullable(),
  dealer: z.string().nullable(),
  currency: z.string(),
  amountFen: z.number(),
  reasons: z.array(z.string()),
  firstReason: z.string(),
  state: caseState,
  boost: z.number(),
  openedAt: z.string(),
  deadlineAt: z.string().nullable(),
  /** Who holds it now, where somebody does. */
  heldBy: z.string().nullable(),
})

/** With the decision that stands on it, in lists of cases that are escalated or decided; null in all others. */
export const queueRow = caseRow.extend({
  decision: z.object({ outcome: z.string(), by: z.string(), at: z.string(), reasons: z.array(z.string()) }).nullable(),
})
export type QueueRow = z.infer<typeof queueRow>

export const queueColumn = z.enum([
  'number',
  'lesseeName',
  'scenario',
  'region',
  'dealer',
  'amountFen',
  'firstReason',
  'state',
  'boost',
  'openedAt',
  'deadlineAt',
  'outcome',
  'decidedBy',
  'decidedAt',
])
export const queueFilter = z.object({
  column: queueColumn,
  operator: z.enum([
    'equals',
    'not-equal',
    'contains',
    'starts-with',
    'less',
    'greater',
    'between',
    'one-of',
    'blank',
    'not-blank',
  ]),
  values: z.array(z.union([z.string().max(200), z.number()])).max(200),
})
export const queueQuery = z.object({
  filters: z.array(queueFilter).max(20),
  sort: z.array(z.object({ column: queueColumn, descending: z.boolean() })).max(4),
})
export type QueueQuery = z.infer<typeof queueQuery>

export const counts = z.object({
  waiting: z.number(),
  awaitingDocuments: z.number(),
  escalated: z.number(),
  decided: z.number(),
})

/** One condition of a fired rule, as it stands on the case screen. Names and sentences come rendered in both languages. */
const both = z.object({ zh: z.string(), en: z.string() })
export const whyRow = z.object({
  rule: z.string(),
  outcome: z.enum(['refer', 'decline', 'tag']),
  sentence: both,
  why: both,
  fact: both,
  unit: z.string().nullable(),
  actual: jsonValue,
  operator: z.string(),
  limit: jsonValue,
  source: z.string().nullable(),
  asOf: z.string().nullable(),
})

/** An observed value. Withheld as `sensitive`: whoever holds the case sees it; as `unknown`: nobody does. */
const shownValue = z.object({
  id: z.string(),
  name: both,
  unit: z.string().nullable(),
  value: jsonValue,
  withheld: z.enum(['sensitive', 'unknown']).nullable(),
  stale: z.boolean(),
})
export type ShownValue = z.infer<typeof shownValue>

const figure = z.object({ value: z.number(), limit: z.number().nullable() })

export const caseDetail = z.object({
  case: caseRow.extend({ version: z.number(), pausedMinutes: z.number().nullable() }),
  /** Only what the screen shows: what was declared stays in the core. */
  application: z.object({
    product: z.string(),
    priceFen: z.number().nullable(),
    downPaymentFen: z.number().nullable(),
    amountFen: z.number(),
    termMonths: z.number().nullable(),
    /** Contract rate, a fraction a year. */
    rate: z.number().nullable(),
    submittedAt: z.string(),
    state: z.string(),
  }),
  parties: z.array(
    z.object({
      role: z.string(),
      id: z.string(),
      kind: z.string(),
      name: z.string().nullable(),
      /** Masked: 4101**********1234. */
      idNumber: z.string().nullable(),
      phone: z.string().nullable(),
      region: z.string().nullable(),
      erased: z.boolean(),
    }),
  ),
  /** Numbers of vehicles come whole: they are compared with papers. */
  vehicles: z.array(
    z.object({
      line: z.number(),
      unit: z.string(),
      vin: z.string().nullable(),
      plate: z.string().nullable(),
      make: z.string().nullable(),
      model: z.string().nullable(),
      vehicleClass: z.string().nullable(),
      powertrain: z.string().nullable(),
      used: z.boolean().nullable(),
      modelYear: z.number().nullable(),
      firstRegistered: z.string().nullable(),
      mileageKm: z.number().nullable(),
      priceFen: z.number().nullable(),
      invoiceFen: z.number().nullable(),
    }),
  ),
  /** Aggregate over 90 days: lessee, spouse, group, 挂靠 company; in fen. */
  exposureFen: z.number(),
  why: z.array(whyRow),
  /** Facts that were not known when it was decided, with the reason. */
  unknown: z.array(z.object({ fact: both, reason: z.enum(['absent', 'stale', 'error']) })),
  /** What the decision reckoned with, and above what its book would look: ratios; null where the facts did not tell. */
  figures: z.object({ ltv: figure.nullable(), paymentToIncome: figure.nullable() }),
  evidence: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      subject: z.string(),
      asOf: z.string(),
      status: z.string(),
      values: z.array(shownValue),
    }),
  ),
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string().nullable(),
      mediaType: z.string(),
      bytes: z.number(),
    }),
  ),
  decisions: z.array(
    z.object({
      id: z.string(),
      by: z.string(),
      automatic: z.boolean(),
      at: z.string(),
      outcome: z.string(),
      reasons: z.array(z.string()),
      note: z.string().nullable(),
      takenBackAt: z.string().nullable(),
      rulebookVersion: z.number().nullable(),
      /** Instant until which its author may still take it back; null when over. */
      takeBackUntil: z.string().nullable(),
    }),
  ),
  history: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actor: z.string(),
      kind: z.string(),
      detail: z.record(z.string(), jsonValue),
    }),
  ),
  /** The draft that this person left on it. */
  draft: z.string().nullable(),
  claim: z.object({ mine: z.boolean(), person: z.string(), until: z.string() }).nullable(),
})
export type CaseDetail = z.infer<typeof caseDetail>
export type WhyRow = z.infer<typeof whyRow>

/** Names that the queue shows for ids of the running rulebook. */
export const names = z.object({
  scenarios: z.record(z.string(), both),
  reasons: z.record(z.string(), both),
  sources: z.record(z.string(), both),
  rulebook: z.object({ hash: z.string(), version: z.number(), name: both }).nullable(),
})
export type Names = z.infer<typeof names>

export const saved = z.object({ entry: z.number(), decisionId: z.string(), takeBackUntil: z.string() })

export const review = {
  names: call.output(names),
  page: call
    .input(queueQuery.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(1_000) }))
    .output(z.object({ rows: z.array(queueRow), total: z.number() })),
  groups: call
    .input(queueQuery.extend({ by: z.enum(['firstReason', 'scenario', 'region', 'dealer', 'state']) }))
    .output(
      z.array(
        z.object({
          value: z.string().nullable(),
          cases: z.number(),
          /** Each currency by itself: yuan and dollars have no sum. */
          amounts: z.array(z.object({ currency: z.string(), fen: z.number() })),
        }),
      ),
    ),
  counts: call.output(counts),
  /** Ticks whenever the queue changes, with the counts. */
  watch: call.output(eventIterator(counts)),
  /**
   * Claims the next case (worst deadline, then boost, then oldest) and the one after it. Null: nothing waits. A window that
   * has drawn a case of its own already says so: that one stays claimed, and only one more comes, as `current`. Cases that
   * were left undecided come again once all others have been shown.
   */
  next: call
    .input(z.object({ leaving: identifier.nullable(), showing: identifier.nullable().default(null) }))
    .output(z.object({ current: caseDetail.nullable(), following: caseDetail.nullable() })),
  /** Opens a case to look at or to work on; claims it when nobody else holds it. */
  open: call.input(z.object({ caseId: identifier })).output(caseDetail),
  openApplication: call.input(z.object({ applicationId: identifier })).output(caseDetail.nullable()),
  release: call.input(z.object({ caseId: identifier })).output(z.object({})),
  decide: call
    .input(
      z.object({
        caseId: identifier,
        /** Version of the case the person looked at. */
        basedOn: z.number().int(),
        outcome: reviewOutcome,
        reasons: reasonIds,
        note: block(4_000),
        openMs: z.number().int().min(0),
        pausedMs: z.number().int().min(0),
      }),
    )
    .output(saved),
  takeBack: call.input(z.object({ decisionId: identifier })).output(z.object({ entry: z.number() })),
  documentsReceived: call
    .input(z.object({ caseId: identifier, basedOn: z.number().int(), note: block(4_000) }))
    .output(z.object({ entry: z.number() })),
  boost: call
    .input(z.object({ caseId: identifier, basedOn: z.number().int(), boost: z.number().int().min(-100).max(100) }))
    .output(z.object({ entry: z.number() })),
  /** Decides all cases that the query finds (or that are named), as one entry. `expected` is the count shown to the person. */
  decideMany: call
    .input(
      z.object({
        query: queueQuery.nullable(),
        caseIds: z.array(identifier).max(10_000).nullable(),
        expected: z.number().int().min(1),
        outcome: reviewOutcome,
        reasons: reasonIds,
        note: block(4_000),
      }),
    )
    .output(
      z.object({
        entry: z.number(),
        decided: z.number(),
        skipped: z.number(),
        bulkId: z.string(),
        takeBackUntil: z.string(),
      }),
    ),
  takeBackMany: call.input(z.object({ bulkId: identifier })).output(z.object({ entry: z.number(), cases: z.number() })),
  document: call
    .input(z.object({ documentId: identifier }))
    .output(z.object({ name: z.string().nullable(), mediaType: z.string(), content: z.instanceof(Blob) })),
  /** The queue as CSV, as filtered and sorted; text that begins with = + - @ is written as text. */
  exportCsv: call
    .input(queueQuery.extend({ language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ fileName: z.string(), content: z.instanceof(Blob), rows: z.number() })),
  /** Recomputes a decision from its stored rulebook and facts. */
  replay: call
    .input(z.object({ decisionId: identifier }))
    .output(z.object({ result: z.enum(['same', 'different', 'erased']), differs: z.array(z.string()) })),
  find: call.input(z.object({ text: z.string().max(100), limit: z.number().int().min(1).max(50) })).output(
    z.array(
      z.object({
        kind: z.enum(['party', 'plate', 'vin', 'application']),
        text: z.string(),
        detail: z.string(),
        applicationId: z.string(),
        caseId: z.string().nullable(),
      }),
    ),
  ),
}
