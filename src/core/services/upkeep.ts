/** The state of journal and keys as people read it, and what keeps the view in shape while nobody waits. */
import { JournalDamage } from '../../journal/damage.ts'
import type { JournalView } from '../../protocol/desktop/app.ts'
import type { Desk } from '../desk.ts'
import type { OpenedFolder } from '../folder/open.ts'
import { type BookDamage, verifyBooks } from '../folder/verify.ts'
import type { Session } from '../session.ts'
import { ReadOnly } from '../writing/refused.ts'
import { Idle } from './idle.ts'
import type { Settings } from './settings.ts'

/** Between two megabytes of background verification, so that people's calls come first. */
const PAUSE_MS = 20

export class Upkeep {
  readonly #desk: Desk
  readonly #settings: Settings
  #damage: BookDamage | null
  #verified: { done: number; of: number } | null = null
  #ended = false
  readonly #idle: Idle
  /** Told when what `view` answers has changed. */
  changed: () => void = () => undefined

  constructor(opened: OpenedFolder, settings: Settings) {
    this.#desk = opened.desk
    this.#settings = settings
    this.#damage = opened.damage
    this.#idle = new Idle(opened.desk)
  }

  /** All that is done while nobody waits; until `stop`. */
  startInBackground(): void {
    this.#verifyRest()
    this.#idle.start()
  }

  stop(): void {
    this.#ended = true
    this.#idle.stop()
  }

  /** What the next start relies on, before a database that is kept is closed. */
  settle(): Promise<void> {
    return this.#idle.settle()
  }

  view(): JournalView {
    const { journal, writer } = this.#desk
    const torn = journal?.torn ?? null
    const readOnly = this.#damage !== null || writer.stopped !== null
    return {
      state: readOnly ? 'read-only' : 'saved',
      entries: journal?.head.n ?? 0,
      head: journal?.head.hash ?? '',
      segments: this.#desk.files.list(`${this.#desk.dir}/journal`).length,
      cut: torn === null ? null : { bytes: torn.bytes, keptAs: torn.keptAs ?? '' },
      damage: this.#damage === null ? this.#doubt() : damageView(this.#damage),
      verified: this.#verified,
    }
  }

  async describe(session: Session) {
    session.mayRead()
    return { folder: this.#desk.dir, keySlots: [...(await this.#desk.keys.describeSlots())], ...this.#settings.known }
  }

  /** Verifies what stood before the last checkpoint, a megabyte at a time; damage found there makes the app read-only. */
  #verifyRest(): void {
    const { journal, clock } = this.#desk
    if (journal === null) return
    const steps = journal.verifyRest()
    const of = journal.head.n
    const step = (): void => {
      if (this.#ended) return
      try {
        const { done, value } = steps.next()
        this.#verified = done ? null : { done: value, of }
        if (!done) clock.after(PAUSE_MS, step)
        else this.changed()
      } catch (error) {
        this.#found(error)
      }
    }
    step()
  }

  /** The whole chain, now. */
  async verify(): Promise<JournalView> {
    const head = this.#desk.journal?.head ?? null
    const { firstBad } = await verifyBooks(this.#desk.files, this.#desk.dir, head)
    if (firstBad !== undefined) {
      this.#damage = firstBad
      this.#desk.writer.stop(new ReadOnly('journal-damaged'))
    }
    return this.view()
  }

  #found(error: unknown): void {
    if (!(error instanceof JournalDamage)) throw error
    this.#damage = error
    this.#desk.writer.stop(new ReadOnly('journal-damaged'))
    this.#verified = null
    this.changed()
  }

  #doubt(): JournalView['damage'] {
    const { stopped } = this.#desk.writer
    return stopped === null ? null : { segment: null, entry: null, differs: stopped.code, detail: {} }
  }
}

export function damageView({ segment, entry, differs, heads }: BookDamage): NonNullable<JournalView['damage']> {
  const detail = heads === undefined ? {} : { journal: heads.journal.n, known: heads.known.n }
  return { segment, entry, differs, detail }
}
