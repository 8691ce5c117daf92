/** Batch work on an empty folder starts with a demo company: people found a real one in the app, with a passphrase. */
import type { Core } from '../core/core.ts'

export async function founded(core: Core): Promise<void> {
  if (core.hasCompany) return
  await core.foundDemo('en')
  const { dir } = core.options
  process.stderr.write(`there was no company in ${dir}: a demo company was founded there, with demo people\n`)
}
