/**
 * The case on the screen and the one after it. The one after is claimed and fetched while the first is being read, so
 * that 'next' is drawn from memory and only then spoken about with the core.
 */
import { create } from 'zustand'
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { type CaseTarget, settle } from '../app/route.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { takeUpDraft, useDrafts } from './drafts.ts'
import type { ReviewOutcome } from './reasons.ts'
import { useSent } from './sent-store.ts'
import { paused, read, resumed, type Stopwatch, started } from './stopwatch.ts'

interface CaseStore {
  status: 'loading' | 'shown' | 'none-waits' | 'no-case' | 'failed'
  detail: CaseDetail | null
  following: CaseDetail | null
  failure: Failure | null
  /** Ids of the cases looked at in this window, in order, and where in them one stands. */
  trail: readonly string[]
  place: number
  picker: ReviewOutcome | null
  reasons: readonly string[]
  watch: Stopwatch

  show(target: CaseTarget): Promise<void>
  next(): Promise<void>
  walk(step: -1 | 1): Promise<void>
  pick(outcome: ReviewOutcome | null): void
  toggleReason(id: string): void
  decide(): Promise<void>
  /** A case as it is again after its decision was taken back. */
  reopen(id: string): Promise<void>
  documentsReceived(): Promise<void>
  renewClaim(): Promise<void>
  leave(): void
  look(visible: boolean): void
}

export const useCase = create<CaseStore>()((set, get) => {
  /** How often the core was asked what comes next. */
  let asked = 0

  /** Puts a case on the screen; nothing here waits. */
  function put(detail: CaseDetail, trail: 'extend' | 'keep' = 'extend'): void {
    const { id } = detail.case
    takeUpDraft(id, detail.draft)
    const seen = get().trail.slice(0, get().place + 1)
    const extended = trail === 'extend' && seen.at(-1) !== id ? [...seen, id] : null
    set({
      status: 'shown',
      detail,
      failure: null,
      picker: null,
      reasons: [],
      watch: started(performance.now()),
      ...(extended === null ? {} : { trail: extended, place: extended.length - 1 }),
    })
    settle({ place: 'review', target: { show: 'case', id } })
  }

  function fail(error: unknown): void {
    set({ status: 'failed', failure: failureOf(error) })
  }

  /** Tells the core which case was left, and fetches the one to come. */
  async function refill(leaving: string | null): Promise<void> {
    asked += 1
    const mine = asked
    const answer = await core.review.next({ leaving, showing: get().detail?.case.id ?? null })
    // Somebody has gone on meanwhile: what comes next is for the later question to say.
    if (mine !== asked) return
    const { detail, status } = get()
    const shown = detail?.case.id
    const others = [answer.current, answer.following].filter(each => each !== null)
    if (status === 'shown') {
      set({ following: others.find(each => each.case.id !== shown) ?? null })
      return
    }
    const [first, second] = others
    if (first === undefined) set({ status: 'none-waits', detail: null, following: null })
    else {
      put(first)
      set({ following: second ?? null })
    }
  }

  /** The following case at once where there is one; otherwise whatever the core names. */
  async function advance(leaving: string | null, before: Promise<unknown> = Promise.resolve()): Promise<void> {
    const { following } = get()
    if (following === null) set({ status: 'loading', detail: null, picker: null, reasons: [] })
    else {
      put(following)
      set({ following: null })
    }
    try {
      await before
      await refill(leaving)
    } catch (error) {
      // With a case on the screen, a failed prefetch costs nothing but the wait at the next key.
      if (get().status === 'loading') fail(error)
    }
  }

  async function open(id: string, trail: 'extend' | 'keep'): Promise<void> {
    set({ status: 'loading', detail: null, failure: null, picker: null, reasons: [] })
    try {
      put(await core.review.open({ caseId: id }), trail)
    } catch (error) {
      fail(error)
    }
  }

  async function openApplication(id: string): Promise<void> {
    set({ status: 'loading', detail: null, failure: null })
    try {
      const detail = await core.review.openApplication({ applicationId: id })
      if (detail === null) set({ status: 'no-case' })
      else put(detail)
    } catch (error) {
      fail(error)
    }
  }

  /** The shown case as it stands now, after something was done to it that leaves it on the screen. */
  async function refresh(): Promise<void> {
    const id = get().detail?.case.id
    if (id === undefined) return
    const detail = await core.review.open({ caseId: id })
    if (get().detail?.case.id === id) set({ detail })
  }

  return {
    status: 'loading',
    detail: null,
    following: null,
    failure: null,
    trail: [],
    place: -1,
    picker: null,
    reasons: [],
    watch: started(0),

    show: async target => {
      if (target.show === 'next') return advance(null)
      if (target.show === 'application') return openApplication(target.id)
      // The address was only corrected to what is on the screen already.
      if (get().detail?.case.id === target.id) return
      await open(target.id, 'extend')
      if (get().following === null) await refill(null).catch(() => {})
    },
    next: () => advance(get().detail?.case.id ?? null),
    walk: async step => {
      const place = get().place + step
      const id = get().trail[place]
      if (id === undefined) return
      set({ place })
      await open(id, 'keep')
    },
    pick: picker => {
      const { detail } = get()
      if (picker === null || (detail !== null && detail.case.state !== 'decided')) set({ picker, reasons: [] })
    },
    toggleReason: id =>
      set(({ reasons }) => ({
        reasons: reasons.includes(id) ? reasons.filter(each => each !== id) : [...reasons, id],
      })),
    decide: async () => {
      const { detail, picker: outcome, reasons, watch } = get()
      if (detail === null || outcome === null || reasons.length === 0) return
      const { id, applicationId, number, version } = detail.case
      const note = useDrafts.getState().texts[id] ?? ''
      const saving = useSent
        .getState()
        .decide(
          { caseId: id, basedOn: version, outcome, reasons: [...reasons], note, ...read(watch, performance.now()) },
          { applicationId, number },
        )
      await advance(id, saving)
    },
    reopen: id => open(id, 'extend'),
    documentsReceived: async () => {
      const { detail } = get()
      if (detail === null) return
      try {
        await core.review.documentsReceived({ caseId: detail.case.id, basedOn: detail.case.version, note: '' })
        await refresh()
      } catch (error) {
        set({ failure: failureOf(error) })
      }
    },
    renewClaim: async () => {
      const { detail } = get()
      if (detail?.claim?.mine) await refresh().catch(() => {})
    },
    leave: () => {
      const { detail, following } = get()
      for (const each of [detail, following]) {
        if (each?.claim?.mine) void core.review.release({ caseId: each.case.id }).catch(() => {})
      }
      set({ detail: null, following: null, status: 'loading', picker: null })
    },
    look: visible =>
      set(({ watch }) => ({ watch: visible ? resumed(watch, performance.now()) : paused(watch, performance.now()) })),
  }
})
