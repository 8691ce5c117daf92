/** Batch work on an empty folder starts with a demo company: people found a real one in the app, with a passphrase. */
import type { Core } from '../core/core.ts'

export async function founded(core: Core): Promise<void> {
  if (!core.hasCompany) await core.foundDemo('en')
}
