/**
 * The store behind the writer: tables of the model, read by key or index prefix, changed by whole rows. PGlite and
 * in-memory stores keep the same contract (test/store/contract.ts); PostgreSQL joins them with the server.
 */

import type { TableName } from '../domain/model/index.ts'
import type { AnyRow } from '../domain/model/table.ts'

export type StoreKey = readonly (string | number | boolean)[]

export type StoreRead =
  | { table: TableName; keys: readonly StoreKey[] }
  | { table: TableName; index: string; prefix: StoreKey; limit: number }

/** Changes folded to one value a key: the writer never hands the same key twice. */
export interface TableChanges {
  upserts: readonly AnyRow[]
  deletes: readonly StoreKey[]
}
export type StoreChanges = ReadonlyMap<TableName, TableChanges>

export interface Transaction {
  /**
   * One statement a table and kind of read. Answers stand in the order of the questions; rows by key come in no order,
   * rows of an index in the order of its columns (text by code point, null last), then of the primary key.
   */
  read(reads: readonly StoreRead[]): Promise<readonly (readonly AnyRow[])[]>
  /**
   * A statement or two a table, however many rows. Deleting a key that is not there changes nothing; a key given twice
   * fails the transaction.
   */
  apply(changes: StoreChanges): Promise<void>
  /** Bulk insert under new keys (COPY where there is one). A key that exists fails the transaction. */
  load(table: TableName, rows: readonly AnyRow[]): Promise<void>
  /** Runs `work` so that a failure in it undoes only its own changes. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}

export interface Store {
  /** Sees one state of all the tables it names. Waits for a transaction under way: never call it from inside one. */
  read(reads: readonly StoreRead[]): Promise<readonly (readonly AnyRow[])[]>
  /**
   * One at a time. COMMIT when `work` resolves, ROLLBACK when it rejects (the reason is passed on). A failed statement
   * that `work` swallows outside a savepoint still rejects: a transaction never stands in part.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** COMMIT itself failed: whether the changes stand is not known. */
export class CommitFailed extends Error {
  override readonly name = 'CommitFailed'
}

/** A statement failed; nothing of its transaction or savepoint stands. The message names table, reason and code. */
export class StatementFailed extends Error {
  override readonly name = 'StatementFailed'
  readonly table: string | null
  /** SQLSTATE, also where a row is refused before it reaches a database. */
  readonly code: string
  constructor(reason: string, { table = null, code }: { table?: string | null; code: string }) {
    super(`${table === null ? '' : `${table}: `}${reason} (${code})`)
    this.table = table
    this.code = code
  }
}
