/** How a measured process answers: one JSON line on standard output. It imports little, so that a start is not slowed. */
import { readFileSync } from 'node:fs'

export const answer = (result: Record<string, unknown>): void =>
  void process.stdout.write(`${JSON.stringify(result)}\n`)

/** The most memory this process has held, by the operating system's account. */
export const peakKb = (): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
