/** How people walk through the queue, each in their own window: one step at a time, over what they have passed over. */
import type { Session } from '../session.ts'

/** One way through the whole queue. */
export class Round {
  /** Cases that were left undecided. */
  readonly passed = new Set<string>()
  /** Those that the round before ended with, which are still before the person when this one begins. */
  #ofBefore = new Set<string>()

  pass(caseId: string): void {
    if (!this.#ofBefore.delete(caseId)) this.passed.add(caseId)
  }

  /** `last` are the cases that end this round. */
  beginAgain(last: readonly string[]): void {
    this.passed.clear()
    this.#ofBefore = new Set(last)
  }
}

interface Walk {
  readonly person: string
  readonly round: Round
  last: Promise<unknown>
}

export class Walks {
  readonly #walks = new WeakMap<Session, Walk>()

  /**
   * Takes a step, once the one before it is done: of two quick ones the first must not give back what the second has
   * just claimed. Whoever signs in after somebody else begins a walk of their own.
   */
  step<T>(session: Session, take: (round: Round) => Promise<T>): Promise<T> {
    const { id: person } = session.actor()
    const known = this.#walks.get(session)
    const walk = known?.person === person ? known : { person, round: new Round(), last: Promise.resolve() }
    this.#walks.set(session, walk)
    const step = walk.last.then(() => take(walk.round))
    walk.last = step.catch(() => undefined)
    return step
  }
}
