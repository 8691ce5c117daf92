/** The indexes of the model as SQL, so that a bulk load can go without them and make them afterwards. */
import { TABLES, type TableName } from '../domain/model/index.ts'
import type { Table } from '../domain/model/table.ts'
import { indexName, quoted, sqlColumn } from './statements.ts'

/**
 * Columns whose index runs downwards, because a screen's order does: the next case is the one with the worst deadline,
 * then the higher boost. Reads of the model's own (upward) order sort what they find.
 */
const DOWNWARD: Readonly<Record<string, readonly string[]>> = { review_case_by_queue: ['boost'] }

export interface IndexText {
  readonly table: TableName
  readonly name: string
  readonly create: string
}

/** A declared index that begins like the primary key needs none of its own. */
const isKeyPrefix = (table: Table, columns: readonly string[]): boolean =>
  columns.every((column, at) => table.key[at] === column)

function indexText(name: TableName, index: string, columns: readonly string[]): IndexText {
  const called = indexName(TABLES[name], index)
  const parts = columns.map(column => sqlColumn(column) + (DOWNWARD[called]?.includes(column) ? ' desc' : ''))
  return {
    table: name,
    name: called,
    create: `create index ${quoted(called)} on ${quoted(name)} (${parts.join(', ')})`,
  }
}

function indexesOf(name: TableName): IndexText[] {
  const table: Table = TABLES[name]
  return Object.entries(table.indexes)
    .filter(([, columns]) => !isKeyPrefix(table, columns))
    .map(([index, columns]) => indexText(name, index, columns))
}

export const INDEXES: readonly IndexText[] = (Object.keys(TABLES) as TableName[]).flatMap(indexesOf)

export const indexesOn = (tables: readonly TableName[]): IndexText[] =>
  INDEXES.filter(({ table }) => tables.includes(table))
