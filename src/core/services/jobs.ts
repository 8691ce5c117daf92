/** Long work that whoever began it watches and may cancel: imports, demo portfolios, deciding, rebuilding. */
import { EventPublisher } from '@orpc/server'
import type { JsonValue } from '../../domain/canonical.ts'
import { OVERSEERS } from '../../domain/roles.ts'
import type { Job } from '../../protocol/desktop/app.ts'
import type { Log } from '../ports.ts'
import { loggable, NotAllowed, Problem, problemOf } from '../problems.ts'
import type { Session } from '../session.ts'

/** Finished jobs are kept for windows that look again after a reload, the newest this many. */
const KEPT = 50

export interface Running {
  readonly cancelled: boolean
  /** Throws `Cancelled` once somebody has cancelled: called between blocks, never between a write and its answer. */
  check(): void
  progress(done: number, of: number | null): void
}

export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

type Result = Record<string, JsonValue>

export class Jobs {
  readonly #jobs = new Map<string, Job>()
  /** Who began it; null where nobody had signed in yet. */
  readonly #begunBy = new Map<string, string | null>()
  readonly #cancelled = new Set<string>()
  readonly #changes = new EventPublisher<Record<string, Job>>()
  readonly #log: Log
  #last = 0

  constructor(log: Log) {
    this.#log = log
  }

  /**
   * Starts `work` and answers at once; what it resolves to is the job's result. `by` is the id of who begins it: theirs
   * alone, and overseers'. Only the demo portfolio is nobody's: it is begun before there is anybody, and made up.
   */
  start(kind: Job['kind'], by: string | null, work: (running: Running) => Promise<Result>): Job {
    this.#last += 1
    const id = `job-${this.#last}`
    this.#begunBy.set(id, by)
    this.#set({ id, kind, state: 'running', done: 0, of: null, result: null, problem: null })
    void this.#run(id, work)
    return this.#get(id)
  }

  /** Throws Problem('job-unknown'), and NotAllowed to whoever has no business with it. */
  see(id: string, session: Session): Job {
    const job = this.#jobs.get(id)
    if (job === undefined) throw new Problem('job-unknown')
    const by = this.#begunBy.get(id) ?? null
    if (by === null) return job
    const { id: actor, roles } = session.actor()
    if (by !== actor && !OVERSEERS.some(role => roles.includes(role))) throw new NotAllowed([...OVERSEERS])
    return job
  }

  cancel(id: string, session: Session): Job {
    if (this.see(id, session).state === 'running') this.#cancelled.add(id)
    return this.#get(id)
  }

  /** The job as it stands, and again at each change until it has ended. */
  async *watch(id: string, session: Session, signal: AbortSignal | undefined): AsyncGenerator<Job> {
    const changes = this.#changes.subscribe(id, signal === undefined ? {} : { signal })
    const now = this.see(id, session)
    yield now
    if (now.state !== 'running') return
    for await (const job of changes) {
      this.see(id, session)
      yield job
      if (job.state !== 'running') return
    }
  }

  #get(id: string): Job {
    const job = this.#jobs.get(id)
    if (job === undefined) throw new RangeError(`no job ${id}`)
    return job
  }

  async #run(id: string, work: (running: Running) => Promise<Result>): Promise<void> {
    const cancelled = () => this.#cancelled.has(id)
    const running: Running = {
      get cancelled() {
        return cancelled()
      },
      check() {
        if (cancelled()) throw new Cancelled()
      },
      progress: (done, of) => this.#set({ ...this.#get(id), done, of }),
    }
    try {
      const result = await work(running)
      const { of, done } = this.#get(id)
      this.#set({ ...this.#get(id), state: 'done', done: of ?? done, result })
    } catch (error) {
      if (error instanceof Cancelled) this.#set({ ...this.#get(id), state: 'cancelled' })
      else {
        this.#log.error('job failed', { job: this.#get(id).kind, ...loggable(error) })
        this.#set({ ...this.#get(id), state: 'failed', problem: problemOf(error) })
      }
    }
    this.#cancelled.delete(id)
  }

  #set(job: Job): void {
    this.#jobs.set(job.id, job)
    while (this.#jobs.size > KEPT) {
      const oldest = [...this.#jobs.values()].find(each => each.state !== 'running')
      if (oldest === undefined) break
      this.#jobs.delete(oldest.id)
      this.#begunBy.delete(oldest.id)
    }
    this.#changes.publish(job.id, job)
  }
}
