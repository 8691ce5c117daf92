/** Whether Electron can be used here, and fetching its binary, which its package does not bring. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFile } from './project.mjs'
import { runThrough, stopIfInterrupted } from './run.mjs'

const programs = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe', linux: 'electron' }
const memory = projectFile('out/.stamps/electron-not-fetched.json')

/**
 * The program of Electron, where it is there.
 * @returns {string | undefined}
 */
export function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || projectFile('node_modules/electron/dist')
  const program = join(folder, programs[/** @type {keyof typeof programs} */ (process.platform)] ?? 'electron')
  return existsSync(program) ? program : undefined
}

/**
 * Fetches the binary, unless it is there, or a try for this version has failed before and nobody asks again.
 * @param {string} node the Node 24 to run the download with
 * @param {boolean} again true if a person asked for another try
 * @param {(line: string) => void} say
 * @returns {Promise<{ binary: string } | { why: string }>} the program, or why there is none
 */
export async function fetchElectron(node, again, say) {
  const present = electronBinary()
  if (present) return { binary: present }
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return { why: `ELECTRON_OVERRIDE_DIST_PATH names ${override}, where it is not` }

  const version = electronVersion()
  const failedBefore = again ? undefined : recall(version)
  if (failedBefore) return { why: failedBefore }

  say(`Fetching Electron ${version}, once; no answer within 10 seconds ends the try.`)
  const code = await runThrough(node, [projectFile('scripts/fetch-electron.mjs'), version])
  stopIfInterrupted()
  const fetched = code === 0 ? electronBinary() : undefined
  if (fetched) {
    rmSync(memory, { force: true })
    return { binary: fetched }
  }
  const why = 'it could not be fetched (npm start -- --fetch-electron tries again)'
  remember(version, why)
  return { why }
}

export function electronVersion() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(projectFile('node_modules/electron/package.json'), 'utf8'))
  return version
}

/** @param {string} version @returns {string | undefined} why it could not be fetched the last time */
function recall(version) {
  if (!existsSync(memory)) return undefined
  const remembered = JSON.parse(readFileSync(memory, 'utf8'))
  return remembered.version === version ? remembered.why : undefined
}

/** @param {string} version @param {string} why */
function remember(version, why) {
  mkdirSync(projectFile('out/.stamps'), { recursive: true })
  writeFileSync(memory, JSON.stringify({ version, why }))
}
