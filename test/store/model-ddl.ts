/**
 * The SQL text that migration 1 freezes, derived from the model: until the first release tag, a change of the model is
 * followed by `node test/store/model-ddl.ts > src/store/migrations/0001-model.ts`; after it, by a migration of its own.
 */
import { pathToFileURL } from 'node:url'
import { TABLES } from '../../src/domain/model/index.ts'
import type { Column, Table } from '../../src/domain/model/table.ts'
import { INDEXES } from '../../src/store/indexes.ts'
import { quoted, SQL_TYPES, sqlColumn } from '../../src/store/statements.ts'

/** Text sorts by code point everywhere, whatever collation the database was made with. */
const columnText = (name: string, column: Column): string =>
  `  ${sqlColumn(name)} ${SQL_TYPES[column.type]}${column.type === 'text' ? ' collate "C"' : ''}${column.nullable ? '' : ' not null'}`

const tableText = (table: Table): string => {
  const columns = Object.entries(table.columns).map(([name, column]) => columnText(name, column))
  const key = `  primary key (${table.key.map(sqlColumn).join(', ')})`
  return `create table ${quoted(table.name)} (\n${[...columns, key].join(',\n')}\n);`
}

export const modelDdl = (): string =>
  [...Object.values(TABLES).map(tableText), ...INDEXES.map(({ create }) => `${create};`)].join('\n')

const isProgram = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href
if (isProgram) {
  process.stdout.write(
    `/** The whole model as it was at the first release: frozen text (made by test/store/model-ddl.ts). */\nimport type { Migration } from './migration.ts'\n\nexport const model: Migration = {\n  version: 1,\n  name: 'the whole model',\n  sql: \`\n${modelDdl()}\n\`,\n}\n`,
  )
}
