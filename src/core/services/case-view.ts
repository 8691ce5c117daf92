/** A case as the screen shows it: rows of the books, the record explained, what a person may not see masked or withheld. */

import type { JsonValue } from '../../domain/canonical.ts'
import { maskCreditCode } from '../../domain/identity/creditCode.ts'
import { maskIdCard } from '../../domain/identity/idCard.ts'
import { maskPhone } from '../../domain/identity/phone.ts'
import type { Decision } from '../../domain/model/review.ts'
import { observableById, statusAt } from '../../domain/observables/index.ts'
import { shownValue } from '../../domain/observables/shown.ts'
import type { CaseDetail, QueueRow, ShownValue } from '../../protocol/desktop/review.ts'
import {
  conditionRows,
  type DecisionRecord,
  type Facts,
  factsOf,
  parameterIn,
  type RulebookDocument,
  unknownFacts,
} from '../../rules/index.ts'
import type { CaseDetail as CaseRows, PartyInRole } from '../../store/queries/cases.ts'
import type { QueueRow as FoundRow } from '../../store/queries/queue.ts'

export interface Surroundings {
  /** Now: what is stale is stale now. */
  at: string
  person: string
  /** Whether there is something on the case for this person to decide. */
  mayDecide: boolean
  exposureFen: number
  dealer: string | null
  draft: string | null
  /** The book that decided automatically, and the facts it read. */
  book: RulebookDocument | null
  facts: JsonValue | null
  rulebookVersions: ReadonlyMap<string, number>
  takeBackUntil(decision: Decision): string | null
}

type ReviewCase = NonNullable<CaseRows['case']>

export function caseView(rows: CaseRows, reviewCase: ReviewCase, around: Surroundings): CaseDetail {
  const { claim } = rows
  const running = claim !== null && claim.until > around.at ? claim : null
  const mine = running?.person === around.person
  return {
    case: {
      ...caseRow(reviewCase, around.dealer, running?.person ?? null),
      version: reviewCase.version,
      pausedMinutes: reviewCase.pausedMinutes,
    },
    application: applicationView(rows.application),
    parties: rows.parties.map(partyView),
    vehicles: rows.vehicles.map(
      ({ applicationId: _application, lesseeId: _lessee, ownerPartyId: _owner, ...shown }) => shown,
    ),
    exposureFen: around.exposureFen,
    ...explained(rows, around),
    evidence: rows.evidence.map(item => evidenceView(item, around.at, mine && around.mayDecide)),
    documents: rows.documents.map(({ id, kind, name, mediaType, bytes }) => ({ id, kind, name, mediaType, bytes })),
    decisions: rows.decisions.map(decision => ({
      id: decision.id,
      by: decision.by,
      automatic: decision.rulebookHash !== null,
      at: decision.at,
      outcome: decision.outcome,
      reasons: [...decision.reasons],
      note: decision.note,
      takenBackAt: decision.takenBackAt,
      rulebookVersion: around.rulebookVersions.get(decision.rulebookHash ?? '') ?? null,
      takeBackUntil: around.takeBackUntil(decision),
    })),
    history: rows.history.map(({ id, at, actor, kind, detail }) => ({ id, at, actor, kind, detail: { ...detail } })),
    draft: around.draft,
    claim: running === null ? null : { mine, person: running.person, until: running.until },
  }
}

/** An application that nobody had to review, shown by the same screen: there is nothing to decide on it. */
export function withoutCase({ application, decisions }: CaseRows): ReviewCase {
  const { id, number, lesseeId, lesseeName, scenario, region, dealerId, currency, amountFen } = application
  const reasons = decisions.findLast(decision => decision.rulebookHash !== null)?.reasons ?? []
  return {
    ...{ id, applicationId: id, number, lesseeId, lesseeName, scenario, region, dealerId, currency, amountFen },
    reasons: [...reasons],
    firstReason: reasons[0] ?? 'none',
    state: 'decided',
    boost: 0,
    openedAt: application.submittedAt,
    deadlineAt: null,
    pausedMinutes: null,
    decisionId: null,
    version: 0,
  }
}

