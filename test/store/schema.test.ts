/** The migrated schema against the model: types, nulls, collation, keys, indexes, and nothing that decides by itself. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TABLES } from '../../src/domain/model/index.ts'
import type { Column, Table } from '../../src/domain/model/table.ts'
import { INDEXES } from '../../src/store/indexes.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/store/migrations/index.ts'
import type { PgliteStore } from '../../src/store/pglite-store.ts'
import { SQL_TYPES, snakeCase } from '../../src/store/statements.ts'
import { freshFolder, freshStore, storeOfTest } from './pglite-folder.ts'

const HINT = 'run: node test/store/model-ddl.ts > src/store/migrations/0001-model.ts (before the first release)'

describe('the migrated schema', () => {
  let store: PgliteStore
  beforeAll(async () => {
    store = await freshStore()
  })
  afterAll(() => store.close())
  const ask = (text: string) => store.sql.query(text)

  test('has the columns of the model, with type, nullability and collation', async () => {
    const found = await ask(
      `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, null) || (case when a.attnotnull then ' not null' else '' end)
         || coalesce(' ' || n.collname, '') as line
       from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation n on n.oid = a.attcollation
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and c.relname <> 'schema_version'`,
    )
    const type = (column: Column) => (column.type === 'instant' ? 'timestamp with time zone' : SQL_TYPES[column.type])
    const expected = Object.values<Table>(TABLES).flatMap(table =>
      Object.entries(table.columns).map(
        ([name, column]) =>
          `${table.name}.${snakeCase(name)} ${type(column)}${column.nullable ? '' : ' not null'}${column.type === 'text' ? ' C' : ''}`,
      ),
    )
    expect(found.map(({ line }) => line).sort(), HINT).toEqual(expected.sort())
  })

  test('has the primary keys and the declared indexes, and no others', async () => {
    const found = await ask(
      `select regexp_replace(indexdef, ' USING btree', '') as line from pg_indexes
       where schemaname = 'public' and tablename <> 'schema_version'`,
    )
    const plain = (text: unknown) => String(text).toLowerCase().replaceAll('"', '').replaceAll('public.', '')
    const keys = Object.values<Table>(TABLES).map(
      ({ name, key }) => `create unique index ${name}_pkey on ${name} (${key.map(snakeCase).join(', ')})`,
    )
    const expected = [...keys, ...INDEXES.map(({ create }) => create)].map(plain)
    expect(found.map(({ line }) => plain(line)).sort(), HINT).toEqual(expected.sort())
  })

  test('has no defaults, sequences, triggers, foreign keys or generated columns', async () => {
    const [row] = await ask(
      `select (select count(*) from pg_attrdef) as defaults, (select count(*) from pg_sequence) as sequences,
        (select count(*) from pg_trigger) as triggers, (select count(*) from pg_constraint where contype = 'f') as foreign_keys`,
    )
    expect(row).toEqual({ defaults: 0, sequences: 0, triggers: 0, foreign_keys: 0 })
  })

  test('says its version', async () => {
    expect(await ask('select version from schema_version')).toEqual([{ version: SCHEMA_VERSION }])
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, at) => at + 1))
  })
})

test('a folder written by a newer program is left alone, with a message that names both versions', async () => {
  const folder = join(freshFolder(), 'db')
  const store = await freshStore(folder)
  await store.sql.query('insert into schema_version values (99, $1::text)', ['later'])
  await store.close()
  await expect(freshStore(folder)).rejects.toMatchObject({ name: 'SchemaTooNew', found: 99 })
})

test('indexes that a killed load has left out are made when the folder is opened', async () => {
  const folder = join(freshFolder(), 'db')
  const store = await freshStore(folder)
  await store.dropIndexes(['review_case', 'party'])
  const indexes = "select count(*) as n from pg_indexes where schemaname = 'public' and indexname not like '%pkey'"
  expect(await store.sql.query(indexes)).toEqual([
    { n: INDEXES.filter(({ table }) => table !== 'review_case' && table !== 'party').length },
  ])
  await store.close()
  const again = await storeOfTest(folder)
  expect(await again.sql.query(indexes)).toEqual([{ n: INDEXES.length }])
})
