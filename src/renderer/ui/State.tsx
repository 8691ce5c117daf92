/** What a screen shows instead of its content: nothing there, or it could not be had. And lines that want notice. */

import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Failure } from '../connection/failure.ts'
import { failureText } from '../i18n/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { MARKS, type Tone } from './Outcome.tsx'
import css from './ui.module.css'

interface EmptyProps {
  title: string
  children?: ReactNode
  actions?: ReactNode
}

export function Empty({ title, children, actions }: EmptyProps) {
  return (
    <div className={css.state} role="status">
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {actions === undefined ? null : <div className={css.stateActions}>{actions}</div>}
    </div>
  )
}

export function Failed({ failure, again }: { failure: Failure; again: () => void }) {
  const texts = useTexts()
  return (
    <div className={css.state} role="alert">
      <h2>{texts.t('failed.title')}</h2>
      <p>{failureText(texts, failure)}</p>
      <div className={css.stateActions}>
        <Button onClick={again}>{texts.t('failed.again')}</Button>
      </div>
    </div>
  )
}

const NOTICE: Partial<Record<Tone, string | undefined>> = {
  approve: css.noticeApprove,
  decline: css.noticeDecline,
  attention: css.noticeAttention,
}

interface NoticeProps {
  tone: Tone
  children: ReactNode
  actions?: ReactNode
}

export function Notice({ tone, children, actions }: NoticeProps) {
  return (
    <div className={`${css.notice} ${NOTICE[tone] ?? ''}`} role={tone === 'decline' ? 'alert' : 'status'}>
      <span className={`${css.noticeMark} ${css[tone]}`} aria-hidden="true">
        {MARKS[tone]}
      </span>
      <span>{children}</span>
      {actions === undefined ? null : <span className={css.panelAside}>{actions}</span>}
    </div>
  )
}

export function FailureNotice({ failure, actions }: { failure: Failure; actions?: ReactNode }) {
  const texts = useTexts()
  return (
    <Notice tone="decline" actions={actions}>
      {failureText(texts, failure)}
    </Notice>
  )
}

export function Skeleton({ lines }: { lines: number }) {
  const widths = ['62%', '84%', '47%', '71%', '38%']
  return (
    <div className={css.job} style={{ padding: 12 }} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => line).map(line => (
        <div key={line} className={css.skeleton} style={{ width: widths[line % widths.length] }} />
      ))}
    </div>
  )
}
