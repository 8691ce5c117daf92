/**
 * The store on PGlite over a folder. PGlite never fsyncs: what makes a change durable is the journal, and `close` alone
 * leaves a folder that is on the disk as a whole. Everything passes one mutex, so that a read of several tables sees one
 * state without a transaction of its own.
 */
import { PGlite, type Transaction as PGliteTransaction, types } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import type { JsonValue } from '../domain/canonical.ts'
import type { TableName } from '../domain/model/index.ts'
import type { AnyRow } from '../domain/model/table.ts'
import { copyText } from './copy.ts'
import { engineOption } from './engine.ts'
import { type StoreFiles, syncTree } from './files.ts'
import { type Maintenance, maintenance } from './maintenance.ts'
import { migrate } from './migrations/index.ts'
import { mutex } from './mutex.ts'
import { commitFailed, statementFailed } from './pglite-errors.ts'
import { columnsOf, isoInstant, planReads } from './pglite-reads.ts'
import { layPrepared } from './prepared.ts'
import { keyOfRow, tableOf } from './rows.ts'
import { checkReads, type Driver, runInScope } from './scope.ts'
import type { Sql } from './sql.ts'
import { quoted, sqlFor } from './statements.ts'
import { StatementFailed, type Store, type StoreChanges, type StoreRead, type Transaction } from './store.ts'

/** A COPY reads its blob whole into memory: rows go in blocks of this many. */
const LOAD_BLOCK = 5_000

export interface PgliteStore extends Store, Maintenance {
  readonly sql: Sql
  /**
   * Fills the tables of a database that nobody needs unless all of it is there: one transaction, which writes no WAL for
   * them (PostgreSQL's rule for tables emptied in it), indexes and statistics afterwards. What they held is gone. The rows
   * are ones that a store has held before: they are not checked again.
   */
  fill(tables: readonly TableName[], work: (transaction: Transaction) => Promise<void>): Promise<void>
}

export interface OpenPglite {
  /** The database folder; made where it is not there. */
  folder: string
  files: StoreFiles
  /** Room left on the folder's disk, in bytes. Without it, a full disk can hang the process. */
  freeBytes?: () => number
  /** A folder made by `prepareFolder`, copied where `folder` holds no database yet. */
  prepared?: string
}

/**
 * On a disk without room for the next 16 MB of WAL, PostgreSQL panics, and PGlite then spins for ever inside the call
 * (seen on a full disk): statements are refused before it can come to that. A write may need all the WAL there is
 * between two checkpoints; a read writes little (it tidies pages), but not nothing.
 */
const ROOM_TO_WRITE = 128 * 2 ** 20
const ROOM_TO_READ = 20 * 2 ** 20
const DISK_FULL = '53100'

/** What statements run on: the database between transactions, or the transaction under way. */
type Runner = Pick<PGliteTransaction, 'query' | 'exec'>

