/** The pane beside the queue: what is known of the row that has the focus, without opening (and claiming) its case. */
import type { QueueRow } from '../../protocol/desktop/review.ts'
import { openCase } from '../app/route.ts'
import { amount, dateTime } from '../i18n/format.ts'
import { type Texts, useTexts } from '../i18n/index.ts'
import { amountHeading } from '../i18n/value.ts'
import { usePersonName } from '../people/person-name.ts'
import { useMinute } from '../ui/clock.ts'
import { Name } from '../ui/Name.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { type FactLine, Facts, Key, Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import { useLeft } from './deadline.ts'
import { deadlineTitle } from './deadline-title.ts'
import { type NameOf, useNames } from './names-store.ts'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'

/** Who decided or escalated it, when and why. */
function decisionLines(
  { decision, state }: QueueRow,
  { t, language }: Texts,
  names: NameOf,
  personName: (id: string) => string,
): readonly FactLine[] {
  if (decision === null) return []
  const escalated = state === 'escalated'
  const reasons = decision.reasons.map(names.reason).join(t('list.and'))
  return [
    escalated ? null : [t('column.outcome'), <Outcome key="outcome" outcome={decision.outcome} />],
    [t(escalated ? 'column.escalatedFor' : 'column.decidedFor'), reasons],
    [t(escalated ? 'column.escalatedBy' : 'column.decidedBy'), personName(decision.by)],
    [t(escalated ? 'column.escalatedAt' : 'column.decidedAt'), dateTime(decision.at, language)],
  ]
}

export function QueuePane() {
  const texts = useTexts()
  const { t, language } = texts
  const names = useNames()
  const personName = usePersonName()
  const left = useLeft()
  const now = useMinute()
  const row = useQueue(state => state.focused)
  if (row === null) {
    return (
      <aside className={css.pane} aria-label={t('queue.pane')}>
        <p className={css.paneHint}>{t('queue.pane-hint')}</p>
      </aside>
    )
  }
  return (
    <aside className={css.pane} aria-label={t('queue.pane')}>
      <Panel title={row.number} aside={<Key>P</Key>}>
        <Facts
          lines={[
            [
              t('column.lesseeName'),
              <strong key="name">
                <Name>{row.lesseeName}</Name>
              </strong>,
            ],
            [amountHeading(texts, row.currency), <strong key="amount">{amount(row.amountFen)}</strong>],
            [t('column.scenario'), names.scenario(row.scenario)],
            row.region === null ? null : [t('column.region'), names.region(row.region)],
            row.dealer === null ? null : [t('column.dealer'), row.dealer],
            [t('column.state'), t(`state.${row.state}`)],
            [t('column.openedAt'), dateTime(row.openedAt, language)],
            row.deadlineAt === null || row.state === 'decided'
              ? null
              : [
                  t('column.deadlineAt'),
                  <span key="deadline" title={deadlineTitle(texts, row.deadlineAt)}>
                    {dateTime(row.deadlineAt, language)} ·{' '}
                    <span className={ui.whole}>{left(row.deadlineAt, now).words}</span>
                  </span>,
                ],
            ...decisionLines(row, texts, names, personName),
            row.boost === 0 ? null : [t('column.boost'), String(row.boost)],
            row.heldBy === null ? null : [t('column.heldBy'), personName(row.heldBy)],
          ]}
        />
      </Panel>
      <Panel title={t('case.why')}>
        <ul className={css.paneReasons}>
          {row.reasons.map(reason => (
            <li key={reason}>
              <span className={ui.refer} aria-hidden="true">
                ◆
              </span>{' '}
              {names.reason(reason)}
            </li>
          ))}
        </ul>
      </Panel>
      <div className={css.paneActions}>
        <button type="button" className={css.paneButton} onClick={() => openCase(row.id)}>
          {t('keys.open')} <Key>Enter</Key>
        </button>
        {row.state === 'decided' ? null : (
          <button type="button" className={css.paneButton} onClick={() => useQueue.setState({ bulk: 'boost' })}>
            {t('keys.boost')} <Key>B</Key>
          </button>
        )}
      </div>
    </aside>
  )
}
