/** What each source answered, with the time it speaks of; a stale answer says so. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { dateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { value } from '../i18n/value.ts'
import { Name } from '../ui/Name.tsx'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import css from './case.module.css'
import { useCodes } from './codes.ts'
import { useNames } from './names-store.ts'

type Answer = CaseDetail['evidence'][number]

export function Evidence({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const { evidence, parties } = detail
  // With one party alone there is nobody to take its answers for another's.
  const whose = (subject: string) => (parties.length > 1 ? parties.find(party => party.id === subject) : undefined)
  const isWithheld = evidence.some(({ values }) => values.some(({ withheld }) => withheld === 'sensitive'))
  return (
    <Panel
      title={t('case.evidence')}
      about={t('case.evidence-count', { count: evidence.length })}
      aside={isWithheld ? t('case.evidence-withheld') : undefined}
    >
      {evidence.map(answer => (
        <AnswerBlock
          key={answer.id}
          answer={answer}
          party={whose(answer.subject) ?? null}
          currency={detail.case.currency}
        />
      ))}
    </Panel>
  )
}

interface AnswerProps {
  answer: Answer
  /** Whom it speaks of, where there are several. */
  party: CaseDetail['parties'][number] | null
  currency: string
}

function AnswerBlock({ answer, party, currency }: AnswerProps) {
  const texts = useTexts()
  const { t, coded, pick, language } = texts
  const names = useNames()
  const codeName = useCodes()
  return (
    <section className={css.answer}>
      <h3 className={css.answerHead}>
        <strong>
          {names.source(answer.source)}
          {party === null ? null : (
            <span className={ui.soft}>
              {' '}
              · {coded('party', party.role, null)} <Name>{party.name}</Name>
            </span>
          )}
        </strong>
        <span className={ui.soft}>
          {dateTime(answer.asOf, language)}
          {answer.status === 'answered' ? '' : ` · ${coded('evidence-status', answer.status, null)}`}
        </span>
      </h3>
      <dl className={css.values}>
        {answer.values.map(({ id, name, unit, value: raw, withheld, stale }) => (
          <div key={id}>
            <dt>{pick(name)}</dt>
            <dd>
              {withheld === null ? (
                value(texts, raw, unit, code => codeName(id, code), currency)
              ) : (
                <span className={ui.soft} title={t(`value.withheld-${withheld}-why`)}>
                  {t(`value.withheld-${withheld}`)}
                </span>
              )}
              {stale ? <span className={css.attention}> ▲ {t('unknown.stale-mark')}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
