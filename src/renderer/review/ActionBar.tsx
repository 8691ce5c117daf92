/** The bar beneath a case: one key for each decision, what was just sent, and who is next. */
import { mayDecide } from '../app/places.ts'
import { usePerson, useReadOnly } from '../app/session.ts'
import { useConnectionState } from '../connection/core.ts'
import { useTexts } from '../i18n/index.ts'
import { usePersonName } from '../people/person-name.ts'
import { useMinute } from '../ui/clock.ts'
import { useKeys } from '../ui/keys.ts'
import { Name } from '../ui/Name.tsx'
import { Key } from '../ui/Panel.tsx'
import { Said } from '../ui/said.tsx'
import ui from '../ui/ui.module.css'
import { useCase } from './case-store.ts'
import { useLeft } from './deadline.ts'
import css from './decide.module.css'
import { useNames } from './names-store.ts'
import { Picker } from './Picker.tsx'
import { OUTCOME_KEYS } from './reasons.ts'
import { SentBar } from './SentBar.tsx'
import { type Sent, useSent } from './sent-store.ts'

const OPEN: ReadonlySet<Sent['phase']> = new Set(['saving', 'not-saved', 'taking-back', 'not-taken-back', 'unanswered'])

export function ActionBar({ takeBack }: { takeBack: () => void }) {
  const { t } = useTexts()
  const { detail, picker } = useCase()
  const hindrance = useHindrance()
  // What one waits for is said whatever hinders the next decision.
  const isOpen = useSent(({ sent }) => sent !== null && OPEN.has(sent.phase))
  const { pick, documentsReceived } = useCase.getState()
  const enabled = detail !== null && hindrance === null
  useKeys(Object.fromEntries(OUTCOME_KEYS.map(({ outcome, key }) => [key.toLowerCase(), () => pick(outcome)])), {
    enabled: enabled && picker === null,
  })
  return (
    <footer className={css.bar}>
      {picker === null || detail === null ? null : <Picker outcome={picker} detail={detail} />}
      <div className={css.actions} role="toolbar" aria-label={t('case.decide')}>
        {OUTCOME_KEYS.map(({ outcome, key }) => (
          <button
            key={outcome}
            type="button"
            className={css.action}
            data-outcome={outcome}
            disabled={!enabled}
            aria-keyshortcuts={key}
            aria-pressed={picker === outcome}
            onClick={() => pick(outcome)}
          >
            {t(`action.${outcome}`)} <Key>{key}</Key>
          </button>
        ))}
        {detail?.case.state === 'awaiting-documents' ? (
          <button type="button" className={css.action} disabled={!enabled} onClick={() => void documentsReceived()}>
            {t('action.documents-received')}
          </button>
        ) : null}
      </div>
      {hindrance === null ? null : <span className={css.hindrance}>{hindrance}</span>}
      {hindrance === null || isOpen ? <SentBar takeBack={takeBack} /> : null}
      <Said />
      <Following />
    </footer>
  )
}

/** Why nothing can be decided here now, in words. */
function useHindrance(): string | null {
  const { t } = useTexts()
  const { roles } = usePerson()
  const readOnly = useReadOnly()
  const personName = usePersonName()
  const connection = useConnectionState()
  const detail = useCase(state => state.detail)
  if (connection === 'replaced') return t('hindrance.replaced')
  if (connection !== 'open') return t('hindrance.lost')
  if (readOnly) return t('hindrance.read-only')
  if (!mayDecide(roles)) return t('hindrance.role')
  if (detail === null) return null
  if (detail.case.state === 'decided') return t('hindrance.decided')
  if (detail.case.state === 'escalated' && !roles.includes('supervisor')) return t('hindrance.escalated')
  if (detail.claim !== null && !detail.claim.mine)
    return t('hindrance.held', { person: personName(detail.claim.person) })
  return null
}

function Following() {
  const { t } = useTexts()
  const names = useNames()
  const following = useCase(state => state.following)
  const left = useLeft()
  const now = useMinute()
  const { next } = useCase.getState()
  return (
    <button type="button" className={css.following} onClick={() => void next()} aria-keyshortcuts="N">
      {following === null ? (
        t('keys.next')
      ) : (
        <>
          <span className={ui.soft}>{t('case.following')} </span>
          <strong>
            <Name>{following.case.lesseeName}</Name> · {names.scenario(following.case.scenario)}
          </strong>
          {following.case.deadlineAt === null ? null : (
            <span className={ui.soft}> {left(following.case.deadlineAt, now).words}</span>
          )}
        </>
      )}{' '}
      <Key>N</Key>
    </button>
  )
}
