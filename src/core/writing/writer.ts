/**
 * The one writer. Commands are taken in order, in groups: one question a table, judged in memory, one statement a table,
 * one append and one fsync of the journal, COMMIT, then the answers. The fsync of the journal decides.
 */

import {
  type Actor,
  type Command,
  type EntryContext,
  type Refusal,
  refuse,
  type Verdict,
} from '../../commands/command.ts'
import { mayGive } from '../../commands/permission.ts'
import type { JsonValue } from '../../domain/canonical.ts'
import type { TableName } from '../../domain/model/index.ts'
import { AppendFailed } from '../../journal/damage.ts'
import type { SignEntry } from '../../journal/entry-line.ts'
import type { Group, Journal } from '../../journal/journal.ts'
import { type Entry, type EntryDraft, entryId, type PackRef } from '../../protocol/entry.ts'
import type { Store, Transaction } from '../../store/store.ts'
import type { Clock } from '../ports.ts'
import { applyEntries, applyPack, type Books, headChange, loadReads } from './apply.ts'
import { GroupView } from './group-view.ts'
import { NotKnown, NotSaved, notSaved, ReadOnly, Refused } from './refused.ts'
import { partiesOf, sealed } from './sealing.ts'

/** Commands that one fsync serves at most; more than wait in practice, few enough to keep a group's answer quick. */
const GROUP = 256
/** A COMMIT that failed after the fsync is made good from the journal so many times before the app gives up. */
const REAPPLY = 3

export interface Submission {
  command: Command
  /** Parsed by the command's schema, in plain text. */
  input: unknown
  actor: Actor
  sign?: SignEntry
  pack?: PackRef
  progress?: (lines: number) => void
}

export interface Written {
  n: number
  id: string
  at: string
}

interface Waiting {
  submission: Submission
  resolve(written: Written): void
  reject(error: unknown): void
}

interface Taken extends Waiting {
  entry: Entry
}

type Changes = ReadonlyMap<TableName, { upserts: readonly unknown[] }> | 'bulk'

/** What became of a group that was written. */
interface Outcome {
  taken: readonly Taken[]
  refused: { waiting: Waiting; refusal: Refusal }[]
  changes: Changes
  entries: readonly Entry[]
}

export interface WriterOptions {
  store: Store
  /** Null where it is damaged: the writer is stopped from the start then. */
  journal: Journal | null
  books: Books
  clock: Clock
  device: string
  /** Whether the company exists already; true once a founding entry has been written. */
  founded: boolean
  /** Told after every COMMIT which tables changed, and in which rows. It must not throw. */
  committed(changes: Changes, entries: readonly Entry[]): void
}

export class Writer {
  readonly #options: WriterOptions
  readonly #queue: Waiting[] = []
  #running: Promise<void> | null = null
  #founded: boolean
  #stopped: ReadOnly | null = null

  constructor(options: WriterOptions) {
    this.#options = options
    this.#founded = options.founded
    if (options.journal === null) this.#stopped = new ReadOnly('journal-damaged')
  }

  /** Why nothing can be written, or null. */
  get stopped(): ReadOnly | null {
    return this.#stopped
  }

  /** From now on every command is refused with this reason. */
  stop(reason: ReadOnly): void {
    this.#stopped = reason
  }

  /** Resolves once the entry is saved. Rejects with Refused, NotSaved, NotKnown or ReadOnly. */
  submit(submission: Submission): Promise<Written> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ submission, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when everything that was submitted has its answer. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    // One turn of the loop lets callers that were woken together stand in the same group.
    await Promise.resolve()
    while (this.#queue.length > 0) await this.#serve(this.#nextGroup())
    this.#running = null
  }

  #nextGroup(): Waiting[] {
    if (this.#queue[0]?.submission.pack !== undefined) return this.#queue.splice(0, 1)
    const pack = this.#queue.findIndex(waiting => waiting.submission.pack !== undefined)
    return this.#queue.splice(0, Math.min(pack < 0 ? this.#queue.length : pack, GROUP))
  }

  async #serve(group: Waiting[]): Promise<void> {
    if (this.#stopped !== null) {
      for (const waiting of group) waiting.reject(this.#stopped)
      return
    }
    let outcome: Outcome
    try {
      outcome = await this.#write(group)
    } catch (error) {
      // One statement of the group failed: each command gets a transaction of its own, so that only the guilty one falls.
      if (group.length > 1 && !(error instanceof NotKnown) && !(error instanceof AppendFailed))
        for (const waiting of group) await this.#serve([waiting])
      else for (const waiting of group) waiting.reject(this.#answerTo(error))
      return
    }
    this.#answer(outcome)
  }

  async #write(group: Waiting[]): Promise<Outcome> {
    const { journal, store, clock } = this.#options
    if (journal === null) throw this.#stopped ?? new ReadOnly('journal-damaged')
    const open = journal.startGroup()
    const at = clock.now()
    const view = new GroupView()
    const refused: Outcome['refused'] = []
    let taken: Taken[] = []
    let appended = false
    try {
      await store.transaction(async transaction => {
        const [first] = group
        taken =
          first?.submission.pack === undefined
            ? await this.#takeSingles(transaction, view, group, open, at, refused)
            : await this.#takePack(transaction, first, open, at)
        if (taken.length > 0) journal.append(open)
        appended = taken.length > 0
      })
    } catch (error) {
      // What has been appended stands, whatever the database says to it.
      if (!appended) throw error
      await this.#makeGood(open.entries)
    }
    const inMemory = taken.every(({ submission }) => submission.pack === undefined)
    return { taken, refused, changes: inMemory ? view.changes() : 'bulk', entries: open.entries }
  }

