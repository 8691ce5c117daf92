/**
 * Copies a session's messages between the port that reaches the page (a WebSocket, or Electron's MessagePortMain) and the
 * port that reaches the core's worker. Only strings and bytes pass: oRPC also has a form for plain objects that skips its
 * decoder, and a page has no business choosing it.
 */
import type { MessagePort } from 'node:worker_threads'

/** The page's side of a session, whatever carries it. */
export interface OuterPort {
  send(message: string | Uint8Array): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  /** Ends the session because the core's end is gone, or because the page broke the rules. */
  close(why: 'core-lost' | 'bad-message'): void
}

export function relay(outer: OuterPort, inner: MessagePort): void {
  outer.onMessage(message => {
    if (typeof message === 'string') inner.postMessage(message)
    else if (message instanceof Uint8Array) moveBytes(message, inner)
    else if (message instanceof ArrayBuffer) inner.postMessage(new Uint8Array(message), [message])
    else outer.close('bad-message')
  })
  outer.onClose(() => inner.close())
  inner.on('message', (message: string | Uint8Array) => outer.send(message))
  inner.on('close', () => outer.close('core-lost'))
}

/** Posting a view posts its whole buffer: bytes that share one (a slice of a socket's pool, say) are copied out first. */
function moveBytes(bytes: Uint8Array, port: MessagePort): void {
  const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
  port.postMessage(own, [own.buffer as ArrayBuffer])
}
