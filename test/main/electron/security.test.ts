/** Each security rule of the Electron shell, asked of the whole shell over a stand-in for the `electron` module. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startElectronShell } from '../../../src/main/electron/shell.ts'
import { PAGE_PORT } from '../../../src/protocol/page-port.ts'
import { FakeContents, FakePortMain, FakeWindow, fakeElectron } from '../support/electron.ts'

let dir: string
let fake: ReturnType<typeof fakeElectron>
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'leasedesk-electron-'))
  await mkdir(join(dir, 'renderer'))
  await writeFile(join(dir, 'renderer', 'index.html'), '<p nonce="__LEASEDESK_CSP_NONCE__">page</p>')
  await writeFile(join(dir, 'secret.json'), '{}')
  await symlink(join(dir, 'secret.json'), join(dir, 'renderer', 'link.json'))
  fake = fakeElectron(dir)
  FakeWindow.made.length = 0
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const start = (dataDir = '/company') =>
  startElectronShell(fake.electron, {
    dataDir,
    rendererDir: join(dir, 'renderer'),
    preload: '/out/preload/index.cjs',
    coreEntry: '/out/main/electron-core.js',
    platform: 'linux',
    log: new PassThrough(),
  })
const theWindow = () => {
  const [window] = FakeWindow.made
  if (window === undefined) throw new Error('no window was opened')
  return window
}

describe('navigation', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is refused',
    async event => {
      await start()
      const contents = new FakeContents()
      fake.app.emit('web-contents-created', {}, contents)
      const preventDefault = vi.fn()
      contents.emit(event, { preventDefault, url: 'https://evil.example' })
      expect(preventDefault).toHaveBeenCalledOnce()
    },
  )

  test('window.open is refused, for our own page too', async () => {
    await start()
    const contents = new FakeContents()
    fake.app.emit('web-contents-created', {}, contents)
    for (const url of ['https://evil.example', 'about:blank', 'app://leasedesk/']) {
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' })
    }
  })

  test('the rules stand before the first window is made', async () => {
    fake.app.whenReady.mockImplementation(async () => {
      expect(fake.app.listenerCount('web-contents-created')).toBe(1)
      expect(FakeWindow.made).toHaveLength(0)
    })
    await start()
  })
})

describe('permissions', () => {
  test.each(['media', 'geolocation', 'clipboard-read', 'notifications', 'fileSystem', 'openExternal'])(
    '%s is denied',
    async permission => {
      await start()
      const { defaultSession } = fake.session
      const answer = vi.fn()
      defaultSession.permissionRequest?.({}, permission, answer)
      expect(answer).toHaveBeenCalledWith(false)
      expect(defaultSession.permissionCheck?.()).toBe(false)
      expect(defaultSession.devicePermission?.()).toBe(false)
    },
  )

  test('the screen is not captured', async () => {
    await start()
    const answer = vi.fn()
    fake.session.defaultSession.displayMedia?.({}, answer)
    expect(answer).toHaveBeenCalledWith({})
  })
})

describe('requests', () => {
  const cancelled = (url: string) => {
    const answer = vi.fn()
    fake.session.defaultSession.beforeRequest?.({ url }, answer)
    return answer.mock.lastCall?.[0].cancel
  }

  test('leave for nothing but our own files', async () => {
    await start()
    for (const url of ['app://leasedesk/index.html', 'blob:app://leasedesk/1-2', 'data:image/svg+xml,x']) {
      expect(cancelled(url)).toBe(false)
    }
    for (const url of [
      'https://evil.example',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'app://leasedesk.evil/',
      'app://other/',
      'devtools://x',
    ]) {
      expect(cancelled(url)).toBe(true)
    }
  })

  test('a download comes from our own page or not at all', async () => {
    await start()
    const download = (url: string) => {
      const preventDefault = vi.fn()
      fake.session.defaultSession.emit('will-download', { preventDefault }, { getURL: () => url })
      return preventDefault.mock.calls.length === 0
    }
    expect(download('blob:app://leasedesk/1-2')).toBe(true)
    expect(download('https://evil.example/a.exe')).toBe(false)
  })
})

describe('app://', () => {
  const ask = (url: string, method = 'GET') => {
    const handler = fake.handlers.get('app')
    if (handler === undefined) throw new Error('app:// is not handled')
    return handler(new Request(url, { method }))
  }

  test('is registered as a standard, secure scheme without further privileges, before the app is ready', async () => {
    fake.app.whenReady.mockImplementation(async () => {
      expect(fake.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
        { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
      ])
    })
    await start()
    expect(fake.protocol.registerSchemesAsPrivileged).toHaveBeenCalledOnce()
  })

  test('serves the page with a policy whose nonce is the page’s own and new every time', async () => {
    await start()
    const nonces = new Set<string>()
    for (let load = 0; load < 2; load++) {
      const response = await ask('app://leasedesk/')
      const policy = response.headers.get('content-security-policy') ?? ''
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self';")
      expect(policy).toContain("connect-src 'self';")
      expect(await response.text()).toBe(`<p nonce="${nonce}">page</p>`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  test.each([
    'app://leasedesk/../secret.json',
    'app://leasedesk/..%2fsecret.json',
    'app://leasedesk/%2e%2e/secret.json',
    'app://leasedesk/..%5csecret.json',
    'app://leasedesk/link.json',
    'app://leasedesk//etc/passwd',
    'app://other/index.html',
    'app://leasedesk:1/index.html',
    'app://leasedesk@evil/index.html',
  ])('%s is not there, and says so under the same policy', async url => {
    await start()
    // Request refuses addresses with credentials; Electron's would hand them over.
    const handler = fake.handlers.get('app')
    const response = await handler?.({ method: 'GET', url } as Request)
    expect(response?.status).toBe(404)
    expect(response?.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('is only read', async () => {
    await start()
    expect((await ask('app://leasedesk/', 'POST')).status).toBe(404)
  })
})

describe('the window', () => {
  test('is sandboxed and isolated, has no Node and no developer tools, and shows our page', async () => {
    await start()
    expect(FakeWindow.made).toHaveLength(1)
    expect(theWindow().options.webPreferences).toMatchObject({
      preload: '/out/preload/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    })
    expect(theWindow().loaded).toEqual(['app://leasedesk/'])
  })
})

describe('a port', () => {
  const frame = (url: string, parent: object | null = null) => ({
    url,
    parent,
    detached: false,
    isDestroyed: () => false,
    postMessage: vi.fn(),
  })
  const ready = () => fake.utilities[0]?.emit('message', { kind: 'ready' })
  const opened = () => fake.utilities[0]?.posted.filter(({ message }) => message.kind === 'open-session') ?? []
  const settle = () => new Promise(resolve => setImmediate(resolve))

  test('goes to the main frame of our own page, its other end to the core', async () => {
    await start()
    ready()
    const page = frame('app://leasedesk/')
    fake.ipcMain.emit(PAGE_PORT.channel, { senderFrame: page })
    await settle()
    const [channel, content, ports] = page.postMessage.mock.lastCall ?? []
    expect([channel, content]).toEqual([PAGE_PORT.channel, null])
    expect(ports).toEqual([expect.any(FakePortMain)])
    expect(opened()).toHaveLength(1)
    expect(opened()[0]?.ports).toEqual([expect.any(FakePortMain)])
  })

  test('waits until the core is ready', async () => {
    await start()
    const page = frame('app://leasedesk/')
    fake.ipcMain.emit(PAGE_PORT.channel, { senderFrame: page })
    await settle()
    expect(page.postMessage).not.toHaveBeenCalled()
    ready()
    await settle()
    expect(page.postMessage).toHaveBeenCalledOnce()
  })

  test('is still given to a page that asked while the core could not start, once a person has tried again', async () => {
    fake.dialog.showMessageBox.mockImplementation(async () => ({ response: 0 }))
    await start()
    const page = frame('app://leasedesk/')
    fake.ipcMain.emit(PAGE_PORT.channel, { senderFrame: page })
    fake.utilities[0]?.emit('message', { kind: 'cannot-open', problem: { code: 'held', text: '', detail: '' } })
    await settle()
    fake.utilities[1]?.emit('message', { kind: 'ready' })
    expect(page.postMessage).toHaveBeenCalledOnce()
  })

  test.each([
    ['no frame', null],
    ['an iframe of our own origin', frame('app://leasedesk/', {})],
    ['an empty address', frame('')],
    ['about:blank', frame('about:blank')],
    ['about:srcdoc', frame('about:srcdoc')],
    ['another origin', frame('https://leasedesk/')],
    ['a host that only begins like ours', frame('app://leasedesk.evil/')],
    ['another port', frame('app://leasedesk:81/')],
    ['a file', frame('file:///index.html')],
  ])('is refused to %s', async (_who, sender) => {
    await start()
    ready()
    fake.ipcMain.emit(PAGE_PORT.channel, { senderFrame: sender })
    await settle()
    expect(sender?.postMessage.mock.calls ?? []).toEqual([])
    expect(opened()).toHaveLength(0)
  })

  test('is not given for an ask with content, nor to a page that has gone meanwhile', async () => {
    await start()
    const page = frame('app://leasedesk/')
    const gone = { ...frame('app://leasedesk/'), isDestroyed: () => true }
    fake.ipcMain.emit(PAGE_PORT.channel, { senderFrame: page }, 'content')
    fake.ipcMain.emit(PAGE_PORT.channel, { senderFrame: gone })
    ready()
    await settle()
    expect(page.postMessage).not.toHaveBeenCalled()
    expect(gone.postMessage).not.toHaveBeenCalled()
    expect(opened()).toHaveLength(0)
  })

  test('is all there is: no other channel is listened to', async () => {
    await start()
    expect(fake.ipcMain.eventNames()).toEqual([PAGE_PORT.channel])
  })
})

describe('a second LeaseDesk', () => {
  test('ends before it opens a window or starts a core', async () => {
    fake.app.firstInstance = false
    await start()
    expect(fake.app.quit).toHaveBeenCalledOnce()
    expect(FakeWindow.made).toHaveLength(0)
    expect(fake.utilities).toHaveLength(0)
  })

  test('brings the first one to the front', async () => {
    await start()
    fake.app.emit('second-instance', {}, [], '/', { dataDir: '/company' })
    expect(theWindow().focus).toHaveBeenCalledOnce()
    expect(fake.dialog.showMessageBox).not.toHaveBeenCalled()
  })

  test('that wanted another folder is told which one is open', async () => {
    await start()
    fake.app.emit('second-instance', {}, [], '/', { dataDir: '/another' })
    expect(fake.dialog.showMessageBox).toHaveBeenCalledWith(theWindow(), {
      type: 'info',
      message: expect.stringContaining('/company'),
    })
  })
})
