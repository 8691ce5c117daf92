/** The queue's columns: what each shows, how it is filtered, and what it is called. */
import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import type { Language } from '../../domain/language.ts'
import type { QueueRow } from '../../protocol/desktop/review.ts'
import { amount, count, shortTime } from '../i18n/format.ts'
import type { Texts } from '../i18n/index.ts'
import { amountHeading, unitOf } from '../i18n/value.ts'
import { Name } from '../ui/Name.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { leftWords } from './deadline.ts'
import { deadlineTitle } from './deadline-title.ts'
import type { NameOf } from './names-store.ts'
import type { StateTab } from './query.ts'
import css from './queue.module.css'

type Cell = ICellRendererParams<QueueRow>

const TEXT = {
  filter: 'agTextColumnFilter',
  filterParams: { filterOptions: ['contains', 'startsWith', 'equals', 'blank', 'notBlank'], maxNumConditions: 1 },
}
const NUMBER = {
  filter: 'agNumberColumnFilter',
  filterParams: { filterOptions: ['greaterThan', 'lessThan', 'inRange', 'equals'], maxNumConditions: 1 },
}
const DATE = {
  filter: 'agDateColumnFilter',
  filterParams: { filterOptions: ['equals', 'lessThan', 'greaterThan', 'inRange'], maxNumConditions: 1 },
}

/** Until a row's block has come, its cells hold their place. */
function cell(show: (row: QueueRow) => React.ReactNode) {
  return ({ data }: Cell) => (data === undefined ? <span className={css.skeleton} /> : show(data))
}

/** Of the width that is left: Chinese reasons and scenarios are short, and names of companies are long. */
const SHARES: Record<Language, { lessee: number; reason: number; scenario: number }> = {
  'zh-CN': { lessee: 30, reason: 34, scenario: 26 },
  en: { lessee: 18, reason: 38, scenario: 34 },
}

export interface Around {
  texts: Texts
  names: NameOf
  personName: (id: string) => string
  now: () => number
  /** That of the heading; where a row's own differs, it stands beside the figure. */
  currency: string
  tab: StateTab
}

export function queueColumns({ texts, names, personName, now, currency, tab }: Around): ColDef<QueueRow>[] {
  const { t, language } = texts
  const escalated = tab === 'escalated'
  const share = SHARES[language]
  const deadline = ({ deadlineAt, state }: QueueRow) => {
    if (deadlineAt === null || state === 'decided') return null
    const { words, over } = leftWords(texts, deadlineAt, now())
    return (
      <span title={deadlineTitle(texts, deadlineAt)} className={over ? css.over : undefined}>
        {over ? `▲ ${words}` : words}
      </span>
    )
  }
  // Widths and what is hidden are where a column begins: these columns are made anew whenever a name becomes known.
  // Those that one works by share what there is, so that they fit beside groups and pane from 1280 pixels on.
  return [
    {
      colId: 'number',
      headerName: t('column.number'),
      initialWidth: 130,
      cellRenderer: cell(row => row.number),
      ...TEXT,
    },
    {
      colId: 'lesseeName',
      headerName: t('column.lesseeName'),
      initialFlex: share.lessee,
      minWidth: 96,
      cellRenderer: cell(row => <Name>{row.lesseeName}</Name>),
      ...TEXT,
    },
    {
      colId: 'firstReason',
      headerName: t('column.firstReason'),
      initialFlex: share.reason,
      minWidth: 128,
      cellRenderer: cell(row => (
        <span className={css.reasonCell}>
          <span>{names.reason(row.firstReason)}</span>
          {row.reasons.length > 1 ? <span className={css.more}> +{row.reasons.length - 1}</span> : null}
        </span>
      )),
    },
    {
      colId: 'state',
      headerName: t('column.state'),
      initialWidth: 96,
      initialHide: true,
      cellRenderer: cell(row => t(`state.${row.state}`)),
    },
    {
      colId: 'amountFen',
      headerName: amountHeading(texts, currency),
      initialWidth: 138,
      type: 'rightAligned',
      cellRenderer: cell(row =>
        row.currency === currency ? amount(row.amountFen) : `${amount(row.amountFen)} ${unitOf(texts, row.currency)}`,
      ),
      ...NUMBER,
    },
    {
      colId: 'deadlineAt',
      headerName: t('column.deadlineAt'),
      initialWidth: 112,
      cellRenderer: cell(deadline),
      ...DATE,
    },
    {
      colId: 'outcome',
      headerName: t('column.outcome'),
      initialWidth: 92,
      initialHide: true,
      cellRenderer: cell(({ decision }) => decision && <Outcome outcome={decision.outcome} />),
    },
    {
      colId: 'decidedBy',
      headerName: t(escalated ? 'column.escalatedBy' : 'column.decidedBy'),
      initialWidth: 104,
      initialHide: true,
      cellRenderer: cell(({ decision }) => decision && personName(decision.by)),
    },
    {
      colId: 'decidedFor',
      headerName: t('column.escalatedFor'),
      initialWidth: 150,
      initialHide: true,
      sortable: false,
      cellRenderer: cell(({ decision }) => decision?.reasons.map(names.reason).join(t('list.and'))),
    },
    {
      colId: 'decidedAt',
      headerName: t(escalated ? 'column.escalatedAt' : 'column.decidedAt'),
      initialWidth: 118,
      initialHide: true,
      cellRenderer: cell(({ decision }) => decision && shortTime(decision.at, language)),
    },
    {
      colId: 'scenario',
      headerName: t('column.scenario'),
      initialFlex: share.scenario,
      minWidth: 104,
      cellRenderer: cell(row => names.scenario(row.scenario)),
    },
    {
      colId: 'region',
      headerName: t('column.region'),
      initialWidth: 88,
      initialHide: true,
      cellRenderer: cell(row => names.region(row.region)),
    },
    {
      colId: 'dealer',
      headerName: t('column.dealer'),
      initialWidth: 170,
      initialHide: true,
      cellRenderer: cell(row => row.dealer),
      ...TEXT,
    },
    {
      colId: 'boost',
      headerName: t('column.boost'),
      initialWidth: 80,
      initialHide: true,
      type: 'rightAligned',
      cellRenderer: cell(row => (row.boost === 0 ? '' : count(row.boost))),
      ...NUMBER,
    },
    {
      colId: 'openedAt',
      headerName: t('column.openedAt'),
      initialWidth: 126,
      initialHide: true,
      cellRenderer: cell(row => shortTime(row.openedAt, language)),
      ...DATE,
    },
    {
      colId: 'heldBy',
      headerName: t('column.heldBy'),
      initialWidth: 100,
      initialHide: true,
      sortable: false,
      cellRenderer: cell(row =>
        row.heldBy === null ? null : <span className={css.held}>{personName(row.heldBy)}</span>,
      ),
    },
  ]
}
