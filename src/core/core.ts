/**
 * The core of a desktop: one data folder, from the empty one that a company is founded in to the open one that windows
 * work on. A window sees it through `state`, and hears of every change through `watch`.
 */
import { EventPublisher } from '@orpc/server'
import { foundCompany } from '../commands/company/found.ts'
import type { Language } from '../domain/language.ts'
import type { Company } from '../domain/model/company.ts'
import { type FolderLock, lockFolder } from '../journal/lock.ts'
import { KeysLocked } from '../journal/master-key.ts'
import type { AppState, Job, JournalView } from '../protocol/desktop/app.ts'
import { mutex } from '../store/mutex.ts'
import { DEMO_NAME, DEMO_PEOPLE } from './demo-people.ts'
import { giverOf } from './desk.ts'
import { eraseParty } from './erasure.ts'
import {
  closeFolder,
  closeForRebuild,
  type FolderOptions,
  fillSlots,
  openFolder,
  prepareFolder,
} from './folder/open.ts'
import { type Identity, readIdentity, uploadsIn } from './folder/places.ts'
import { type OpenCompany, openCompany } from './open-company.ts'
import { loggable, NotAllowed, Problem, problemOf, type Told } from './problems.ts'
import type { DemoOrder } from './services/demo.ts'
import { Jobs, type Running } from './services/jobs.ts'
import { newPerson, personView, unlock } from './services/people.ts'
import { OPERATOR, type Session } from './session.ts'
import { Sessions } from './sessions.ts'

export interface CoreOptions extends FolderOptions {
  version: string
  /** Whether to verify the older journal and fill the search while nobody waits: windows want it, the command line does not. */
  background: boolean
  /** A TrueType font that holds Chinese. Without it demo applications come without papers. */
  chineseFont?: () => Uint8Array
}

/** So long after opening, so that the first page of the queue comes first. */
const BACKGROUND_AFTER_MS = 300

const NO_JOURNAL: JournalView = {
  state: 'saved',
  entries: 0,
  head: '',
  segments: 0,
  cut: null,
  damage: null,
  verified: null,
}

function journalWithout(failure: Told | null): JournalView {
  if (failure === null) return NO_JOURNAL
  const damage = { segment: null, entry: null, differs: failure.code, detail: failure.detail }
  return { ...NO_JOURNAL, state: 'read-only', damage }
}

export class Core {
  readonly options: CoreOptions
  readonly jobs: Jobs
  readonly #lock: FolderLock
  readonly #changes = new EventPublisher<{ state: null }>()
  #open: OpenCompany | null = null
  #company: Company | null = null
  #rebuilding: AppState['progress'] = null
  #rebuildBegun: () => void = () => undefined
  #opening: Promise<void> = Promise.resolve()
  readonly #sessions = new Sessions()
  #founding = false
  /** The folder whose keys no slot of this machine has. */
  #sealed: Identity | null = null
  readonly #unlocking = mutex()
  /** Why the folder could not be opened after windows were served already. */
  #failure: Told | null = null

  private constructor(options: CoreOptions, lock: FolderLock) {
    this.options = options
    this.#lock = lock
    this.jobs = new Jobs(options.log)
  }

  /** Locks the folder and opens what is in it. Throws FolderInUse, NotOurFolder, KeysLocked. */
  static async start(options: CoreOptions): Promise<Core> {
    const { files, dir, machine, clock } = options
    const core = new Core(options, lockFolder(files, dir, machine, clock.now()))
    try {
      const identity = readIdentity(files, dir)
      // What was being uploaded when the program ended is plain personal data, and nobody will go on with it.
      files.remove(uploadsIn(dir))
      if (identity !== null) await core.#startOrSeal(identity)
      return core
    } catch (error) {
      core.#lock.release()
      throw error
    }
  }

