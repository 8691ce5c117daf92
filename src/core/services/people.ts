/** The people of a company: who there is, entering them, and what signing in takes. */
import { addPerson, changePerson } from '../../commands/company/people.ts'
import type { PersonInput } from '../../commands/company/person.ts'
import type { Person, Role } from '../../domain/model/company.ts'
import type { DeriveKey, Randomness } from '../../journal/crypto.ts'
import { createPersonKey, openPersonKey, WrongPassphrase } from '../../journal/person-keys.ts'
import type { PersonView } from '../../protocol/desktop/app.ts'
import { mutex } from '../../store/mutex.ts'
import { demoPassphraseOf } from '../demo-people.ts'
import { type Desk, giverOf } from '../desk.ts'
import { randomId } from '../folder/open.ts'
import { Problem } from '../problems.ts'
import type { Session, SignedIn } from '../session.ts'

/** Wrong passphrases in a row after which a name waits; and for how long, doubling with each further one. */
const FREE_TRIES = 5
const FIRST_WAIT_MS = 2_000

export interface NewPerson {
  name: string
  roles: Role[]
  passphrase: string
}

interface KeyPorts {
  randomness: Randomness
  derive: DeriveKey
}

/** A person with a fresh key pair, wrapped by the passphrase, as entries carry them. */
export async function newPerson(given: NewPerson, ports: KeyPorts, id?: string): Promise<PersonInput> {
  const { publicKey, salt, cost, wrapped } = await createPersonKey(given.passphrase, ports)
  const { name, roles } = given
  return { id: id ?? `p-${randomId(ports.randomness, 6)}`, name, roles, publicKey, wrappedKey: { salt, cost, wrapped } }
}

/** Signs in with the passphrase. Throws WrongPassphrase. */
export async function unlock(person: Person | PersonInput, passphrase: string, ports: KeyPorts): Promise<SignedIn> {
  const { wrappedKey, publicKey } = person
  const sign = await openPersonKey({ publicKey, ...wrappedKey }, { id: person.id, passphrase }, ports)
  return { person: person as Person, sign }
}

export class People {
  readonly #desk: Desk
  readonly #ports: KeyPorts
  #people = new Map<string, Person>()
  /** One passphrase at a time: tried side by side, many would pass before the first of them had been counted. */
  readonly #inTurn = mutex()
  readonly #wrong = new Map<string, { tries: number; waitUntil: number }>()

  private constructor(desk: Desk, ports: KeyPorts) {
    this.#desk = desk
    this.#ports = ports
    desk.committed.subscribe('committed', ({ changes }) => {
      if (changes === 'bulk') return
      for (const row of (changes.get('person')?.upserts ?? []) as readonly Person[]) this.#people.set(row.id, row)
    })
  }

  static async of(desk: Desk, ports: KeyPorts): Promise<People> {
    const people = new People(desk, ports)
    const rows = await desk.store.sql.query<{ id: string }>('select id from person order by id')
    const [persons] = await desk.store.read([{ table: 'person', keys: rows.map(({ id }) => [id]) }])
    people.#people = new Map((persons as unknown as Person[]).map(person => [person.id, person]))
    return people
  }

  list(demo: boolean): PersonView[] {
    return [...this.#people.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(person => personView(person, demo))
  }

  get(id: string): Person | null {
    return this.#people.get(id) ?? null
  }

  async add(session: Session, given: NewPerson): Promise<PersonView> {
    const person = await newPerson(given, this.#ports)
    await this.#desk.give(addPerson, person, giverOf(session))
    return personView(this.#known(person.id), false)
  }

  async change(session: Session, given: { id: string; roles: Role[]; active: boolean }): Promise<PersonView> {
    await this.#desk.give(changePerson, given, giverOf(session))
    return personView(this.#known(given.id), false)
  }

  /** Throws Problem where the passphrase is wrong, the person unknown or switched off, or too many tries were wrong. */
  signIn(id: string, passphrase: string): Promise<SignedIn> {
    return this.#inTurn(() => this.#signIn(id, passphrase))
  }

  async #signIn(id: string, passphrase: string): Promise<SignedIn> {
    const person = this.#people.get(id)
    if (person === undefined || !person.active) throw new Problem('person-unknown')
    const now = this.#desk.clock.monotonic()
    const wrong = this.#wrong.get(id) ?? { tries: 0, waitUntil: 0 }
    if (now < wrong.waitUntil) throw new Problem('wait', { seconds: Math.ceil((wrong.waitUntil - now) / 1000) })
    try {
      const signedIn = await unlock(person, passphrase, this.#ports)
      this.#wrong.delete(id)
      return signedIn
    } catch (error) {
      if (!(error instanceof WrongPassphrase)) throw error
      const tries = wrong.tries + 1
      const wait = tries < FREE_TRIES ? 0 : FIRST_WAIT_MS * 2 ** Math.min(tries - FREE_TRIES, 8)
      this.#wrong.set(id, { tries, waitUntil: this.#desk.clock.monotonic() + wait })
      throw new Problem('wrong-passphrase')
    }
  }

  #known(id: string): Person {
    const person = this.#people.get(id)
    if (person === undefined) throw new Problem('person-unknown')
    return person
  }
}

export function personView(person: Person, demo: boolean): PersonView {
  const { id, name, roles, active } = person
  return { id, name, roles: [...roles], active, demoPassphrase: demo ? demoPassphraseOf(id) : null }
}
