/**
 * The window in which an author takes a decision back with one key: counted on the device's monotonic clock, so that a
 * clock set back opens nothing again, and ended by a restart, because it stands in memory only.
 */
import { instantOfMs, msOf } from '../../domain/dates.ts'
import type { Clock } from '../ports.ts'
import { Refused } from '../writing/refused.ts'

interface Open {
  endsAt: number
  /** What the screen shows. */
  until: string
}

export class TakeBackWindow {
  readonly #clock: Clock
  readonly #open = new Map<string, Open>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Opens it for a decision; answers the instant at which it will be over, as the wall clock shows it. */
  open(id: string, seconds: number): string {
    const until = instantOfMs(msOf(this.#clock.now()) + seconds * 1000)
    this.#open.set(id, { endsAt: this.#clock.monotonic() + seconds * 1000, until })
    this.#clock.after(seconds * 1000, () => this.#open.delete(id))
    return until
  }

  /** Null where it is over. */
  until(id: string): string | null {
    const open = this.#open.get(id)
    return open !== undefined && this.#clock.monotonic() < open.endsAt ? open.until : null
  }

  /** Throws Refused once it is over. */
  mustBeOpen(id: string): void {
    if (this.until(id) === null) throw new Refused({ code: 'decision.window-over', detail: {} })
  }

  close(id: string): void {
    this.#open.delete(id)
  }
}
