/**
 * Installs from the lock file when that has not been done, and finds the Node that runs LeaseDesk.
 * Runs on Node 20 before anything is installed, so it imports nothing but Node itself.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError, root } from './project.mjs'
import { runThrough, stopIfInterrupted } from './run.mjs'

/**
 * Makes `node_modules` what the lock file says, once for each lock file.
 * @param {(line: string) => void} say where the plain lines go; npm's own output always goes to standard error
 */
export async function ensureInstalled(say) {
  if (isInstalled(root)) return
  say('Installing the packages of package-lock.json (npm ci); this takes about a minute.')
  const npm = npmCommand()
  // `include` beats NODE_ENV=production, under which npm would leave out what builds and tests.
  const args = [...npm.args, 'ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-progress']
  const code = await runThrough(npm.file, args, { cwd: root, stdio: ['ignore', 2, 2], shell: npm.shell })
  stopIfInterrupted()
  if (code !== 0) throw new PlainError(`npm ci failed (exit code ${code}); what it said stands above.`)
  writeFileSync(stampFile(root), lockHash(root))
  say('Installed.')
}

/**
 * True if `node_modules` holds what the lock file names: by our own stamp, or, where someone ran npm by hand, by
 * the list that npm itself leaves there. Optional packages may be missing, since most are for other platforms.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const npmList = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(npmList)) return false
  if (existsSync(stampFile(folder)) && readFileSync(stampFile(folder), 'utf8') === lockHash(folder)) return true
  const wanted = packagesOf(join(folder, 'package-lock.json'))
  const present = packagesOf(npmList)
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    return found ? found.version === entry.version && found.integrity === entry.integrity : entry.optional === true
  })
}

/**
 * The Node 24 that runs LeaseDesk: the one that the lock file brings, else the running one where it is new enough.
 * @returns {string} path of the program
 */
export function findNode24() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', program)
  if (existsSync(own)) return own
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  throw new PlainError(
    `LeaseDesk runs on Node 24. The lock file brings it for Linux and Windows on x64, not for ${process.platform} on ` +
      `${process.arch}: install Node 24 or newer (https://nodejs.org) and try again. Running now: ${process.version}.`,
  )
}

/** npm as it was started, else the one on the PATH (which is a batch file on Windows and needs a shell). */
function npmCommand() {
  const script = process.env.npm_execpath
  if (script && /npm-cli\.c?js$/.test(script)) return { file: process.execPath, args: [script], shell: false }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

/** @param {string} folder */
function stampFile(folder) {
  return join(folder, 'node_modules', '.leasedesk-installed')
}

/** @param {string} folder */
function lockHash(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'))
  return createHash('sha256').update(`${process.platform} ${process.arch} `).update(lock).digest('hex')
}

/**
 * @param {string} file a lock file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}
