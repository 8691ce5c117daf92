/** The core as a worker thread: how the browser shell runs it, and how Electron's utility process does. */
import type { Writable } from 'node:stream'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { CoreWorkerData } from '../protocol/core-worker.ts'
import type { KeySlot } from '../protocol/key-slot.ts'
import type { SpawnCore } from './core-process.ts'
import { portChannel } from './port-channel.ts'

export interface CoreThreadOptions {
  readonly entry: string | URL
  readonly data: Omit<CoreWorkerData, 'keySlot'>
  readonly keySlot?: KeySlot
  /** Where whatever the thread prints goes: standard output belongs to the address alone. */
  readonly output: Writable
}

export function coreThread({ entry, data, keySlot, output }: CoreThreadOptions): SpawnCore<MessagePort> {
  return events => {
    const slot = keySlot?.available() === true ? offerKeySlot(keySlot) : undefined
    const worker = new Worker(entry, {
      workerData: { ...data, ...(slot && { keySlot: slot }) } satisfies CoreWorkerData<MessagePort>,
      transferList: slot ? [slot.port] : [],
      stdout: true,
      stderr: true,
    })
    // Node loads this class, and much that comes with it, for the first message: better now, while the core starts.
    void globalThis.MessageEvent
    worker.stdout.pipe(output, { end: false })
    worker.stderr.pipe(output, { end: false })
    let why: string | undefined
    worker.on('message', message => events.message(message))
    worker.on('error', error => {
      why = describe(error)
    })
    worker.on('exit', code => events.gone(why ?? `The core ended by itself (exit code ${code}).`))
    return {
      send: message => worker.postMessage(message, message.kind === 'open-session' ? [message.port] : []),
      kill: () => void worker.terminate(),
    }
  }
}

function offerKeySlot(slot: KeySlot): { name: string; port: MessagePort } {
  const { port1, port2 } = new MessageChannel()
  // Loaded beside the core: what is asked through the port meanwhile waits in it.
  void import('../protocol/key-slot.ts').then(({ serveKeySlot }) => {
    serveKeySlot(slot, portChannel(port1))
    port1.unref()
  })
  return { name: slot.name, port: port2 }
}

/** One line: an uncaught error of PGlite carries 30 kB of its own source. */
function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return (text.split('\n')[0] ?? '').slice(0, 500)
}
