/** The parts of AG Grid Community that the queue uses; nothing else is bundled. */
import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  DateFilterModule,
  EventApiModule,
  InfiniteRowModelModule,
  LocaleModule,
  NumberFilterModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TextFilterModule,
} from 'ag-grid-community'

export const GRID_MODULES = [
  InfiniteRowModelModule,
  TextFilterModule,
  NumberFilterModule,
  DateFilterModule,
  RowSelectionModule,
  RowApiModule,
  ColumnApiModule,
  CellApiModule,
  CellStyleModule,
  ScrollApiModule,
  EventApiModule,
  LocaleModule,
]
