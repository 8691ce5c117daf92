/** Waits for a job of the core and answers its result. */

import { Problem } from '../core/problems.ts'
import type { Job } from '../protocol/desktop/app.ts'
import type { DesktopClient } from '../protocol/desktop/index.ts'

export async function finished(client: DesktopClient, job: Job): Promise<Record<string, unknown>> {
  for await (const now of await client.app.watchJob({ id: job.id })) {
    if (now.state === 'done') return now.result ?? {}
    if (now.state !== 'running') throw new Problem(now.problem?.code ?? now.state, now.problem?.detail)
  }
  throw new Problem('cancelled')
}
