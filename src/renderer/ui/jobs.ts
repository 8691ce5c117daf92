/** Following a long job of the core until it ends, across crashes of the core. */
import { useEffect, useState } from 'react'
import type { Job } from '../../protocol/desktop/app.ts'
import { useAway } from '../app/session.ts'
import { connection, core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'

export function useJob(started: Job | null, ended: (job: Job) => void, lost: (failure: Failure) => void): Job | null {
  const [job, setJob] = useState<Job | null>(started)
  const away = useAway()
  const id = started?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the job's id decides; `ended` and `lost` are only called
  useEffect(() => {
    setJob(started)
    if (id === undefined || away) return
    return connection.follow(
      signal => core.app.watchJob({ id }, { signal }),
      next => {
        setJob(next)
        if (next.state !== 'running') ended(next)
      },
      error => lost(failureOf(error)),
    )
  }, [id, away])
  return job
}
