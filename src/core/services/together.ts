/** One decision on many cases: one entry with a pack of the cases, skipping what others hold, taken back as one. */
import { mayWorkOn } from '../../commands/review/case-step.ts'
import { decideManyCases, takeBackMany } from '../../commands/review/decide-many.ts'
import type { Decision, ReviewCase } from '../../domain/model/review.ts'
import { REVIEWERS } from '../../domain/roles.ts'
import type { QueueQuery } from '../../protocol/desktop/review.ts'
import { queueIds } from '../../store/queries/queue.ts'
import { type Desk, giverOf } from '../desk.ts'
import { Problem } from '../problems.ts'
import type { Session } from '../session.ts'
import type { PersonalDecision, ReviewParts } from './review.ts'

/** Cases of one bulk decision: more are split by whoever asks. */
const MOST = 10_000
const READ_TOGETHER = 1_000

export interface DecisionOnMany extends Pick<PersonalDecision, 'outcome' | 'reasons' | 'note'> {
  query: QueueQuery | null
  caseIds: string[] | null
  /** The count that the person was shown. */
  expected: number
}

export class Together {
  readonly #desk: Desk
  readonly #parts: ReviewParts

  constructor(parts: ReviewParts) {
    this.#desk = parts.desk
    this.#parts = parts
  }

  /** One decision on many cases, one entry. Cases that are held by others or decided already are skipped and counted. */
  async decide(session: Session, given: DecisionOnMany) {
    const { id: person } = session.mayAct(...REVIEWERS)
    const ids = given.caseIds ?? (await this.#found(given.query))
    if (ids.length !== given.expected)
      throw new Problem('count-changed', { expected: given.expected, found: ids.length })
    const cases = await this.#decidable(session, ids)
    const note = given.note === '' ? null : given.note
    const lines = async function* () {
      for (const { id, applicationId, lesseeId, version } of cases)
        yield { caseId: id, applicationId, lesseeId, basedOn: version, note }
    }
    const input = () => ({ outcome: given.outcome, reasons: given.reasons, cases: cases.length })
    const written = await this.#desk.givePack(decideManyCases, lines(), input, giverOf(session))
    await this.#parts.claims.release(
      cases.map(each => each.id),
      person,
    )
    const takeBackUntil = this.#parts.window.open(written.id, this.#parts.settings.known.takeBackSeconds)
    const decided = written.lines
    return { entry: written.n, decided, skipped: ids.length - decided, bulkId: written.id, takeBackUntil }
  }

  async takeBack(session: Session, bulkId: string) {
    session.mayAct(...REVIEWERS)
    this.#parts.window.mustBeOpen(bulkId)
    const [rows] = await this.#desk.store.read([{ table: 'decision', index: 'byBulk', prefix: [bulkId], limit: MOST }])
    const decisions = rows as unknown as Decision[]
    const lines = async function* () {
      for (const { id, caseId, applicationId } of decisions)
        yield { decisionId: id, caseId: caseId ?? '', applicationId }
    }
    const input = () => ({ bulkId, cases: decisions.length })
    const written = await this.#desk.givePack(takeBackMany, lines(), input, giverOf(session))
    this.#parts.window.close(bulkId)
    return { entry: written.n, cases: written.lines }
  }

  async #found(query: QueueQuery | null): Promise<string[]> {
    return query === null ? [] : queueIds(this.#desk.store.sql, query, MOST)
  }

  async #decidable(session: Session, ids: readonly string[]): Promise<ReviewCase[]> {
    const { id: person, roles } = session.actor()
    const cases: ReviewCase[] = []
    for (let from = 0; from < ids.length; from += READ_TOGETHER) {
      const some = ids.slice(from, from + READ_TOGETHER)
      const claims = await this.#parts.claims.take(some, { person, session: session.id })
      const [rows] = await this.#desk.store.read([{ table: 'review_case', keys: some.map(id => [id]) }])
      const open = (rows as unknown as ReviewCase[]).filter(
        each => mayWorkOn(each, roles) && claims.get(each.id)?.person === person,
      )
      cases.push(...open)
    }
    return cases
  }
}
