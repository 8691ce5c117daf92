/**
 * What PostgreSQL does in the background and PGlite does not, and the journal's checkpoint: done while nobody writes, a
 * table a step, so that a call waits for one table at most.
 */
import { TABLES, type TableName } from '../../domain/model/index.ts'
import type { Table } from '../../domain/model/table.ts'
import type { Entry } from '../../protocol/entry.ts'
import type { Committed, Desk } from '../desk.ts'
import { loggable } from '../problems.ts'

/** So long nobody has written when the planner is told of a bulk load, and when many entries get their checkpoint. */
const SOON_MS = 2_000
/** And so long for all the rest. */
const QUIET_MS = 60_000
/** Entries that are worth a checkpoint before a minute is over. */
const MANY_ENTRIES = 1_000
/** Changed rows of a table that are worth a vacuum. */
const MANY_ROWS = 2_000
/** Between two steps, for calls that came meanwhile. */
const PAUSE_MS = 50

const SHARED = Object.values(TABLES as Record<string, Table>).filter(table => !table.local)
const NAMES = SHARED.map(table => table.name as TableName)

type Step = () => void | Promise<void>

export class Idle {
  readonly #desk: Desk
  #running = false
  #cancel: () => void = () => undefined
  /** Rises with every write: steps that were under way leave the rest for the next quiet moment. */
  #writes = 0
  #entries = 0
  #toAnalyse = new Set<TableName>()
  readonly #changed = new Map<TableName, number>()

  constructor(desk: Desk) {
    this.#desk = desk
    desk.committed.subscribe('committed', ({ changes, entries }) => this.#note(changes, entries))
  }

  /** From now on, whenever it is quiet. */
  start(): void {
    this.#running = true
    if (this.#writes > 0) this.#appoint()
  }

  stop(): void {
    this.#running = false
    this.#cancel()
  }

  /** Before closing: a load whose tables the planner does not know yet would make the next start slow. */
  async settle(): Promise<void> {
    this.stop()
    for (const step of this.#analyses()) await this.#attempt(step)
  }

  #note(changes: Committed, entries: readonly Entry[]): void {
    this.#writes += 1
    this.#entries += entries.length
    if (changes === 'bulk') {
      const lines = entries.reduce((sum, { pack }) => sum + (pack?.lines ?? 0), 0)
      for (const name of NAMES) this.#add(name, lines)
      this.#toAnalyse = new Set(NAMES)
    } else for (const [name, { upserts }] of changes) this.#add(name, upserts.length)
    this.#appoint()
  }

  #appoint(): void {
    const soon = this.#toAnalyse.size > 0 || this.#entries >= MANY_ENTRIES
    this.#after(soon ? SOON_MS : QUIET_MS, () => this.#begin())
  }

  #add(name: TableName, rows: number): void {
    this.#changed.set(name, (this.#changed.get(name) ?? 0) + rows)
  }

  #after(milliseconds: number, call: () => void): void {
    this.#cancel()
    if (this.#running) this.#cancel = this.#desk.clock.after(milliseconds, call)
  }

  /** What a load needs comes first; dead rows wait until it has been quiet for longer. */
  #begin(): void {
    const early = this.#toAnalyse.size > 0
    const steps = [() => this.#checkpoint(), ...(early ? this.#analyses() : this.#vacuums())]
    void this.#next(steps, this.#writes, early ? () => this.#appoint() : () => undefined)
  }

  async #next(steps: readonly Step[], writes: number, done: () => void): Promise<void> {
    const [step, ...rest] = steps
    if (step === undefined) return done()
    await this.#attempt(step)
    // Somebody wrote: what is left has a new appointment.
    if (this.#writes === writes) this.#after(PAUSE_MS, () => void this.#next(rest, writes, done))
  }

  /** Upkeep that fails is put off, and harms nobody. */
  async #attempt(step: Step): Promise<void> {
    try {
      await step()
    } catch (error) {
      this.#desk.log.error('upkeep failed', loggable(error))
    }
  }

  #checkpoint(): void {
    if (this.#entries === 0) return
    this.#desk.journal?.checkpoint()
    this.#entries = 0
  }

  #analyses(): Step[] {
    return [...this.#toAnalyse].map(name => async () => {
      this.#toAnalyse.delete(name)
      await this.#desk.store.analyse([name])
    })
  }

  #vacuums(): Step[] {
    const worn = [...this.#changed].filter(([, rows]) => rows >= MANY_ROWS)
    return worn.map(([name]) => async () => {
      this.#changed.delete(name)
      await this.#desk.store.vacuumAnalyse([name])
    })
  }
}
