/** The one place that creates windows: sandboxed, with our preload, on our page, where the last one was left. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BrowserWindow, Rectangle, Screen } from 'electron'
import { RestartBudget } from '../restart-budget.ts'
import { PAGE_URL } from './app-protocol.ts'

export interface WindowOptions {
  readonly BrowserWindow: typeof BrowserWindow
  readonly screen: Pick<Screen, 'getAllDisplays'>
  readonly preload: string
  /** Where size and place are remembered. */
  readonly placeFile: string
  readonly devTools: boolean
}

interface Place {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

const FIRST_SIZE = { width: 1440, height: 900 }
const SMALLEST = { minWidth: 960, minHeight: 600 }

export function openWindow(options: WindowOptions): BrowserWindow {
  const place = readPlace(options)
  const window = new options.BrowserWindow({
    ...(place?.bounds ?? FIRST_SIZE),
    ...SMALLEST,
    title: 'LeaseDesk',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: options.devTools,
    },
  })
  if (place?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => writePlace(options.placeFile, window))
  reloadAfterCrash(window)
  void window.loadURL(PAGE_URL)
  return window
}

/** The page keeps its drafts in the core, so a page that crashed is simply shown again, unless it keeps crashing. */
function reloadAfterCrash(window: BrowserWindow): void {
  const budget = new RestartBudget()
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const delay = budget.afterCrash(performance.now())
    if (delay === 'give-up') window.destroy()
    else setTimeout(() => !window.isDestroyed() && void window.loadURL(PAGE_URL), delay)
  })
}

function readPlace({ placeFile, screen }: WindowOptions): Place | undefined {
  try {
    const place: unknown = JSON.parse(readFileSync(placeFile, 'utf8'))
    return isPlace(place) && isVisible(place.bounds, screen) ? place : undefined
  } catch {
    // None yet, or not one: the first size is as good as any.
    return undefined
  }
}

function writePlace(placeFile: string, window: BrowserWindow): void {
  const place: Place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
  mkdirSync(dirname(placeFile), { recursive: true })
  writeFileSync(placeFile, JSON.stringify(place))
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('maximized' in value)) return false
  const { bounds, maximized } = value
  if (typeof bounds !== 'object' || bounds === null || typeof maximized !== 'boolean') return false
  const numbers: Record<string, unknown> = { ...bounds }
  return ['x', 'y', 'width', 'height'].every(key => Number.isInteger(numbers[key]))
}

/** A screen that has been unplugged must not keep the window: its title bar has to lie on one that is there. */
function isVisible({ x, y, width }: Rectangle, screen: WindowOptions['screen']): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const across = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    return across >= 100 && y >= workArea.y && y < workArea.y + workArea.height - 50
  })
}
