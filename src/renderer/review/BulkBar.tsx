/** The bar beneath the queue: how many there are, how many are ticked, and what can be done to all of them at once. */
import { useReadOnly } from '../app/session.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { useKeys } from '../ui/keys.ts'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'
import { OUTCOME_KEYS } from './reasons.ts'
import { SentBar } from './SentBar.tsx'
import { useSent } from './sent-store.ts'

/** The core takes no more at once. */
export const BULK_LIMIT = 10_000

export function BulkBar() {
  const { t } = useTexts()
  const { selected, total, tab } = useQueue()
  const sent = useSent(state => state.sent)
  const readOnly = useReadOnly()
  useKeys({ z: () => void useSent.getState().takeBack() })
  const all = selected.length === 0
  const cases = all ? (total ?? 0) : selected.length
  const possible = cases > 0 && !readOnly && tab !== 'decided'
  return (
    <footer className={css.bar}>
      <span>
        {selected.length > 0
          ? t('queue.selected', { count: selected.length, cases: count(selected.length) })
          : t('queue.total', { count: total ?? 0, cases: count(total ?? 0) })}
      </span>
      {possible ? (
        <div className={css.bulkActions} role="toolbar" aria-label={t('queue.bulk')}>
          {OUTCOME_KEYS.map(({ outcome }) => (
            <button
              key={outcome}
              type="button"
              className={css.bulkAction}
              disabled={cases > BULK_LIMIT}
              onClick={() => useQueue.setState({ bulk: outcome })}
            >
              {t(all ? `bulk.all-${outcome}` : `bulk.some-${outcome}`, { cases: count(cases) })}
            </button>
          ))}
        </div>
      ) : null}
      {cases > BULK_LIMIT && possible ? (
        <span className={css.hint}>{t('bulk.limit', { limit: count(BULK_LIMIT) })}</span>
      ) : null}
      <span className={css.space} />
      {sent === null ? null : <SentBar />}
    </footer>
  )
}
