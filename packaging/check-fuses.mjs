/**
 * Reads the fuses of packaged programs and fails if one is not as it should be: `node packaging/check-fuses.mjs [PROGRAM…]`.
 * Without arguments it looks through `dist/`, and says so when nothing has been packaged there.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getCurrentFuseWire } from '@electron/fuses'
import { wrongFuses } from './fuses.mjs'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const packaged = [
  'linux-unpacked/leasedesk',
  'linux-arm64-unpacked/leasedesk',
  'win-unpacked/LeaseDesk.exe',
  'win-arm64-unpacked/LeaseDesk.exe',
  'mac/LeaseDesk.app',
  'mac-arm64/LeaseDesk.app',
]

const named = process.argv.slice(2)
const programs = named.length > 0 ? named : packaged.map(path => join(dist, path)).filter(path => existsSync(path))
if (programs.length === 0) process.stderr.write('Fuses: skipped, nothing has been packaged in dist/.\n')
for (const program of programs) {
  const wrong = wrongFuses(await getCurrentFuseWire(program))
  process.stderr.write(`Fuses of ${program}: ${wrong.length === 0 ? 'all as they should be' : wrong.join(', ')}\n`)
  if (wrong.length > 0) process.exitCode = 1
}
