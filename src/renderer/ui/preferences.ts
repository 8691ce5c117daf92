/** How a person likes the room: language, theme, whether the detail pane is open. */
import { z } from 'zod'
import { create } from 'zustand'
import { NOBODY, recall, remember } from './remembered.ts'

const shape = z.object({
  language: z.enum(['zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  pane: z.boolean(),
})
export type Preferences = z.infer<typeof shape>

interface PreferencesStore extends Preferences {
  person: string
  /** True once the language was chosen by somebody, not guessed from the machine. */
  languageChosen: boolean
  set(change: Partial<Preferences>): void
  /** Takes up what `person` left; whoever has left nothing keeps what is on the screen. */
  becomes(person: string): void
}

const guess: Preferences = {
  language: navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
  theme: 'system',
  pane: true,
}
const before = recall(NOBODY, 'preferences', shape)

export const usePreferences = create<PreferencesStore>()((set, get) => ({
  ...(before ?? guess),
  person: NOBODY,
  languageChosen: before !== undefined,
  set: change => {
    set({ ...change, ...(change.language === undefined ? {} : { languageChosen: true }) })
    const { language, theme, pane, person } = get()
    remember(person, 'preferences', { language, theme, pane })
    // The sign-in page speaks the language and wears the theme that was used last.
    remember(NOBODY, 'preferences', { language, theme, pane })
  },
  becomes: person => {
    if (person === get().person) return
    set({ person, ...recall(person, 'preferences', shape) })
  },
}))
