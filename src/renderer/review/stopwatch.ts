/** How long a case lay open before a person, and how much of that time nobody looked. Pure: times are handed in. */

export interface Stopwatch {
  readonly openedAt: number
  readonly pausedMs: number
  /** Since when nobody looks; null while somebody does. */
  readonly pausedAt: number | null
}

export function started(now: number): Stopwatch {
  return { openedAt: now, pausedMs: 0, pausedAt: null }
}

export function paused(watch: Stopwatch, now: number): Stopwatch {
  return watch.pausedAt === null ? { ...watch, pausedAt: now } : watch
}

export function resumed(watch: Stopwatch, now: number): Stopwatch {
  if (watch.pausedAt === null) return watch
  return { ...watch, pausedMs: watch.pausedMs + (now - watch.pausedAt), pausedAt: null }
}

export function read(watch: Stopwatch, now: number): { openMs: number; pausedMs: number } {
  const { openedAt, pausedMs } = resumed(watch, now)
  return { openMs: Math.round(now - openedAt), pausedMs: Math.round(pausedMs) }
}
