/** How the journal stands: what it holds, what has been verified, what was cut, what is damaged and what to do. */
import { Button } from 'antd'
import { useState } from 'react'
import type { Job } from '../../protocol/desktop/app.ts'
import { damageText } from '../app/damage.ts'
import { usePerson, useSession } from '../app/session.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { bytes, count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { JobProgress } from '../ui/JobProgress.tsx'
import { useJob } from '../ui/jobs.ts'
import { Facts, Panel } from '../ui/Panel.tsx'
import { FailureNotice, Notice } from '../ui/State.tsx'
import css from './settings.module.css'

export function Journal() {
  const texts = useTexts()
  const { t } = texts
  const journal = useSession(session => session.state?.journal)
  const [checked, setChecked] = useState<'checking' | 'sound' | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  if (journal === undefined) return null
  const { verified, cut, damage } = journal
  const verify = async () => {
    setChecked('checking')
    setFailure(null)
    try {
      const view = await core.settings.verifyJournal()
      setChecked(view.damage === null ? 'sound' : null)
    } catch (error) {
      setChecked(null)
      setFailure(failureOf(error))
    }
  }
  return (
    <Panel title={t('journal.title')} about={t(`journal.state-${journal.state}`)}>
      {damage === null ? null : (
        <div className={css.inset}>
          <Notice tone="decline">{damageText(texts, damage)}</Notice>
        </div>
      )}
      <Facts
        lines={[
          [t('journal.entries'), count(journal.entries)],
          [t('journal.segments'), count(journal.segments)],
          [
            t('journal.head'),
            <code key="head" className={css.hash}>
              {journal.head || t('value.none')}
            </code>,
          ],
          [
            t('journal.verified'),
            verified === null
              ? t('journal.verified-all')
              : t('job.figure', { done: count(verified.done), of: count(verified.of) }),
          ],
          cut === null
            ? null
            : [t('journal.cut'), t('journal.cut-kept', { bytes: bytes(cut.bytes), file: cut.keptAs })],
        ]}
      />
      <div className={css.actions}>
        <Button loading={checked === 'checking'} onClick={() => void verify()}>
          {t('journal.verify')}
        </Button>
        <Rebuild />
        {checked === 'sound' ? (
          <span className={css.sound}>✓ {t('journal.sound', { entries: count(journal.entries) })}</span>
        ) : null}
      </div>
      {failure === null ? null : (
        <div className={css.inset}>
          <FailureNotice failure={failure} />
        </div>
      )}
    </Panel>
  )
}

/** Throws the view away and makes it again from the journal; nothing that was saved can be lost by it. */
function Rebuild() {
  const { t } = useTexts()
  const { roles } = usePerson()
  const [asking, setAsking] = useState(false)
  const [started, setStarted] = useState<Job | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const job = useJob(started, () => setStarted(null), setFailure)
  if (!roles.includes('administrator')) return null
  const start = () => {
    setAsking(false)
    setFailure(null)
    core.settings
      .rebuild()
      .then(setStarted)
      .catch(error => setFailure(failureOf(error)))
  }
  return (
    <>
      <Button disabled={job?.state === 'running'} onClick={() => setAsking(true)}>
        {t('journal.rebuild')}
      </Button>
      {job?.state === 'running' ? <JobProgress job={job} /> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {asking ? (
        <Dialog
          title={t('journal.rebuild')}
          close={() => setAsking(false)}
          footer={[
            <Button key="no" onClick={() => setAsking(false)}>
              {t('picker.cancel')}
            </Button>,
            <Button key="yes" type="primary" onClick={start}>
              {t('journal.rebuild')}
            </Button>,
          ]}
        >
          {t('journal.rebuild-about')}
        </Dialog>
      ) : null}
    </>
  )
}
