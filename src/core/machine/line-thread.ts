/**
 * Large packs sealed and opened in a thread beside the writer's, so that an import and a rebuild use two cores. Texts go
 * over, not objects: they are copied at the speed of memory. Whatever goes wrong in the thread is done again here, where
 * an error has its own class.
 */
import { Worker } from 'node:worker_threads'
import type { PackCommand } from '../../commands/command.ts'
import type { KeyRecord } from '../../journal/key-file.ts'
import type { Keys } from '../../journal/keys.ts'
import type { PackText } from '../../journal/packs.ts'
import type { PackRef } from '../../protocol/entry.ts'
import type { Log } from '../ports.ts'
import type { LineBlock, LineSealer, PackLines } from '../writing/pack-lines.ts'
import { partiesOf } from '../writing/sealing.ts'

/** Below so many lines a thread would cost more than it saves. */
const WORTH_A_THREAD = 4_000
/** A thread that has waited so long for its next pack ends; a rebuild has several in a row. */
const IDLE_MS = 5_000

/** Blocks that wait for the thread; the next one is sealed here meanwhile, so that neither core waits for the other. */
const QUEUED = 3

export interface LineJob {
  readonly command: { readonly name: string; readonly version: number }
  readonly master: Uint8Array
  /** What to read; null where lines come to be sealed. */
  readonly read: { readonly dir: string; readonly keyFile: string; readonly pack: PackRef } | null
}

export type LineQuestion =
  | { readonly kind: 'begin'; readonly job: LineJob }
  | { readonly kind: 'next' }
  | { readonly kind: 'seal'; readonly json: string; readonly records: readonly KeyRecord[] }

export type LineAnswer =
  | { readonly kind: 'block'; readonly first: number; readonly json: string }
  | { readonly kind: 'done' }
  | ({ readonly kind: 'text' } & PackText)
  | { readonly kind: 'failed'; readonly reason: string }

/** The thread could not do it. */
class ThreadFailed extends Error {
  override readonly name = 'ThreadFailed'
}

export function linesBeside(here: PackLines, keys: Keys, dir: string, log: Log): PackLines {
  const idle: LineThread[] = []
  const begin = ({ name, version }: PackCommand, read: { dir: string; pack: PackRef } | null): LineThread => {
    const { master, path } = keys.access()
    const thread = idle.pop() ?? new LineThread()
    const job = { command: { name, version }, master, read: read && { ...read, keyFile: path } }
    thread.begin(job)
    return thread
  }
  const end = (thread: LineThread): void => {
    const left = () => idle.splice(0, idle.length, ...idle.filter(other => other !== thread))
    if (thread.rest(IDLE_MS, left)) idle.push(thread)
  }
  const failed = (error: unknown): void => {
    if (!(error instanceof ThreadFailed)) throw error
    log.error('line thread failed', { reason: error.message })
  }
  return {
    sealer: command => {
      const beside = { begin: () => begin(command, null), end, failed }
      return new SealerBeside(command, here.sealer(command), keys, beside)
    },
    async *read(command, pack) {
      let done = 0
      if (pack.lines >= WORTH_A_THREAD) {
        const thread = begin(command, { dir, pack })
        try {
          for await (const block of thread.blocks()) {
            yield block
            done += block.lines.length
          }
          return
        } catch (error) {
          failed(error)
        } finally {
          end(thread)
        }
      }
      yield* after(done, here.read(command, pack))
    },
  }
}

/** What comes after the first so many lines, which were had already. */
async function* after(done: number, blocks: AsyncIterable<LineBlock>): AsyncGenerator<LineBlock, void> {
  for await (const { first, lines } of blocks) {
    const skipped = Math.min(lines.length, Math.max(0, done - (first - 1)))
    if (skipped < lines.length) yield { first: first + skipped, lines: lines.slice(skipped) }
  }
}

interface Beside {
  begin(): LineThread
  end(thread: LineThread): void
  failed(error: unknown): void
}

/** The first lines are sealed here: most packs have no more. */
class SealerBeside implements LineSealer {
  readonly #command: PackCommand
  readonly #here: LineSealer
  readonly #keys: Keys
  readonly #beside: Beside
  #sealed = 0
  #thread: LineThread | null = null

  constructor(command: PackCommand, here: LineSealer, keys: Keys, beside: Beside) {
    this.#command = command
    this.#here = here
    this.#keys = keys
    this.#beside = beside
  }

  async seal(lines: readonly unknown[]): Promise<PackText> {
    this.#sealed += lines.length
    if (this.#sealed < WORTH_A_THREAD) return this.#here.seal(lines)
    this.#thread ??= this.#beside.begin()
    if (this.#thread.questions >= QUEUED) return this.#here.seal(lines)
    const { personal } = this.#command.pack
    const records = this.#keys.recordsOf([...new Set(lines.flatMap(line => partiesOf(line, personal)))])
    try {
      const answer = await this.#thread.ask({ kind: 'seal', json: JSON.stringify(lines), records })
      if (answer.kind === 'text') return { bytes: answer.bytes, lines: answer.lines }
      throw new ThreadFailed(answer.kind)
    } catch (error) {
      this.#beside.failed(error)
      return this.#here.seal(lines)
    }
  }

  async end(): Promise<void> {
    if (this.#thread !== null) this.#beside.end(this.#thread)
    this.#thread = null
  }
}

class LineThread {
  readonly #worker = new Worker(new URL('./line-worker.ts', import.meta.url))
  readonly #waiting: { resolve(answer: LineAnswer): void; reject(error: ThreadFailed): void }[] = []
  #dead: ThreadFailed | null = null
  #resting: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.#worker.on('message', (answer: LineAnswer) => {
      const waiting = this.#waiting.shift()
      if (answer.kind === 'failed') waiting?.reject(new ThreadFailed(answer.reason))
      else waiting?.resolve(answer)
    })
    this.#worker.on('error', error => this.#die(new ThreadFailed(error instanceof Error ? error.name : 'unknown')))
    this.#worker.on('exit', () => this.#die(new ThreadFailed('ended')))
  }

  /** Questions without an answer. */
  get questions(): number {
    return this.#waiting.length
  }

  begin(job: LineJob): void {
    clearTimeout(this.#resting)
    this.#worker.ref()
    // What went wrong with it shows at the next question.
    this.ask({ kind: 'begin', job }).catch(() => undefined)
  }

  /** Answers come in the order of the questions. */
  ask(question: LineQuestion): Promise<LineAnswer> {
    if (this.#dead !== null) return Promise.reject(this.#dead)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage(question)
    })
  }

  /** The next block is read and opened while the one before is worked on. */
  async *blocks(): AsyncGenerator<LineBlock, void> {
    const next = () => {
      const answer = this.ask({ kind: 'next' })
      answer.catch(() => undefined)
      return answer
    }
    let ahead = next()
    for (;;) {
      const answer = await ahead
      if (answer.kind !== 'block') return
      ahead = next()
      yield { first: answer.first, lines: JSON.parse(answer.json) as unknown[] }
    }
  }

  /** Waits for its next pack without keeping the program; false where it has died, or is in the middle of something. */
  rest(milliseconds: number, left: () => void): boolean {
    if (this.#dead !== null || this.#waiting.length > 0) {
      void this.#worker.terminate()
      return false
    }
    this.#worker.unref()
    this.#resting = setTimeout(() => {
      left()
      void this.#worker.terminate()
    }, milliseconds).unref()
    return true
  }

  #die(error: ThreadFailed): void {
    this.#dead ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#dead)
  }
}