  /** A folder moved from another machine has no slot for its keys here: windows ask for the folder's passphrase. */
  async #startOrSeal(identity: Identity): Promise<void> {
    try {
      await this.#startOpening(identity)
    } catch (error) {
      if (!(error instanceof KeysLocked) || !this.options.background) throw error
      this.#sealed = identity
    }
  }

  /** Opens a sealed folder with its passphrase, and fills this machine's slots so that it opens by itself from now on. */
  async unlock(session: Session, passphrase: string): Promise<AppState> {
    if (this.#sealed === null) throw new Problem('not-sealed')
    await this.#unlocking(() => this.#unlock(passphrase))
    return this.state(session)
  }

  /** One at a time: two windows show the same folder, and it must not be opened twice. */
  async #unlock(passphrase: string): Promise<void> {
    const identity = this.#sealed
    if (identity === null) return
    try {
      await fillSlots(this.options, passphrase)
    } catch (error) {
      if (error instanceof KeysLocked)
        throw new Problem(error.reason === 'wrong-passphrase' ? 'wrong-passphrase' : 'no-passphrase-set')
      throw error
    }
    await this.#startOpening(identity)
    this.#sealed = null
    this.changed()
  }

  /**
   * Windows are served as soon as the view has to be made again, so that they can show how far it is; the command line
   * waits for the end. What fails before then fails the start, what fails later is shown as damage.
   */
  #startOpening(identity: Identity): Promise<void> {
    const opened = this.#openFolder(identity)
    if (!this.options.background) return opened
    const begun = new Promise<void>(resolve => {
      this.#rebuildBegun = resolve
    })
    this.#opening = opened.catch((error: unknown) => {
      this.#failure = problemOf(error)
      this.changed()
    })
    return Promise.race([opened, begun])
  }

  /** The services of the open company. Throws Problem('no-company') before one is founded. */
  get open(): OpenCompany {
    if (this.#open === null) throw new Problem(this.#rebuilding === null ? 'no-company' : 'rebuilding')
    return this.#open
  }

  get hasCompany(): boolean {
    return this.#company !== null
  }

  state(session: Session): AppState {
    const company = this.#company
    const demo = company?.demo ?? false
    const me = session.signedIn === null ? null : personView(session.signedIn.person, demo)
    return {
      phase: this.#phase(me !== null),
      version: this.options.version,
      company: company === null ? null : { id: company.id, name: company.name, language: company.language, demo },
      people: this.#open?.people.list(demo) ?? [],
      me,
      journal: this.#open?.upkeep.view() ?? journalWithout(this.#failure),
      progress: this.#rebuilding,
      takeBackSeconds: this.#open?.settings.known.takeBackSeconds ?? 0,
    }
  }

  #phase(signedIn: boolean): AppState['phase'] {
    if (this.#rebuilding !== null) return 'rebuilding'
    if (this.#sealed !== null) return 'sealed'
    if (this.#company !== null) return signedIn ? 'open' : 'locked'
    // A damaged folder may show nobody to sign in; it is not an empty one in which a company could be founded.
    const damaged = this.#failure !== null || (this.#open?.upkeep.view().damage ?? null) !== null
    return damaged ? 'locked' : 'new'
  }

  async *watch(session: Session, signal: AbortSignal | undefined): AsyncGenerator<AppState> {
    const changes = this.#changes.subscribe('state', signal === undefined ? {} : { signal })
    yield this.state(session)
    for await (const _ of changes) yield this.state(session)
  }

  async found(
    session: Session,
    given: { language: Language; name: string; administrator: { name: string; passphrase: string } },
  ): Promise<AppState> {
    const { name, passphrase } = given.administrator
    const roles = ['administrator', 'supervisor', 'underwriter', 'risk-manager'] as const
    const person = await newPerson({ name, roles: [...roles], passphrase }, this.options)
    await this.#found({ ...given, demo: false }, [person], passphrase)
    return this.signIn(session, { person: person.id, passphrase })
  }

  /** A demo company with its people and a portfolio, as a job. */
  tryDemo(given: { language: Language; applications: number; seed: number }): Job {
    if (this.#company !== null) throw new Problem('company-exists')
    return this.jobs.start('demo', null, async running => {
      await this.foundDemo(given.language)
      const loaded = await this.loadDemo(given, running)
      return { ...loaded, ...(await this.open.decide.all(OPERATOR, running)) }
    })
  }

  /** Demo applications, undecided, with ended contracts; in a company that exists. */
  async loadDemo(order: DemoOrder, running: Running): Promise<{ applications: number }> {
    // The generator is large, and most starts never need it.
    const { loadDemo } = await import('./services/demo.ts')
    return loadDemo(this.open, order, OPERATOR, running, this.options.chineseFont)
  }

  /** The company and people of the demo, without a portfolio. */
  async foundDemo(language: Language): Promise<void> {
    const people = await Promise.all(
      DEMO_PEOPLE.map(({ id, name, roles, passphrase }) =>
        newPerson({ name: name[language], roles, passphrase }, this.options, id),
      ),
    )
    const administrator = DEMO_PEOPLE.find(({ roles }) => roles.includes('administrator'))
    const ordered = people.toSorted((a, b) => Number(b.id === administrator?.id) - Number(a.id === administrator?.id))
    await this.#found({ language, name: DEMO_NAME[language], demo: true }, ordered, administrator?.passphrase ?? '')
  }

  async signIn(session: Session, given: { person: string; passphrase: string }): Promise<AppState> {
    const signedIn = await this.open.people.signIn(given.person, given.passphrase)
    await this.#sessions.enter(session, signedIn, this.open)
    this.changed()
    return this.state(session)
  }

  async signOut(session: Session): Promise<AppState> {
    await this.endSession(session)
    this.changed()
    return this.state(session)
  }

  async endSession(session: Session): Promise<void> {
    await this.#sessions.leave(session, this.#open)
  }

  async verifyJournal(): Promise<JournalView> {
    const view = await this.open.upkeep.verify()
    this.changed()
    return view
  }

  #mustBeWhole(): void {
    const { damage } = this.open.upkeep.view()
    if (damage !== null) throw new Problem('damaged-at', damage)
  }

  rebuildJob(session: Session): Job {
    const { id } = session.mayRead('administrator')
    return this.jobs.start('rebuild', id, async running => {
      await this.rebuild((done, of) => running.progress(done, of))
      return {}
    })
  }

  /** Throws the database away and makes it again from the journal. A damaged journal makes none: the old one stays. */
  async rebuild(progress: (done: number, of: number) => void = () => undefined): Promise<{ entries: number }> {
    const { identity } = this.open.desk
    // Before anything is touched: the database may be the only witness of what a damaged journal has lost.
    this.#mustBeWhole()
    await this.#closeFolder(closeForRebuild)
    await this.#openFolder(identity, true, progress)
    this.#mustBeWhole()
    return { entries: this.open.desk.journal?.head.n ?? 0 }
  }

  /** Blanks a person everywhere; asks for the passphrase again, because it cannot be undone. */
  async erase(
    session: Session,
    given: { partyId: string; passphrase: string },
  ): Promise<{ entry: number; rows: number }> {
    const { id } = session.mayAct('administrator')
    await this.open.people.signIn(id, given.passphrase)
    return this.eraseFor(session, given.partyId)
  }

  /** As `erase`, for whoever has just given the passphrase. */
  async eraseFor(session: Session, partyId: string): Promise<{ entry: number; rows: number }> {
    if (session.signedIn === null) throw new NotAllowed(['administrator'])
    const erased = await eraseParty(this.open.desk, partyId, giverOf(session))
    await this.rebuild()
    return erased
  }

  changed(): void {
    this.#changes.publish('state', null)
  }

  async close(): Promise<void> {
    await this.#opening
    await this.#open?.upkeep.settle()
    if (this.#open !== null) await this.#closeFolder()
    this.#lock.release()
  }

  async #found(
    given: { language: Language; name: string; demo: boolean },
    people: Parameters<typeof foundCompany.effect>[0]['people'],
    passphrase: string,
  ): Promise<void> {
    // Two windows may both be on the first screen of one folder.
    if (this.#founding || this.#phase(false) !== 'new') throw new Problem('company-exists')
    this.#founding = true
    try {
      const identity = await prepareFolder(this.options)
      if (this.#open === null) await this.#openFolder(identity)
      const [first] = people
      if (first === undefined) throw new Problem('no-administrator')
      const { sign } = await unlock(first, passphrase, this.options)
      const actor = { id: first.id, roles: first.roles, kind: 'person' as const }
      const { name, language, demo } = given
      const input = { companyId: identity.company, name, language, demo, people }
      await this.open.desk.give(foundCompany, input, { actor, sign })
      await this.open.rulebooks.publishStarter()
      // So that the folder can be opened on another machine from the first day; Settings changes it.
      await this.open.desk.keys.setPassphrase(passphrase)
      await this.#readCompany()
      this.changed()
    } finally {
      this.#founding = false
    }
  }

  async #openFolder(identity: Identity, again = false, told: (done: number, of: number) => void = () => undefined) {
    const progress = (done: number, of: number) => {
      this.#rebuilding = { done, of }
      this.#rebuildBegun()
      told(done, of)
      this.changed()
    }
    try {
      const opened = await openFolder(this.options, identity, progress, again)
      this.#open = await openCompany(opened, this.jobs, this.options)
    } finally {
      this.#rebuilding = null
    }
    await this.#readCompany()
    this.#open.upkeep.changed = () => this.changed()
    this.#open.desk.committed.subscribe('committed', ({ changes }) => {
      if (changes === 'bulk' || changes.has('person')) this.#followPeople()
      if (changes === 'bulk' || changes.has('person') || changes.has('setting')) this.changed()
    })
    if (this.options.background) this.options.clock.after(BACKGROUND_AFTER_MS, () => this.#inBackground())
    this.changed()
  }

  #followPeople(): void {
    this.#sessions
      .follow(this.open)
      .catch((error: unknown) => this.options.log.error('claims not released', loggable(error)))
  }

  #inBackground(): void {
    this.#open?.upkeep.startInBackground()
    this.#open?.search
      .fill()
      .catch((error: unknown) => this.options.log.error('search index not filled', loggable(error)))
  }

  async #readCompany(): Promise<void> {
    const { desk } = this.open
    const [rows] = await desk.store.read([{ table: 'company', keys: [[desk.identity.company]] }])
    this.#company = (rows?.[0] as unknown as Company | undefined) ?? null
  }

  async #closeFolder(close = closeFolder): Promise<void> {
    const { desk, upkeep } = this.open
    upkeep.stop()
    this.#open = null
    await close(this.options, desk)
  }
}
