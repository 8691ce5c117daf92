/** What became of the decision sent last: saving, saved with the seconds in which it can be taken back, or not saved. */

import { openCase } from '../app/route.ts'
import { failureText } from '../i18n/failure.ts'
import { count } from '../i18n/format.ts'
import { type Texts, useTexts } from '../i18n/index.ts'
import { useNow } from '../ui/clock.ts'
import { Key } from '../ui/Panel.tsx'
import css from './decide.module.css'
import { type Sent, useSent } from './sent-store.ts'

/** After so long one wonders. */
const SLOW_S = 5

function subject({ t, coded }: Texts, { one, cases, outcome }: Sent): string {
  const what = coded('outcome', outcome, null)
  return one === null ? t('sent.many', { what, cases: count(cases) }) : t('sent.one', { what, number: one.number })
}

export function SentBar({ takeBack }: { takeBack: () => void }) {
  const texts = useTexts()
  const { sent, dismiss } = useSent()
  if (sent === null) return null
  const about = subject(texts, sent)
  const { t } = texts
  switch (sent.phase) {
    case 'saving':
    case 'taking-back':
      return <WaitingLine words={t(`sent.${sent.phase}`, { about })} about={about} since={sent.since} />
    case 'unanswered':
      return (
        <span className={`${css.sent} ${css.attention}`} role="status">
          ▲ {unanswered(texts, sent, about)}{' '}
          <button type="button" className={css.link} onClick={dismiss}>
            {t('sent.dismiss')}
          </button>
        </span>
      )
    case 'taken-back':
      return (
        <span className={css.sent} role="status">
          {t('sent.taken-back', { about })}
        </span>
      )
    case 'saved':
      return <SavedLine sent={sent} about={about} takeBack={takeBack} />
    case 'not-saved':
    case 'not-taken-back':
      return (
        <span className={`${css.sent} ${css.decline}`} role="alert">
          ✕ {t(`sent.${sent.phase}`, { about, why: sent.failure === null ? '' : failureText(texts, sent.failure) })}{' '}
          {sent.one === null ? null : (
            <button type="button" className={css.link} onClick={() => sent.one && openCase(sent.one.caseId)}>
              {t('sent.back-to-it')}
            </button>
          )}{' '}
          <button type="button" className={css.link} onClick={dismiss}>
            {t('sent.dismiss')}
          </button>
        </span>
      )
  }
}

/** What is known of a call that the core did not answer, and what happens now. */
function unanswered(texts: Texts, { one, failure }: Sent, about: string): string {
  const { t } = texts
  if (failure?.kind === 'not-known') return t('sent.not-known', { about, why: failureText(texts, failure) })
  return t(one === null ? 'sent.unanswered-many' : 'sent.unanswered', { about })
}

function WaitingLine({ words, about, since }: { words: string; about: string; since: number }) {
  const { t } = useTexts()
  const seconds = Math.floor((useNow() - since) / 1_000)
  return (
    <span className={css.sent} role="status">
      {seconds < SLOW_S ? words : t('sent.slow', { about, seconds })}
    </span>
  )
}

function SavedLine({ sent, about, takeBack }: { sent: Sent; about: string; takeBack: () => void }) {
  const { t } = useTexts()
  const now = useNow()
  const seconds = sent.undo === null ? 0 : Math.ceil((Date.parse(sent.undo.until) - now) / 1_000)
  return (
    <span className={css.sent} role="status">
      <span className={css.approve}>● {t('sent.saved')}</span> {about}
      {sent.skipped > 0 ? ` · ${t('sent.skipped', { cases: count(sent.skipped) })}` : null}
      {seconds > 0 ? (
        <button type="button" className={css.link} onClick={takeBack} aria-keyshortcuts="Z">
          {t('sent.take-back')} <Key>Z</Key> {t('unit.seconds', { value: seconds })}
        </button>
      ) : null}
    </span>
  )
}