function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53`)
  return value
}

export const PARSERS = {
  [types.TIMESTAMPTZ]: isoInstant,
  [types.DATE]: (text: string) => text,
  [types.INT8]: safeNumber,
}

async function run(runner: Runner, table: string | null, text: string, parameters: readonly JsonValue[], blob?: Blob) {
  try {
    const result = await runner.query<AnyRow>(text, [...parameters], blob === undefined ? {} : { blob })
    return result.rows
  } catch (error) {
    throw statementFailed(error, table)
  }
}

async function command(runner: Runner, text: string): Promise<void> {
  try {
    await runner.exec(text)
  } catch (error) {
    throw statementFailed(error)
  }
}

async function readAll(runner: Runner, reads: readonly StoreRead[]): Promise<readonly (readonly AnyRow[])[]> {
  const { statements, answers } = planReads(reads)
  for (const { table, text, parameters, answer } of statements) answer(await run(runner, table.name, text, parameters))
  return answers
}

/** From so many rows on, taking out what was there and copying all of them in takes half of an upsert's time. */
const WORTH_A_COPY = 500

async function applyAll(runner: Runner, changes: StoreChanges, needRoom: () => void): Promise<void> {
  for (const [name, { upserts, deletes }] of changes) {
    const table = tableOf(name)
    const sql = sqlFor(table)
    const bulk = upserts.length >= WORTH_A_COPY
    const gone = bulk ? [...deletes, ...upserts.map(row => keyOfRow(table, row))] : deletes
    if (gone.length > 0) await run(runner, name, sql.deleteByKeys, columnsOf(gone, table.key.length))
    if (bulk) await loadAll(runner, name, upserts, needRoom)
    else if (upserts.length > 0) await run(runner, name, sql.upsert, [JSON.stringify(upserts)])
  }
}

async function loadAll(runner: Runner, name: TableName, rows: readonly AnyRow[], needRoom: () => void): Promise<void> {
  const table = tableOf(name)
  for (let from = 0; from < rows.length; from += LOAD_BLOCK) {
    needRoom()
    const blob = new Blob([copyText(table, rows.slice(from, from + LOAD_BLOCK))])
    await run(runner, name, sqlFor(table).copy, [], blob)
  }
}

const driver = (runner: Runner, needRoom: () => void): Driver => ({
  read: reads => readAll(runner, reads),
  async apply(changes) {
    needRoom()
    await applyAll(runner, changes, needRoom)
  },
  load: (table, rows) => loadAll(runner, table, rows, needRoom),
  mark: depth => command(runner, `savepoint s${depth}`),
  release: depth => command(runner, `release savepoint s${depth}`),
  undo: depth => command(runner, `rollback to savepoint s${depth}; release savepoint s${depth}`),
})

async function openDatabase(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ fs: new NodeFS(folder), parsers: PARSERS, ...(await engineOption()) })
  } catch (error) {
    throw statementFailed(error)
  }
}

/** Opens the folder and brings its schema up to date. The caller holds the lock on it: PGlite has none. */
export async function openPgliteStore(options: OpenPglite): Promise<PgliteStore> {
  const { folder, files, prepared, freeBytes = () => Number.POSITIVE_INFINITY } = options
  needRoom(freeBytes, ROOM_TO_READ)
  if (prepared !== undefined) layPrepared(files, prepared, folder)
  const pg = await openDatabase(folder)
  await migrate({ query: (text, parameters) => run(pg, null, text, parameters ?? []), exec: text => command(pg, text) })
  return storeOver(pg, { freeBytes, makeDurable: () => syncTree(files, folder) })
}

function failureAt(stage: 'begin' | 'work' | 'commit', error: unknown): unknown {
  if (stage === 'commit') return commitFailed(error)
  return stage === 'begin' ? statementFailed(error) : error
}

interface Disk {
  readonly freeBytes: () => number
  readonly makeDurable: () => void
}

function needRoom(freeBytes: () => number, bytes: number): void {
  const free = freeBytes()
  if (free < bytes) throw new StatementFailed(`the disk is full: ${free} bytes are left`, { code: DISK_FULL })
}

function storeOver(pg: PGlite, disk: Disk): PgliteStore {
  const serialise = mutex()
  const roomToRead = (): void => needRoom(disk.freeBytes, ROOM_TO_READ)
  const roomToWrite = (): void => needRoom(disk.freeBytes, ROOM_TO_WRITE)
  const upkeep = maintenance(text =>
    serialise(async () => {
      roomToWrite()
      await command(pg, text)
    }),
  )
  const inTransaction = <T>(work: (transaction: Transaction) => Promise<T>, emptied?: string): Promise<T> =>
    serialise(async () => {
      roomToWrite()
      let stage: 'begin' | 'work' | 'commit' = 'begin'
      try {
        return await pg.transaction(async tx => {
          stage = 'work'
          if (emptied !== undefined) await command(tx, `truncate ${emptied}`)
          const result = await runInScope(driver(tx, roomToWrite), work, emptied !== undefined)
          stage = 'commit'
          return result
        })
      } catch (error) {
        throw failureAt(stage, error)
      }
    })
  return {
    read: reads =>
      serialise(async () => {
        checkReads(reads)
        roomToRead()
        return readAll(pg, reads)
      }),

    transaction: work => inTransaction(work),

    async fill(tables, work) {
      await upkeep.dropIndexes(tables)
      await inTransaction(work, tables.map(quoted).join(', '))
      await upkeep.makeIndexes(tables)
      await upkeep.analyse()
    },

    sql: {
      query: <Row extends Record<string, JsonValue>>(text: string, parameters: readonly JsonValue[] = []) =>
        serialise(async () => {
          roomToRead()
          return (await run(pg, null, text, parameters)) as Row[]
        }),
    },

    ...upkeep,

    close: () =>
      serialise(async () => {
        await pg.close()
        disk.makeDurable()
      }),
  }
}
