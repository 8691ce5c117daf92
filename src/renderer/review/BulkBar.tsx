/** The bar beneath the queue: how many there are, how many are ticked, and what can be done to all of them at once. */
import { mayDecide } from '../app/places.ts'
import { usePerson, useReadOnly } from '../app/session.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { useKeys } from '../ui/keys.ts'
import { Said } from '../ui/said.tsx'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'
import { OUTCOME_KEYS } from './reasons.ts'
import { SentBar } from './SentBar.tsx'
import { useSent } from './sent-store.ts'
import { useTakeBack } from './take-back.ts'

/** The core takes no more at once. */
export const BULK_LIMIT = 10_000

export function BulkBar() {
  const { t } = useTexts()
  const { selected, total, bulk } = useQueue()
  const sent = useSent(state => state.sent)
  const takeBack = useTakeBack()
  useKeys({ z: takeBack }, { enabled: bulk === null })
  return (
    <footer className={css.bar}>
      {total === null ? null : (
        <span>
          {selected.length > 0
            ? t('queue.selected', { count: selected.length, cases: count(selected.length) })
            : t('queue.total', { count: total, cases: count(total) })}
        </span>
      )}
      <BulkActions />
      <span className={css.space} />
      <Said />
      {sent === null ? null : <SentBar takeBack={takeBack} />}
    </footer>
  )
}

/** The ticked ones; without ticks, all that a filter has narrowed down to. Never simply everything. */
function BulkActions() {
  const { t } = useTexts()
  const { selected, total, tab, filters, groups } = useQueue()
  const { roles } = usePerson()
  const readOnly = useReadOnly()
  const ticked = selected.length > 0
  const narrowed = Object.keys(filters).length + Object.keys(groups).length > 0
  const cases = ticked ? selected.length : narrowed ? (total ?? 0) : 0
  if (readOnly || !mayDecide(roles) || tab === 'decided' || (total ?? 0) === 0) return null
  if (cases === 0 || cases > BULK_LIMIT) {
    return <span className={css.hint}>{t('bulk.limit', { limit: count(BULK_LIMIT) })}</span>
  }
  return (
    <div className={css.bulkActions} role="toolbar" aria-label={t('queue.bulk')}>
      {OUTCOME_KEYS.map(({ outcome }) => (
        <button
          // What is done to all is another button than what is done to some: the keyboard does not stay on it.
          key={`${outcome}-${ticked}`}
          type="button"
          className={css.bulkAction}
          onClick={() => useQueue.setState({ bulk: outcome })}
        >
          {t(ticked ? `bulk.some-${outcome}` : `bulk.all-${outcome}`, { cases: count(cases) })}
        </button>
      ))}
    </div>
  )
}
