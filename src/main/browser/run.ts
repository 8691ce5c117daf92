/** The browser shell as a program: what it prints, when it ends, and with which exit code. */
import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { cacheDir, defaultDataDir, type Surroundings } from '../../core/machine/places.ts'
import { ArgumentError, parseShellArguments, type ShellArguments } from '../arguments.ts'
import { findBrowser, openAppWindow } from './app-window.ts'
import { type BrowserShell, startBrowserShell } from './shell.ts'
import { onStopSignals } from './signals.ts'

export interface BrowserProgram {
  readonly coreEntry: URL
  readonly rendererDir: string
  readonly version: string
}

/** A window that ends sooner than this was never open: no display, or a browser that handed the address to another. */
const WINDOW_LIVED_MS = 5_000

/** Runs until a signal, the window's end, or the core's; then ends this process. */
export async function runBrowser(program: BrowserProgram, args: readonly string[]): Promise<void> {
  try {
    await run(program, parseShellArguments(args))
  } catch (error) {
    say(explain(error))
    process.exit(1)
  }
}

async function run(program: BrowserProgram, { dataDir: named, port, open }: ShellArguments): Promise<void> {
  const surroundings: Surroundings = { platform: process.platform, home: homedir(), env: process.env }
  const dataDir = resolve(named ?? defaultDataDir(surroundings))
  const shell = await startBrowserShell({ ...program, dataDir, port, log: process.stderr })
  const end = once(async (code: number) => {
    const clean = await shell.close()
    if (!clean) say('The core did not close cleanly; the next start makes the view again from the journal.')
    process.exit(clean ? code : 1)
  })
  onStopSignals(
    { on: (signal, listener) => process.on(signal, listener), now: () => performance.now(), exit: process.exit },
    () => end(0),
  )
  void shell.stopped.then(problem => {
    say(`${problem.text} ${problem.detail}`)
    return end(1)
  })
  if (open) showWindow(shell, surroundings, dataDir, end)
  else printAddressWhenReady(shell)
}

/** Where it never becomes ready, `stopped` tells why, or it is being closed and nothing needs telling. */
function printAddressWhenReady(shell: BrowserShell): void {
  shell.ready.then(
    () => process.stdout.write(`${shell.newAddress()}\n`),
    () => {},
  )
}

function showWindow(shell: BrowserShell, at: Surroundings, dataDir: string, end: (code: number) => void): void {
  const browser = findBrowser(at)
  if (browser === undefined) {
    askToOpen(shell, 'No Chromium, Chrome or Edge was found on this machine.')
    return
  }
  // A profile for each folder: Chromium hands an address over to a window that already has the profile, and ends.
  const profileDir = join(cacheDir(at), `window-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  const asRoot = at.platform === 'linux' && process.getuid?.() === 0
  const window = openAppWindow({ browser, address: shell.newAddress(), profileDir, asRoot })
  process.on('exit', () => window.close())
  void window.ended.then(livedMs => {
    if (livedMs >= WINDOW_LIVED_MS) end(0)
    else askToOpen(shell, `${browser} did not open a window.`)
  })
}

function askToOpen(shell: BrowserShell, why: string): void {
  say(`${why} Open this address yourself; it works once. Ctrl-C ends LeaseDesk.`)
  process.stdout.write(`${shell.newAddress()}\n`)
}

function explain(error: unknown): string {
  if (error instanceof ArgumentError) return error.message
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') return `${error.message}. Take another --port, or none.`
  return error.stack ?? error.message
}

/** The reasons to end come together: a closed window, a signal, a core that is gone. The first one counts. */
function once(action: (code: number) => Promise<void>): (code: number) => void {
  let begun = false
  return code => {
    if (begun) return
    begun = true
    void action(code)
  }
}

function say(line: string): void {
  process.stderr.write(`${line.trim()}\n`)
}
