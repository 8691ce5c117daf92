/**
 * How a table of the data model is declared: columns with their types, its primary key, its indexes, and which columns
 * are personal. Stores derive their statements from these declarations; commands read and change rows by them.
 */
import type { JsonValue } from '../canonical.ts'

/** `instant` is an ISO string in UTC with milliseconds, `date` a calendar date `YYYY-MM-DD` of China Standard Time. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'number' | 'boolean' | 'date' | 'instant' | 'json'

export interface Column<Value = unknown> {
  readonly type: ColumnType
  readonly nullable: boolean
  /** The column of the same row that names the party under whose key the value is sealed outside the database. */
  readonly personalOf?: string
  /** Never present: carries the TypeScript type of the value. */
  readonly value?: Value
}

export type Columns = Readonly<Record<string, Column>>

export interface Table<C extends Columns = Columns> {
  readonly name: string
  readonly columns: C
  /** Column names of the primary key, in order. */
  readonly key: readonly string[]
  /** Declared indexes by name; a read may give any prefix of their columns. */
  readonly indexes: Readonly<Record<string, readonly string[]>>
  /** Rows of a local table are no result of an entry: a rebuild starts them empty (leases of claims). */
  readonly local: boolean
}

type ValueOf<C> = C extends Column<infer Value> ? Value : never
export type RowOf<T> = T extends Table<infer C> ? { [K in keyof C]: ValueOf<C[K]> } : never
export type AnyRow = Readonly<Record<string, JsonValue>>

type Options<Nullable extends boolean> = { nullable?: Nullable; personalOf?: string }

function column<Value>(type: ColumnType) {
  return <Nullable extends boolean = false>(
    options: Options<Nullable> = {},
  ): Column<Nullable extends true ? Value | null : Value> => ({
    type,
    nullable: options.nullable ?? false,
    ...(options.personalOf === undefined ? {} : { personalOf: options.personalOf }),
  })
}

export const text = column<string>('text')
export const integer = column<number>('integer')
/** Whole numbers up to 2^53: amounts in fen, counters. */
export const bigint = column<number>('bigint')
export const number = column<number>('number')
export const boolean = column<boolean>('boolean')
export const date = column<string>('date')
export const instant = column<string>('instant')
/** A text column whose values are one of a closed list. */
export const code = <Code extends string>() => column<Code>('text')
/** A column of canonical JSON. */
export const json = <Value extends JsonValue = JsonValue>() => column<Value>('json')

/** Declares a table; `key` and `indexes` name its own columns, in order. */
export function defineTable<C extends Columns>(
  name: string,
  columns: C,
  options: {
    key: readonly (keyof C & string)[]
    indexes?: Readonly<Record<string, readonly (keyof C & string)[]>>
    local?: boolean
  },
): Table<C> {
  return { name, columns, key: options.key, indexes: options.indexes ?? {}, local: options.local ?? false }
}

/** Columns of a table that hold personal data, with the column that names whose. */
export function personalColumns(table: Table): readonly { column: string; party: string }[] {
  return Object.entries(table.columns).flatMap(([name, column]) =>
    column.personalOf === undefined ? [] : [{ column: name, party: column.personalOf }],
  )
}