function caseRow(reviewCase: ReviewCase, dealer: string | null, heldBy: string | null): CaseDetail['case'] {
  const { lesseeId: _lessee, dealerId: _dealer, decisionId: _decision, ...shown } = reviewCase
  return { ...shown, reasons: [...reviewCase.reasons], dealer, heldBy }
}

export function queueRow({ dealer, heldBy, outcome, decidedBy, decidedAt, decidedFor, ...row }: FoundRow): QueueRow {
  const decision =
    outcome == null || decidedBy == null || decidedAt == null
      ? null
      : { outcome, by: decidedBy, at: decidedAt, reasons: [...(decidedFor ?? [])] }
  return { ...caseRow(row, dealer, heldBy), decision }
}

const NO_FIGURES: CaseDetail['figures'] = { ltv: null, paymentToIncome: null }

/** Fact and the parameter above which a person looks, by figure of the header. */
const FIGURES = {
  ltv: { fact: 'ltv', limit: 'ltv.refer' },
  paymentToIncome: { fact: 'paymentToIncome', limit: 'capacity.refer' },
} as const

function figuresOf(facts: Facts | undefined, book: RulebookDocument): CaseDetail['figures'] {
  const figure = ({ fact, limit }: { fact: string; limit: string }) => {
    const value = facts?.values[fact]
    return typeof value === 'number' ? { value, limit: parameterIn(book, facts?.scenario ?? '', limit) ?? null } : null
  }
  return { ltv: figure(FIGURES.ltv), paymentToIncome: figure(FIGURES.paymentToIncome) }
}

function explained(rows: CaseRows, { book, facts }: Surroundings): Pick<CaseDetail, 'why' | 'unknown' | 'figures'> {
  const automatic = rows.decisions.findLast(decision => decision.rulebookHash !== null)
  if (automatic?.record == null || book === null) return { why: [], unknown: [], figures: NO_FIGURES }
  const record = automatic.record as unknown as DecisionRecord
  const known = facts === null ? undefined : factsOf(facts)
  const why = conditionRows(record, book, known ?? null)
  return {
    why: why.map(row => ({ ...row, actual: row.actual as JsonValue, limit: row.limit as JsonValue })),
    unknown: unknownFacts(record, book),
    figures: figuresOf(known, book),
  }
}

const partyView = (party: PartyInRole): CaseDetail['parties'][number] => ({
  role: party.role,
  id: party.id,
  kind: party.kind,
  name: party.name,
  idNumber:
    party.idNumber === null
      ? null
      : party.kind === 'person'
        ? maskIdCard(party.idNumber)
        : maskCreditCode(party.idNumber),
  phone: party.phone === null ? null : maskPhone(party.phone),
  region: party.region,
  erased: party.erased,
})

function applicationView(application: CaseRows['application']): CaseDetail['application'] {
  const { product, priceFen, downPaymentFen, amountFen, termMonths, rate, submittedAt, state } = application
  return { product, priceFen, downPaymentFen, amountFen, termMonths, rate, submittedAt, state }
}

/** Sources whose answers speak of a bought portfolio's origination do not age here: the record says so (`ages: false`). */
function evidenceView(item: CaseRows['evidence'][number], at: string, holds: boolean): CaseDetail['evidence'][number] {
  const values = Object.entries(item.values ?? {}).map(([id, value]): ShownValue => {
    const observable = observableById(id)
    const observation = { asOf: item.asOf, source: item.source, status: 'known', value } as never
    return {
      id,
      name: observable === undefined ? { zh: id, en: id } : { zh: observable.zh, en: observable.en },
      unit: observable !== undefined && 'unit' in observable ? observable.unit : null,
      ...shownValue(id, value, holds),
      stale: observable !== undefined && statusAt(observation, at, observable) === 'stale',
    }
  })
  return { id: item.id, source: item.source, subject: item.subject, asOf: item.asOf, status: item.status, values }
}
