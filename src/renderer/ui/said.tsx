/** A few words in answer to a key that can do nothing now; they go by themselves, before they are no longer true. */
import { create } from 'zustand'
import css from './ui.module.css'

const SHOWN_MS = 6_000

const useSaid = create<{ words: string }>()(() => ({ words: '' }))

let timer: ReturnType<typeof setTimeout> | undefined

export function say(words: string): void {
  clearTimeout(timer)
  useSaid.setState({ words })
  timer = setTimeout(() => useSaid.setState({ words: '' }), SHOWN_MS)
}

/** Always there, since only what changes within such a region is read out. */
export function Said() {
  const words = useSaid(state => state.words)
  return (
    <span className={css.said} role="status">
      {words}
    </span>
  )
}
