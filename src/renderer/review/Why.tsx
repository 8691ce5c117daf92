/** Why a case is here: each fired rule as a sentence, the actual figure against its limit, source and time. */
import { useState } from 'react'
import type { WhyRow } from '../../protocol/desktop/review.ts'
import { dateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { value } from '../i18n/value.ts'
import { Meter } from '../ui/Meter.tsx'
import { MARKS, toneOf } from '../ui/Outcome.tsx'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import css from './case.module.css'
import { useNames } from './names-store.ts'

export function Why({ rows }: { rows: readonly WhyRow[] }) {
  const { t } = useTexts()
  return (
    <Panel title={t('case.why')}>
      {rows.length === 0 ? <p className={css.none}>{t('case.why-none')}</p> : null}
      <ul>
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has one line for each of its conditions
          <WhyLine key={`${row.rule}-${place}`} row={row} />
        ))}
      </ul>
    </Panel>
  )
}

function WhyLine({ row }: { row: WhyRow }) {
  const { t, pick, language } = useTexts()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const tone = toneOf(row.outcome)
  const about = [
    pick(row.fact),
    t('why.rule', { rule: row.rule }),
    row.source === null ? null : names.source(row.source),
    row.asOf === null ? null : dateTime(row.asOf, language),
  ].filter(part => part !== null)
  return (
    <li className={css.why}>
      <button type="button" className={css.whyWords} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`${css.sentence} ${css[tone]}`}>
          <span aria-hidden="true">{MARKS[tone]}</span> {pick(row.sentence)}
        </span>
        <span className={css.about}>
          {about.map(part => (
            <span key={part}>{part}</span>
          ))}
        </span>
      </button>
      <Against row={row} />
      {open ? <p className={css.reason}>{pick(row.why)}</p> : null}
    </li>
  )
}

const UPPER = new Set(['greaterThan', 'greaterThanInclusive'])
const LOWER = new Set(['lessThan', 'lessThanInclusive'])

function Against({ row }: { row: WhyRow }) {
  const texts = useTexts()
  const { t } = texts
  const actual = value(texts, row.actual, row.unit)
  const limit = value(texts, row.limit, row.unit)
  // A condition fires where the figure is past the limit, so 'greater than' names an upper limit.
  const kind = UPPER.has(row.operator) ? 'upper' : LOWER.has(row.operator) ? 'lower' : 'other'
  const words = (
    <div className={css.against}>
      <span>
        {t('why.actual')} <strong>{actual}</strong>
      </span>
      <span>{row.limit === null ? null : `${t(`why.${kind}`)} ${limit}`}</span>
    </div>
  )
  if (typeof row.actual !== 'number' || typeof row.limit !== 'number') return words
  return (
    <Meter actual={row.actual} limit={row.limit} tone={toneOf(row.outcome)}>
      {words}
    </Meter>
  )
}
