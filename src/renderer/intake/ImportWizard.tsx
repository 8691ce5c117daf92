/** From a file to applications: choose, map, try, import, decide. */
import { Button } from 'antd'
import { Screen } from '../app/Screen.tsx'
import { useReadOnly } from '../app/session.ts'
import { bytes } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { useLoadNames } from '../review/names-store.ts'
import { Bar, JobProgress } from '../ui/JobProgress.tsx'
import { useJob } from '../ui/jobs.ts'
import { FailureNotice, Notice } from '../ui/State.tsx'
import { FileStep } from './FileStep.tsx'
import css from './intake.module.css'
import { type Step, useIntake } from './intake-store.ts'
import { MappingStep } from './MappingStep.tsx'
import { ResultStep } from './ResultStep.tsx'

const STAGES = ['file', 'mapping', 'trial', 'import', 'decide'] as const
const STAGE_OF: Record<Step, (typeof STAGES)[number]> = {
  file: 'file',
  uploading: 'file',
  mapping: 'mapping',
  trying: 'trial',
  tried: 'trial',
  importing: 'import',
  imported: 'import',
  deciding: 'decide',
  decided: 'decide',
}

export function ImportWizard({ openPalette }: { openPalette: () => void }) {
  const { t } = useTexts()
  const { step, fileName, failure } = useIntake()
  const readOnly = useReadOnly()
  useLoadNames()
  const started = useIntake(intake => intake.job)
  const job = useJob(started, ended => void useIntake.getState().jobEnded(ended), useIntake.getState().jobLost)
  return (
    <Screen
      openPalette={openPalette}
      crumbs={[{ text: t('place.import') }, ...(fileName === '' ? [] : [{ text: fileName }])]}
    >
      <Stages current={STAGE_OF[step]} />
      <div className={css.content}>
        {readOnly ? <Notice tone="attention">{t('hindrance.read-only')}</Notice> : null}
        {failure === null ? null : <FailureNotice failure={failure} />}
        {step === 'file' && !readOnly ? <FileStep /> : null}
        {step === 'uploading' ? <Uploading /> : null}
        {step === 'mapping' ? <MappingStep /> : null}
        {step === 'tried' || step === 'imported' || step === 'decided' ? <ResultStep /> : null}
        {step === 'trying' || step === 'importing' || step === 'deciding' ? (
          <div className={css.under}>{job === null ? null : <JobProgress job={job} />}</div>
        ) : null}
      </div>
    </Screen>
  )
}

function Stages({ current }: { current: (typeof STAGES)[number] }) {
  const { t } = useTexts()
  const at = STAGES.indexOf(current)
  return (
    <ol className={css.stages} aria-label={t('intake.stages')}>
      {STAGES.map((stage, place) => (
        <li key={stage} aria-current={stage === current ? 'step' : undefined} data-done={place < at}>
          <span className={css.stageMark}>{place < at ? '✓' : place + 1}</span> {t(`intake.stage-${stage}`)}
        </li>
      ))}
    </ol>
  )
}

function Uploading() {
  const { t } = useTexts()
  const { sent, bytes: whole, fileName, cancelUpload } = useIntake()
  return (
    <div className={css.under}>
      <p>{t('intake.uploading', { file: fileName })}</p>
      <Bar done={sent} of={whole} label={t('intake.uploading', { file: fileName })} />
      <p className={css.soft}>{t('job.figure', { done: bytes(sent), of: bytes(whole) })}</p>
      <div>
        <Button onClick={cancelUpload}>{t('job.cancel')}</Button>
      </div>
    </div>
  )
}
