/**
 * The core in Electron's utility process, from the side of the main process. The process lives as long as its worker
 * thread: when either crashes both are gone, and the next core gets a fresh process.
 */
import type { Writable } from 'node:stream'
import type { MessagePortMain, UtilityProcess } from 'electron'
import type { CoreWorkerData, FromCore } from '../../protocol/core-worker.ts'
import { type KeySlot, serveKeySlot } from '../../protocol/key-slot.ts'
import type { SpawnCore } from '../core-process.ts'

/** Main to utility process; ports travel beside a message there, never inside it. */
export type ToUtility =
  | { readonly kind: 'start'; readonly data: Omit<CoreWorkerData, 'keySlot'>; readonly keySlotName?: string }
  | { readonly kind: 'open-session'; readonly session: string }
  | { readonly kind: 'close' }

export interface CoreUtilityOptions {
  /** `utilityProcess.fork` of the built entry `electron-core`, its output piped. */
  readonly fork: () => UtilityProcess
  readonly data: Omit<CoreWorkerData, 'keySlot'>
  readonly keySlot: KeySlot | undefined
  readonly log: Writable
}

export function coreUtility({ fork, data, keySlot, log }: CoreUtilityOptions): SpawnCore<MessagePortMain> {
  return events => {
    const child = fork()
    const post = (message: ToUtility, ports: MessagePortMain[] = []) => child.postMessage(message, ports)
    child.stdout?.pipe(log, { end: false })
    child.stderr?.pipe(log, { end: false })
    child.on('message', (message: unknown) => isFromCore(message) && events.message(message))
    if (keySlot !== undefined) {
      serveKeySlot(keySlot, {
        send: message => child.postMessage(message),
        receive: listener => void child.on('message', listener),
      })
    }
    child.on('exit', code => events.gone(`The core's process ended (exit code ${code}).`))
    post({ kind: 'start', data, ...(keySlot && { keySlotName: keySlot.name }) })
    return {
      send: message => {
        if (message.kind === 'close') post(message)
        else post({ kind: 'open-session', session: message.session }, [message.port])
      },
      kill: () => void child.kill(),
    }
  }
}

function isFromCore(message: unknown): message is FromCore {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false
  return message.kind === 'ready' || message.kind === 'cannot-open' || message.kind === 'closed'
}
