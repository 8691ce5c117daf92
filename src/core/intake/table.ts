/** A file read as a table: what it is, and its rows as they come. Both readers answer this, and the thread carries it. */
import { nameColumns } from '../../domain/intake/columns.ts'
import { FileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export interface TableHead {
  readonly format: 'csv' | 'xlsx'
  /** Null for a workbook. */
  readonly encoding: Encoding | null
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly sheets: readonly string[]
  /** As `nameColumns` names them. */
  readonly columns: readonly string[]
}

/** Its number in the file (the heading's included), and its cells as text. */
export type TableRow = readonly [number: number, cells: readonly string[]]

export interface Table {
  readonly head: TableHead
  /** Rows below the heading in which any cell is filled. */
  readonly rows: AsyncIterable<TableRow>
  /** Share of the file that has been read, 0 to 1. */
  readonly progress: () => number
}

/** Splits the heading, the first row in which anything stands, from the rows below it. */
export async function headed(
  rows: AsyncIterator<TableRow>,
): Promise<{ columns: string[]; rows: AsyncIterable<TableRow> }> {
  for (;;) {
    const next = await rows.next()
    if (next.done) throw new FileProblem('empty')
    const cells = withoutEmptyEnd(next.value[1])
    if (cells.length === 0) continue
    if (cells.length > LIMITS.columns)
      throw new FileProblem('too-many-columns', { found: cells.length, most: LIMITS.columns })
    return { columns: nameColumns(cells), rows: filledRows(rows) }
  }
}

async function* filledRows(rows: AsyncIterator<TableRow>): AsyncGenerator<TableRow> {
  for (;;) {
    const next = await rows.next()
    if (next.done) return
    const [number, cells] = next.value
    if (cells.length > LIMITS.columns)
      throw new FileProblem('too-many-columns', { row: number, found: cells.length, most: LIMITS.columns })
    if (cells.some(cell => cell.trim() !== '')) yield next.value
  }
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex(cell => cell.trim() !== '')
  return cells.slice(0, last + 1)
}
