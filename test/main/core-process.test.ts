import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CoreChildEvents, CoreProcess, type CoreState, CoreUnavailable } from '../../src/main/core-process.ts'
import type { ToCore } from '../../src/protocol/core-worker.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A shell's view of cores that do only what the test says. */
function cores() {
  const children: { events: CoreChildEvents; sent: ToCore<string>[]; killed: boolean }[] = []
  const states: CoreState[] = []
  const core = new CoreProcess<string>({
    spawn: events => {
      const child = { events, sent: [] as ToCore<string>[], killed: false }
      children.push(child)
      return {
        send: message => void child.sent.push(message),
        kill: () => {
          child.killed = true
        },
      }
    },
    stateChanged: state => states.push(state),
    now: () => Date.now(),
  })
  const latest = () => {
    const child = children.at(-1)
    if (child === undefined) throw new Error('no core was started')
    return child
  }
  return { core, children, states, latest }
}

describe('a start', () => {
  test('is waited for, and then sessions open', async () => {
    const { core, latest } = cores()
    core.start()
    const ready = core.whenReady()
    expect(() => core.openSession('s', 'port')).toThrow()
    latest().events.message({ kind: 'ready' })
    await ready
    core.openSession('s', 'port')
    expect(latest().sent).toEqual([{ kind: 'open-session', session: 's', port: 'port' }])
  })

  test('that cannot open its folder is not tried again by itself', async () => {
    const { core, children, latest } = cores()
    core.start()
    const ready = core.whenReady()
    const problem = { code: 'folder-held', text: 'Held.', detail: 'pid 1' }
    latest().events.message({ kind: 'cannot-open', problem })
    latest().events.gone('after that')
    await expect(ready).rejects.toThrow('Held. pid 1')
    await expect(core.whenReady()).rejects.toBeInstanceOf(CoreUnavailable)
    expect(core.state).toEqual({ kind: 'stopped', problem })
    await vi.runAllTimersAsync()
    expect(children).toHaveLength(1)
    expect(latest().killed).toBe(true)
  })

  test('is tried again when a person says so', async () => {
    const { core, children, latest } = cores()
    core.start()
    latest().events.message({ kind: 'cannot-open', problem: { code: 'x', text: '', detail: '' } })
    core.tryAgain()
    latest().events.message({ kind: 'ready' })
    await core.whenReady()
    expect(children).toHaveLength(2)
  })
})

describe('a crash', () => {
  test('starts another core, and whoever waits is served by it', async () => {
    const { core, children, latest, states } = cores()
    core.start()
    latest().events.message({ kind: 'ready' })
    latest().events.gone('out of memory')
    const ready = core.whenReady()
    await vi.runAllTimersAsync()
    expect(children).toHaveLength(2)
    latest().events.message({ kind: 'ready' })
    await ready
    expect(states.map(state => state.kind)).toEqual(['starting', 'ready', 'crashed', 'starting', 'ready'])
  })

  test('that repeats ends the attempts after the fifth in a minute, with the last reason', async () => {
    const { core, children, latest } = cores()
    core.start()
    for (let crash = 1; crash <= 5; crash++) {
      expect(children).toHaveLength(crash)
      latest().events.gone(`crash ${crash}`)
      await vi.runAllTimersAsync()
    }
    expect(children).toHaveLength(5)
    expect(core.state).toMatchObject({ kind: 'stopped', problem: { code: 'core-given-up', detail: 'crash 5' } })
  })

  test('now and then is forgiven for ever', async () => {
    const { core, children, latest } = cores()
    core.start()
    for (let crash = 1; crash <= 20; crash++) {
      latest().events.gone('now and then')
      await vi.runAllTimersAsync()
      await vi.advanceTimersByTimeAsync(15_000)
    }
    expect(children).toHaveLength(21)
  })

  test('of a core that has been replaced changes nothing', async () => {
    const { core, children, latest } = cores()
    core.start()
    const first = latest()
    first.events.gone('once')
    await vi.runAllTimersAsync()
    latest().events.message({ kind: 'ready' })
    first.events.gone('twice')
    expect(core.state.kind).toBe('ready')
    expect(children).toHaveLength(2)
  })
})

describe('a close', () => {
  test('waits for the core to say that it has closed', async () => {
    const { core, latest } = cores()
    core.start()
    latest().events.message({ kind: 'ready' })
    const closed = core.close()
    expect(latest().sent).toEqual([{ kind: 'close' }])
    expect(latest().killed).toBe(false)
    latest().events.message({ kind: 'closed' })
    expect(await closed).toBe(true)
    expect(latest().killed).toBe(true)
    await expect(core.whenReady()).rejects.toBeInstanceOf(CoreUnavailable)
  })

  test('is asked for once, however often it is called', async () => {
    const { core, latest } = cores()
    core.start()
    const both = [core.close(), core.close()]
    expect(latest().sent).toHaveLength(1)
    latest().events.message({ kind: 'closed' })
    expect(await Promise.all(both)).toEqual([true, true])
  })

  test('that gets no answer ends the core, and says that it was not clean', async () => {
    const { core, latest } = cores()
    core.start()
    const closed = core.close(1_000)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await closed).toBe(false)
    expect(latest().killed).toBe(true)
  })

  test('during which the core crashes is not clean, and starts no other', async () => {
    const { core, children, latest } = cores()
    core.start()
    const closed = core.close()
    latest().events.gone('crashed')
    expect(await closed).toBe(false)
    await vi.runAllTimersAsync()
    expect(children).toHaveLength(1)
  })

  test('between a crash and the next start prevents that start', async () => {
    const { core, children, latest } = cores()
    core.start()
    latest().events.gone('crashed')
    expect(await core.close()).toBe(false)
    await vi.runAllTimersAsync()
    expect(children).toHaveLength(1)
  })
})
