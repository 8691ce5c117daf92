import { afterEach, describe, expect, test } from 'vitest'
import { SESSION_CLOSED } from '../../../src/protocol/core-worker.ts'
import { browserShell, closeCode, nextMessage, openSocket, type RunningShell } from '../support/browser-shell.ts'

const running: RunningShell[] = []
async function start(dataDir?: string): Promise<RunningShell> {
  const shell = await browserShell(dataDir)
  running.push(shell)
  return shell
}
afterEach(() => Promise.all(running.splice(0).map(shell => shell.close())))

/** What a new session answers, or the code with which it is closed instead. */
async function answerTo(shell: RunningShell, message: string): Promise<string | Buffer | number> {
  const socket = await openSocket(shell)
  socket.send(message)
  return Promise.race([nextMessage(socket), closeCode(socket)])
}

describe.each(['crash', 'exit'])('a core that ends by %s', how => {
  test('is told to every page, and the next connection reaches a new one', async () => {
    const shell = await start()
    const [one, two] = [await openSocket(shell), await openSocket(shell)]
    const codes = Promise.all([closeCode(one), closeCode(two)])
    one.send(how)
    expect(await codes).toEqual([SESSION_CLOSED.coreLost, SESSION_CLOSED.coreLost])
    // A connection that is quick may still meet the ending thread; it is closed as well, and asks again.
    await expect.poll(() => answerTo(shell, 'hello'), { timeout: 10_000 }).toBe('hello')
    expect(shell.log()).toContain('The core stopped and is started again')
  })
})

test('a session that opens while the core is ending does not hang: it is closed with the others', async () => {
  const shell = await start()
  const first = await openSocket(shell)
  const closed = closeCode(first)
  first.send('die-slowly')
  expect(await closed).toBe(SESSION_CLOSED.coreLost)
  const second = await openSocket(shell)
  expect(await closeCode(second)).toBe(SESSION_CLOSED.coreLost)
})

test('a page that comes before the core is ready waits until it is', async () => {
  const shell = await start()
  expect(await answerTo(shell, 'early')).toBe('early')
})

test('a folder that cannot be opened is reported with its reason, and no page gets in', async () => {
  const shell = await start('held')
  await expect(shell.ready).rejects.toThrow('Another process has this folder open. pid 4711')
  expect(await shell.stopped).toMatchObject({ code: 'folder-held' })
  await expect(openSocket(shell)).rejects.toThrow('503')
})

test('what the core prints goes to the log', async () => {
  const shell = await start()
  await openSocket(shell)
  await expect.poll(() => shell.log()).toContain('the core prints this')
})

test('closing tells the pages that it is for good, closes the core cleanly and frees the port', async () => {
  const shell = await start()
  const socket = await openSocket(shell)
  const code = closeCode(socket)
  expect(await shell.close()).toBe(true)
  expect(await code).toBe(SESSION_CLOSED.stopped)
  await expect(openSocket(shell)).rejects.toThrow('ECONNREFUSED')
})