  /** Nothing that goes wrong from here on may reach a command again: it is saved, or refused. */
  #answer({ taken, refused, changes, entries }: Outcome): void {
    if (taken.some(({ submission }) => submission.command.roles === 'founding')) this.#founded = true
    for (const { waiting, refusal } of refused) waiting.reject(new Refused(refusal))
    for (const { entry, resolve } of taken) resolve({ n: entry.n, id: entryId(entry.device, entry.n), at: entry.at })
    // In this very turn, so that whoever waits for an answer finds every listener told.
    if (taken.length > 0) this.#options.committed(changes, entries)
  }

  async #takeSingles(
    transaction: Transaction,
    view: GroupView,
    group: readonly Waiting[],
    open: Group,
    at: string,
    refused: Outcome['refused'],
  ): Promise<Taken[]> {
    const items = group.map(({ submission }) => ({
      ...submission,
      context: this.#context(submission, open.head.n + 1, at),
    }))
    await loadReads(transaction, view, items)
    const taken: Taken[] = []
    for (const [index, waiting] of group.entries()) {
      const { submission } = waiting
      const { command, input } = submission
      const context = this.#context(submission, open.head.n + 1, at)
      // What an earlier command of the group changed may lead this one to other rows.
      if (index > 0) await loadReads(transaction, view, [{ command, input, context }])
      const verdict = this.#judge(submission, context, view)
      if (verdict.refused) {
        refused.push({ waiting, refusal: verdict })
        continue
      }
      const changes = command.effect(input, context, view)
      view.apply(changes)
      taken.push({ ...waiting, entry: this.#add(open, submission, at) })
    }
    const last = taken.at(-1)
    if (last !== undefined) {
      view.apply([headChange(last.entry)])
      await transaction.apply(view.changes())
    }
    return taken
  }

  async #takePack(transaction: Transaction, waiting: Waiting, open: Group, at: string): Promise<Taken[]> {
    const { submission } = waiting
    const { command, input, pack } = submission
    if (command.pack === undefined || pack === undefined) throw new TypeError(`${command.name} takes no pack`)
    const n = open.head.n + 1
    const context = this.#context(submission, n, at)
    const view = new GroupView()
    await loadReads(transaction, view, [{ command, input, context }])
    const verdict = this.#judge(submission, context, view)
    if (verdict.refused) throw new Refused(verdict)
    const progress = submission.progress === undefined ? {} : { progress: submission.progress }
    const work = { command, input, context, device: this.#options.device, n, pack, judge: true, ...progress }
    const refusal = await applyPack(transaction, work, this.#options.books)
    if (refusal !== null) throw new Refused(refusal)
    const entry = this.#add(open, submission, at)
    const head = new GroupView()
    head.apply([headChange(entry)])
    await transaction.apply(head.changes())
    return [{ ...waiting, entry }]
  }

  #judge({ command, input, actor, sign }: Submission, context: EntryContext, view: GroupView): Verdict {
    const may = mayGive(command, actor, this.#founded)
    if (may.refused) return may
    if (command.signed && sign === undefined) return refuse('actor.needs-signature', { command: command.name })
    return command.judge(input, context, view)
  }

  #context(submission: Submission, n: number, at: string): EntryContext {
    const { device, books } = this.#options
    return { entryId: entryId(device, n), at, actor: submission.actor, authority: books.authority }
  }

  #add(open: Group, { command, input, actor, sign, pack }: Submission, at: string): Entry {
    const { vault } = this.#options.books
    vault.ensureKeys(partiesOf(input, command.personal))
    const draft: EntryDraft = {
      at,
      device: this.#options.device,
      actor: actor.id,
      command: command.name,
      version: command.version,
      input: sealed(input, command.personal, vault) as JsonValue,
      ...(pack === undefined ? {} : { pack }),
    }
    return open.add(draft, sign)
  }

  /** The entries stand, the view may not have them yet: no command is taken until it does. */
  async #makeGood(entries: readonly Entry[]): Promise<void> {
    const { store, books } = this.#options
    for (let attempt = 1; ; attempt++) {
      try {
        await store.transaction(async transaction => {
          // A COMMIT that failed may have come through all the same, and effects do not bear being applied twice.
          const [rows] = await transaction.read([{ table: 'applied_head', keys: [[1]] }])
          const applied = (rows?.[0]?.n as number | undefined) ?? 0
          await applyEntries(
            transaction,
            entries.filter(entry => entry.n > applied),
            books,
          )
        })
        return
      } catch (error) {
        if (attempt < REAPPLY) continue
        this.#stopped = new ReadOnly('view-behind')
        throw new NotKnown('the entries are in the journal, the database does not take them', { cause: error })
      }
    }
  }

  #answerTo(error: unknown): unknown {
    if (error instanceof Refused || error instanceof NotKnown) return error
    if (!(error instanceof AppendFailed)) return notSaved(error)
    if (error.outcome === 'refused') return new NotSaved('disk', error)
    this.#stopped ??= new ReadOnly('journal-in-doubt')
    return error.outcome === 'unknown' ? new NotKnown(error.message, { cause: error }) : this.#stopped
  }
}
