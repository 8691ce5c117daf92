/**
 * The one way from the room to the core: a typed client over whatever port the shell hands out, that survives the core's
 * death. A call that was under way when the port closed fails as lost, one that its caller ended as cancelled; what is
 * followed is followed again as soon as there is a core.
 */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { SESSION_CLOSED } from '../../protocol/core-worker.ts'
import type { DesktopClient } from '../../protocol/desktop/index.ts'
import { CancelledError, CoreLostError, failureOf } from './failure.ts'
import { connectPort, NotLetIn, type PortLike } from './port.ts'

/**
 * `stopped`: the program was ended; connecting again is of no use. `replaced`: it was started again and does not let this
 * page in, until another page of the same browser has been opened from its new address.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'replaced' | 'stopped'

type Link = RPCLink<Record<never, never>>
type CallOptions = Parameters<Link['call']>[2]

const RETRY_MS = [100, 250, 500, 1_000, 2_000]
const RETRY_REPLACED_MS = 4_000

export class CoreConnection {
  readonly client: DesktopClient
  #state: ConnectionState = 'connecting'
  #link: Link | null = null
  readonly #listeners = new Set<() => void>()
  readonly #connect: () => Promise<PortLike>

  constructor(connect: () => Promise<PortLike> = connectPort) {
    this.#connect = connect
    this.client = createORPCClient<DesktopClient>({
      call: (path, input, options) => this.#call(path, input, options),
    })
    void this.#open()
  }

  get state(): ConnectionState {
    return this.#state
  }

  onState(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Hands every value of a subscription to `take`, across crashes of the core, until the answer is called or it ends. */
  follow<T>(
    open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
    take: (value: T) => void,
    fail: (error: unknown) => void = () => {},
  ): () => void {
    const stop = new AbortController()
    void this.#follow(open, take, stop.signal).catch(error => {
      if (!stop.signal.aborted) fail(error)
    })
    return () => stop.abort()
  }

  async #follow<T>(
    open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
    take: (value: T) => void,
    signal: AbortSignal,
  ) {
    while (!signal.aborted) {
      const link = await this.#opened(signal)
      try {
        for await (const value of await open(signal)) {
          if (signal.aborted) return
          take(value)
        }
        if (link === this.#link) return
      } catch (error) {
        if (signal.aborted) return
        // Only a lost core is worth another try: any other failure would only be met again.
        if (link === this.#link && failureOf(error).kind !== 'lost') throw error
      }
    }
  }

  async #call(path: readonly string[], input: unknown, options: CallOptions): Promise<unknown> {
    if (this.#state === 'connecting') await this.#opened(options.signal)
    const link = this.#link
    if (link === null) throw new CoreLostError('the core is not there')
    try {
      return await link.call(path, input, options)
    } catch (error) {
      if (options.signal?.aborted) throw new CancelledError('ended by its caller')
      if (link !== this.#link) throw new CoreLostError('the core went while the call was under way')
      throw error
    }
  }

  /** The link once there is one. */
  #opened(signal: AbortSignal | undefined): Promise<Link> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.#link !== null) settle(() => this.#link && resolve(this.#link))
        else if (this.#state === 'stopped') settle(() => reject(new CoreLostError('the program was ended')))
      }
      const aborted = () => settle(() => reject(new CancelledError('ended by its caller')))
      const settle = (done: () => void) => {
        forget()
        signal?.removeEventListener('abort', aborted)
        done()
      }
      const forget = this.onState(look)
      signal?.addEventListener('abort', aborted)
      look()
    })
  }

  async #open(): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        this.#use(await this.#connect())
        return
      } catch (error) {
        if (this.#state === 'stopped') return
        const replaced = error instanceof NotLetIn
        if (replaced && this.#state !== 'replaced') this.#become('replaced')
        await pause(replaced ? RETRY_REPLACED_MS : (RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 2_000))
      }
    }
  }

  #use(port: PortLike): void {
    // Listens before the link does: a browser settles what one listener has rejected before it calls the next, and a call
    // that fails must find here that the core is gone.
    port.addEventListener('close', event => {
      if (this.#link !== link) return
      this.#link = null
      const stopped = isStopped(event)
      this.#become(stopped ? 'stopped' : 'lost')
      if (!stopped) void this.#open()
    })
    const link: Link = new RPCLink({ port })
    this.#link = link
    this.#become('open')
  }

  #become(state: ConnectionState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }
}

function isStopped(event: Event): boolean {
  return 'code' in event && event.code === SESSION_CLOSED.stopped
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
