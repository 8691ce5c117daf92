/**
 * The browser shell's door: HTTP and one WebSocket path on 127.0.0.1. It hands out the built renderer and sockets, and
 * knows nothing of the core. Before anything else it checks that it was called by its own name (a name that an attacker
 * rebinds to 127.0.0.1 is another one), that no other site's page is asking, and that the session's cookie is there.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { SESSION_CLOSED } from '../../protocol/core-worker.ts'
import { readPageFile } from '../page-files.ts'
import { securityHeaders } from '../security-headers.ts'
import { Access } from './access.ts'

const LOOPBACK = '127.0.0.1'
const PORT_PATH = '/port'
/** An uploaded file travels in one message, so this also bounds what can be imported through the page. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024

export interface BrowserServerOptions {
  /** The built renderer's folder. */
  readonly root: string
  /** 0 takes any free one. */
  readonly port: number
  /** Resolves when a page may be let in; a page that comes while the core starts waits for its socket to open. */
  readonly whenReady: () => Promise<void>
  readonly connected: (socket: WebSocket) => void
}

export interface BrowserServer {
  readonly origin: string
  /** An address with a fresh one-time token; earlier ones that were not used are void. */
  newAddress(): string
  /** Ends every page's session, with one of SESSION_CLOSED's codes. */
  endSessions(code: number, why: string): void
  close(): Promise<void>
}

export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const { root, port, whenReady, connected } = options
  const http = createServer()
  await listen(http, port)
  const door = new Door((http.address() as AddressInfo).port, root)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false })
  http.on('request', (request, response) => door.answer(request, response).catch(error => response.destroy(error)))
  http.on('upgrade', async (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal =
      door.refusalOfUpgrade(request) ??
      (await whenReady().then(
        () => undefined,
        () => NOT_RUNNING,
      ))
    if (refusal !== undefined) refuseUpgrade(socket, refusal)
    else
      sockets.handleUpgrade(request, socket, head, opened => {
        // A broken or oversized frame: ws has closed that socket already, with the reason, and nothing else is touched.
        opened.on('error', () => {})
        connected(opened)
      })
  })
  return {
    origin: door.origin,
    newAddress: () => `${door.origin}/?token=${door.access.issueToken()}`,
    endSessions: (code, why) => endSessions(sockets, code, why),
    close() {
      endSessions(sockets, SESSION_CLOSED.stopped, 'LeaseDesk was closed')
      return closeHttp(http)
    },
  }
}

class Door {
  readonly access: Access
  readonly origin: string
  readonly #host: string
  readonly #root: string

  constructor(port: number, root: string) {
    this.access = new Access(port)
    this.#host = `${LOOPBACK}:${port}`
    this.origin = `http://${this.#host}`
    this.#root = root
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = randomBytes(16).toString('base64')
    for (const [name, value] of Object.entries(securityHeaders({ nonce, connect: [`ws://${this.#host}`] }))) {
      response.setHeader(name, value)
    }
    response.setHeader('cache-control', 'no-store')
    const stranger = this.#refusalOfStranger(request)
    if (stranger !== undefined) return say(response, stranger)
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, { status: 405, text: 'Only GET.' })
    const url = URL.canParse(request.url ?? '', this.origin) ? new URL(request.url ?? '', this.origin) : undefined
    if (url === undefined) return say(response, { status: 400, text: 'Not an address.' })
    const token = url.searchParams.get('token')
    if (url.pathname === '/' && token !== null) return this.#exchange(token, request, response)
    if (!this.access.holdsSession(request.headers.cookie)) return say(response, NO_SESSION)
    const file = await readPageFile(this.#root, url.pathname, nonce)
    if (file === undefined) return say(response, { status: 404, text: 'There is nothing here.' })
    response.setHeader('content-type', file.type).setHeader('cache-control', file.cache)
    response.setHeader('content-length', file.body.length)
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : file.body)
  }

  refusalOfUpgrade(request: IncomingMessage): Refusal | undefined {
    const stranger = this.#refusalOfStranger(request)
    if (stranger !== undefined) return stranger
    // A browser always names the origin here; a program that does not is none of ours.
    if (request.headers.origin !== this.origin) return FOREIGN
    if (request.url !== PORT_PATH) return { status: 404, text: 'There is nothing here.' }
    return this.access.holdsSession(request.headers.cookie) ? undefined : NO_SESSION
  }

  #refusalOfStranger({ headers }: IncomingMessage): Refusal | undefined {
    if (headers.host !== this.#host) return { status: 421, text: `This is ${this.#host} and answers to no other name.` }
    if (headers.origin !== undefined && headers.origin !== this.origin) return FOREIGN
    // Pages of other ports of this machine count as the same site, so that SameSite alone would let them through.
    const site = headers['sec-fetch-site']
    return site === undefined || site === 'none' || site === 'same-origin' ? undefined : FOREIGN
  }

  #exchange(token: string, request: IncomingMessage, response: ServerResponse): void {
    const cookie = this.access.redeem(token)
    // Whoever has a session needs no token, so that clicking the address again opens the desktop again.
    const welcome = cookie !== undefined || this.access.holdsSession(request.headers.cookie)
    if (cookie !== undefined) response.setHeader('set-cookie', cookie)
    if (welcome) response.writeHead(303, { location: '/' }).end()
    else say(response, NO_SESSION)
  }
}

interface Refusal {
  readonly status: number
  readonly text: string
}

const FOREIGN: Refusal = { status: 403, text: 'Another site may not ask for this.' }
const NOT_RUNNING: Refusal = { status: 503, text: 'The core is not running.' }
const NO_SESSION: Refusal = {
  status: 403,
  text:
    'This address works once, in one browser. Start LeaseDesk again to get a new one.\n' +
    '此地址只能在一个浏览器中使用一次。请重新启动 LeaseDesk 以获取新地址。',
}

function say(response: ServerResponse, { status, text }: Refusal): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function refuseUpgrade(socket: Duplex, { status, text }: Refusal): void {
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, LOOPBACK, () => {
      http.off('error', reject)
      resolve()
    })
  })
}

/** A page that does not answer the goodbye is not waited for. */
function endSessions(sockets: WebSocketServer, code: number, why: string): void {
  for (const socket of sockets.clients) {
    socket.close(code, why)
    setTimeout(() => socket.terminate(), 500).unref()
  }
}

function closeHttp(http: Server): Promise<void> {
  return new Promise(resolve => {
    http.close(() => resolve())
    setTimeout(() => http.closeAllConnections(), 600).unref()
  })
}
