/** Decides every submitted application with the live rulebook: facts frozen, records made, one entry a block. */
import { decideAutomatically } from '../../commands/review/decide-automatically.ts'
import { canonicalBytes, type JsonValue } from '../../domain/canonical.ts'
import { observableById } from '../../domain/observables/index.ts'
import { deriveFacts, type Outcome, reasonsOf, SEMANTICS } from '../../rules/index.ts'
import { type DataPackage, undecidedApplications } from '../../store/queries/cases.ts'
import { undecidedCount } from '../../store/queries/undecided.ts'
import type { Desk, Giver } from '../desk.ts'
import { exposuresOf } from './exposure.ts'
import type { Running } from './jobs.ts'
import type { LiveBook, Rulebooks } from './rulebooks.ts'

/** Applications of one entry: cancelling keeps what has been decided so far. */
const AN_ENTRY = 20_000
/** Applications read at once. */
const A_READ = 500

export type Decided = Record<Outcome, number>

export class Decide {
  readonly #desk: Desk
  readonly #rulebooks: Rulebooks

  constructor(desk: Desk, rulebooks: Rulebooks) {
    this.#desk = desk
    this.#rulebooks = rulebooks
  }

  undecided(): Promise<number> {
    return undecidedCount(this.#desk.store.sql)
  }

  /** Throws Refused when another publication or decision came in between; nothing of that block stands then. */
  async all(giver: Giver, running: Running): Promise<Decided> {
    const total: Decided = { approve: 0, refer: 0, decline: 0 }
    const of = await this.undecided()
    let done = 0
    for (;;) {
      running.check()
      const counts = await this.#block(giver, decided => running.progress(done + decided, of))
      const decided = counts.approve + counts.refer + counts.decline
      if (decided === 0) return total
      done += decided
      for (const outcome of ['approve', 'refer', 'decline'] as const) total[outcome] += counts[outcome]
      running.progress(done, of)
    }
  }

  async #block(giver: Giver, progress: (decided: number) => void): Promise<Decided> {
    const counts: Decided = { approve: 0, refer: 0, decline: 0 }
    const book = await this.#rulebooks.live()
    const lines = this.#lines(book, counts, progress)
    const first = await lines.next()
    if (first.done) return counts
    const input = () => ({ rulebook: book.hash, semantics: SEMANTICS, ...counts })
    await this.#desk.givePack(decideAutomatically, startingWith(first.value, lines), input, giver)
    return counts
  }

  async *#lines(book: LiveBook, counts: Decided, progress: (decided: number) => void) {
    let after = ''
    let taken = 0
    while (taken < AN_ENTRY) {
      const applications = await undecidedApplications(this.#desk.store.sql, after, Math.min(A_READ, AN_ENTRY - taken))
      const last = applications.at(-1)
      if (last === undefined) return
      const instant = this.#desk.clock.now()
      const exposureOf = await exposuresOf(this.#desk.store.sql, applications, instant)
      for (const application of applications) {
        const line = await this.#decide(book, application, exposureOf(application), instant)
        counts[line.record.outcome] += 1
        yield line
      }
      taken += applications.length
      after = last.application.id
      progress(taken)
    }
  }

  async #decide(
    book: LiveBook,
    { application, parties, ...rest }: DataPackage,
    exposureFen: number | null,
    instant: string,
  ) {
    const facts = deriveFacts(book.document, {
      ...rest,
      application,
      parties: parties.map(({ role, ...party }) => ({ role, party })),
      exposureFen,
      instant,
      dictionary: observableById,
    })
    const digest = this.#desk.keys.keyedDigest(application.lesseeId, canonicalBytes(facts))
    const id = `${application.id}-${application.version}`
    const record = await book.compiled.decide(facts, { id, digest })
    return {
      applicationId: application.id,
      basedOn: application.version,
      lesseeId: application.lesseeId,
      factsId: id,
      digest,
      facts: facts as JsonValue,
      record: { ...record, fired: [...record.fired] },
      reasons: reasonsOf(record),
    }
  }
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
