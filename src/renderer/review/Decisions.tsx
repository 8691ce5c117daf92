/** Every decision on the application, a machine's or a person's, and its replay. */
import { useState } from 'react'
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { failureText } from '../i18n/failure.ts'
import { dateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { usePersonName } from '../people/person-name.ts'
import { Outcome } from '../ui/Outcome.tsx'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import css from './case.module.css'
import { useNames } from './names-store.ts'

type Decided = CaseDetail['decisions'][number]
type Replayed = Awaited<ReturnType<typeof core.review.replay>>

export function Decisions({ decisions }: { decisions: readonly Decided[] }) {
  const { t } = useTexts()
  return (
    <Panel title={t('case.decisions')}>
      <ul className={css.lines}>
        {decisions.toReversed().map(decision => (
          <DecisionLine key={decision.id} decision={decision} />
        ))}
      </ul>
    </Panel>
  )
}

function DecisionLine({ decision }: { decision: Decided }) {
  const { t, language } = useTexts()
  const names = useNames()
  const personName = usePersonName()
  const by = decision.automatic
    ? t('decision.automatic', { version: decision.rulebookVersion ?? t('value.none') })
    : personName(decision.by)
  return (
    <li>
      <div className={css.lineHead}>
        <Outcome outcome={decision.outcome} />
        <span className={ui.soft}>{dateTime(decision.at, language)}</span>
      </div>
      <div className={ui.soft}>
        {by}
        {decision.takenBackAt === null ? null : ` · ${t('decision.taken-back')}`}
      </div>
      {decision.automatic ? null : <div>{decision.reasons.map(names.reason).join(t('list.and'))}</div>}
      {decision.note === null || decision.note === '' ? null : (
        <blockquote className={css.quote}>{decision.note}</blockquote>
      )}
      {decision.automatic ? <Replay decisionId={decision.id} /> : null}
    </li>
  )
}

function Replay({ decisionId }: { decisionId: string }) {
  const texts = useTexts()
  const { t } = texts
  const [answer, setAnswer] = useState<Replayed | Failure | null>(null)
  const replay = () =>
    core.review
      .replay({ decisionId })
      .then(setAnswer)
      .catch(error => setAnswer(failureOf(error)))
  if (answer === null) {
    return (
      <button type="button" className={css.link} onClick={() => void replay()}>
        {t('decision.replay')}
      </button>
    )
  }
  if ('kind' in answer) return <div className={css.decline}>✕ {failureText(texts, answer)}</div>
  const tone = { same: css.approve, different: css.decline, erased: ui.soft }[answer.result]
  const mark = { same: '✓', different: '✕', erased: '○' }[answer.result]
  return (
    <div className={tone} role="status">
      {mark} {t(`decision.replay-${answer.result}`, { differs: answer.differs.join(t('list.and')) })}
    </div>
  )
}
