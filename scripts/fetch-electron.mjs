/**
 * Downloads Electron's binary for the version given and puts it where its package expects it: the download with
 * Electron's own library (mirrors, proxy, checksums and cache as it documents them), the unpacking with its own script.
 * Needs Node 24. Exit code 0 when the binary is in place.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { downloadArtifact } from '@electron/get'
import { projectFile } from './project.mjs'

const answerMs = 10_000
const stallMs = 60_000

const [version = ''] = process.argv.slice(2)
const silence = new AbortController()
let watch = setTimeout(() => silence.abort(new Error('no answer within 10 seconds')), answerMs)
const progress = showProgress()

try {
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: JSON.parse(readFileSync(projectFile('node_modules/electron/checksums.json'), 'utf8')),
    downloadOptions: { quiet: true, signal: silence.signal, getProgressCallback: heard },
  })
} catch (error) {
  console.error(`Electron ${version} could not be downloaded: ${reason(error)}.`)
  process.exit(1)
}
clearTimeout(watch)
// It finds the download in the cache, checks it, and unpacks it.
const { status } = spawnSync(process.execPath, [projectFile('node_modules/electron/install.js')], { stdio: 'inherit' })
process.exit(status === 0 ? 0 : 1)

/** @param {{ transferred: number, total: number | null, percent: number }} state */
async function heard(state) {
  clearTimeout(watch)
  watch = setTimeout(() => silence.abort(new Error(`it stopped for ${stallMs / 1000} seconds`)), stallMs)
  progress(state)
}

/** One line that is overwritten on a terminal; elsewhere a line for each tenth. */
function showProgress() {
  let shown = -1
  /** @param {{ transferred: number, total: number | null, percent: number }} state */
  return ({ transferred, total, percent }) => {
    const step = Math.floor(percent * (process.stdout.isTTY ? 100 : 10))
    if (step === shown) return
    shown = step
    const size = total === null ? '' : ` of ${megabytes(total)}`
    const line = `Electron ${version}: ${Math.floor(percent * 100)} %, ${megabytes(transferred)}${size} MB`
    if (process.stdout.isTTY) process.stdout.write(`\r${line}${percent === 1 ? '\n' : ''}`)
    else console.log(line)
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.round(bytes / 1_000_000)
}

/** @param {unknown} error */
function reason(error) {
  if (silence.signal.aborted) return silence.signal.reason.message
  if (!(error instanceof Error)) return String(error)
  // fetch says 'fetch failed' and keeps what happened in the cause.
  return error.cause instanceof Error ? error.cause.message : error.message
}
