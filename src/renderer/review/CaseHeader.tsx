/** The strip on top of a case: the system's suggestion, the figures it hangs on, and the time that is left. */
import type { ReactNode } from 'react'
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { amount, count, percent } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { usePersonName } from '../people/person-name.ts'
import { useMinute } from '../ui/clock.ts'
import { MARKS, toneOf } from '../ui/Outcome.tsx'
import css from './case.module.css'
import { useLeft } from './deadline.ts'
import { deadlineTitle } from './deadline-title.ts'
import { headline } from './headline.ts'

export function CaseHeader({ detail }: { detail: CaseDetail }) {
  const { t, coded } = useTexts()
  const { amountFen, currency, deadlineAt, state } = detail.case
  const personName = usePersonName()
  const { suggestion, ltv, paymentToIncome, termMonths, rate } = headline(detail)
  const tone = suggestion === null ? null : toneOf(suggestion)
  return (
    <section className={css.strip} aria-label={t('case.summary')}>
      {tone === null || suggestion === null ? null : (
        <strong className={`${css.suggestion} ${css[tone]}`}>
          <span aria-hidden="true">{MARKS[tone]}</span>{' '}
          {t('case.suggests', { outcome: coded('outcome', suggestion, null) })}
        </strong>
      )}
      <Figure label={t('case.reasons')}>{count(detail.case.reasons.length)}</Figure>
      <Figure label={t('case.amount')} unit={t(currency === 'USD' ? 'unit.dollar' : 'unit.yuan')}>
        {amount(amountFen)}
      </Figure>
      <Ratio label={t('case.ltv')} ratio={ltv} />
      <Ratio label={t('case.payment-to-income')} ratio={paymentToIncome} />
      {termMonths === null ? null : (
        <Figure label={t('case.term')}>{t('unit.months', { value: count(termMonths) })}</Figure>
      )}
      {rate === null ? null : <Figure label={t('case.rate')}>{percent(rate, 2)}</Figure>}
      <span className={css.stripSpace} />
      {state === 'waiting' ? null : <span className={css.stateWord}>{t(`state.${state}`)}</span>}
      {detail.claim !== null && !detail.claim.mine ? (
        <span className={css.attention}>
          <span aria-hidden="true">▲</span> {t('case.held-by', { person: personName(detail.claim.person) })}
        </span>
      ) : null}
      {deadlineAt === null || state === 'decided' ? null : <Deadline at={deadlineAt} />}
    </section>
  )
}

function Ratio({ label, ratio }: { label: string; ratio: CaseDetail['figures']['ltv'] }) {
  if (ratio === null) return null
  return (
    <Figure label={label} over={ratio.limit !== null && ratio.value > ratio.limit}>
      {percent(ratio.value)}
    </Figure>
  )
}

interface FigureProps {
  label: string
  unit?: string
  over?: boolean
  children: ReactNode
}

function Figure({ label, unit, over = false, children }: FigureProps) {
  return (
    <span className={css.figure}>
      <span className={css.figureLabel}>{label}</span>{' '}
      <strong className={over ? css.refer : undefined}>{children}</strong>
      {unit === undefined ? null : <span className={css.figureLabel}> {unit}</span>}
    </span>
  )
}

function Deadline({ at }: { at: string }) {
  const texts = useTexts()
  const { t } = texts
  const left = useLeft()(at, useMinute())
  return (
    <span className={css.figure} title={deadlineTitle(texts, at)}>
      <span className={css.figureLabel}>{t('case.deadline')}</span>{' '}
      <strong className={left.over ? css.over : undefined}>
        {left.over ? <span aria-hidden="true">▲ </span> : null}
        {left.words}
      </strong>
    </span>
  )
}
