/**
 * The Electron shell put together. The `electron` module is handed in, because importing it in plain Node throws: tests
 * run this whole file over a stand-in.
 */
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { MessagePortMain } from 'electron'
import { APP_SCHEME } from '../../protocol/page-port.ts'
import { CoreProcess, type CoreState } from '../core-process.ts'
import { APP_SCHEME_PRIVILEGES, appProtocol } from './app-protocol.ts'
import { coreUtility } from './core-utility.ts'
import { systemKeySlot } from './key-store.ts'
import { applicationMenu } from './menu.ts'
import { confineContents, confineSession } from './navigation.ts'
import { PagePorts } from './page-ports.ts'
import { openWindow } from './windows.ts'
import { dialogWords } from './words.ts'

export type ElectronModule = Pick<
  typeof import('electron'),
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'utilityProcess'
>

export interface ElectronShellOptions {
  readonly dataDir: string
  readonly rendererDir: string
  readonly preload: string
  readonly coreEntry: string
  readonly platform: NodeJS.Platform
  readonly log: Writable
}

/** Returns once the window is open, or at once when another LeaseDesk has been brought to the front instead. */
export async function startElectronShell(electron: ElectronModule, options: ElectronShellOptions): Promise<void> {
  const { app, protocol, session, ipcMain, MessageChannelMain, BrowserWindow, Menu, screen } = electron
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES])
  if (!app.requestSingleInstanceLock({ dataDir: options.dataDir })) {
    app.quit()
    return
  }
  app.on('web-contents-created', (_event, contents) => confineContents(contents))
  app.on('window-all-closed', () => app.quit())
  await app.whenReady()
  const devTools = !app.isPackaged
  confineSession(session.defaultSession, devTools)
  protocol.handle(APP_SCHEME, appProtocol(options.rendererDir))
  Menu.setApplicationMenu(applicationMenu(Menu, options.platform))
  const core = await makeCore(electron, options, () => ports.serve())
  const ports = new PagePorts({ ipcMain, MessageChannelMain, core })
  core.start()
  closeCoreLast(app, core)
  const window = openWindow({
    BrowserWindow,
    screen,
    preload: options.preload,
    placeFile: join(app.getPath('userData'), 'window.json'),
    devTools,
  })
  app.on('second-instance', (_event, _argv, _cwd, other) => welcomeSecond(electron, options, window, other))
}

async function makeCore(
  electron: ElectronModule,
  options: ElectronShellOptions,
  ready: () => void,
): Promise<CoreProcess<MessagePortMain>> {
  const { app, safeStorage, utilityProcess } = electron
  const { log, dataDir, coreEntry, platform } = options
  const keys = { safeStorage, platform, dir: join(app.getPath('userData'), 'keys') }
  const keySlot = await systemKeySlot(keys, line => log.write(`${line}\n`))
  const core: CoreProcess<MessagePortMain> = new CoreProcess({
    spawn: coreUtility({
      fork: () => utilityProcess.fork(coreEntry, [], { serviceName: 'LeaseDesk core', stdio: 'pipe' }),
      data: { dataDir, program: 'electron', version: app.getVersion(), locale: app.getLocale() },
      keySlot,
      log,
    }),
    stateChanged: state => {
      if (state.kind === 'ready') ready()
      if (state.kind === 'crashed') log.write(`The core stopped and is started again. ${state.why}\n`)
      if (state.kind === 'stopped') void askWhatNow(electron, core, state)
    },
  })
  return core
}

async function askWhatNow(
  { app, dialog }: ElectronModule,
  core: CoreProcess<MessagePortMain>,
  { problem }: Extract<CoreState, { kind: 'stopped' }>,
): Promise<void> {
  const words = dialogWords(app.getLocale())
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: problem.code === 'core-given-up' ? words.coreGone : words.cannotOpen,
    detail: `${problem.text}\n${problem.detail}`,
    buttons: [words.tryAgain, words.quit],
    defaultId: 0,
    cancelId: 1,
  })
  if (response === 0) core.tryAgain()
  else app.quit()
}

/** The page may still ask the person about what was typed, so the core closes when all windows have. */
function closeCoreLast(app: ElectronModule['app'], core: CoreProcess<MessagePortMain>): void {
  app.on('will-quit', event => {
    if (core.state.kind === 'closed') return
    event.preventDefault()
    void core.close().then(clean => app.exit(clean ? 0 : 1))
  })
}

function welcomeSecond(
  { app, dialog }: ElectronModule,
  { dataDir }: ElectronShellOptions,
  window: InstanceType<ElectronModule['BrowserWindow']>,
  other: unknown,
): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
  const wanted = typeof other === 'object' && other !== null && 'dataDir' in other ? other.dataDir : dataDir
  if (wanted === dataDir) return
  void dialog.showMessageBox(window, { type: 'info', message: dialogWords(app.getLocale()).otherFolder(dataDir) })
}
