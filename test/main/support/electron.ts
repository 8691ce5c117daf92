/** A stand-in for the `electron` module: just enough of it for the shell to be put together and asked what it would do. */
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { vi } from 'vitest'
import type { ElectronModule } from '../../../src/main/electron/shell.ts'

/** Electron's own port, over a port of Node's: events carry `{ data }`, and nothing comes before `start`. */
export class FakePortMain extends EventEmitter {
  readonly #port: MessagePort
  closed = false

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('close', () => {
      this.closed = true
      this.emit('close')
    })
  }
  start(): void {
    this.#port.on('message', data => this.emit('message', { data, ports: [] }))
  }
  postMessage(message: unknown): void {
    this.#port.postMessage(message)
  }
  close(): void {
    this.#port.close()
  }
}

export class FakeChannelMain {
  readonly port1: FakePortMain
  readonly port2: FakePortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new FakePortMain(port1)
    this.port2 = new FakePortMain(port2)
  }
}

export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
}

export class FakeWindow extends EventEmitter {
  static readonly made: FakeWindow[] = []
  readonly webContents = new FakeContents()
  readonly options: Record<string, unknown>
  bounds = { x: 10, y: 20, width: 1200, height: 800 }
  loaded: string[] = []
  maximized = false
  destroyed = false
  focus = vi.fn()
  show = vi.fn()

  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    FakeWindow.made.push(this)
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
  }
  maximize(): void {
    this.maximized = true
  }
  isMaximized(): boolean {
    return this.maximized
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  destroy(): void {
    this.destroyed = true
  }
  getNormalBounds() {
    return this.bounds
  }
}

export class FakeSession extends EventEmitter {
  permissionRequest: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | undefined
  permissionCheck: (() => boolean) | undefined
  devicePermission: (() => boolean) | undefined
  displayMedia: ((request: unknown, answer: (streams: object) => void) => void) | undefined
  beforeRequest: ((details: { url: string }, answer: (response: { cancel: boolean }) => void) => void) | undefined
  readonly webRequest = {
    onBeforeRequest: (listener: FakeSession['beforeRequest']) => {
      this.beforeRequest = listener
    },
  }
  setPermissionRequestHandler(handler: FakeSession['permissionRequest']): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: FakeSession['permissionCheck']): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: FakeSession['devicePermission']): void {
    this.devicePermission = handler
  }
  setDisplayMediaRequestHandler(handler: FakeSession['displayMedia']): void {
    this.displayMedia = handler
  }
}

export class FakeUtility extends EventEmitter {
  readonly posted: { message: Record<string, unknown>; ports: unknown[] }[] = []
  readonly stdout = null
  readonly stderr = null
  killed = false
  postMessage(message: Record<string, unknown>, ports: unknown[] = []): void {
    this.posted.push({ message, ports })
  }
  kill(): void {
    this.killed = true
  }
}

export function fakeSafeStorage(backend = 'gnome_libsecret') {
  const flip = (bytes: Buffer) => Buffer.from(bytes.map(byte => byte ^ 0xff))
  return {
    backend,
    works: true,
    getSelectedStorageBackend: () => backend,
    async isAsyncEncryptionAvailable() {
      return this.works
    },
    encryptStringAsync: async (text: string) => flip(Buffer.from(text)),
    decryptStringAsync: async (sealed: Buffer) => ({ result: flip(sealed).toString(), shouldReEncrypt: false }),
  }
}

export function fakeElectron(userData: string) {
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    firstInstance: true,
    requestSingleInstanceLock: vi.fn((_data: unknown) => app.firstInstance),
    quit: vi.fn(),
    exit: vi.fn(),
    whenReady: vi.fn(async () => {}),
    getPath: () => userData,
    getVersion: () => '1.2.3',
    getLocale: () => 'zh-CN',
  })
  const session = { defaultSession: new FakeSession() }
  const utilities: FakeUtility[] = []
  const handlers = new Map<string, (request: Request) => Promise<Response>>()
  const protocol = {
    registerSchemesAsPrivileged: vi.fn(),
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void handlers.set(scheme, handler),
  }
  const utilityProcess = {
    fork: vi.fn(() => {
      const utility = new FakeUtility()
      utilities.push(utility)
      return utility
    }),
  }
  const fake = {
    app,
    session,
    protocol,
    utilityProcess,
    ipcMain: new EventEmitter(),
    dialog: { showMessageBox: vi.fn(async () => ({ response: 1 })) },
    Menu: { buildFromTemplate: vi.fn(() => ({})), setApplicationMenu: vi.fn() },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    safeStorage: fakeSafeStorage(),
    BrowserWindow: FakeWindow,
    MessageChannelMain: FakeChannelMain,
  }
  return { ...fake, utilities, handlers, electron: fake as unknown as ElectronModule }
}
