/** Why one decides so: reasons by number, the note, and Enter. Lies over the bar, so that nothing on the case moves. */
import { useEffect, useRef } from 'react'
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { amount } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { useFocusBack } from '../ui/Dialog.tsx'
import { useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Panel.tsx'
import { useCase } from './case-store.ts'
import css from './decide.module.css'
import { typeDraft, useDrafts } from './drafts.ts'
import { NOTE_LENGTH } from './Note.tsx'
import { ReasonList, reasonKeys } from './ReasonList.tsx'
import { OUTCOME_KEYS, type ReviewOutcome } from './reasons.ts'

interface PickerProps {
  outcome: ReviewOutcome
  detail: CaseDetail
}

export function Picker({ outcome, detail }: PickerProps) {
  const { t } = useTexts()
  const { id, number, amountFen } = detail.case
  const reasons = useCase(state => state.reasons)
  const note = useDrafts(drafts => drafts.texts[id] ?? '')
  const box = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const { pick, toggleReason, decide } = useCase.getState()
  const confirm = () => void decide()
  const ready = reasons.length > 0
  useKeys(
    {
      ...reasonKeys(outcome, toggleReason),
      // Whoever means another decision presses its key: what was ticked for this one does not go with it.
      ...Object.fromEntries(OUTCOME_KEYS.map(({ outcome: other, key }) => [key.toLowerCase(), () => pick(other)])),
      m: () => area.current?.focus(),
      escape: () => pick(null),
      enter: confirm,
      'ctrl+enter': confirm,
    },
    { modal: true },
  )
  useFocusBack()
  useEffect(() => {
    box.current?.focus()
  }, [])
  const title = t(`picker.${outcome}`, {
    number,
    amount: t(detail.case.currency === 'USD' ? 'unit.usd' : 'unit.fen', { value: amount(amountFen) }),
  })
  return (
    <div ref={box} className={css.picker} role="dialog" aria-label={title} tabIndex={-1} data-outcome={outcome}>
      <h2>{title}</h2>
      <ReasonList outcome={outcome} chosen={reasons} toggle={toggleReason} />
      <textarea
        ref={area}
        className={css.pickerNote}
        rows={2}
        aria-label={t('case.note')}
        placeholder={`${t('case.note-placeholder')} (M)`}
        maxLength={NOTE_LENGTH}
        value={note}
        onChange={event => typeDraft(id, event.target.value)}
      />
      <div className={css.pickerFoot}>
        <span>
          {ready ? t('picker.undo') : t(outcome === 'ask-documents' ? 'picker.choose-documents' : 'picker.choose')}
        </span>
        <button type="button" className={css.link} onClick={() => pick(null)}>
          {t('picker.cancel')} <Key>Esc</Key>
        </button>
        <button type="button" className={css.confirm} disabled={!ready} onClick={confirm}>
          {t(`action.${outcome}`)} <Key>Enter</Key>
        </button>
      </div>
    </div>
  )
}
