/** What was not known when it was decided, and why not. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { useTexts } from '../i18n/index.ts'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import css from './case.module.css'

export function Unknown({ unknown }: { unknown: CaseDetail['unknown'] }) {
  const { t, pick } = useTexts()
  return (
    <Panel title={t('case.unknown')} about={t('case.unknown-count', { count: unknown.length })}>
      <table className={ui.table}>
        <tbody>
          {unknown.map(({ fact, reason }) => (
            <tr key={fact.en}>
              <td className={css.mark}>
                <span className={reason === 'error' ? css.decline : ui.soft} aria-hidden="true">
                  {reason === 'error' ? '✕' : '?'}
                </span>
              </td>
              <td>{pick(fact)}</td>
              <td className={`${ui.number} ${ui.soft}`}>{t(`unknown.${reason}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
