/** What runs in Electron's utility process: it holds the core's worker thread and copies between the two kinds of port. */
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { MessagePortMain, ParentPort } from 'electron'
import type { FromCore } from '../../protocol/core-worker.ts'
import { type KeySlot, keySlotOver } from '../../protocol/key-slot.ts'
import type { CoreChild } from '../core-process.ts'
import { type CoreThreadOptions, coreThread } from '../core-thread.ts'
import { type OuterPort, relay } from '../relay.ts'
import type { ToUtility } from './core-utility.ts'

export interface CoreHostOptions extends Pick<CoreThreadOptions, 'entry' | 'output'> {
  readonly parentPort: ParentPort
  readonly exit: (code: number) => void
}

export function hostCore({ parentPort, entry, output, exit }: CoreHostOptions): void {
  let core: CoreChild<MessagePort> | undefined
  const start = ({ data, keySlotName }: Extract<ToUtility, { kind: 'start' }>) =>
    coreThread({ entry, data, output, ...(keySlotName && { keySlot: remoteSlot(parentPort, keySlotName) }) })({
      message: (message: FromCore) => parentPort.postMessage(message),
      gone: why => {
        output.write(`${why}\n`)
        exit(1)
      },
    })
  parentPort.on('message', event => {
    const message: ToUtility = event.data
    const [port] = event.ports
    if (message.kind === 'start') core = start(message)
    else if (message.kind === 'close') core?.send(message)
    else if (message.kind === 'open-session' && core !== undefined && port !== undefined) {
      openSession(core, message.session, port)
    }
  })
}

function openSession(core: CoreChild<MessagePort>, session: string, port: MessagePortMain): void {
  const { port1, port2 } = new MessageChannel()
  relay(electronPort(port), port1)
  core.send({ kind: 'open-session', session, port: port2 })
}

function electronPort(port: MessagePortMain): OuterPort {
  return {
    send: message => port.postMessage(message),
    onMessage(listener) {
      port.on('message', event => listener(event.data))
      port.start()
    },
    onClose: listener => void port.on('close', listener),
    close: () => port.close(),
  }
}

function remoteSlot(parentPort: ParentPort, name: string): KeySlot {
  return keySlotOver(
    {
      send: message => parentPort.postMessage(message),
      receive: listener => void parentPort.on('message', event => listener(event.data)),
    },
    name,
  )
}
