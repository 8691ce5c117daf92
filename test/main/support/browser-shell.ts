/** The browser shell in this process, over the fake core and a page of one line. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Writable } from 'node:stream'
import { WebSocket } from 'ws'
import { startBrowserShell } from '../../../src/main/browser/shell.ts'

export const fakeCore = new URL('./fake-core-worker.ts', import.meta.url)

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

export async function browserShell(dataDir = 'company') {
  const rendererDir = await mkdtemp(join(tmpdir(), 'leasedesk-shell-'))
  await writeFile(join(rendererDir, 'index.html'), '<p nonce="__LEASEDESK_CSP_NONCE__">page</p>')
  const log = new PassThrough()
  const shell = await startBrowserShell({ dataDir, port: 0, rendererDir, coreEntry: fakeCore, version: '0', log })
  const port = Number(new URL(shell.origin).port)
  const close = async () => {
    const clean = await shell.close()
    await rm(rendererDir, { recursive: true, force: true })
    return clean
  }
  return { ...shell, close, port, rendererDir, log: textOf(log) }
}

export type RunningShell = Awaited<ReturnType<typeof browserShell>>

/** A request with exactly these headers: `fetch` would not let a test lie about its host. */
export function get(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } })
    sent.on('error', reject)
    sent.on('response', response => {
      let body = ''
      response.setEncoding('utf8').on('data', part => {
        body += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.end()
  })
}

/** Exchanges a fresh address for its cookie. */
export async function signIn(shell: RunningShell): Promise<string> {
  const { pathname, search } = new URL(shell.newAddress())
  const { headers } = await get(shell.port, pathname + search)
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
}

/** An open socket, or the status with which it was refused. */
export function connect(
  shell: RunningShell,
  headers: Record<string, string>,
  path = '/port',
): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${path}`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0))
    socket.on('error', reject)
  })
}

export async function openSocket(shell: RunningShell): Promise<WebSocket> {
  const socket = await connect(shell, { cookie: await signIn(shell), origin: shell.origin })
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

export function closeCode(socket: WebSocket): Promise<number> {
  return new Promise(resolve => socket.on('close', code => resolve(code)))
}

export async function nextMessage(socket: WebSocket): Promise<string | Buffer> {
  const [message] = await nextMessages(socket, 1)
  if (message === undefined) throw new Error('no message came')
  return message
}

export function nextMessages(socket: WebSocket, count: number): Promise<(string | Buffer)[]> {
  const received: (string | Buffer)[] = []
  return new Promise(resolve => {
    socket.on('message', function take(data: Buffer, isBinary) {
      received.push(isBinary ? data : data.toString())
      if (received.length < count) return
      socket.off('message', take)
      resolve(received)
    })
  })
}

function textOf(stream: PassThrough & Writable): () => string {
  let text = ''
  stream.on('data', part => {
    text += part
  })
  return () => text
}
