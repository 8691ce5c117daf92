import { expect, test, vi } from 'vitest'
import { onStopSignals } from '../../../src/main/browser/signals.ts'

function signals() {
  const listeners = new Map<NodeJS.Signals, () => void>()
  let at = 0
  const stop = vi.fn()
  const exit = vi.fn()
  onStopSignals({ on: (signal, listener) => listeners.set(signal, listener), now: () => at, exit }, stop)
  const hear = (signal: NodeJS.Signals, atMs: number) => {
    at = atMs
    listeners.get(signal)?.()
  }
  return { hear, stop, exit }
}

test('the first signal ends the program cleanly', () => {
  const { hear, stop, exit } = signals()
  hear('SIGTERM', 5)
  expect(stop).toHaveBeenCalledOnce()
  expect(exit).not.toHaveBeenCalled()
})

test('one key press that arrives from the terminal and from npm is one', () => {
  const { hear, stop, exit } = signals()
  hear('SIGINT', 5)
  hear('SIGINT', 25)
  hear('SIGTERM', 30)
  expect(stop).toHaveBeenCalledOnce()
  expect(exit).not.toHaveBeenCalled()
})

test('a second key press ends it at once', () => {
  const { hear, exit } = signals()
  hear('SIGINT', 5)
  hear('SIGINT', 1_005)
  expect(exit).toHaveBeenCalledWith(130)
})
