/** The browser shell put together: one core in a worker thread, one server on 127.0.0.1, a session for each socket. */
import { randomUUID } from 'node:crypto'
import type { Writable } from 'node:stream'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { WebSocket } from 'ws'
import { type CoreProblem, SESSION_CLOSED } from '../../protocol/core-worker.ts'
import { CoreProcess, type CoreState } from '../core-process.ts'
import { coreThread } from '../core-thread.ts'
import { relay } from '../relay.ts'
import { type BrowserServer, startBrowserServer } from './server.ts'
import { webSocketPort } from './web-socket-port.ts'

export interface BrowserShellOptions {
  readonly dataDir: string
  readonly port: number
  readonly rendererDir: string
  readonly coreEntry: URL
  readonly version: string
  /** What happens, in plain lines for whoever started the program. */
  readonly log: Writable
}

export interface BrowserShell {
  readonly origin: string
  newAddress(): string
  /** Resolves when the core can be used, rejects with CoreUnavailable when it cannot. */
  readonly ready: Promise<void>
  /** Resolves with the reason when the core will not come back. */
  readonly stopped: Promise<CoreProblem>
  /** Ends everything. True when the core closed cleanly. */
  close(): Promise<boolean>
}

export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { log, port, rendererDir, coreEntry, dataDir, version } = options
  const stopped = Promise.withResolvers<CoreProblem>()
  let server: BrowserServer | undefined
  const core = new CoreProcess({
    spawn: coreThread({ entry: coreEntry, data: { dataDir, program: 'browser', version }, output: log }),
    stateChanged: state => {
      // Ports usually close by themselves, but not one that was on its way to a thread that was already ending.
      if (state.kind === 'crashed') {
        log.write(`${crashLine(state)}\n`)
        server?.endSessions(SESSION_CLOSED.coreLost, 'the core stopped')
      }
      if (state.kind === 'stopped') {
        server?.endSessions(SESSION_CLOSED.stopped, 'the core was given up')
        stopped.resolve(state.problem)
      }
    },
  })
  core.start()
  const ready = core.whenReady()
  // Whoever awaits it hears of a failure; a server that cannot listen is reported first, and alone.
  ready.catch(() => {})
  const started = await startBrowserServer({
    root: rendererDir,
    port,
    whenReady: () => core.whenReady(),
    connected: socket => openSession(core, socket),
  }).catch(async error => {
    await core.close()
    throw error
  })
  server = started
  return {
    origin: started.origin,
    newAddress: () => started.newAddress(),
    ready,
    stopped: stopped.promise,
    async close() {
      const [, clean] = await Promise.all([started.close(), core.close()])
      return clean
    },
  }
}

function openSession(core: CoreProcess<MessagePort>, socket: WebSocket): void {
  const { port1, port2 } = new MessageChannel()
  relay(webSocketPort(socket), port1)
  core.openSession(randomUUID(), port2)
}

function crashLine({ why, againInMs }: Extract<CoreState, { kind: 'crashed' }>): string {
  return `The core stopped and is started again in ${againInMs} ms. ${why}`
}
