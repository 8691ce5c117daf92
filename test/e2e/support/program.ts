/** LeaseDesk as a process of its own, as `npm start -- --no-open` runs it, and its command line. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject, onTestFinished } from 'vitest'
import { endingWithParent } from '../../../scripts/run.mjs'
import { BROWSER_SHELL, CLI, childEnv } from './surroundings.ts'

/** The path of a folder that is not there yet, for a first start. */
export function newFolder(): string {
  return join(mkdtempSync(join(inject('e2eRoot'), 'company-')), 'data')
}

/** A company of demo people with about 80 cases, nothing of it decided by a person. */
export function demoFolder(): string {
  const folder = newFolder()
  cpSync(inject('demoFolder'), folder, { recursive: true })
  return folder
}

export interface Program {
  /** Good once, for the first window. */
  readonly address: string
  readonly port: number
  /** What was said on standard error so far. */
  log(): string
  /** Tells the core's thread to end as if it had crashed; only a MORTAL_SHELL listens. */
  endCore(): void
  /** As a power cut does to a process: nothing is flushed, nobody is told. */
  kill(): Promise<void>
  /** As Ctrl-C does. Answers the exit code. */
  stop(): Promise<number | null>
}

export interface ProgramOptions {
  readonly port?: number
  readonly entry?: string
}

export async function startProgram(dir: string, { port = 0, entry = BROWSER_SHELL }: ProgramOptions = {}) {
  const child = spawn(
    process.execPath,
    [...endingWithParent, entry, '--no-open', '--data', dir, '--port', String(port)],
    {
      env: childEnv(inject('e2eRoot')),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  let log = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    log += text
  })
  const address = await addressOf(child, () => log)
  const program: Program = {
    address,
    port: Number(new URL(address).port),
    log: () => log,
    endCore: () => void child.send('end-core'),
    kill: async () => void (await ended(child, 'SIGKILL')),
    stop: () => ended(child, 'SIGINT'),
  }
  // After the windows are closed, and also where the test has failed.
  onTestFinished(async () => void (await program.stop()))
  return program
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
  return child.exitCode
}

/** The address is the one line on standard output. */
function addressOf(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', text => {
      said += text
      const [address, rest] = said.split('\n')
      if (rest !== undefined && address) resolve(address)
    })
    child.once('exit', code => reject(new Error(`LeaseDesk ended with exit code ${code}: ${log()}`)))
  })
}

/** Runs a command of the command line; answers what it printed as JSON, also where its exit code says 'damaged'. */
export async function cli(...args: string[]): Promise<Record<string, unknown>> {
  const env = childEnv(inject('e2eRoot'))
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [CLI, ...args, '--json'], { env }).catch(error => {
    if (typeof error.stdout === 'string' && error.stdout !== '') return error as { stdout: string }
    throw error
  })
  return JSON.parse(stdout)
}
