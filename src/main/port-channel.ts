/** A worker thread's message port as the channel that a key slot speaks over. */
import type { MessagePort } from 'node:worker_threads'
import type { KeySlotChannel } from '../protocol/key-slot.ts'

export function portChannel(port: MessagePort): KeySlotChannel {
  return {
    send: message => port.postMessage(message),
    receive: listener => void port.on('message', listener),
  }
}
