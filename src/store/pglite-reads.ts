/** Questions to the store grouped into one statement a table and kind of read, and its rows handed back to each. */
import type { JsonValue } from '../domain/canonical.ts'
import type { AnyRow, Table } from '../domain/model/table.ts'
import { keyOfRow, keyText, tableOf } from './rows.ts'
import { QUESTION, ROWS, sqlFor } from './statements.ts'
import type { StoreKey, StoreRead } from './store.ts'

export interface Statement {
  readonly table: Table
  readonly text: string
  readonly parameters: readonly JsonValue[]
  /** Gives the statement's rows to the questions it answers. */
  answer(rows: readonly AnyRow[]): void
}

/** Keys as one array per key column, as `unnest` and `any` take them. */
export const columnsOf = (keys: readonly StoreKey[], width: number): JsonValue[] =>
  Array.from({ length: width }, (_, at) => keys.map(key => key[at] as JsonValue))

type KeyRead = Extract<StoreRead, { keys: unknown }>
type IndexRead = Extract<StoreRead, { index: string }>
type Asked<Read> = { read: Read; at: number }
type Answers = (readonly AnyRow[])[]

/** From so many keys on, one JSON text is three times as quick as a column's text for every value. */
const MANY = 200

/** `2026-11-24 08:00:00.5+00` as PostgreSQL writes it in UTC → `2026-11-24T08:00:00.500Z`. */
export const isoInstant = (text: string): string =>
  `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0').slice(0, 3)}Z`

function rowsOfJson(table: Table, answered: readonly AnyRow[]): AnyRow[] {
  const columns = Object.entries(table.columns).map(([name, { type }]) => [name, type === 'instant'] as const)
  return ((answered[0]?.[ROWS] ?? []) as JsonValue[][]).map(values => {
    const row: Record<string, JsonValue> = {}
    for (const [at, [name, instant]] of columns.entries()) {
      const value = values[at] as JsonValue
      row[name] = instant && typeof value === 'string' ? isoInstant(value) : value
    }
    return row
  })
}

function keyStatement(asked: readonly Asked<KeyRead>[], answers: Answers): Statement {
  const table = tableOf((asked[0] as Asked<KeyRead>).read.table)
  const keys = asked.flatMap(({ read }) => read.keys)
  const many = keys.length >= MANY
  return {
    table,
    text: many ? sqlFor(table).readManyByKeys : sqlFor(table).readByKeys,
    parameters: columnsOf(keys, table.key.length),
    answer(answered) {
      const rows = many ? rowsOfJson(table, answered) : answered
      if (asked.length === 1) {
        answers[(asked[0] as Asked<KeyRead>).at] = rows
        return
      }
      const byKey = new Map(rows.map(row => [keyText(keyOfRow(table, row)), row]))
      for (const { read, at } of asked) {
        const wanted = new Set(read.keys.map(keyText))
        answers[at] = [...wanted].map(key => byKey.get(key)).filter(row => row !== undefined)
      }
    },
  }
}

function prefixStatement({ read, at }: Asked<IndexRead>, answers: Answers): Statement {
  const table = tableOf(read.table)
  return {
    table,
    text: sqlFor(table).readByIndex(read.index, read.prefix.length),
    parameters: [...read.prefix, read.limit],
    answer(rows) {
      answers[at] = rows
    },
  }
}

function prefixesStatement(asked: readonly Asked<IndexRead>[], answers: Answers): Statement {
  const { table: name, index, prefix } = (asked[0] as Asked<IndexRead>).read
  const table = tableOf(name)
  const prefixes = asked.map(({ read }) => read.prefix)
  return {
    table,
    text: sqlFor(table).readByPrefixes(index, prefix.length),
    parameters: [...columnsOf(prefixes, prefix.length), asked.map(({ read }) => read.limit)],
    answer(rows) {
      const found: AnyRow[][] = asked.map(() => [])
      for (const { [QUESTION]: question, ...row } of rows) found[(question as number) - 1]?.push(row)
      asked.forEach(({ at }, question) => {
        answers[at] = found[question] as AnyRow[]
      })
    },
  }
}

const indexStatement = (asked: readonly Asked<IndexRead>[], answers: Answers): Statement =>
  asked.length === 1 ? prefixStatement(asked[0] as Asked<IndexRead>, answers) : prefixesStatement(asked, answers)

/** `answers` is filled, in the order of `reads`, as each statement's rows are given to it. */
export function planReads(reads: readonly StoreRead[]): { statements: Statement[]; answers: Answers } {
  const answers: Answers = reads.map(() => [])
  const byKeys = new Map<string, Asked<KeyRead>[]>()
  const byIndex = new Map<string, Asked<IndexRead>[]>()
  reads.forEach((read, at) => {
    if ('keys' in read) {
      if (read.keys.length > 0) gather(byKeys, read.table, { read, at })
    } else gather(byIndex, `${read.table}/${read.index}/${read.prefix.length}`, { read, at })
  })
  return {
    answers,
    statements: [
      ...[...byKeys.values()].map(asked => keyStatement(asked, answers)),
      ...[...byIndex.values()].map(asked => indexStatement(asked, answers)),
    ],
  }
}

function gather<T>(groups: Map<string, T[]>, name: string, item: T): void {
  const group = groups.get(name)
  if (group === undefined) groups.set(name, [item])
  else group.push(item)
}
