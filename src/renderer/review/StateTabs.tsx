/** The states a case can be in, with how many are in each. */
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import ui from '../ui/ui.module.css'
import type { StateTab } from './query.ts'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'

export function StateTabs() {
  const { t } = useTexts()
  const { tab, counts, chooseTab } = useQueue()
  const figures: readonly (readonly [StateTab, number | null])[] = [
    ['waiting', counts?.waiting ?? null],
    ['awaiting-documents', counts?.awaitingDocuments ?? null],
    ['escalated', counts?.escalated ?? null],
    ['decided', counts?.decided ?? null],
    ['all', null],
  ]
  return (
    <fieldset className={css.tabs}>
      <legend className={ui.hidden}>{t('column.state')}</legend>
      {figures.map(([state, figure]) => (
        <button
          key={state}
          type="button"
          className={css.tab}
          aria-pressed={state === tab}
          onClick={() => chooseTab(state)}
        >
          {t(`state.${state}`)}
          {figure === null ? null : <strong>{count(figure)}</strong>}
        </button>
      ))}
    </fieldset>
  )
}
