/** An open company and the files it is handed, for tests of the import. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { clock } from '../../../src/core/machine/index.ts'
import { Session } from '../../../src/core/session.ts'
import { desktopOfTest } from '../desktop.ts'

export { clock }
export const READER = new URL('../../../src/core/intake/reader-worker.ts', import.meta.url)

/** Removed when the test ends. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leasedesk-intake-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a file of these bytes; answers its path. */
export function fileOf(content: string | Uint8Array, name = 'file.csv'): string {
  const path = join(folderOfTest(), name)
  writeFileSync(path, content)
  return path
}

/** A demo company with its people, and a session of the command line's operator. */
export async function companyOfTest() {
  const { core, dir } = await desktopOfTest()
  if (!core.hasCompany) await core.foundDemo('en')
  const intake = await core.open.intake()
  return { core, dir, desk: core.open.desk, intake, session: new Session('test', true) }
}
