/** What state the desktop is in and who works in this window; the core tells, this remembers the last that it told. */
import { create } from 'zustand'
import type { AppState, PersonView } from '../../protocol/desktop/app.ts'
import { connection, core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { usePreferences } from '../ui/preferences.ts'
import { QUEUE, settle } from './route.ts'

interface SessionStore {
  state: AppState | null
  failure: Failure | null
  /**
   * Who works here. A core that crashed has forgotten its sessions: the person stays, with all that they typed, and is
   * only asked for the passphrase again.
   */
  person: PersonView | null
  take(state: AppState): void
  leave(): void
}

export const useSession = create<SessionStore>()((set, get) => ({
  state: null,
  failure: null,
  person: null,
  take: state => {
    const { me } = state
    set({ state, failure: null, ...(me === null ? {} : { person: me }) })
    if (me !== null) usePreferences.getState().becomes(me.id)
    // Before anyone has chosen, the company's language is a better guess than the machine's.
    const preferences = usePreferences.getState()
    if (!preferences.languageChosen && state.company !== null && preferences.language !== state.company.language) {
      preferences.set({ language: state.company.language })
    }
  },
  leave: () => {
    const { state } = get()
    set({ person: null, state: state === null ? null : { ...state, me: null } })
  },
}))

export function followApp(): () => void {
  return connection.follow(
    signal => core.app.watch(undefined, { signal }),
    state => useSession.getState().take(state),
    error => useSession.setState({ failure: failureOf(error) }),
  )
}

/** Who signed in last in this window. */
let before: string | null = null

export async function signIn(person: string, passphrase: string): Promise<void> {
  const state = await core.app.signIn({ person, passphrase })
  // Somebody else begins at the queue, not in the middle of what another was doing.
  if (before !== null && before !== person) settle(QUEUE)
  before = person
  useSession.getState().take(state)
}

export async function signOut(): Promise<void> {
  const state = await core.app.signOut()
  useSession.getState().leave()
  useSession.getState().take(state)
}

/** The person of this window; only for what is shown inside the frame, where there always is one. */
export function usePerson(): PersonView {
  const person = useSession(session => session.person)
  if (person === null) throw new Error('nobody has signed in')
  return person
}

/** True while the core has forgotten who works here: what needs a person waits until they are back. */
export function useAway(): boolean {
  return useSession(({ person, state }) => person !== null && state?.me == null)
}

export function useReadOnly(): boolean {
  return useSession(session => session.state?.journal.state === 'read-only')
}
