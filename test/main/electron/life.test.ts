/** How the Electron shell starts, loses, and closes its core and its window. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startElectronShell } from '../../../src/main/electron/shell.ts'
import { FakeWindow, fakeElectron } from '../support/electron.ts'

let dir: string
let fake: ReturnType<typeof fakeElectron>
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'leasedesk-life-'))
  fake = fakeElectron(dir)
  FakeWindow.made.length = 0
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const start = () =>
  startElectronShell(fake.electron, {
    dataDir: '/company',
    rendererDir: dir,
    preload: '/preload.cjs',
    coreEntry: '/out/main/electron-core.js',
    platform: 'linux',
    log: new PassThrough(),
  })
const utility = (index = 0) => {
  const found = fake.utilities[index]
  if (found === undefined) throw new Error('the core was not started')
  return found
}
const settle = () => new Promise(resolve => setImmediate(resolve))

describe('the core', () => {
  test('starts in a utility process, and is told its folder and the key store', async () => {
    await start()
    expect(utility().posted).toEqual([
      {
        message: {
          kind: 'start',
          data: { dataDir: '/company', program: 'electron', version: '1.2.3', locale: 'zh-CN' },
          keySlotName: 'gnome_libsecret',
        },
        ports: [],
      },
    ])
  })

  test('that crashes gets a successor', async () => {
    await start()
    utility().emit('message', { kind: 'ready' })
    utility().emit('exit', 1)
    await expect.poll(() => fake.utilities.length).toBe(2)
  })

  test('that cannot open its folder is explained, and the program ends if the person says so', async () => {
    await start()
    utility().emit('message', { kind: 'cannot-open', problem: { code: 'held', text: 'Held.', detail: 'pid 1' } })
    await settle()
    expect(fake.dialog.showMessageBox).toHaveBeenCalledWith(
      expect.objectContaining({
        message: 'LeaseDesk 无法打开该公司',
        detail: 'Held.\npid 1',
        buttons: ['重试', '退出'],
      }),
    )
    expect(fake.app.quit).toHaveBeenCalledOnce()
  })

  test('is started again if the person says so', async () => {
    fake.dialog.showMessageBox.mockImplementation(async () => ({ response: 0 }))
    await start()
    utility().emit('message', { kind: 'cannot-open', problem: { code: 'held', text: '', detail: '' } })
    await settle()
    expect(fake.utilities).toHaveLength(2)
    expect(fake.app.quit).not.toHaveBeenCalled()
  })

  test('is closed cleanly after the last window, and only then does the program end', async () => {
    await start()
    utility().emit('message', { kind: 'ready' })
    fake.app.emit('window-all-closed')
    expect(fake.app.quit).toHaveBeenCalledOnce()
    const preventDefault = vi.fn()
    fake.app.emit('will-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(utility().posted.at(-1)?.message).toEqual({ kind: 'close' })
    expect(fake.app.exit).not.toHaveBeenCalled()
    utility().emit('message', { kind: 'closed' })
    await settle()
    expect(fake.app.exit).toHaveBeenCalledWith(0)
  })
})

describe('the window', () => {
  const window = () => FakeWindow.made.at(-1) as FakeWindow

  test('comes back where it was left', async () => {
    await start()
    window().maximized = true
    window().emit('close')
    await start()
    expect(window().options).toMatchObject({ x: 10, y: 20, width: 1200, height: 800 })
    expect(window().maximized).toBe(true)
  })

  test('does not come back on a screen that has been unplugged', async () => {
    await start()
    window().bounds = { x: 3_000, y: 0, width: 1200, height: 800 }
    window().emit('close')
    await start()
    expect(window().options).toMatchObject({ width: 1440, height: 900 })
    expect(window().options).not.toHaveProperty('x')
  })

  test.each(['', '{', 'null', '{"bounds":{"x":"1"},"maximized":true}'])(
    'takes no harm from a broken note of its place: %j',
    async note => {
      await writeFile(join(dir, 'window.json'), note)
      await start()
      expect(window().options).toMatchObject({ width: 1440, height: 900 })
      window().emit('close')
      expect(JSON.parse(await readFile(join(dir, 'window.json'), 'utf8'))).toMatchObject({ maximized: false })
    },
  )

  test('shows its page again after the page crashed, but not for ever', async () => {
    vi.useFakeTimers()
    await start()
    for (let crash = 0; crash < 5; crash++) {
      window().webContents.emit('render-process-gone', {}, { reason: 'crashed' })
      await vi.runAllTimersAsync()
    }
    vi.useRealTimers()
    expect(window().loaded).toHaveLength(5)
    expect(window().destroyed).toBe(true)
  })
})
