/** The queue and the case: what may be seen, who holds what, and the decisions that people take. */
import type { Actor } from '../../commands/command.ts'
import { boostCase } from '../../commands/review/boost.ts'
import { mayWorkOn } from '../../commands/review/case-step.ts'
import { decideCase } from '../../commands/review/decide-case.ts'
import { documentsReceived } from '../../commands/review/documents-received.ts'
import { takeBack } from '../../commands/review/take-back.ts'
import type { Claim, Decision, FactsRow, ReviewCase } from '../../domain/model/review.ts'
import { SOURCES } from '../../domain/observables/index.ts'
import { DESK, REVIEWERS } from '../../domain/roles.ts'
import { type CaseDetail, draftKeyOf, type Names, type QueueQuery } from '../../protocol/desktop/review.ts'
import { namesOf } from '../../rules/index.ts'
import { type CaseDetail as CaseRows, caseDetails } from '../../store/queries/cases.ts'
import { nextCases, type QueueCounts, queueCount, queueCounts, queuePage } from '../../store/queries/queue.ts'
import { type Desk, giverOf } from '../desk.ts'
import { Problem } from '../problems.ts'
import type { Session } from '../session.ts'
import { Refused } from '../writing/refused.ts'
import { caseView, queueRow, withoutCase } from './case-view.ts'
import type { Claims } from './claims.ts'
import type { Drafts } from './drafts.ts'
import { exposuresOf } from './exposure.ts'
import type { Rulebooks } from './rulebooks.ts'
import type { Settings } from './settings.ts'
import type { TakeBackWindow } from './take-back-window.ts'
import { type Round, Walks } from './walks.ts'

export interface PersonalDecision {
  caseId: string
  basedOn: number
  outcome: 'approve' | 'decline' | 'ask-documents' | 'escalate'
  reasons: string[]
  note: string
  openMs: number
  pausedMs: number
}

export interface ReviewParts {
  desk: Desk
  claims: Claims
  drafts: Drafts
  rulebooks: Rulebooks
  settings: Settings
  window: TakeBackWindow
}

export class Review {
  readonly #desk: Desk
  readonly #claims: Claims
  readonly #drafts: Drafts
  readonly #rulebooks: Rulebooks
  readonly #settings: Settings
  readonly #window: TakeBackWindow
  readonly #walks = new Walks()

  constructor(parts: ReviewParts) {
    this.#desk = parts.desk
    this.#claims = parts.claims
    this.#drafts = parts.drafts
    this.#rulebooks = parts.rulebooks
    this.#settings = parts.settings
    this.#window = parts.window
  }

  async page(session: Session, query: QueueQuery & { offset: number; limit: number }) {
    session.mayRead(...DESK)
    const { sql } = this.#desk.store
    const at = this.#desk.clock.now()
    const [rows, total] = await Promise.all([queuePage(sql, { ...query, at }), queueCount(sql, query)])
    return { rows: rows.map(queueRow), total }
  }

