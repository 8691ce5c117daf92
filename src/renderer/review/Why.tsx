/** Why a case is here: each fired rule as a sentence, its figures against their limits, source and time. */
import { useState } from 'react'
import type { CaseDetail, WhyRow } from '../../protocol/desktop/review.ts'
import { dateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { value } from '../i18n/value.ts'
import { Meter } from '../ui/Meter.tsx'
import { MARKS, toneOf } from '../ui/Outcome.tsx'
import { Panel } from '../ui/Panel.tsx'
import css from './case.module.css'
import { useNames } from './names-store.ts'

type Rows = readonly [WhyRow, ...WhyRow[]]

/** The conditions of each rule together, in the order in which the rules fired. */
export function byRule(rows: readonly WhyRow[]): readonly Rows[] {
  const rules = new Map<string, [WhyRow, ...WhyRow[]]>()
  for (const row of rows) {
    const known = rules.get(row.rule)
    if (known === undefined) rules.set(row.rule, [row])
    else known.push(row)
  }
  return [...rules.values()]
}

export function Why({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  const { why: rows, decisions } = detail
  const { currency } = detail.case
  // What the rulebook approved never came before a person.
  const approved = decisions.length > 0 && decisions.every(each => each.automatic && each.outcome === 'approve')
  return (
    <Panel title={t(approved ? 'case.why-approved-title' : 'case.why')}>
      {rows.length === 0 ? <p className={css.none}>{t(approved ? 'case.why-approved' : 'case.why-none')}</p> : null}
      <ul>
        {byRule(rows).map(rule => (
          <RuleLine key={rule[0].rule} rows={rule} currency={currency} />
        ))}
      </ul>
    </Panel>
  )
}

function RuleLine({ rows, currency }: { rows: Rows; currency: string }) {
  const { t, pick, language } = useTexts()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const [first] = rows
  const tone = toneOf(first.outcome)
  const sources = rows.map(({ source, asOf }) =>
    [source === null ? null : names.source(source), asOf === null ? null : dateTime(asOf, language)]
      .filter(part => part !== null)
      .join(' '),
  )
  const about = [t('why.rule', { rule: first.rule }), ...new Set(sources.filter(source => source !== ''))]
  return (
    <li className={css.why}>
      <button type="button" className={css.whyWords} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`${css.sentence} ${css[tone]}`}>
          <span aria-hidden="true">{MARKS[tone]}</span> {pick(first.sentence)}
        </span>
        <span className={css.about}>
          {about.map(part => (
            <span key={part}>{part}</span>
          ))}
        </span>
      </button>
      <div className={css.conditions}>
        {limitsPassed(rows).map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule may hold one fact against two limits
          <Condition key={`${row.fact.en}-${place}`} row={row} currency={currency} />
        ))}
      </div>
      {open ? <p className={css.reason}>{pick(first.why)}</p> : null}
    </li>
  )
}

const UPPER = new Set(['greaterThan', 'greaterThanInclusive'])
const LOWER = new Set(['lessThan', 'lessThanInclusive'])

/** A rule for a band ends where the next one begins: that end is no limit that its figure has passed. */
function limitsPassed(rows: Rows): readonly WhyRow[] {
  const bounded = new Set(rows.filter(row => UPPER.has(row.operator)).map(row => row.fact.en))
  return rows.filter(row => !LOWER.has(row.operator) || !bounded.has(row.fact.en))
}

function Condition({ row, currency }: { row: WhyRow; currency: string }) {
  const texts = useTexts()
  const { t, pick, coded } = texts
  const inWords = (raw: unknown) => value(texts, raw, row.unit, code => coded('product', code, null), currency)
  // A condition fires where the figure is past the limit, so 'greater than' names an upper limit.
  const kind = UPPER.has(row.operator) ? 'upper' : LOWER.has(row.operator) ? 'lower' : 'other'
  const fact = <div className={css.fact}>{pick(row.fact)}</div>
  const words = (
    <div className={css.against}>
      <span>
        {t('why.actual')} <strong>{row.actual === null ? t('why.unknown') : inWords(row.actual)}</strong>
      </span>
      <span>{row.limit === null ? null : `${t(`why.${kind}`)} ${inWords(row.limit)}`}</span>
    </div>
  )
  if (typeof row.actual !== 'number' || typeof row.limit !== 'number') {
    return (
      <div>
        {fact}
        {words}
      </div>
    )
  }
  return (
    <div>
      {fact}
      <Meter actual={row.actual} limit={row.limit} tone={toneOf(row.outcome)}>
        {words}
      </Meter>
    </div>
  )
}
