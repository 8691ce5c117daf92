/** The note being written on a case; it goes with the decision, and is kept until then. */
import { useEffect, useRef } from 'react'
import { clockTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { useKeys } from '../ui/keys.ts'
import { Key, Panel } from '../ui/Panel.tsx'
import css from './case.module.css'
import { typeDraft, useDrafts } from './drafts.ts'

export const NOTE_LENGTH = 4_000

export function Note({ caseId, closed }: { caseId: string; closed: boolean }) {
  const { t } = useTexts()
  const area = useRef<HTMLTextAreaElement>(null)
  const text = useDrafts(drafts => drafts.texts[caseId] ?? '')
  useKeys({ m: () => area.current?.focus() }, { enabled: !closed })
  useEscapeLeaves(area)
  if (closed) return null
  return (
    <Panel title={t('case.note')} about={<DraftState caseId={caseId} />} aside={<Key>M</Key>}>
      <textarea
        ref={area}
        className={css.note}
        aria-label={t('case.note')}
        placeholder={t('case.note-placeholder')}
        maxLength={NOTE_LENGTH}
        value={text}
        onChange={event => typeDraft(caseId, event.target.value)}
      />
    </Panel>
  )
}

/** Escape first leaves the note and only then the case. */
function useEscapeLeaves(area: React.RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const element = area.current
    if (element === null) return
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.stopPropagation()
      element.blur()
    }
    element.addEventListener('keydown', leave)
    return () => element.removeEventListener('keydown', leave)
  }, [area])
}

function DraftState({ caseId }: { caseId: string }) {
  const { t } = useTexts()
  const waiting = useDrafts(drafts => drafts.waiting.has(caseId))
  const savedAt = useDrafts(drafts => drafts.savedAt[caseId])
  if (waiting) return t('note.saving')
  return savedAt === undefined ? null : t('note.saved', { time: clockTime(savedAt) })
}
