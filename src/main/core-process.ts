/**
 * Owns the core on behalf of a shell: starts it, opens sessions in it, starts a new one after a crash, and closes it
 * cleanly. What the core runs in (a worker thread, or Electron's utility process) is the `spawn` handed in, so that both
 * shells have the same life cycle. A session's bytes never pass through here: `relay.ts` copies them.
 */
import type { CoreProblem, FromCore, ToCore } from '../protocol/core-worker.ts'
import { RestartBudget } from './restart-budget.ts'

/** A core that runs. `send` also transfers the port that a message names. */
export interface CoreChild<Port> {
  send(message: ToCore<Port>): void
  kill(): void
}

export interface CoreChildEvents {
  message(message: FromCore): void
  /** The thread or process is no more; called once, and expected after a close. */
  gone(why: string): void
}

export type SpawnCore<Port> = (events: CoreChildEvents) => CoreChild<Port>

export type CoreState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'crashed'; readonly why: string; readonly againInMs: number }
  | { readonly kind: 'stopped'; readonly problem: CoreProblem }
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed'; readonly clean: boolean }

/** The core will not become ready: it cannot open its folder, has been given up, or is being closed. */
export class CoreUnavailable extends Error {
  override readonly name = 'CoreUnavailable'
  readonly problem: CoreProblem

  constructor(problem: CoreProblem) {
    super(`${problem.text} ${problem.detail}`.trim())
    this.problem = problem
  }
}

export interface CoreProcessOptions<Port> {
  readonly spawn: SpawnCore<Port>
  readonly stateChanged?: (state: CoreState) => void
  readonly budget?: RestartBudget
  readonly now?: () => number
}

interface Waiter {
  resolve(): void
  reject(error: CoreUnavailable): void
}

const CLOSED_PROBLEM: CoreProblem = { code: 'closed', text: 'LeaseDesk is being closed.', detail: '' }

export class CoreProcess<Port> {
  readonly #options: CoreProcessOptions<Port>
  readonly #budget: RestartBudget
  readonly #now: () => number
  #state: CoreState = { kind: 'starting' }
  #child: CoreChild<Port> | undefined
  #restart: NodeJS.Timeout | undefined
  #waiters: Waiter[] = []
  #closed: ((clean: boolean) => void) | undefined
  #closing: Promise<boolean> | undefined

  constructor(options: CoreProcessOptions<Port>) {
    this.#options = options
    this.#budget = options.budget ?? new RestartBudget()
    this.#now = options.now ?? (() => performance.now())
  }

  get state(): CoreState {
    return this.#state
  }

  start(): void {
    this.#enter({ kind: 'starting' })
    // Events of a core that has been replaced meanwhile are nobody's concern, hence the comparison.
    const child: CoreChild<Port> = this.#options.spawn({
      message: message => this.#child === child && this.#heard(message),
      gone: why => this.#child === child && this.#gone(why),
    })
    this.#child = child
  }

  /** Resolves at once while the core is ready, after a start or restart otherwise. */
  whenReady(): Promise<void> {
    switch (this.#state.kind) {
      case 'ready':
        return Promise.resolve()
      case 'stopped':
        return Promise.reject(new CoreUnavailable(this.#state.problem))
      case 'closing':
      case 'closed':
        return Promise.reject(new CoreUnavailable(CLOSED_PROBLEM))
      default:
        return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }))
    }
  }

  /** Gives the core one end of a session; a crash of the core closes the other end. Call it when ready. */
  openSession(session: string, port: Port): void {
    if (this.#state.kind !== 'ready') throw new Error(`a session was opened while the core was ${this.#state.kind}`)
    this.#child?.send({ kind: 'open-session', session, port })
  }

  /** After the core has been given up: starts it again because a person said so. */
  tryAgain(): void {
    if (this.#state.kind !== 'stopped') return
    this.#budget.reset()
    this.start()
  }

  /** Asks for a clean close and waits for it. False when the core crashed meanwhile or did not answer in time. */
  close(graceMs = 10_000): Promise<boolean> {
    this.#closing ??= this.#close(graceMs)
    return this.#closing
  }

  #close(graceMs: number): Promise<boolean> {
    clearTimeout(this.#restart)
    const child = this.#child
    const { kind } = this.#state
    if (child === undefined || kind === 'stopped') {
      // After a crash nothing was closed cleanly; a folder that was never opened needs no closing.
      this.#enter({ kind: 'closed', clean: kind === 'stopped' })
      return Promise.resolve(kind === 'stopped')
    }
    this.#enter({ kind: 'closing' })
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#closed?.(false), graceMs)
      this.#closed = clean => {
        clearTimeout(timer)
        this.#drop()
        this.#enter({ kind: 'closed', clean })
        resolve(clean)
      }
      child.send({ kind: 'close' })
    })
  }

  #heard(message: FromCore): void {
    if (message.kind === 'closed') this.#closed?.(true)
    else if (this.#state.kind !== 'starting') return
    else if (message.kind === 'ready') this.#enter({ kind: 'ready' })
    else {
      this.#drop()
      this.#enter({ kind: 'stopped', problem: message.problem })
    }
  }

  #gone(why: string): void {
    this.#child = undefined
    if (this.#state.kind === 'closing') {
      this.#closed?.(false)
      return
    }
    const againInMs = this.#budget.afterCrash(this.#now())
    if (againInMs === 'give-up') {
      const text = 'The core of LeaseDesk stopped again and again, so it is no longer started.'
      this.#enter({ kind: 'stopped', problem: { code: 'core-given-up', text, detail: why } })
      return
    }
    this.#enter({ kind: 'crashed', why, againInMs })
    this.#restart = setTimeout(() => this.start(), againInMs)
  }

  #drop(): void {
    const child = this.#child
    this.#child = undefined
    child?.kill()
  }

  #enter(state: CoreState): void {
    this.#state = state
    if (state.kind === 'ready') for (const waiter of this.#waiters.splice(0)) waiter.resolve()
    if (state.kind === 'stopped' || state.kind === 'closing' || state.kind === 'closed') {
      const problem = state.kind === 'stopped' ? state.problem : CLOSED_PROBLEM
      for (const waiter of this.#waiters.splice(0)) waiter.reject(new CoreUnavailable(problem))
    }
    this.#options.stateChanged?.(state)
  }
}
