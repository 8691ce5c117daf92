/** The demo being made: kept outside the page, since the company exists before its portfolio is whole. */
import { create } from 'zustand'
import type { Language } from '../../domain/language.ts'
import type { Job } from '../../protocol/desktop/app.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf, failureOfJob } from '../connection/failure.ts'

/** Enough to see every kind of case, and made in under a minute. */
export const DEMO_APPLICATIONS = 2_000
const DEMO_SEED = 20_261_124

interface SetupStore {
  job: Job | null
  failure: Failure | null
  tryDemo(language: Language): Promise<void>
  ended(job: Job): void
  lost(failure: Failure): void
}

export const useSetup = create<SetupStore>()(set => ({
  job: null,
  failure: null,
  tryDemo: async language => {
    set({ failure: null })
    try {
      set({ job: await core.app.tryDemo({ language, applications: DEMO_APPLICATIONS, seed: DEMO_SEED }) })
    } catch (error) {
      set({ failure: failureOf(error) })
    }
  },
  ended: ({ state, problem }) => set({ job: null, failure: state === 'failed' ? failureOfJob(problem) : null }),
  lost: failure => set({ job: null, failure }),
}))
