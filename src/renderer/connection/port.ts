/**
 * The page's way to the core: one message port, over a WebSocket in the browser shell and from the preload in Electron.
 * Nothing outside this file can tell which. A port that closed stays closed: ask for another one.
 */
import { APP_SCHEME, PAGE_PORT } from '../../protocol/page-port.ts'

/**
 * What oRPC's message-port link takes. `close` comes once, when the other end is gone; over a WebSocket it carries a code
 * (`SESSION_CLOSED` in the protocol), in Electron none, since there a port only closes when the core crashed.
 */
export type PortLike = Pick<MessagePort, 'addEventListener' | 'postMessage' | 'close'>

/** There is no program to connect to, or it refused; asking again later may help. */
export class PortUnavailable extends Error {
  override readonly name: string = 'PortUnavailable'
}

/** Another program answers here than the one that this page came from, and lets only its own pages in. */
export class NotLetIn extends PortUnavailable {
  override readonly name = 'NotLetIn'
}

/** Resolves with a started port once the core behind it is ready; rejects with PortUnavailable, and may be asked again. */
export function connectPort(): Promise<PortLike> {
  return location.protocol === `${APP_SCHEME}:` ? portFromPreload() : portOverSocket()
}

function portFromPreload(): Promise<PortLike> {
  return new Promise(resolve => {
    const received = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source !== window || event.origin !== location.origin) return
      if (event.data !== PAGE_PORT.given || port === undefined) return
      window.removeEventListener('message', received)
      port.start()
      resolve(port)
    }
    window.addEventListener('message', received)
    window.postMessage(PAGE_PORT.wanted, location.origin)
  })
}

function portOverSocket(): Promise<PortLike> {
  const socket = new WebSocket(`ws://${location.host}/port`)
  socket.binaryType = 'arraybuffer'
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socketPort(socket)), { once: true })
    socket.addEventListener('close', () => void whyNot().then(reject), { once: true })
  })
}

/** A socket that was refused does not say why; an answer to an ordinary question does. */
async function whyNot(): Promise<PortUnavailable> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  if (answer?.status === 403) return new NotLetIn('The program was started again.')
  return new PortUnavailable('The program does not answer.')
}

/** A WebSocket's events already have the shape of a port's; only sending is called otherwise. */
function socketPort(socket: WebSocket): PortLike {
  return {
    addEventListener: (type: string, listener: EventListenerOrEventListenerObject) =>
      socket.addEventListener(type, listener),
    // What is said after the end, such as a subscription's goodbye, has nobody to go to.
    postMessage: (message: string | ArrayBuffer | Uint8Array<ArrayBuffer>) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message)
    },
    close: () => socket.close(),
  }
}
