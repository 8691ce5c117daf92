/** One window's (or the command line's) session: who acts through it, and with which key. */
import type { Actor } from '../commands/command.ts'
import type { Person, Role } from '../domain/model/company.ts'
import type { SignEntry } from '../journal/entry-line.ts'
import { NotAllowed } from './problems.ts'

export interface SignedIn {
  /** As the books have them now: the core follows what administrators change (`Sessions.follow`). */
  person: Person
  sign: SignEntry
}

export class Session {
  readonly id: string
  /** The command line without `--as`: shown as such, and held to what an operator may do. */
  readonly operator: boolean
  signedIn: SignedIn | null = null

  constructor(id: string, operator = false) {
    this.id = id
    this.operator = operator
  }

  /** Who acts. Throws NotAllowed where nobody has signed in. */
  actor(): Actor {
    if (this.signedIn !== null) {
      const { id, roles } = this.signedIn.person
      return { id, roles, kind: 'person' }
    }
    if (this.operator) return OPERATOR.actor
    throw new NotAllowed()
  }

  /** For what is only looked at: the operator may, and whoever has one of the roles. */
  mayRead(...roles: Role[]): Actor {
    const actor = this.actor()
    if (actor.kind === 'person' && roles.length > 0 && !roles.some(role => actor.roles.includes(role)))
      throw new NotAllowed(roles)
    return actor
  }

  /** For what only a person does, in their own name: whoever has one of the roles, never the operator. */
  mayAct(...roles: Role[]): Actor {
    const actor = this.mayRead(...roles)
    if (actor.kind !== 'person') throw new NotAllowed(roles)
    return actor
  }
}

/** The machine itself: gives what a company cannot be without, such as the book that ships. */
export const MACHINE: Actor = { id: 'leasedesk', roles: [], kind: 'machine' }

/** Whoever runs the command line without `--as`. */
export const OPERATOR: { actor: Actor } = { actor: { id: 'operator', roles: [], kind: 'operator' } }
