/** PGlite stores on fresh folders, copied from one prepared folder that the test runs of this machine share. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { nodeFiles } from '../../src/journal/node-files.ts'
import { openPgliteStore, type PgliteStore } from '../../src/store/pglite-store.ts'
import { type Maker, prepareFolder } from '../../src/store/prepared.ts'

/** Test files run in processes of their own, and ask for the prepared folder at the same time. */
export const maker: Maker = {
  pid: process.pid,
  isAlive(pid) {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  },
}

export const cacheFolder = join(tmpdir(), 'leasedesk-test-cache')

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** Removed when the tests of the file end. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leasedesk-store-'))
  made.push(folder)
  return folder
}

export async function freshStore(folder = join(freshFolder(), 'db')): Promise<PgliteStore> {
  return openPgliteStore({ folder, files: nodeFiles, prepared: await prepareFolder(nodeFiles, cacheFolder, maker) })
}

/** Closed when the test that asked for it ends. */
export async function storeOfTest(folder?: string): Promise<PgliteStore> {
  const store = await freshStore(folder)
  onTestFinished(() => store.close())
  return store
}
