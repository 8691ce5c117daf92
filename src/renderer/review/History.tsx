/** What happened to the application, newest first. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { placeholders } from '../i18n/failure.ts'
import { dateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { usePersonName } from '../people/person-name.ts'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'

export function History({ lines }: { lines: CaseDetail['history'] }) {
  const { t, coded, language } = useTexts()
  const personName = usePersonName()
  return (
    <Panel title={t('case.history')}>
      <table className={ui.table}>
        <tbody>
          {lines.toReversed().map(line => (
            <tr key={line.id}>
              <td className={ui.soft} style={{ whiteSpace: 'nowrap', width: '1%' }}>
                {dateTime(line.at, language)}
              </td>
              <td>{coded('history', line.kind, 'history.other', placeholders(line.detail))}</td>
              <td className={`${ui.soft} ${ui.number}`}>{personName(line.actor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
