/** The sessions in which somebody has signed in: who enters, who leaves, and what an administrator changes meanwhile. */
import type { OpenCompany } from './open-company.ts'
import type { Session, SignedIn } from './session.ts'

export class Sessions {
  readonly #signedIn = new Set<Session>()

  /** Whoever was signed in there before has left. */
  async enter(session: Session, signedIn: SignedIn, company: OpenCompany): Promise<void> {
    await this.leave(session, company)
    session.signedIn = signedIn
    this.#signedIn.add(session)
  }

  /** Whoever was signed in is not any more, from this moment on: what they hold is free for others. */
  async leave(session: Session, company: OpenCompany | null): Promise<void> {
    if (session.signedIn === null) return
    session.signedIn = null
    this.#signedIn.delete(session)
    await company?.claims.releaseSession(session.id)
  }

  /** Roles that an administrator changes hold at once, and whoever is switched off has left. */
  async follow(company: OpenCompany): Promise<void> {
    const leaving: Promise<void>[] = []
    for (const session of this.#signedIn) {
      if (session.signedIn === null) continue
      const person = company.people.get(session.signedIn.person.id)
      if (person?.active) session.signedIn = { ...session.signedIn, person }
      else leaving.push(this.leave(session, company))
    }
    await Promise.all(leaving)
  }
}
