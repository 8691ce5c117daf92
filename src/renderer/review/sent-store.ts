/**
 * The decision that was sent last, one case or many: being saved, saved and still to be taken back, or not saved. Where the
 * core went before it had answered, the case is looked up when it is back: nobody is left with 'saving'.
 */
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
  readonly one: { readonly caseId: string; readonly applicationId: string; readonly number: string } | null
  readonly cases: number
  readonly skipped: number
  readonly phase: 'saving' | 'saved' | 'not-saved' | 'taking-back' | 'taken-back' | 'not-taken-back' | 'unanswered'
  /** When it was sent, in ms. */
  readonly since: number
  readonly failure: Failure | null
  readonly undo: { readonly id: string; readonly until: string } | null
}

/** Why there is nothing to take back now. */
export type NothingToTakeBack = 'nothing' | 'waiting' | 'not-saved' | 'done' | 'over'

interface SentStore {
  sent: Sent | null
  decide(input: DecideInput, application: { applicationId: string; number: string }): Promise<boolean>
  decideMany(input: DecideManyInput): Promise<boolean>
  /** What was taken back; why there was nothing to take back; null where the core refused, as the bar then says. */
  takeBack(): Promise<Sent | NothingToTakeBack | null>
  /** After the core has come back: what became of a call that it did not answer. */
  lookUp(): Promise<void>
  dismiss(): void
}

export const useSent = create<SentStore>()((set, get) => {
  const change = (part: Partial<Sent>) => set(({ sent }) => ({ sent: sent === null ? null : { ...sent, ...part } }))
  const begin = (sent: Pick<Sent, 'outcome' | 'one' | 'cases'>) =>
    set({ sent: { ...sent, skipped: 0, phase: 'saving', since: Date.now(), failure: null, undo: null } })

  return {
    sent: null,
    decide: async (input, application) => {
      begin({ outcome: input.outcome, one: { caseId: input.caseId, ...application }, cases: 1 })
      const mine = get().sent
      try {
        const { decisionId, takeBackUntil } = await core.review.decide(input)
        dropDraft(input.caseId)
        if (get().sent === mine) change({ phase: 'saved', undo: { id: decisionId, until: takeBackUntil } })
        return true
      } catch (error) {
        // A decision that was not saved comes before whatever was sent since.
        set({ sent: mine === null ? null : { ...mine, ...ended('not-saved', error) } })
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
        change(ended('not-saved', error))
        return false
      }
    },
    takeBack: async () => {
      const { sent } = get()
      const { undo } = sent ?? {}
      if (sent === null || !undo || sent.phase === 'taking-back') return whyNothing(sent)
      if (Date.parse(undo.until) <= Date.now()) return 'over'
      change({ phase: 'taking-back', since: Date.now(), failure: null })
      try {
        if (sent.one === null) await core.review.takeBackMany({ bulkId: undo.id })
        else await core.review.takeBack({ decisionId: undo.id })
        change({ phase: 'taken-back', undo: null })
        return sent
      } catch (error) {
        change(ended('not-taken-back', error))
        return null
      }
    },
    lookUp: async () => {
      const { sent } = get()
      const me = useSession.getState().person?.id
      if (sent?.phase !== 'unanswered' || sent.one === null) return
      const { caseId, applicationId } = sent.one
      const detail = await core.review.openApplication({ applicationId })
      if (get().sent !== sent || detail === null) return
      const taken = detail.decisions.find(each =>
        sent.undo === null
          ? each.by === me && each.outcome === sent.outcome && Date.parse(each.at) >= sent.since
          : each.id === sent.undo.id,
      )
      if (sent.undo !== null) change({ phase: taken?.takenBackAt ? 'taken-back' : 'not-taken-back', failure: null })
      else if (taken === undefined) change({ phase: 'not-saved', failure: null })
      else {
        dropDraft(caseId)
        const until = taken.takeBackUntil ?? taken.at
        change({ phase: 'saved', failure: null, undo: { id: taken.id, until } })
      }
    },
    dismiss: () => set({ sent: null }),
  }
})

/** How a call ended that threw: where the core had gone, or could not say, it is not known yet what became of it. */
function ended(phase: Sent['phase'], error: unknown): Pick<Sent, 'phase' | 'failure'> {
  const failure = failureOf(error)
  return { phase: failure.kind === 'lost' || failure.kind === 'not-known' ? 'unanswered' : phase, failure }
}

function whyNothing(sent: Sent | null): NothingToTakeBack {
  if (sent === null) return 'nothing'
  if (sent.phase === 'not-saved') return 'not-saved'
  return sent.phase === 'taken-back' ? 'done' : 'waiting'
}

useSession.subscribe(({ person, state }, before) => {
  // What somebody has sent is no business of whoever comes after them.
  if (person?.id !== before.person?.id) useSent.getState().dismiss()
  // Where it fails again, the core has gone again: the next time is another try.
  else if (state?.me && !before.state?.me)
    void useSent
      .getState()
      .lookUp()
      .catch(() => {})
})
