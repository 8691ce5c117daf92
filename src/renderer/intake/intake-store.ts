/** The import under way: file, mapping, trial, result. It outlives the screen, so that one may look elsewhere meanwhile. */

import { z } from 'zod'
import { create } from 'zustand'
import type { Job } from '../../protocol/desktop/app.ts'
import { intakeResult, type Mapping, type Preview } from '../../protocol/desktop/intake.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf, failureOfJob } from '../connection/failure.ts'
import { upload } from './upload.ts'

export type Step =
  | 'file'
  | 'uploading'
  | 'mapping'
  | 'trying'
  | 'tried'
  | 'importing'
  | 'imported'
  | 'deciding'
  | 'decided'
export type Rejects = Awaited<ReturnType<typeof core.intake.rejects>>
export type IntakeResult = z.infer<typeof intakeResult>

const decided = z.object({ approve: z.number(), refer: z.number(), decline: z.number() })

interface IntakeStore {
  step: Step
  fileName: string
  sent: number
  bytes: number
  preview: Preview | null
  mapping: Mapping | null
  job: Job | null
  /** The trial or import whose rejects are shown. */
  jobId: string | null
  result: IntakeResult | null
  rejects: Rejects
  decisions: z.infer<typeof decided> | null
  failure: Failure | null
  take(file: File): Promise<void>
  cancelUpload(): void
  chooseSheet(sheet: string): Promise<void>
  map(mapping: Mapping): void
  savePreset(name: string): Promise<boolean>
  dryRun(): Promise<void>
  run(): Promise<void>
  decide(): Promise<void>
  jobEnded(job: Job): Promise<void>
  jobLost(failure: Failure): void
  back(): void
  startOver(): void
}

/** Where one is again when a job did not get to its end. */
const BEFORE: Partial<Record<Step, Step>> = { trying: 'mapping', importing: 'tried', deciding: 'imported' }

const fresh = {
  step: 'file' as Step,
  fileName: '',
  sent: 0,
  bytes: 0,
  preview: null,
  mapping: null,
  job: null,
  jobId: null,
  result: null,
  rejects: [],
  decisions: null,
  failure: null,
}

export const useIntake = create<IntakeStore>()((set, get) => {
  let uploading: AbortController | undefined

  async function look(uploadId: string, sheet: string | null): Promise<void> {
    const preview = await core.intake.preview({ uploadId, sheet })
    set({ step: 'mapping', preview, mapping: preview.guess, failure: null })
  }

  /** Does `work`; where it fails, one is back at `otherwise` and told why. */
  async function attempt(otherwise: Step, work: () => Promise<void>): Promise<void> {
    set({ failure: null })
    try {
      await work()
    } catch (error) {
      const failure = failureOf(error)
      set({ step: otherwise, job: null, ...(failure.kind === 'cancelled' ? {} : { failure }) })
    }
  }

  return {
    ...fresh,
    take: file =>
      attempt('file', async () => {
        uploading = new AbortController()
        set({ ...fresh, step: 'uploading', fileName: file.name, bytes: file.size })
        const uploadId = await upload(file, sent => set({ sent }), uploading.signal)
        await look(uploadId, null)
      }),
    cancelUpload: () => uploading?.abort(),
    chooseSheet: sheet =>
      attempt('mapping', async () => {
        const { preview } = get()
        if (preview !== null) await look(preview.uploadId, sheet)
      }),
    map: mapping => set({ mapping }),
    savePreset: async name => {
      const { mapping, preview } = get()
      if (mapping === null || preview === null) return false
      try {
        const { id } = await core.intake.savePreset({ name, mapping })
        set({ preview: { ...preview, presets: [...preview.presets, { id, name, builtIn: false, mapping }] } })
        return true
      } catch (error) {
        set({ failure: failureOf(error) })
        return false
      }
    },
    dryRun: () =>
      attempt('mapping', async () => {
        const { preview, mapping } = get()
        if (preview === null || mapping === null) return
        set({ step: 'trying', job: null })
        set({ job: await core.intake.dryRun({ uploadId: preview.uploadId, mapping }) })
      }),
    run: () =>
      attempt('tried', async () => {
        const { preview, mapping } = get()
        if (preview === null || mapping === null) return
        set({ step: 'importing', job: null })
        set({ job: await core.intake.run({ uploadId: preview.uploadId, mapping }) })
      }),
    decide: () =>
      attempt('imported', async () => {
        set({ step: 'deciding', job: null })
        set({ job: await core.intake.decideAll() })
      }),
    jobEnded: async job => {
      const before = BEFORE[get().step] ?? 'file'
      if (job.state !== 'done') {
        set({ step: before, job: null, failure: job.state === 'failed' ? failureOfJob(job.problem) : null })
        return
      }
      await attempt(before, async () => {
        if (job.kind === 'decide') set({ step: 'decided', job: null, decisions: decided.parse(job.result) })
        else {
          const result = intakeResult.parse(job.result)
          const rejects = result.rejected === 0 ? [] : await core.intake.rejects({ jobId: job.id })
          set({ step: job.kind === 'import' ? 'imported' : 'tried', job: null, jobId: job.id, result, rejects })
        }
      })
    },
    jobLost: failure => set({ step: BEFORE[get().step] ?? 'file', job: null, failure }),
    back: () => set({ step: 'mapping', job: null, failure: null }),
    startOver: () => {
      const { preview, step } = get()
      if (preview !== null && step !== 'imported' && step !== 'decided') {
        void core.intake.discard({ uploadId: preview.uploadId }).catch(() => {})
      }
      set(fresh)
    },
  }
})
