/** Rulebooks, facts, decisions and the cases that people review. */

import type { JsonValue } from '../canonical.ts'
import { bigint, boolean, code, defineTable, instant, integer, json, type RowOf, text } from './table.ts'

export const rulebook = defineTable(
  'rulebook',
  {
    /** SM3 of the canonical document. */
    hash: text(),
    id: text(),
    version: integer(),
    document: json()(),
    publishedAt: instant(),
    publishedBy: text(),
    live: boolean(),
  },
  { key: ['hash'], indexes: { byLive: ['live'] } },
)
export type RulebookRow = RowOf<typeof rulebook>

/** All that one evaluation read, frozen; a change in any of it is a new facts version with a new id. */
export const facts = defineTable(
  'facts',
  {
    id: text(),
    applicationId: text(),
    lesseeId: text(),
    /** HMAC-SM3 of the canonical body under the lessee's key. */
    digest: text(),
    /** Null once the lessee has been erased. */
    body: json<JsonValue>()({ nullable: true, personalOf: 'lesseeId' }),
  },
  { key: ['id'], indexes: { byApplication: ['applicationId'] } },
)
export type FactsRow = RowOf<typeof facts>

export type Outcome3 = 'approve' | 'refer' | 'decline'
export type DecisionOutcome = Outcome3 | 'ask-documents' | 'escalate'

export type CaseState = 'waiting' | 'awaiting-documents' | 'escalated' | 'decided'
export type CaseBefore = { state: CaseState; deadlineAt: string | null; pausedMinutes: number | null }

export const decision = defineTable(
  'decision',
  {
    id: text(),
    applicationId: text(),
    lesseeId: text(),
    /** Automatic decisions name no case. */
    caseId: text({ nullable: true }),
    by: text(),
    at: instant(),
    outcome: code<DecisionOutcome>()(),
    reasons: json<string[]>()(),
    note: text({ nullable: true, personalOf: 'lesseeId' }),
    /** The canonical record of an automatic decision; null for a person's, and once the lessee has been erased. */
    record: json<JsonValue>()({ nullable: true, personalOf: 'lesseeId' }),
    factsId: text({ nullable: true }),
    rulebookHash: text({ nullable: true }),
    semantics: integer({ nullable: true }),
    /** State, deadline and paused minutes of the case before it, so that taking it back restores them. */
    caseBefore: json<CaseBefore>()({ nullable: true }),
    /** Names the bulk decision (its entry) that it was part of. */
    bulkId: text({ nullable: true }),
    /** Instant at which its author took it back. */
    takenBackAt: instant({ nullable: true }),
  },
  { key: ['id'], indexes: { byApplication: ['applicationId'], byBulk: ['bulkId'] } },
)
export type Decision = RowOf<typeof decision>

export const reviewCase = defineTable(
  'review_case',
  {
    id: text(),
    applicationId: text(),
    number: text(),
    lesseeId: text(),
    lesseeName: text({ nullable: true, personalOf: 'lesseeId' }),
    scenario: text(),
    region: text({ nullable: true }),
    dealerId: text({ nullable: true }),
    currency: text(),
    amountFen: bigint(),
    /** Reason ids of the rules that referred it, the weightiest first. */
    reasons: json<string[]>()(),
    firstReason: text(),
    state: code<CaseState>()(),
    /** Higher goes first among equal deadlines. */
    boost: integer(),
    openedAt: instant(),
    /** In business hours of the review calendar; null while documents are awaited. */
    deadlineAt: instant({ nullable: true }),
    /** Business minutes that were left when the clock was paused. */
    pausedMinutes: integer({ nullable: true }),
    /** The decision that closed it, where one has. */
    decisionId: text({ nullable: true }),
    version: integer(),
  },
  {
    key: ['id'],
    indexes: {
      byQueue: ['state', 'deadlineAt', 'boost', 'openedAt', 'id'],
      byApplication: ['applicationId'],
      byReason: ['firstReason'],
    },
  },
)
export type ReviewCase = RowOf<typeof reviewCase>

/** What happened to an application, line by line, as people read it. Texts are rendered from `kind` and `detail`. */
export const history = defineTable(
  'history',
  {
    id: text(),
    applicationId: text(),
    lesseeId: text(),
    at: instant(),
    actor: text(),
    kind: text(),
    detail: json<Record<string, JsonValue>>()({ personalOf: 'lesseeId' }),
  },
  { key: ['id'], indexes: { byApplication: ['applicationId', 'at'] } },
)
export type History = RowOf<typeof history>

/** Leases on cases: who holds which until when. Local, read by no judge. */
export const claim = defineTable(
  'claim',
  { caseId: text(), person: text(), session: text(), claimedAt: instant(), until: instant() },
  { key: ['caseId'], indexes: { bySession: ['session'] }, local: true },
)
export type Claim = RowOf<typeof claim>
