/** Reads a file through the reading thread, as the service does. */
import { openTable, type ReaderPorts } from '../../../src/core/intake/reader.ts'
import type { TableHead, TableRow } from '../../../src/core/intake/table.ts'
import { Problem } from '../../../src/core/problems.ts'
import { clock, READER } from './company.ts'

export interface Read {
  readonly head: TableHead
  readonly rows: TableRow[]
}

export async function read(path: string, sheet: string | null = null, ports: Partial<ReaderPorts> = {}): Promise<Read> {
  const table = await openTable({ path, sheet }, { clock, worker: READER, ...ports })
  const rows: TableRow[] = []
  try {
    for await (const block of table.blocks) rows.push(...block.rows)
  } finally {
    await table.close()
  }
  return { head: table.head, rows }
}

/** The problem that reading ends with; a file that can be read fails the test. */
export async function problemOf(path: string, ports: Partial<ReaderPorts> = {}): Promise<Problem> {
  try {
    await read(path, null, ports)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('the file was read')
}
