/** 'Saved' beside the control that was changed, until one has seen it. */
import { useEffect, useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import css from './ui.module.css'

const SHOWN_MS = 5_000

/** What was saved last, and how to say what is. */
export function useSaved<T>(): [saved: T | null, tell: (what: T) => void] {
  const [saved, setSaved] = useState<{ what: T } | null>(null)
  useEffect(() => {
    if (saved === null) return
    const timer = setTimeout(() => setSaved(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [saved])
  return [saved?.what ?? null, what => setSaved({ what })]
}

/** Always there, since only what changes within such a region is read out. */
export function Saved({ shown }: { shown: boolean }) {
  const { t } = useTexts()
  return (
    <span className={css.saved} role="status">
      {shown ? `✓ ${t('save.saved')}` : ''}
    </span>
  )
}
