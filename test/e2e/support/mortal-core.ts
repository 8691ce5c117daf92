/** The real core's thread, and one ear more: told to end, it ends there and then, with nothing closed and nobody told. */
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

export const END_CORE = 'leasedesk-e2e-end-core'

if (!isMainThread) {
  const ear = new BroadcastChannel(END_CORE)
  ear.onmessage = () => process.exit(7)
  ear.unref()
  await import('../../../src/core/worker.ts')
}
