/** Starting programs from the scripts: streams, signals and exit codes as a person at a terminal expects them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { endWithNpm } from './end-with-parent.mjs'
import { Interrupted, PlainError, projectFile } from './project.mjs'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
const graceMs = 10_000

const longestMs = 2 ** 31 - 1

/** The environment of our own programs: Node keeps what it has compiled of them, which halves the time that loading takes. */
export function keepingCompiled() {
  return { NODE_COMPILE_CACHE: projectFile('node_modules/.cache/compiled'), ...process.env }
}

/** @type {NodeJS.Signals | undefined} */
let signalSeen

/** Arguments that make a Node process end when the one that started it is gone, even by kill −9. */
export const endingWithParent = ['--import', new URL('./end-with-parent.mjs', import.meta.url).href]

/**
 * Runs a program with our own streams and hands signals on; for what should feel as if it had been started directly.
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code, 128 + signal number where a signal ended it
 */
export function runThrough(file, args, options = {}) {
  if (underNpm()) endWithNpm()
  const child = spawn(file, args, { stdio: 'inherit', ...options })
  // A terminal sends Ctrl-C to the whole foreground group: passing it on would make the child hear it twice.
  const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  return exitCode(child, signal => {
    if (signal !== 'SIGINT' || !fromTerminal) child.kill(signal)
  })
}

/**
 * Runs a program in a process group of its own, so that it and all that it started can be ended together.
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number, capture?: boolean }} options
 *   `limitMs` ends the group when it takes longer; `capture` gives back standard output, which is shown as well
 * @returns {Promise<{ code: number, overdue: boolean, output: string }>} exit code as in `runThrough`
 */
export async function runGroup(file, args, { limitMs = longestMs, capture = false, ...options }) {
  if (underNpm()) endWithNpm()
  const child = spawn(file, args, {
    ...options,
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  })
  /** @type {Buffer[]} */
  const chunks = []
  child.stdout?.on('data', chunk => {
    process.stdout.write(chunk)
    chunks.push(chunk)
  })
  const outputEnd = child.stdout && once(child.stdout, 'close')

  let overdue = false
  const limit = setTimeout(() => {
    overdue = true
    endGroup(child, 'SIGKILL')
  }, limitMs)
  /** @type {NodeJS.Timeout | undefined} */
  let grace
  const code = await exitCode(child, signal => {
    endGroup(child, signal)
    grace ??= setTimeout(() => endGroup(child, 'SIGKILL'), graceMs)
  })
  clearTimeout(limit)
  clearTimeout(grace)
  // What the program left behind in its group (a browser window, a worker) goes with it.
  endGroup(child, 'SIGKILL')
  await outputEnd
  return { code, overdue, output: Buffer.concat(chunks).toString('utf8') }
}

/** Ends the script if a signal came while a program ran, instead of going on with what was to follow it. */
export function stopIfInterrupted() {
  if (signalSeen) throw new Interrupted(128 + constants.signals[signalSeen])
}

/** The folder in which the person typed `npm run …`; npm itself moves to the project's. */
export function callersFolder() {
  return (underNpm() && process.env.INIT_CWD) || process.cwd()
}

/**
 * True if npm started this very script. A script that a test started, under npm too, inherits npm's variables: hence
 * the comparison with the script that npm says it runs.
 */
function underNpm() {
  const [, script] = (process.env.npm_lifecycle_script ?? '').split(' ')
  return script !== undefined && (process.argv[1] ?? '').replaceAll('\\', '/').endsWith(`/${script}`)
}

/**
 * @param {ChildProcess} child
 * @param {(signal: NodeJS.Signals) => void} passOn what to do with a signal that we get meanwhile
 * @returns {Promise<number>}
 */
async function exitCode(child, passOn) {
  /** @param {NodeJS.Signals} signal */
  const heard = signal => {
    signalSeen = signal
    passOn(signal)
  }
  for (const signal of passedOn) process.on(signal, heard)
  try {
    const [code, signal] = await once(child, 'exit')
    return code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]
  } catch (error) {
    throw new PlainError(`${child.spawnfile} could not be started: ${/** @type {Error} */ (error).message}`)
  } finally {
    for (const signal of passedOn) process.off(signal, heard)
  }
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endGroup(child, signal) {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    if (child.exitCode === null) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // No such group: everything in it has ended already.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}
