/**
 * What PostgreSQL's background processes would do and PGlite has none for: the core calls these when it is idle, after
 * loads, and before a snapshot.
 */
import { TABLES, type TableName } from '../domain/model/index.ts'
import { indexesOn } from './indexes.ts'
import { quoted } from './statements.ts'

export interface Maintenance {
  /** Writes all changed pages to the folder's files. */
  checkpoint(): Promise<void>
  /** Statistics of the tables, for the planner: after every bulk load. */
  analyse(tables?: readonly TableName[]): Promise<void>
  /** Takes dead rows out as well; one table a statement, so that others get a turn between them. */
  vacuumAnalyse(tables?: readonly TableName[]): Promise<void>
  /** For a bulk load; whoever drops them makes them again. Opening a folder makes what is missing. */
  dropIndexes(tables: readonly TableName[]): Promise<void>
  makeIndexes(tables: readonly TableName[]): Promise<void>
}

const ALL = Object.keys(TABLES) as TableName[]

export function maintenance(command: (text: string) => Promise<void>): Maintenance {
  const each = async (texts: readonly string[]): Promise<void> => {
    for (const text of texts) await command(text)
  }
  return {
    checkpoint: () => command('checkpoint'),
    analyse: (tables = ALL) => each(tables.map(name => `analyze ${quoted(name)}`)),
    vacuumAnalyse: (tables = ALL) => each(tables.map(name => `vacuum (analyze) ${quoted(name)}`)),
    dropIndexes: tables => each(indexesOn(tables).map(({ name }) => `drop index if exists ${quoted(name)}`)),
    makeIndexes: tables =>
      each(indexesOn(tables).map(({ create }) => create.replace('create index', 'create index if not exists'))),
  }
}
