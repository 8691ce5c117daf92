/** The bar beneath the queue: how many there are, how many are ticked, and what can be done to all of them at once. */
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Panel.tsx'
import { Said, say } from '../ui/said.tsx'
import { BULK_LIMIT, useBulk } from './bulk.ts'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'
import { OUTCOME_KEYS, type ReviewOutcome } from './reasons.ts'
import { SentBar } from './SentBar.tsx'
import { useSent } from './sent-store.ts'
import { useTakeBack } from './take-back.ts'

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

function BulkActions() {
  const { t } = useTexts()
  const { may, ticked, cases, possible } = useBulk()
  const choose = (bulk: ReviewOutcome) => {
    const { length } = useQueue.getState().selected
    if (length === 0) say(t('bulk.tick-first'))
    else if (length <= BULK_LIMIT) useQueue.setState({ bulk })
  }
  // The keys are for those that were ticked one by one: all of a filter is never one key away.
  useKeys(Object.fromEntries(OUTCOME_KEYS.map(({ outcome, key }) => [key.toLowerCase(), () => choose(outcome)])), {
    enabled: may,
  })
  if (!may) return null
  if (!possible) return <span className={css.hint}>{t('bulk.limit', { limit: count(BULK_LIMIT) })}</span>
  return (
    <div className={css.bulkActions} role="toolbar" aria-label={t('queue.bulk')}>
      {OUTCOME_KEYS.map(({ outcome, key }) => (
        <button
          // What is done to all is another button than what is done to some: the keyboard does not stay on it.
          key={`${outcome}-${ticked}`}
          type="button"
          className={css.bulkAction}
          aria-keyshortcuts={ticked ? key : undefined}
          onClick={() => useQueue.setState({ bulk: outcome })}
        >
          {t(ticked ? `bulk.some-${outcome}` : `bulk.all-${outcome}`, { cases: count(cases) })}
          {ticked ? <Key>{key}</Key> : null}
        </button>
      ))}
    </div>
  )
}
