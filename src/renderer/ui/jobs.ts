/** Following a long job of the core until it ends, across crashes of the core. */
import { useEffect, useState } from 'react'
import type { Job } from '../../protocol/desktop/app.ts'
import { connection, core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'

export function useJob(started: Job | null, ended: (job: Job) => void): { job: Job | null; failure: Failure | null } {
  const [job, setJob] = useState<Job | null>(started)
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = started?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the job's id decides; `ended` is only called, never watched
  useEffect(() => {
    setJob(started)
    setFailure(null)
    if (id === undefined) return
    return connection.follow(
      signal => core.app.watchJob({ id }, { signal }),
      next => {
        setJob(next)
        if (next.state !== 'running') ended(next)
      },
      error => setFailure(failureOf(error)),
    )
  }, [id])
  return { job, failure }
}
