/** How often a crashed core is started again, and after how long: sooner at first, never for ever. */

export interface RestartPolicy {
  /** This many crashes within `windowMs` end the attempts. */
  readonly limit: number
  readonly windowMs: number
  /** Wait before the first, second, … restart of a window; the last one stands for all further ones. */
  readonly delaysMs: readonly number[]
}

const DEFAULT_POLICY: RestartPolicy = { limit: 5, windowMs: 60_000, delaysMs: [100, 500, 1_500, 3_000] }

export class RestartBudget {
  readonly #policy: RestartPolicy
  #crashes: number[] = []

  constructor(policy: RestartPolicy = DEFAULT_POLICY) {
    this.#policy = policy
  }

  /** Counts a crash at `nowMs` (any monotonic clock). The wait before the next start, or 'give-up'. */
  afterCrash(nowMs: number): number | 'give-up' {
    const { limit, windowMs, delaysMs } = this.#policy
    this.#crashes = [...this.#crashes.filter(at => nowMs - at < windowMs), nowMs]
    if (this.#crashes.length >= limit) return 'give-up'
    return delaysMs[Math.min(this.#crashes.length, delaysMs.length) - 1] ?? 0
  }

  /** A person asked for another try: what went before no longer counts. */
  reset(): void {
    this.#crashes = []
  }
}
