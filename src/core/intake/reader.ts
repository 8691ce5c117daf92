/** The core's end of the reading thread: starts it, asks for block after block, and puts an end to it. */
import { Worker } from 'node:worker_threads'
import type { JsonValue } from '../../domain/canonical.ts'
import type { Clock } from '../ports.ts'
import { Problem } from '../problems.ts'
import type { FileProblemCode } from './file-problem.ts'
import { LIMITS } from './limits.ts'
import type { TableHead, TableRow } from './table.ts'

export interface ReaderJob {
  readonly path: string
  /** Null: the first sheet. */
  readonly sheet: string | null
}

export type ReaderMessage =
  | { readonly kind: 'head'; readonly head: TableHead }
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[]; readonly progress: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'problem'; readonly code: FileProblemCode; readonly detail: Record<string, JsonValue> }

export interface ReaderPorts {
  readonly clock: Clock
  /** The thread's module: a built program has it elsewhere than its sources. */
  readonly worker: string | URL
  /** For tests of the limits themselves. */
  readonly limits?: { readonly heapMegabytes: number; readonly blockMilliseconds: number }
}

export interface TableBlock {
  readonly rows: readonly TableRow[]
  /** Share of the file read so far, 0 to 1. */
  readonly progress: number
}

export interface OpenTable {
  readonly head: TableHead
  readonly blocks: AsyncIterable<TableBlock>
  close(): Promise<void>
}

/** Opens a file as a table. Throws `Problem('file.<code>')`, also from its blocks; close it in any case. */
export async function openTable(job: ReaderJob, ports: ReaderPorts): Promise<OpenTable> {
  const thread = new ReadingThread(job, ports)
  const first = await thread.ask()
  if (first.kind !== 'head') throw await thread.closed(new Problem('file.reader-died'))
  return { head: first.head, blocks: thread.blocks(), close: () => thread.close() }
}

type Answer = Exclude<ReaderMessage, { kind: 'problem' }>

class ReadingThread {
  readonly #worker: Worker
  readonly #clock: Clock
  readonly #milliseconds: number
  #waiting: { resolve(message: ReaderMessage): void; reject(error: Problem): void } | null = null
  #died: Problem | null = null

  constructor(job: ReaderJob, { clock, worker, limits = LIMITS.worker }: ReaderPorts) {
    this.#clock = clock
    this.#milliseconds = limits.blockMilliseconds
    this.#worker = new Worker(worker, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
      // What a library prints about a broken file is no output of ours.
      stdout: true,
      stderr: true,
    })
    this.#worker.on('message', (message: ReaderMessage) => this.#waiting?.resolve(message))
    this.#worker.on('error', error => this.#die(problemOf(error)))
    this.#worker.on('exit', () => this.#die(new Problem('file.reader-died')))
  }

  /** The next answer, or the thread's end. */
  async ask(): Promise<Answer> {
    const message = await this.#answer()
    if (message.kind === 'problem') throw await this.closed(new Problem(`file.${message.code}`, message.detail))
    return message
  }

  async *blocks(): AsyncGenerator<TableBlock> {
    for (;;) {
      const message = await this.ask()
      if (message.kind === 'end') return
      if (message.kind === 'rows') yield message
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  async closed(problem: Problem): Promise<Problem> {
    await this.close()
    return problem
  }

  async #answer(): Promise<ReaderMessage> {
    if (this.#died !== null) throw this.#died
    const stopWatch = this.#clock.after(this.#milliseconds, () => {
      this.#die(new Problem('file.too-slow', { seconds: this.#milliseconds / 1000 }))
      void this.close()
    })
    try {
      return await new Promise<ReaderMessage>((resolve, reject) => {
        this.#waiting = { resolve, reject }
        this.#worker.postMessage('next')
      })
    } finally {
      stopWatch()
      this.#waiting = null
    }
  }

  #die(problem: Problem): void {
    this.#died ??= problem
    this.#waiting?.reject(this.#died)
  }
}

function problemOf(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new Problem(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'file.too-much-memory' : 'file.reader-died')
}
