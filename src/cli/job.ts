/** Waits for a job of the core and answers its result. */

import type { Job } from '../protocol/desktop/app.ts'
import type { DesktopClient } from '../protocol/desktop/index.ts'
import { CallProblem } from './command.ts'

export async function finished(client: DesktopClient, job: Job): Promise<Record<string, unknown>> {
  for await (const now of await client.app.watchJob({ id: job.id })) {
    if (now.state === 'done') return now.result ?? {}
    if (now.state !== 'running')
      throw new CallProblem(`${now.state}: ${now.problem?.code ?? ''} ${JSON.stringify(now.problem?.detail ?? {})}`)
  }
  throw new CallProblem('the job ended without an answer')
}
