/** Deciding many at once: says how many, why, and that it is one entry which can be taken back as one. */
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../app/session.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Key } from '../ui/Panel.tsx'
import { useBulkSums } from './bulk.ts'
import css from './decide.module.css'
import { NOTE_LENGTH } from './Note.tsx'
import { useQueue } from './queue-store.ts'
import { ReasonList, reasonKeys } from './ReasonList.tsx'
import type { ReviewOutcome } from './reasons.ts'
import { useSent } from './sent-store.ts'
import { sumsText } from './sums.ts'

export function BulkDialog({ outcome }: { outcome: ReviewOutcome }) {
  const texts = useTexts()
  const { t } = texts
  const { selected, total } = useQueue()
  const sums = useBulkSums()
  const seconds = useSession(session => session.state?.takeBackSeconds ?? 0)
  const [reasons, setReasons] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const expected = selected.length > 0 ? selected.length : (total ?? 0)
  const ready = reasons.length > 0
  const close = () => useQueue.setState({ bulk: null })
  const decide = () => {
    if (!ready) return
    const { query } = useQueue.getState()
    close()
    void useSent
      .getState()
      .decideMany({
        query: selected.length > 0 ? null : query(),
        caseIds: selected.length > 0 ? selected.map(row => row.id) : null,
        expected,
        outcome,
        reasons: [...reasons],
        note,
      })
      .then(() => useQueue.setState(state => ({ stale: state.stale + 1, selected: [] })))
  }
  const toggle = (id: string) =>
    setReasons(before => (before.includes(id) ? before.filter(each => each !== id) : [...before, id]))
  return (
    <Dialog
      title={t(`bulk.title-${outcome}`, { count: expected, cases: count(expected) })}
      close={close}
      keys={{ ...reasonKeys(outcome, toggle), enter: decide, 'ctrl+enter': decide }}
      footer={[
        <Button key="cancel" onClick={close}>
          {t('picker.cancel')}
        </Button>,
        <Button key="decide" type="primary" disabled={!ready} onClick={decide}>
          {t(`bulk.some-${outcome}`, { cases: count(expected) })} <Key>Enter</Key>
        </Button>,
      ]}
    >
      <p className={css.dialogSum}>{sums === null ? '\u00a0' : t('bulk.sum', { sum: sumsText(texts, sums) })}</p>
      <p className={css.dialogText}>{seconds === 0 ? t('bulk.about-final') : t('bulk.about', { seconds })}</p>
      <ReasonList outcome={outcome} chosen={reasons} toggle={toggle} />
      <textarea
        className={css.pickerNote}
        rows={2}
        aria-label={t('case.note')}
        placeholder={t('bulk.note')}
        maxLength={NOTE_LENGTH}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
    </Dialog>
  )
}
