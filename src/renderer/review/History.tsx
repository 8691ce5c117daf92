/** What happened to the application, newest first. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { placeholders } from '../i18n/failure.ts'
import { dateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { usePersonName } from '../people/person-name.ts'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import css from './case.module.css'

export function History({ lines }: { lines: CaseDetail['history'] }) {
  const { t, coded, language } = useTexts()
  const personName = usePersonName()
  return (
    <Panel title={t('case.history')}>
      <ul className={css.lines}>
        {lines.toReversed().map(line => (
          <li key={line.id}>
            <div>{coded('history', line.kind, 'history.other', placeholders(line.detail))}</div>
            <div className={`${css.lineHead} ${ui.soft}`}>
              <span>{personName(line.actor)}</span>
              <span>{dateTime(line.at, language)}</span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
