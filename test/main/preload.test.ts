/** The preload script as a whole, over stand-ins for Electron's two halves of it. */
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PAGE_PORT } from '../../src/protocol/page-port.ts'

const ipc = vi.hoisted(() => ({ ipcRenderer: undefined as unknown }))
vi.mock('electron', () => ipc)

const origin = 'app://leasedesk'
let ipcRenderer: EventEmitter & { send: ReturnType<typeof vi.fn> }
let page: EventTarget & { postMessage: ReturnType<typeof vi.fn> }

beforeEach(async () => {
  ipcRenderer = Object.assign(new EventEmitter(), { send: vi.fn() })
  page = Object.assign(new EventTarget(), { postMessage: vi.fn() })
  ipc.ipcRenderer = ipcRenderer
  vi.stubGlobal('window', page)
  vi.stubGlobal('location', { origin })
  vi.resetModules()
  await import('../../src/preload/index.ts')
})
afterEach(() => vi.unstubAllGlobals())

const say = (data: unknown, from: { source?: unknown; origin?: string } = {}) => {
  const event = Object.assign(new Event('message'), { data, source: page, origin, ...from })
  page.dispatchEvent(event)
}

test('the page’s ask is passed on, without content', () => {
  say(PAGE_PORT.wanted)
  expect(ipcRenderer.send.mock.calls).toEqual([[PAGE_PORT.channel]])
})

test.each([
  ['another word', ['anything-else', {}]],
  ['a word with content', [{ kind: PAGE_PORT.wanted }, {}]],
  ['another window', [PAGE_PORT.wanted, { source: {} }]],
  ['another origin', [PAGE_PORT.wanted, { origin: 'https://evil.example' }]],
] as const)('%s is not', (_what, [data, from]) => {
  say(data, from)
  expect(ipcRenderer.send).not.toHaveBeenCalled()
})

test('a port goes to our own origin, and only ports do', () => {
  const port = {}
  ipcRenderer.emit(PAGE_PORT.channel, { ports: [port] }, 'whatever else main may say')
  expect(page.postMessage.mock.calls).toEqual([[PAGE_PORT.given, origin, [port]]])
})

test('there is one channel, and nothing is put into the page’s world', () => {
  expect(ipcRenderer.eventNames()).toEqual([PAGE_PORT.channel])
  expect(Object.keys(page)).toEqual(['postMessage'])
})
