/** The grid of the queue: rows come in blocks from SQL, the keyboard moves through them, what is set is kept. */
import { AG_GRID_LOCALE_CN, AG_GRID_LOCALE_EN } from '@ag-grid-community/locale'
import type {
  ColDef,
  GridApi,
  GridOptions,
  GridReadyEvent,
  IDatasource,
  RowSelectionOptions,
  SelectionColumnDef,
} from 'ag-grid-community'
import { AgGridProvider, AgGridReact } from 'ag-grid-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { QueueRow } from '../../protocol/desktop/review.ts'
import { openCase } from '../app/route.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { usePersonName } from '../people/person-name.ts'
import { useKeys } from '../ui/keys.ts'
import { styleNonce } from '../ui/nonce.ts'
import { Empty, Failed } from '../ui/State.tsx'
import { gridTheme, useScheme } from '../ui/theme.tsx'
import ui from '../ui/ui.module.css'
import { queueColumns } from './columns.tsx'
import { GRID_MODULES } from './grid-modules.ts'
import { useNames, useNamesStore } from './names-store.ts'
import { EXTRA_COLUMNS, isOnTab, type StateTab, TAB_COLUMNS } from './query.ts'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'

const BLOCK = 200
/** However often the queue changes, its rows are asked for again at most this often. */
const REFRESH_MS = 1_000

/** One object: the grid takes another for new columns, and forgets what was set on those it had. */
const DEFAULT_COLUMN: ColDef<QueueRow> = { sortable: true, resizable: true, suppressHeaderMenuButton: false }

const SELECTION: RowSelectionOptions<QueueRow> = {
  mode: 'multiRow',
  headerCheckbox: false,
  checkboxes: true,
  enableClickSelection: false,
}

const NO_OVERLAYS: NonNullable<GridOptions['suppressOverlays']> = ['noRows', 'noMatchingRows']

const SELECTION_COLUMN: SelectionColumnDef = {
  width: 38,
  pinned: 'left',
  headerComponent: TickHeader,
}

function TickHeader() {
  const { t } = useTexts()
  return <span className={ui.hidden}>{t('keys.select')}</span>
}

export function QueueGrid() {
  const texts = useTexts()
  const scheme = useScheme()
  const names = useNames()
  const personName = usePersonName()
  const known = useNamesStore(state => state.names)
  const [api, setApi] = useState<GridApi<QueueRow> | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { total, tab, groups, currency } = useQueue()
  const theme = useMemo(() => gridTheme(scheme), [scheme])
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with what is known of them
  const columns = useMemo(
    () => queueColumns({ texts, names, personName, now: Date.now, currency, tab }),
    [texts, known, personName, currency, tab],
  )
  const datasource = useMemo(() => rowsFromCore(setFailure), [])
  useRefresh(api, `${tab}|${JSON.stringify(groups)}`)
  useShownColumns(api, tab)
  useTicks(api)
  useGridKeys(api)

  const again = () => {
    setFailure(null)
    api?.purgeInfiniteCache()
  }
  return (
    <div className={css.grid}>
      <AgGridProvider modules={GRID_MODULES}>
        <AgGridReact<QueueRow>
          // The grid reads its texts once.
          key={texts.language}
          theme={theme}
          {...(styleNonce === undefined ? {} : { styleNonce })}
          localeText={texts.language === 'en' ? AG_GRID_LOCALE_EN : AG_GRID_LOCALE_CN}
          rowModelType="infinite"
          cacheBlockSize={BLOCK}
          maxBlocksInCache={20}
          datasource={datasource}
          getRowId={({ data }) => data.id}
          columnDefs={columns}
          defaultColDef={DEFAULT_COLUMN}
          rowSelection={SELECTION}
          selectionColumnDef={SELECTION_COLUMN}
          onGridReady={(event: GridReadyEvent<QueueRow>) => {
            restore(event.api)
            setApi(event.api)
          }}
          onSortChanged={event => {
            keepColumns(event.api)
            // Whoever sorts wants to see what comes first now.
            if (event.source === 'uiColumnSorted') useQueue.setState({ focused: null })
          }}
          onFilterChanged={event => {
            event.api.deselectAll()
            useQueue.getState().keep({ filters: event.api.getFilterModel() })
          }}
          onColumnMoved={event => event.finished && keepColumns(event.api)}
          onColumnResized={event => event.finished && keepColumns(event.api)}
          onColumnVisible={event => keepColumns(event.api)}
          onSelectionChanged={event => useQueue.setState({ selected: event.api.getSelectedRows() })}
          onCellFocused={event => focusRow(event.api, event.rowIndex)}
          onModelUpdated={event => follow(event.api)}
          onRowDoubleClicked={event => event.data && openCase(event.data.id)}
          suppressCellFocus={false}
          // What is said where there is nothing is ours.
          suppressOverlays={NO_OVERLAYS}
          suppressDragLeaveHidesColumns
        />
      </AgGridProvider>
      {failure === null ? null : (
        <div className={css.overlay}>
          <Failed failure={failure} again={again} />
        </div>
      )}
      {failure === null && total === 0 ? <NothingHere /> : null}
    </div>
  )
}

