/** The one ordered, forward-only list of schema steps, for desktop and server alike. */
import { INDEXES } from '../indexes.ts'
import { model } from './0001-model.ts'
import type { Migration } from './migration.ts'

export const MIGRATIONS: readonly Migration[] = [model]
export const SCHEMA_VERSION = MIGRATIONS.length

/** The folder was written by a newer program: it is left alone. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew'
  readonly found: number
  constructor(found: number) {
    super(`the database has schema version ${found}, this program knows ${SCHEMA_VERSION}: start a newer version of it`)
    this.found = found
  }
}

export interface MigrationRunner {
  query(
    text: string,
    parameters?: readonly (readonly string[])[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Several statements, as one transaction. */
  exec(text: string): Promise<void>
}

async function currentVersion(runner: MigrationRunner): Promise<number> {
  const [table] = await runner.query(`select to_regclass('public.schema_version') is not null as "exists"`)
  if (table?.exists !== true) return 0
  const [row] = await runner.query('select coalesce(max(version), 0) as version from schema_version')
  return Number(row?.version)
}

/** Indexes that a bulk load dropped and was killed before it made them again. */
async function makeMissingIndexes(runner: MigrationRunner): Promise<void> {
  const missing = await runner.query(
    'select n as name from unnest($1::text[]) as n where to_regclass(quote_ident(n)) is null',
    [INDEXES.map(({ name }) => name)],
  )
  const names = new Set(missing.map(({ name }) => name))
  for (const { name, create } of INDEXES) if (names.has(name)) await runner.exec(create)
}

/** Takes the database to the newest schema, a step a transaction. */
export async function migrate(runner: MigrationRunner): Promise<void> {
  const from = await currentVersion(runner)
  if (from > SCHEMA_VERSION) throw new SchemaTooNew(from)
  if (from === 0)
    await runner.exec('create table if not exists schema_version (version integer primary key, name text not null)')
  for (const { version, name, sql } of MIGRATIONS.slice(from))
    await runner.exec(`${sql}; insert into schema_version values (${version}, '${name}')`)
  await makeMissingIndexes(runner)
}
