/** The queue's columns: what each shows, how it is filtered, and what it is called. */
import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import type { QueueRow } from '../../protocol/desktop/review.ts'
import { amount, count, shortTime } from '../i18n/format.ts'
import type { Texts } from '../i18n/index.ts'
import { Name } from '../ui/Name.tsx'
import { leftWords } from './deadline.ts'
import type { NameOf } from './names-store.ts'
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

export function queueColumns(
  texts: Texts,
  names: NameOf,
  personName: (id: string) => string,
  now: () => number,
): ColDef<QueueRow>[] {
  const { t, language } = texts
  const deadline = ({ deadlineAt }: QueueRow) => {
    if (deadlineAt === null) return null
    const { words, over } = leftWords(texts, deadlineAt, now())
    return (
      <span title={shortTime(deadlineAt, language)} className={over ? css.over : undefined}>
        {over ? `▲ ${words}` : words}
      </span>
    )
  }
  return [
    { colId: 'number', headerName: t('column.number'), width: 140, cellRenderer: cell(row => row.number), ...TEXT },
    {
      colId: 'lesseeName',
      headerName: t('column.lesseeName'),
      width: 132,
      cellRenderer: cell(row => <Name>{row.lesseeName}</Name>),
      ...TEXT,
    },
    {
      colId: 'firstReason',
      headerName: t('column.firstReason'),
      flex: 1,
      minWidth: 170,
      cellRenderer: cell(row => (
        <>
          {names.reason(row.firstReason)}
          {row.reasons.length > 1 ? <span className={css.more}> +{row.reasons.length - 1}</span> : null}
        </>
      )),
    },
    {
      colId: 'amountFen',
      headerName: t('column.amountFen'),
      width: 124,
      type: 'rightAligned',
      cellRenderer: cell(row =>
        row.currency === 'CNY' ? amount(row.amountFen) : `${amount(row.amountFen)} ${row.currency}`,
      ),
      ...NUMBER,
    },
    { colId: 'deadlineAt', headerName: t('column.deadlineAt'), width: 122, cellRenderer: cell(deadline), ...DATE },
    {
      colId: 'scenario',
      headerName: t('column.scenario'),
      width: 150,
      cellRenderer: cell(row => names.scenario(row.scenario)),
    },
    { colId: 'region', headerName: t('column.region'), width: 88, cellRenderer: cell(row => names.region(row.region)) },
    { colId: 'dealer', headerName: t('column.dealer'), width: 170, cellRenderer: cell(row => row.dealer), ...TEXT },
    {
      colId: 'state',
      headerName: t('column.state'),
      width: 96,
      hide: true,
      cellRenderer: cell(row => t(`state.${row.state}`)),
    },
    {
      colId: 'boost',
      headerName: t('column.boost'),
      width: 80,
      type: 'rightAligned',
      cellRenderer: cell(row => (row.boost === 0 ? '' : count(row.boost))),
      ...NUMBER,
    },
    {
      colId: 'openedAt',
      headerName: t('column.openedAt'),
      width: 126,
      cellRenderer: cell(row => shortTime(row.openedAt, language)),
      ...DATE,
    },
    {
      colId: 'heldBy',
      headerName: t('column.heldBy'),
      width: 100,
      sortable: false,
      cellRenderer: cell(row =>
        row.heldBy === null ? null : <span className={css.held}>{personName(row.heldBy)}</span>,
      ),
    },
  ]
}