  counts(session: Session): Promise<QueueCounts> {
    session.mayRead(...DESK)
    return queueCounts(this.#desk.store.sql)
  }

  /** The counts now, and again whenever the queue has changed. */
  async *watch(session: Session, signal: AbortSignal | undefined): AsyncGenerator<QueueCounts> {
    const changes = this.#desk.committed.subscribe('committed', signal === undefined ? {} : { signal })
    yield await this.counts(session)
    for await (const { changes: changed } of changes)
      if (changed === 'bulk' || changed.has('review_case')) yield await this.counts(session)
  }

  /** Names of the live rulebook for the ids that the queue and the cases show. */
  async names(session: Session): Promise<Names> {
    session.mayRead(...DESK)
    const sources = Object.fromEntries(SOURCES.map(({ id, zh, en }) => [id, { zh, en }]))
    const book = await this.#rulebooks.liveOrNone()
    if (book === null) return { scenarios: {}, reasons: {}, sources, rulebook: null }
    const { hash, version, document } = book
    return { ...namesOf(document), sources, rulebook: { hash, version, name: document.name } }
  }

  /**
   * The next case and the one after it, both claimed; a case that somebody took meanwhile is passed over. So is what this
   * person has left undecided in this window, until everything has been: then it begins again.
   */
  async next(session: Session, given: { leaving: string | null; showing: string | null }) {
    session.mayRead(...REVIEWERS)
    return this.#walks.step(session, round => this.#next(session, given, round))
  }

  async #next(session: Session, { leaving, showing }: Parameters<Review['next']>[1], round: Round) {
    const actor = session.mayRead(...REVIEWERS)
    const person = actor.id
    if (leaving !== null) {
      const left = await this.#caseOrNone(leaving)
      if (left !== null && mayDecide(left, actor)) round.pass(leaving)
      await this.#claims.release([leaving], person)
    }
    const states = actor.roles.includes('supervisor') ? (['waiting', 'escalated'] as const) : (['waiting'] as const)
    const wanted = { person, at: this.#desk.clock.now(), states }
    const shown = showing === null ? [] : [showing]
    const most = showing === null ? 2 : 1
    const over = [...round.passed, ...shown, ...(leaving === null ? [] : [leaving])]
    const cases = await nextCases(this.#desk.store.sql, { ...wanted, limit: most, except: over })
    if (cases.length < most) {
      const last = [...cases.map(each => each.id), ...shown]
      round.beginAgain(last)
      cases.push(...(await nextCases(this.#desk.store.sql, { ...wanted, limit: most - cases.length, except: last })))
    }
    const ids = cases.map(each => each.id)
    const claims = await this.#claims.take(ids, { person, session: session.id })
    await this.#claims.releaseSession(session.id, showing === null ? ids : [...ids, showing])
    const mine = cases.filter(each => claims.get(each.id)?.person === person)
    const [current, following] = await this.#views(
      session,
      mine.map(each => each.applicationId),
    )
    return { current: current ?? null, following: following ?? null }
  }

  /** Opens a case; claims it where nobody else holds it and there is something for this person to decide. */
  async open(session: Session, caseId: string): Promise<CaseDetail> {
    const actor = session.mayRead(...DESK)
    const person = actor.id
    const reviewCase = await this.#caseOf(caseId)
    if (mayDecide(reviewCase, actor)) await this.#claims.take([caseId], { person, session: session.id })
    const [view] = await this.#views(session, [reviewCase.applicationId])
    if (view === undefined) throw new Problem('case-unknown', { case: caseId })
    return view
  }

  async openApplication(session: Session, applicationId: string): Promise<CaseDetail | null> {
    session.mayRead(...DESK)
    return (await this.#views(session, [applicationId]))[0] ?? null
  }

  release(session: Session, caseId: string): Promise<void> {
    return this.#claims.release([caseId], session.mayRead(...REVIEWERS).id)
  }

  /** A decision by anyone but the holder of the case is refused at this door. */
  async decide(session: Session, given: PersonalDecision) {
    const { id: person } = session.mayAct(...REVIEWERS)
    const reviewCase = await this.#caseOf(given.caseId)
    const { lesseeId } = reviewCase
    const { claimedAt } = await this.#held(session, reviewCase)
    const input = { ...given, lesseeId, claimedAt, note: given.note === '' ? null : given.note }
    const written = await this.#desk.give(decideCase, input, giverOf(session))
    await this.#drafts.clear(person, draftKeyOf(given.caseId))
    await this.#claims.release([given.caseId], person)
    const takeBackUntil = this.#window.open(written.id, this.#settings.known.takeBackSeconds)
    return { entry: written.n, decisionId: written.id, takeBackUntil }
  }

  /** The person's own claim on a case: the running one, or one taken now where nobody holds it. */
  async #held(session: Session, { id: caseId, number }: ReviewCase): Promise<Claim> {
    const { id: person } = session.actor()
    const known = await this.#claims.of(caseId)
    if (known !== null && known.person === person && this.#claims.isRunning(known)) return known
    const claim = (await this.#claims.take([caseId], { person, session: session.id })).get(caseId)
    if (claim === undefined || claim.person !== person)
      throw new Refused({ code: 'case.held', detail: { number, person: claim?.person ?? '' } })
    return claim
  }

  async takeBack(session: Session, decisionId: string) {
    session.mayAct(...REVIEWERS)
    this.#window.mustBeOpen(decisionId)
    const written = await this.#desk.give(takeBack, { decisionId }, giverOf(session))
    this.#window.close(decisionId)
    return { entry: written.n }
  }

  async documentsReceived(session: Session, given: { caseId: string; basedOn: number; note: string }) {
    session.mayAct(...REVIEWERS)
    const { lesseeId } = await this.#caseOf(given.caseId)
    const input = { ...given, lesseeId, note: given.note === '' ? null : given.note }
    return { entry: (await this.#desk.give(documentsReceived, input, giverOf(session))).n }
  }

  async boost(session: Session, given: { caseId: string; basedOn: number; boost: number }) {
    session.mayAct(...REVIEWERS)
    return { entry: (await this.#desk.give(boostCase, given, giverOf(session))).n }
  }

  async replay(session: Session, decisionId: string) {
    session.mayRead(...DESK)
    const [decisions] = await this.#desk.store.read([{ table: 'decision', keys: [[decisionId]] }])
    const decision = decisions?.[0] as unknown as Decision | undefined
    if (decision?.rulebookHash == null || decision.factsId === null) throw new Problem('not-automatic')
    const [facts] = await this.#desk.store.read([{ table: 'facts', keys: [[decision.factsId]] }])
    const row = facts?.[0] as unknown as FactsRow | undefined
    const stored = { id: decision.factsId, lesseeId: decision.lesseeId, body: row?.body ?? null }
    const { record, rulebookHash } = decision
    const replayed = await this.#rulebooks.replay()({ record, rulebookHash, facts: stored })
    if (replayed === 'same' || replayed === 'erased') return { result: replayed, differs: [] }
    return { result: 'different' as const, differs: [...replayed.differs] }
  }

  async #caseOrNone(caseId: string): Promise<ReviewCase | null> {
    const [rows] = await this.#desk.store.read([{ table: 'review_case', keys: [[caseId]] }])
    return (rows?.[0] as unknown as ReviewCase | undefined) ?? null
  }

  async #caseOf(caseId: string): Promise<ReviewCase> {
    const row = await this.#caseOrNone(caseId)
    if (row === null) throw new Problem('case-unknown', { case: caseId })
    return row
  }

  async #views(session: Session, applicationIds: readonly string[]): Promise<CaseDetail[]> {
    const at = this.#desk.clock.now()
    const found = await caseDetails(this.#desk.store.sql, applicationIds)
    const exposureOf = await exposuresOf(this.#desk.store.sql, found, at)
    const views = found.map(rows => this.#view(rows, session, exposureOf(rows), at))
    return Promise.all(views)
  }

  async #view(rows: CaseRows, session: Session, exposureFen: number, at: string): Promise<CaseDetail> {
    const reviewCase = rows.case ?? withoutCase(rows)
    const actor = session.actor()
    const person = actor.id
    const automatic = rows.decisions.findLast(decision => decision.rulebookHash !== null)
    const [facts, dealers] = await this.#desk.store.read([
      { table: 'facts', keys: automatic?.factsId == null ? [] : [[automatic.factsId]] },
      { table: 'dealer', keys: rows.application.dealerId === null ? [] : [[rows.application.dealerId]] },
    ])
    const book = automatic?.rulebookHash == null ? null : await this.#rulebooks.document(automatic.rulebookHash)
    return caseView(rows, reviewCase, {
      at,
      person,
      mayDecide: mayDecide(reviewCase, actor),
      exposureFen,
      dealer: (dealers?.[0] as { name: string } | undefined)?.name ?? null,
      draft: this.#drafts.load(person, draftKeyOf(reviewCase.id)),
      book,
      facts: (facts?.[0] as unknown as FactsRow | undefined)?.body ?? null,
      rulebookVersions: this.#rulebooks.versions(),
      takeBackUntil: decision =>
        decision.by === person && decision.takenBackAt === null
          ? this.#window.until(decision.bulkId ?? decision.id)
          : null,
    })
  }
}

/** A person with an office to decide cases, and one on which there is a step left for them. */
const mayDecide = (reviewCase: Pick<ReviewCase, 'state'>, { kind, roles }: Actor): boolean =>
  kind === 'person' && REVIEWERS.some(role => roles.includes(role)) && mayWorkOn(reviewCase, roles)
