/**
 * Notes being written. Each is handed to the core half a second after the last key; what could not be handed over (the
 * core is gone, nobody is signed in) stays here and goes as soon as it can.
 */

import { create } from 'zustand'
import { draftKeyOf } from '../../protocol/desktop/review.ts'
import { useSession } from '../app/session.ts'
import { connection, core } from '../connection/core.ts'

const PAUSE_MS = 500

interface DraftsStore {
  /** Notes by case, as typed. */
  texts: Readonly<Record<string, string>>
  /** When a case's note was last known to be safe. */
  savedAt: Readonly<Record<string, string>>
  waiting: ReadonlySet<string>
}

export const useDrafts = create<DraftsStore>()(() => ({ texts: {}, savedAt: {}, waiting: new Set() }))

const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Takes up what the core kept, unless something newer is being typed here. */
export function takeUpDraft(caseId: string, kept: string | null): void {
  useDrafts.setState(({ texts, waiting }) => (waiting.has(caseId) ? {} : { texts: { ...texts, [caseId]: kept ?? '' } }))
}

export function typeDraft(caseId: string, text: string): void {
  useDrafts.setState(({ texts, waiting }) => ({
    texts: { ...texts, [caseId]: text },
    waiting: new Set(waiting).add(caseId),
  }))
  clearTimeout(timers.get(caseId))
  timers.set(
    caseId,
    setTimeout(() => void save(caseId), PAUSE_MS),
  )
}

/** A decided case's note went with the decision. */
export function dropDraft(caseId: string): void {
  clearTimeout(timers.get(caseId))
  useDrafts.setState(({ texts, waiting }) => {
    const { [caseId]: _, ...others } = texts
    return { texts: others, waiting: without(waiting, caseId) }
  })
}

async function save(caseId: string): Promise<void> {
  const text = useDrafts.getState().texts[caseId]
  if (text === undefined) return
  try {
    await core.app.saveDraft({ key: draftKeyOf(caseId), text })
  } catch {
    // Still in `waiting`: the screen says so, and `saveWaiting` comes back to it.
    return
  }
  useDrafts.setState(({ texts, savedAt, waiting }) => ({
    savedAt: { ...savedAt, [caseId]: new Date().toISOString() },
    waiting: texts[caseId] === text ? without(waiting, caseId) : waiting,
  }))
}

function saveWaiting(): void {
  if (connection.state !== 'open' || useSession.getState().state?.me === null) return
  for (const caseId of useDrafts.getState().waiting) void save(caseId)
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const rest = new Set(set)
  rest.delete(id)
  return rest
}

useSession.subscribe((now, before) => {
  if (now.state?.me?.id !== before.state?.me?.id) saveWaiting()
})
window.addEventListener('pagehide', saveWaiting)
