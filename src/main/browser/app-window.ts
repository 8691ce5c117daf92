/**
 * Opens the machine's Chromium, Chrome or Edge as a window of its own: no tabs, no address bar, a profile that is ours.
 * The address with its one-time token is on the browser's command line, which other users of the machine may be able to
 * read: whoever were quicker than the browser would show up as a window that is refused, not as a silent guest.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { posix, win32 } from 'node:path'
import type { Surroundings } from '../../core/machine/places.ts'

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const MAC_APPS = ['Chromium', 'Google Chrome', 'Microsoft Edge']
const WINDOWS_PATHS = [
  'Chromium/Application/chrome.exe',
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
]

/** Where a browser may be, best first. LEASEDESK_BROWSER names one outright. */
export function browserCandidates({ platform, home, env }: Surroundings): string[] {
  const named = env.LEASEDESK_BROWSER ? [env.LEASEDESK_BROWSER] : []
  switch (platform) {
    case 'win32': {
      const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(root => root !== undefined)
      return [...named, ...WINDOWS_PATHS.flatMap(path => roots.map(root => win32.join(root, path)))]
    }
    case 'darwin': {
      const roots = ['/Applications', posix.join(home, 'Applications')]
      return [...named, ...MAC_APPS.flatMap(app => roots.map(root => `${root}/${app}.app/Contents/MacOS/${app}`))]
    }
    default: {
      const folders = [...(env.PATH ?? '').split(':').filter(folder => folder !== ''), '/snap/bin']
      return [...named, ...LINUX_NAMES.flatMap(name => folders.map(folder => posix.join(folder, name)))]
    }
  }
}

export function findBrowser(surroundings: Surroundings): string | undefined {
  return browserCandidates(surroundings).find(isProgram)
}

export interface AppWindowOptions {
  readonly browser: string
  readonly address: string
  readonly profileDir: string
  /** Chromium refuses to run as root with its sandbox. */
  readonly asRoot: boolean
}

export function appWindowArguments({ address, profileDir, asRoot }: Omit<AppWindowOptions, 'browser'>): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--password-store=basic',
    ...(asRoot ? ['--no-sandbox'] : []),
  ]
}

export interface AppWindow {
  /** Resolves when the window has been closed, with the milliseconds it lived. */
  readonly ended: Promise<number>
  close(): void
}

export function openAppWindow(options: AppWindowOptions): AppWindow {
  mkdirSync(options.profileDir, { recursive: true, mode: 0o700 })
  const startedAt = performance.now()
  const child = spawn(options.browser, appWindowArguments(options), { stdio: 'ignore' })
  return { ended: lifetime(child, startedAt), close: () => void child.kill() }
}

function lifetime(child: ChildProcess, startedAt: number): Promise<number> {
  return new Promise(resolve => {
    const ended = () => resolve(performance.now() - startedAt)
    child.once('exit', ended)
    child.once('error', ended)
  })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
