/** What a trial or an import came to: figures that add up, the rows that were not accepted, and what to do next. */
import { Button } from 'antd'
import { useState } from 'react'
import { go, NEXT_CASE, QUEUE } from '../app/route.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { download } from '../ui/download.ts'
import { MARKS, type Tone } from '../ui/Outcome.tsx'
import { Panel } from '../ui/Panel.tsx'
import { FailureNotice } from '../ui/State.tsx'
import ui from '../ui/ui.module.css'
import css from './intake.module.css'
import { useIntake } from './intake-store.ts'
import { RejectTable } from './RejectTable.tsx'

export function ResultStep() {
  const { t } = useTexts()
  const { step, result, rejects, decisions, run, back, decide, startOver } = useIntake()
  if (step === 'decided' && decisions !== null) return <Decided decisions={decisions} />
  if (result === null) return null
  const trial = step === 'tried'
  return (
    <>
      <Panel title={t(trial ? 'intake.trial-title' : 'intake.result-title')}>
        <div className={css.sum}>
          <SumPart label={t('intake.accepted')} figure={result.imported} tone="approve" />
          <span aria-hidden="true">+</span>
          <SumPart
            label={t('intake.rejected')}
            figure={result.rejected}
            tone={result.rejected > 0 ? 'decline' : null}
          />
          <span aria-hidden="true">+</span>
          <SumPart label={t('intake.duplicates')} figure={result.duplicates} tone={null} />
          <span aria-hidden="true">=</span>
          <SumPart label={t('intake.read')} figure={result.read} tone={null} />
        </div>
      </Panel>
      {rejects.length === 0 ? null : (
        <Panel
          title={t('intake.rejects')}
          about={t('intake.rejects-about', { shown: count(rejects.length), all: count(result.rejected) })}
          aside={<RejectsFile />}
        >
          <RejectTable rejects={rejects} />
        </Panel>
      )}
      <div className={css.foot}>
        {trial ? (
          <>
            <Button onClick={back}>{t('intake.back-to-mapping')}</Button>
            <span className={css.space} />
            <Button type="primary" disabled={result.imported === 0} onClick={() => void run()}>
              {t('intake.import', { count: result.imported, rows: count(result.imported) })}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={startOver}>{t('intake.another')}</Button>
            <span className={css.space} />
            <Button type="primary" onClick={() => void decide()}>
              {t('intake.decide-now')}
            </Button>
          </>
        )}
      </div>
    </>
  )
}

function SumPart({ label, figure, tone }: { label: string; figure: number; tone: Tone | null }) {
  return (
    <div className={css.sumPart}>
      <span className={ui.soft}>{label}</span>
      <strong className={tone === null ? undefined : ui[tone]}>
        {tone === null ? null : <span aria-hidden="true">{MARKS[tone]} </span>}
        {count(figure)}
      </strong>
    </div>
  )
}

function RejectsFile() {
  const { t, language } = useTexts()
  const jobId = useIntake(intake => intake.jobId)
  const [failure, setFailure] = useState<Failure | null>(null)
  if (jobId === null) return null
  const save = () =>
    core.intake
      .rejectsFile({ jobId, language })
      .then(({ content, fileName }) => download(content, fileName))
      .catch(error => setFailure(failureOf(error)))
  return failure === null ? (
    <Button onClick={() => void save()}>{t('intake.rejects-file')}</Button>
  ) : (
    <FailureNotice failure={failure} />
  )
}

function Decided({ decisions }: { decisions: { approve: number; refer: number; decline: number } }) {
  const { t } = useTexts()
  const { startOver } = useIntake()
  return (
    <>
      <Panel title={t('intake.decided-title')}>
        <div className={css.sum}>
          <SumPart label={t('outcome.approve')} figure={decisions.approve} tone="approve" />
          <SumPart label={t('outcome.refer')} figure={decisions.refer} tone="refer" />
          <SumPart label={t('outcome.decline')} figure={decisions.decline} tone="decline" />
        </div>
      </Panel>
      <div className={css.foot}>
        <Button onClick={startOver}>{t('intake.another')}</Button>
        <span className={css.space} />
        <Button onClick={() => go(QUEUE)}>
          {t('intake.to-queue', { count: decisions.refer, cases: count(decisions.refer) })}
        </Button>
        <Button type="primary" onClick={() => go(NEXT_CASE)}>
          {t('keys.next')}
        </Button>
      </div>
    </>
  )
}