function NothingHere() {
  const { t } = useTexts()
  const { filters, groups, tab } = useQueue()
  const filtered = Object.keys(filters).length + Object.keys(groups).length > 0
  return (
    <div className={css.overlay}>
      <Empty title={t(filtered ? 'queue.none-match' : 'queue.none')}>
        {filtered ? t('queue.none-match-about') : t(tab === 'waiting' ? 'queue.none-about' : 'queue.none-in-state')}
      </Empty>
    </div>
  )
}

function rowsFromCore(fail: (failure: Failure | null) => void): IDatasource {
  return {
    getRows: ({ startRow, endRow, successCallback, failCallback }) => {
      core.review
        .page({ ...useQueue.getState().query(), offset: startRow, limit: endRow - startRow })
        .then(({ rows, total }) => {
          useQueue.setState(startRow === 0 ? { total, currency: commonCurrency(rows) } : { total })
          fail(null)
          successCallback(rows, total)
        })
        .catch(error => {
          fail(failureOf(error))
          failCallback()
        })
    },
  }
}

function restore(api: GridApi<QueueRow>): void {
  const { columns, filters } = useQueue.getState()
  if (columns.length > 0) api.applyColumnState({ state: columns, applyOrder: true })
  if (Object.keys(filters).length > 0) api.setFilterModel(filters)
}

function keepColumns(api: GridApi<QueueRow>): void {
  const columns = api.getColumnState().map(({ colId, width, flex, hide, sort, sortIndex, pinned }) => ({
    colId,
    width,
    flex,
    hide,
    sort,
    sortIndex,
    pinned,
  }))
  const sort = columns
    .flatMap(({ colId, sort, sortIndex }) => (sort ? [{ colId, sort, place: sortIndex ?? 0 }] : []))
    .sort((one, other) => one.place - other.place)
    .map(({ colId, sort }) => ({ colId, sort }))
  useQueue.getState().keep({ columns, sort })
}

/**
 * The row that is marked and the row that the pane tells of are the same one, whatever became of the rows: it stays
 * with its case, and where that has gone, what took its place is next. At first it is the first row.
 */
function follow(api: GridApi<QueueRow>): void {
  const { focused } = useQueue.getState()
  const marked = focused === null ? undefined : api.getFocusedCell()?.rowIndex
  const own = focused === null ? null : (api.getRowNode(focused.id)?.rowIndex ?? null)
  const index = own ?? Math.min(marked ?? 0, api.getDisplayedRowCount() - 1)
  // Rows that have not come yet are for the next time.
  if (index < 0 || api.getDisplayedRowAtIndex(index)?.data === undefined) return
  focusRow(api, index)
  if (marked === index) return
  // Anew even where it was: the keyboard follows only to another cell.
  const elsewhere = isElsewhere(focused === null)
  api.clearFocusedCell()
  if (!elsewhere) api.setFocusedCell(index, 'number')
}

