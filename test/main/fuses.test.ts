import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** A stand-in for Electron's binary: the fuse wire as Electron's documentation describes it, all fuses at their defaults. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const DEFAULT_WIRE = '101100011'

const path = (relative: string) => fileURLToPath(new URL(`../../packaging/${relative}`, import.meta.url))
const checkFuses = (program: string) => promisify(execFile)(process.execPath, [path('check-fuses.mjs'), program])

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'leasedesk-fuses-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function standIn(wire: string): Promise<string> {
  const program = join(dir, 'leasedesk')
  const head = Buffer.from([1, wire.length])
  await writeFile(program, Buffer.concat([Buffer.alloc(5_000, 7), Buffer.from(SENTINEL), head, Buffer.from(wire)]))
  return program
}

const pack = async () => {
  const { default: afterPack } = await import(path('after-pack.mjs'))
  const packager = { executableName: 'leasedesk', appInfo: { productFilename: 'LeaseDesk' } }
  await afterPack({ appOutDir: dir, electronPlatformName: 'linux', packager })
}

test('packing sets every fuse, and the check reads them from the binary', async () => {
  const program = await standIn(DEFAULT_WIRE)
  await expect(checkFuses(program)).rejects.toThrow(/RunAsNode should be off/)
  await pack()
  const { stderr } = await checkFuses(program)
  expect(stderr).toContain('all as they should be')
})

test('a fuse that nobody has decided about stops the packing', async () => {
  await standIn(`${DEFAULT_WIRE}0`)
  await expect(pack()).rejects.toThrow()
})
