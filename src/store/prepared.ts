/**
 * A database folder made once (initdb, settings, schema) and copied for every new company, so that one opens in under a
 * second. Making it takes some seconds and about 1 GB of memory: give it a process of its own, at build or first start.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { parentOf, type StoreFiles, syncTree } from './files.ts'
import { MIGRATIONS, migrate } from './migrations/index.ts'
import { MARKER_FILE } from './trust.ts'

/**
 * Settings that PostgreSQL reads at its start. WAL is recycled in 128 MB instead of 1 GB, and nobody replicates from it:
 * tables that one transaction empties and fills need none. Every page is in the system's cache, so that a random read
 * costs hardly more than the next one. `full_page_writes` stays on: a process killed in the middle of a page leaves half
 * of it. A fifth of the usual sample serves the planner as well here, in a fifth of the time.
 */
const SETTINGS = {
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  default_statistics_target: '20',
  jit: 'off',
  autovacuum: 'off',
}

/** Nobody makes further databases here: without the templates there are 600 files fewer to copy and to fsync. */
const WITHOUT_TEMPLATES = [
  "update pg_database set datistemplate = false where datname in ('template0', 'template1')",
  'drop database template0',
  'drop database template1',
]

const STEPS = [
  ...Object.entries(SETTINGS).map(([name, value]) => `alter system set ${name} = '${value}'`),
  ...WITHOUT_TEMPLATES,
]

function pgliteVersion(): string {
  const require = createRequire(import.meta.url)
  const main = require.resolve('@electric-sql/pglite').replaceAll('\\', '/')
  const { version } = require(`${main.slice(0, main.lastIndexOf('/dist/'))}/package.json`) as { version: string }
  return version
}

/** Another engine, schema or step is another folder. */
export function preparedName(): string {
  const content = JSON.stringify([STEPS, MIGRATIONS])
  return `pglite-${pgliteVersion()}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`
}

const isDatabase = (files: StoreFiles, folder: string): boolean => files.stat(`${folder}/PG_VERSION`) !== null

async function make(folder: string): Promise<void> {
  const pg = await PGlite.create({ fs: new NodeFS(folder) })
  for (const step of STEPS) await pg.exec(step)
  await migrate({
    query: async (text, parameters) => (await pg.query<Record<string, unknown>>(text, [...(parameters ?? [])])).rows,
    exec: async text => void (await pg.exec(text)),
  })
  await pg.exec('checkpoint')
  await pg.close()
}

/** Who makes: its process, and which others still run. */
export interface Maker {
  readonly pid: number
  isAlive(pid: number): boolean
}

/** For a caller that knows no other can be making in the same cache. */
const ALONE: Maker = { pid: 0, isAlive: () => false }

/** Removes what a maker that was killed has left in the cache. */
function removeLeftovers(files: StoreFiles, cache: string, { isAlive }: Maker): void {
  for (const name of files.list(cache)) {
    const pid = /\.making-(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) files.remove(`${cache}/${name}`)
  }
}

/** The path of the prepared folder in the cache, made when it is not there. Several makers may be at it at once. */
export async function prepareFolder(files: StoreFiles, cache: string, maker: Maker = ALONE): Promise<string> {
  const target = `${cache}/${preparedName()}`
  if (isDatabase(files, target)) return target
  files.makeFolder(cache)
  removeLeftovers(files, cache, maker)
  const making = `${target}.making-${maker.pid}`
  files.remove(making)
  await make(making)
  syncTree(files, making)
  if (isDatabase(files, target)) files.remove(making)
  else files.rename(making, target)
  files.syncFolder(cache)
  return target
}

/** Copies the prepared folder to `folder` unless a database is there; a kill meanwhile leaves none. */
export function layPrepared(files: StoreFiles, prepared: string, folder: string): void {
  if (isDatabase(files, folder)) return
  const others = files.list(folder).filter(name => !name.startsWith(MARKER_FILE))
  if (others.length > 0) throw new NotADatabase(folder, others)
  const copy = `${folder}.new`
  files.remove(copy)
  files.copyFolder(prepared, copy)
  files.remove(folder)
  files.rename(copy, folder)
  files.syncFolder(parentOf(folder))
}

/** The folder holds files that are no database: nothing of it is touched. */
export class NotADatabase extends Error {
  override readonly name = 'NotADatabase'
  constructor(folder: string, found: readonly string[]) {
    super(
      `${folder} is no database but holds ${found.slice(0, 3).join(', ')}: move that away, or choose another folder`,
    )
  }
}
