/** A long job under way: a figure, a bar, and a way out. */
import { Button } from 'antd'
import type { Job } from '../../protocol/desktop/app.ts'
import { core } from '../connection/core.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import css from './ui.module.css'

export function Bar({ done, of, label }: { done: number; of: number | null; label: string }) {
  const known = of !== null && of > 0
  return (
    <div
      className={css.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      {...(known ? { 'aria-valuemax': of, 'aria-valuenow': done } : {})}
    >
      {known ? (
        <div className={css.barFill} style={{ width: `${Math.min(100, (done / of) * 100)}%` }} />
      ) : (
        <div className={`${css.barFill} ${css.barUnknown}`} />
      )}
    </div>
  )
}

export function JobProgress({ job }: { job: Job }) {
  const { t } = useTexts()
  const label = t(`job.${job.kind}`)
  const figure =
    job.of === null
      ? t('job.figure-open', { done: count(job.done) })
      : t('job.figure', { done: count(job.done), of: count(job.of) })
  return (
    <div className={css.job}>
      <div className={css.jobFigure}>
        <span>{label}</span>
        <span>{figure}</span>
      </div>
      <Bar done={job.done} of={job.of} label={label} />
      <div>
        <Button onClick={() => void core.app.cancelJob({ id: job.id })}>{t('job.cancel')}</Button>
      </div>
    </div>
  )
}
