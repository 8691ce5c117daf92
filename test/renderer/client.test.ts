/** The connection to the core: what is followed comes back after a crash, and lost is told from cancelled. */
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { describe, expect, it, vi } from 'vitest'
import { desktopContract } from '../../src/protocol/desktop/index.ts'
import { CoreConnection } from '../../src/renderer/connection/client.ts'
import { failureOf } from '../../src/renderer/connection/failure.ts'
import { NotLetIn, type PortLike } from '../../src/renderer/connection/port.ts'

const os = implement(desktopContract)
const COUNTS = { waiting: 1, awaitingDocuments: 0, escalated: 0, decided: 0 }

/** A core that can be ended; each new connection counts one more waiting case. */
function endableCore() {
  let end = (_code?: number) => {}
  let connections = 0
  const connect = async (): Promise<PortLike> => {
    const waiting = ++connections
    const { port1, port2 } = new MessageChannel()
    const router = {
      review: {
        counts: os.review.counts.handler(() => new Promise(() => {})),
        watch: os.review.watch.handler(async function* ({ signal }) {
          yield { ...COUNTS, waiting }
          await new Promise(resolve => signal?.addEventListener('abort', resolve))
        }),
        release: os.review.release.handler(({ errors }) => {
          throw errors.REFUSED({ data: { code: 'case.unknown', detail: {} } })
        }),
      },
    }
    new RPCHandler(router as never).upgrade(port2)
    const listeners: ((event: Event) => void)[] = []
    end = code => {
      for (const listener of listeners) listener(Object.assign(new Event('close'), code === undefined ? {} : { code }))
      port1.close()
    }
    port1.start()
    port2.start()
    return {
      addEventListener: (type: string, listener: never) => {
        if (type === 'close') listeners.push(listener)
        else port1.addEventListener(type as 'message', listener)
      },
      postMessage: (message: unknown) => port1.postMessage(message),
      close: () => port1.close(),
    } as PortLike
  }
  return { connect, end: (code?: number) => end(code) }
}

describe('the connection to the core', () => {
  it('follows again what it followed before the core was lost', async () => {
    const core = endableCore()
    const connection = new CoreConnection(core.connect)
    const seen: number[] = []
    const stop = connection.follow(
      signal => connection.client.review.watch(undefined, { signal }),
      ({ waiting }) => seen.push(waiting),
    )
    await vi.waitFor(() => expect(seen).toEqual([1]))
    core.end()
    expect(connection.state).toBe('lost')
    await vi.waitFor(() => expect(seen).toEqual([1, 2]))
    expect(connection.state).toBe('open')
    stop()
    core.end()
  })

  it('says lost of a call that was under way, and cancelled of one that its caller ended', async () => {
    const core = endableCore()
    const connection = new CoreConnection(core.connect)
    const stop = new AbortController()
    const cancelled = connection.client.review.counts(undefined, { signal: stop.signal }).catch(failureOf)
    const lost = connection.client.review.counts().catch(failureOf)
    await vi.waitFor(() => expect(connection.state).toBe('open'))
    await new Promise(resolve => setTimeout(resolve, 20))
    stop.abort()
    expect(await cancelled).toEqual({ kind: 'cancelled' })
    core.end()
    expect(await lost).toEqual({ kind: 'lost' })
  })

  it('hands on what a judge said', async () => {
    const core = endableCore()
    const connection = new CoreConnection(core.connect)
    const refused = await connection.client.review.release({ caseId: 'x' }).catch(failureOf)
    expect(refused).toEqual({ kind: 'refused', code: 'case.unknown', detail: {} })
    core.end()
  })

  it('says so where another program answers, and comes back once that lets the page in', async () => {
    vi.useFakeTimers()
    const core = endableCore()
    const refused = vi.fn().mockRejectedValue(new NotLetIn('started again'))
    const connect = vi.fn(core.connect).mockImplementationOnce(core.connect)
    const connection = new CoreConnection(connect)
    await vi.waitFor(() => expect(connection.state).toBe('open'))
    connect.mockImplementation(refused)
    core.end()
    await vi.waitFor(() => expect(connection.state).toBe('replaced'))
    connect.mockImplementation(core.connect)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(connection.state).toBe('open')
    vi.useRealTimers()
  })

  it('does not connect again to a program that was ended', async () => {
    const core = endableCore()
    const connect = vi.fn(core.connect)
    const connection = new CoreConnection(connect)
    await vi.waitFor(() => expect(connection.state).toBe('open'))
    core.end(4002)
    expect(connection.state).toBe('stopped')
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(connect).toHaveBeenCalledTimes(1)
    expect(await connection.client.review.counts().catch(failureOf)).toEqual({ kind: 'lost' })
  })
})
