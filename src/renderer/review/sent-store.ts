/** The decision that was sent last, one case or many: being saved, saved and still to be taken back, or not saved. */
import { create } from 'zustand'
import { useSession } from '../app/session.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { dropDraft } from './drafts.ts'
import type { ReviewOutcome } from './reasons.ts'

type DecideInput = Parameters<typeof core.review.decide>[0]
type DecideManyInput = Parameters<typeof core.review.decideMany>[0]

export interface Sent {
  readonly outcome: ReviewOutcome
  /** The case decided; null for a bulk decision. */
  readonly one: { readonly caseId: string; readonly number: string } | null
  readonly cases: number
  readonly skipped: number
  readonly phase: 'saving' | 'saved' | 'not-saved' | 'taking-back' | 'taken-back' | 'not-taken-back'
  readonly failure: Failure | null
  readonly undo: { readonly id: string; readonly until: string } | null
}

/** Why there is nothing to take back now. */
export type NothingToTakeBack = 'nothing' | 'waiting' | 'not-saved' | 'done' | 'over'

interface SentStore {
  sent: Sent | null
  decide(input: DecideInput, number: string): Promise<boolean>
  decideMany(input: DecideManyInput): Promise<boolean>
  /** What was taken back; why there was nothing to take back; null where the core refused, as the bar then says. */
  takeBack(): Promise<Sent | NothingToTakeBack | null>
  dismiss(): void
}

export const useSent = create<SentStore>()((set, get) => {
  const change = (part: Partial<Sent>) => set(({ sent }) => ({ sent: sent === null ? null : { ...sent, ...part } }))
  const begin = (sent: Pick<Sent, 'outcome' | 'one' | 'cases'>) =>
    set({ sent: { ...sent, skipped: 0, phase: 'saving', failure: null, undo: null } })

  return {
    sent: null,
    decide: async (input, number) => {
      begin({ outcome: input.outcome, one: { caseId: input.caseId, number }, cases: 1 })
      const mine = get().sent
      try {
        const { decisionId, takeBackUntil } = await core.review.decide(input)
        dropDraft(input.caseId)
        if (get().sent === mine) change({ phase: 'saved', undo: { id: decisionId, until: takeBackUntil } })
        return true
      } catch (error) {
        // A decision that was not saved comes before whatever was sent since.
        set({ sent: mine === null ? null : { ...mine, phase: 'not-saved', failure: failureOf(error) } })
        return false
      }
    },
    decideMany: async input => {
      begin({ outcome: input.outcome, one: null, cases: input.expected })
      try {
        const { decided, skipped, bulkId, takeBackUntil } = await core.review.decideMany(input)
        change({ phase: 'saved', cases: decided, skipped, undo: { id: bulkId, until: takeBackUntil } })
        return true
      } catch (error) {
        change({ phase: 'not-saved', failure: failureOf(error) })
        return false
      }
    },
    takeBack: async () => {
      const { sent } = get()
      const { undo } = sent ?? {}
      if (sent === null || !undo || sent.phase === 'taking-back') return whyNothing(sent)
      if (Date.parse(undo.until) <= Date.now()) return 'over'
      change({ phase: 'taking-back', failure: null })
      try {
        if (sent.one === null) await core.review.takeBackMany({ bulkId: undo.id })
        else await core.review.takeBack({ decisionId: undo.id })
        change({ phase: 'taken-back', undo: null })
        return sent
      } catch (error) {
        change({ phase: 'not-taken-back', failure: failureOf(error) })
        return null
      }
    },
    dismiss: () => set({ sent: null }),
  }
})

function whyNothing(sent: Sent | null): NothingToTakeBack {
  if (sent === null) return 'nothing'
  if (sent.phase === 'not-saved') return 'not-saved'
  return sent.phase === 'taken-back' ? 'done' : 'waiting'
}

// What somebody has sent is no business of whoever comes after them.
useSession.subscribe(({ person }, { person: was }) => {
  if (person?.id !== was?.id) useSent.getState().dismiss()
})
