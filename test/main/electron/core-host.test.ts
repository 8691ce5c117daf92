/** The utility process's part, with a real worker thread behind it. */
import { EventEmitter, once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { ParentPort } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hostCore } from '../../../src/main/electron/core-host.ts'
import { fakeCore } from '../support/browser-shell.ts'
import { FakeChannelMain } from '../support/electron.ts'

class FakeParentPort extends EventEmitter {
  readonly sent: unknown[] = []
  postMessage(message: unknown): void {
    this.sent.push(message)
    this.emit('sent', message)
  }
  hear(data: unknown, ports: unknown[] = []): void {
    this.emit('message', { data, ports })
  }
}

let parent: FakeParentPort
const exit = vi.fn()
beforeEach(() => {
  exit.mockReset()
  parent = new FakeParentPort()
  const output = new PassThrough().resume()
  hostCore({ parentPort: parent as unknown as ParentPort, entry: fakeCore, output, exit })
})
afterEach(async () => {
  if (exit.mock.calls.length > 0) return
  parent.hear({ kind: 'close' })
  await expect.poll(() => parent.sent).toContainEqual({ kind: 'closed' })
})

async function started(dataDir = 'company') {
  parent.hear({ kind: 'start', data: { dataDir, program: 'electron', version: '0' } })
  const [first] = await once(parent, 'sent')
  return first
}

function session() {
  const { port1, port2 } = new FakeChannelMain()
  parent.hear({ kind: 'open-session', session: 's' }, [port2])
  port1.start()
  return port1
}

test('the core is started once it is told its folder, and its answer is passed on', async () => {
  expect(await started()).toEqual({ kind: 'ready' })
})

test('a session carries strings and bytes, and nothing else', async () => {
  await started()
  const page = session()
  page.postMessage('hello')
  expect((await once(page, 'message'))[0].data).toBe('hello')
  const shared = new Uint8Array([9, 1, 2, 3, 9])
  page.postMessage(shared.subarray(1, 4))
  expect([...(await once(page, 'message'))[0].data]).toEqual([1, 2, 3])
  page.postMessage({ an: 'object' })
  await once(page, 'close')
})

test('a crash of the core closes its sessions and ends the process, so that the shell starts a fresh one', async () => {
  await started()
  const page = session()
  const closed = once(page, 'close')
  page.postMessage('crash')
  await closed
  await expect.poll(() => exit.mock.calls).toEqual([[1]])
})