/** Whether the keyboard is in use beside the grid; what was just chosen (a tab, a group, a sort) leads back into it. */
function isElsewhere(chosen: boolean): boolean {
  const at = document.activeElement
  if (at === null || at === document.body) return false
  if (at.closest('input, textarea, [role="dialog"]') !== null) return true
  return !chosen && at.closest('.ag-root-wrapper') === null
}

/** The currency of the heading: that of the rows where they share one, otherwise the yuan. */
function commonCurrency(rows: readonly QueueRow[]): string {
  const [first] = rows
  return first !== undefined && rows.every(row => row.currency === first.currency) ? first.currency : 'CNY'
}

/** Only a list of all states needs to say which; who decided stands where somebody has; the rest is there on demand. */
function useShownColumns(api: GridApi<QueueRow> | null, tab: StateTab): void {
  const extra = useQueue(state => state.extra)
  useEffect(() => {
    const isShown = (column: string) => (TAB_COLUMNS.includes(column) ? isOnTab(column, tab) : extra.includes(column))
    const columns = [...TAB_COLUMNS, ...EXTRA_COLUMNS]
    api?.setColumnsVisible(columns.filter(isShown), true)
    api?.setColumnsVisible(
      columns.filter(column => !isShown(column)),
      false,
    )
  }, [api, tab, extra])
}

/** Ticks are the grid's: when what was ticked has been decided, it forgets them too. */
function useTicks(api: GridApi<QueueRow> | null): void {
  const none = useQueue(state => state.selected.length === 0)
  useEffect(() => {
    if (none) api?.deselectAll()
  }, [api, none])
}

function focusRow(api: GridApi<QueueRow>, index: number | null): void {
  if (index === null) return
  const row = api.getDisplayedRowAtIndex(index)?.data
  if (row !== undefined) useQueue.setState({ focused: row })
}

/** New rows when another tab or group is chosen; the same rows anew, at most once a second, when the queue changes. */
function useRefresh(api: GridApi<QueueRow> | null, chosen: string): void {
  const stale = useQueue(state => state.stale)
  const filters = useQueue(state => Object.keys(state.filters).length)
  const shown = useRef(chosen)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (api === null || shown.current === chosen) return
    shown.current = chosen
    useQueue.setState({ focused: null })
    api.deselectAll()
    api.purgeInfiniteCache()
  }, [api, chosen])
  useEffect(() => {
    // 'Clear' and another tab drop filters of the store; the grid's own follow.
    if (api !== null && filters < Object.keys(api.getFilterModel()).length)
      api.setFilterModel(useQueue.getState().filters)
  }, [api, filters])
  // biome-ignore lint/correctness/useExhaustiveDependencies: staleness is a signal, not a value that is read
  useEffect(() => {
    if (api === null || timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      if (!api.isDestroyed()) api.refreshInfiniteCache()
    }, REFRESH_MS)
  }, [api, stale])
  useEffect(() => () => clearTimeout(timer.current), [])
}

function useGridKeys(api: GridApi<QueueRow> | null): void {
  const move = (step: number) => {
    if (api === null) return
    const at = api.getFocusedCell() ?? undefined
    const last = api.getDisplayedRowCount() - 1
    const index = at === undefined ? 0 : Math.max(0, Math.min(last, at.rowIndex + step))
    api.ensureIndexVisible(index)
    api.setFocusedCell(index, at?.column ?? 'number')
    // The grid tells of it later, and the next key may come before.
    focusRow(api, index)
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    enter: () => {
      const { focused } = useQueue.getState()
      if (focused !== null) openCase(focused.id)
    },
    x: () => {
      const { focused } = useQueue.getState()
      const node = focused === null ? undefined : api?.getRowNode(focused.id)
      if (api === null || node === undefined) return
      node.setSelected(!node.isSelected())
      // As above: a key that acts on the ticked ones may come before the grid tells of it.
      useQueue.setState({ selected: api.getSelectedRows() })
    },
  })
}
