/** The core's thread as shells start it: what a window sends to its port may be anything. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { expect, it, onTestFinished } from 'vitest'
import type { CoreWorkerData, FromCore } from '../../src/protocol/core-worker.ts'
import type { DesktopClient } from '../../src/protocol/desktop/index.ts'

function start(placed: (root: string) => string) {
  const root = mkdtempSync(join(tmpdir(), 'leasedesk-serving-'))
  const data: CoreWorkerData = { dataDir: placed(root), program: 'browser', version: '7' }
  const worker = new Worker(new URL('../../src/core/serving.ts', import.meta.url), { workerData: data, stderr: true })
  let log = ''
  worker.stderr.on('data', piece => {
    log += String(piece)
  })
  const told = () =>
    new Promise<FromCore | number>(resolve => void worker.once('message', resolve).once('exit', resolve))
  onTestFinished(async () => {
    await worker.terminate()
    rmSync(root, { recursive: true, force: true })
  })
  return { worker, told, log: () => log }
}

async function thread() {
  const { worker, told, log } = start(root => join(root, 'company'))
  expect(await told()).toEqual({ kind: 'ready' })
  const session = (id: string) => {
    const { port1, port2 } = new MessageChannel()
    worker.postMessage({ kind: 'open-session', session: id, port: port2 }, [port2])
    return port1
  }
  return { worker, told, session, log }
}

it('goes on whatever a window sends, and names it in the log', async () => {
  const { worker, told, session, log } = await thread()
  const hostile = session('w1')
  for (const message of ['秘名', '{"i":1}', '[]', 42, null, { a: 1 }, new Uint8Array([255, 1, 2])])
    hostile.postMessage(message)
  const port = session('w2')
  const client: DesktopClient = createORPCClient(new RPCLink({ port }))
  port.start()
  expect(await client.app.state()).toMatchObject({ phase: 'new', version: '7' })
  worker.postMessage({ kind: 'close' })
  expect(await told()).toEqual({ kind: 'closed' })
  expect(log()).toContain('"reason":"SyntaxError"')
  expect(log()).not.toContain('秘名')
})

it('takes it for no failure that a window closes, or listens no more', async () => {
  const { worker, told, session, log } = await thread()
  const port = session('w1')
  const client: DesktopClient = createORPCClient(new RPCLink({ port }))
  port.start()
  const listening = new AbortController()
  for await (const state of await client.app.watch(undefined, { signal: listening.signal })) {
    expect(state).toMatchObject({ phase: 'new' })
    break
  }
  const stopped = await client.app.watch(undefined, { signal: listening.signal })
  await stopped.next()
  const waiting = stopped.next()
  listening.abort()
  await expect(waiting).rejects.toThrow()
  const left = await client.app.watch()
  await left.next()
  port.close()
  worker.postMessage({ kind: 'close' })
  expect(await told()).toEqual({ kind: 'closed' })
  expect(log()).not.toContain('"level":"error"')
})

it('says which folder cannot be made, and the way out', async () => {
  const { told } = start(root => {
    writeFileSync(join(root, 'file'), '')
    return join(root, 'file', 'company')
  })
  const text = expect.stringMatching(/^the folder .*file.company cannot be made \(ENOTDIR\)\.$/)
  const problem = { code: 'CannotMakeFolder', text, detail: 'Name another with --data.' }
  expect(await told()).toEqual({ kind: 'cannot-open', problem })
})
