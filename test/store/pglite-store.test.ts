import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Files } from '../../src/journal/files.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'
import { openPgliteStore } from '../../src/store/pglite-store.ts'
import { layPrepared, prepareFolder } from '../../src/store/prepared.ts'
import { MARKER_FILE } from '../../src/store/trust.ts'
import { cacheFolder, freshFolder, freshStore, maker, storeOfTest } from './pglite-folder.ts'
import { counter, party, put, upserts } from './samples.ts'

test('what was closed is there when the folder is opened again', async () => {
  const folder = join(freshFolder(), 'db')
  const store = await freshStore(folder)
  await put(store, { party: [party('p1')] })
  await store.close()
  const again = await storeOfTest(folder)
  expect(await again.read([{ table: 'party', keys: [['p1']] }])).toEqual([[party('p1')]])
})

test('close fsyncs every file and every folder of the database', async () => {
  const folder = join(freshFolder(), 'db')
  const synced = new Set<string>()
  const files: Files = {
    ...nodeFiles,
    open(path, mode, options) {
      const handle = nodeFiles.open(path, mode, options)
      const sync = handle.sync.bind(handle)
      handle.sync = () => {
        synced.add(path)
        sync()
      }
      return handle
    },
    syncFolder(path) {
      synced.add(path)
      nodeFiles.syncFolder(path)
    },
  }
  const store = await openPgliteStore({ folder, files, prepared: await prepareFolder(nodeFiles, cacheFolder, maker) })
  await put(store, { party: [party('p1')] })
  synced.clear()
  await store.close()
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => `${folder}/${name}`)
  expect(all.length).toBeGreaterThan(300)
  expect([...all, folder].filter(path => !synced.has(path))).toEqual([])
})

test('a failure tells table, reason and code, and neither the statement nor its values', async () => {
  const store = await storeOfTest()
  await put(store, { party: [party('p1')] })
  const secret = party('p1', { idNumber: '320100199001010011' })
  const failure = await store.transaction(tx => tx.load('party', [secret])).catch((error: unknown) => error as Error)
  expect(String(failure)).toBe(
    'StatementFailed: party: duplicate key value violates unique constraint "party_pkey" (23505)',
  )
  expect(Object.keys(failure ?? {}).sort()).toEqual(['code', 'name', 'table'])
  await expect(store.sql.query('select nothing')).rejects.toMatchObject({ name: 'StatementFailed', code: '42703' })
})

test('a COMMIT that fails is told apart from a statement that does', async () => {
  const store = await storeOfTest()
  await store.sql.query(
    'create constraint trigger last_word after insert on counter deferrable initially deferred for each row ' +
      "when (new.kind = 'refused') execute function suppress_redundant_updates_trigger()",
  )
  const refused = put(store, { counter: [counter('refused', 1)] })
  await expect(refused).rejects.toMatchObject({ name: 'CommitFailed' })
  await put(store, { counter: [counter('taken', 1)] })
  const found = await store.read([
    {
      table: 'counter',
      keys: [
        ['refused', '2026'],
        ['taken', '2026'],
      ],
    },
  ])
  expect(found[0]?.map(row => row.kind)).toEqual(['taken'])
})

test('a disk without room refuses writes, then reads, before the engine meets it; with room again all goes on', async () => {
  let free = 200 * 2 ** 20
  const folder = join(freshFolder(), 'db')
  const prepared = await prepareFolder(nodeFiles, cacheFolder, maker)
  const store = await openPgliteStore({ folder, files: nodeFiles, prepared, freeBytes: () => free })
  const read = () => store.read([{ table: 'party', keys: [['p1']] }])
  await put(store, { party: [party('p1')] })
  free = 30 * 2 ** 20
  await expect(put(store, { party: [party('p2')] })).rejects.toMatchObject({ name: 'StatementFailed', code: '53100' })
  expect(await read()).toEqual([[party('p1')]])
  free = 2 ** 20
  await expect(read()).rejects.toMatchObject({ code: '53100' })
  await expect(store.sql.query('select 1')).rejects.toMatchObject({ code: '53100' })
  free = 200 * 2 ** 20
  const filledMeanwhile = store.transaction(async tx => {
    await tx.load('party', [party('p2')])
    free = 0
    await tx.load('party', [party('p3')])
  })
  await expect(filledMeanwhile).rejects.toMatchObject({ code: '53100' })
  free = 200 * 2 ** 20
  await put(store, { party: [party('p2')] })
  await store.close()
})

test('a number beyond 2^53 is an error, not a rounded number', async () => {
  const store = await storeOfTest()
  await expect(store.sql.query('select 9007199254740993::bigint as n')).rejects.toMatchObject({
    name: 'StatementFailed',
  })
})

test('a load takes more rows than one block', async () => {
  const store = await storeOfTest()
  const rows = Array.from({ length: 12_001 }, (_, at) => party(`p${at}`, { groupId: 'g' }))
  await store.transaction(tx => tx.load('party', rows))
  await store.vacuumAnalyse(['party'])
  await store.checkpoint()
  expect(await store.sql.query('select count(*) as n from party')).toEqual([{ n: 12_001 }])
})

test('rows of one statement are read in one round for all the keys asked, however many', async () => {
  const store = await storeOfTest()
  const rows = Array.from({ length: 3_000 }, (_, at) => counter(`k${at}`, at))
  await store.transaction(tx => tx.apply(upserts({ counter: rows })))
  const reads = rows.map(({ kind, period }) => ({ table: 'counter' as const, keys: [[kind, period]] }))
  const found = await store.read(reads)
  expect(found.map(([row]) => row?.last)).toEqual(rows.map(({ last }) => last))
})

test('a prepared folder is made once, and one that a killed maker left is swept away', async () => {
  const cache = freshFolder()
  mkdirSync(join(cache, 'pglite-old.making-999999999'))
  mkdirSync(join(cache, `pglite-other.making-${process.ppid}`))
  const prepared = await prepareFolder(nodeFiles, cache, maker)
  expect(readdirSync(cache).sort()).toEqual([basename(prepared), `pglite-other.making-${process.ppid}`])
  const made = nodeFiles.stat(`${prepared}/PG_VERSION`)
  expect(await prepareFolder(nodeFiles, cache, maker)).toBe(prepared)
  expect(nodeFiles.stat(`${prepared}/PG_VERSION`)).toEqual(made)
})

test('a copy that was interrupted leaves no database, and the next one replaces it', async () => {
  const prepared = await prepareFolder(nodeFiles, cacheFolder, maker)
  const folder = join(freshFolder(), 'db')
  const killed: Files = {
    ...nodeFiles,
    copyFolder(from, to) {
      nodeFiles.copyFolder(`${from}/global`, `${to}/global`)
      throw new Error('killed')
    },
  }
  expect(() => layPrepared(killed, prepared, folder)).toThrow('killed')
  expect(existsSync(folder)).toBe(false)
  const store = await storeOfTest(folder)
  expect(await store.read([{ table: 'party', keys: [['p1']] }])).toEqual([[]])
})

test('a folder that holds something else is not replaced; one that holds a marker alone is', async () => {
  const prepared = await prepareFolder(nodeFiles, cacheFolder, maker)
  const folder = freshFolder()
  writeFileSync(join(folder, MARKER_FILE), '{}')
  layPrepared(nodeFiles, prepared, folder)
  expect(existsSync(join(folder, 'PG_VERSION'))).toBe(true)
  const other = freshFolder()
  writeFileSync(join(other, 'thesis.txt'), 'mine')
  expect(() => layPrepared(nodeFiles, prepared, other)).toThrow('thesis.txt')
  expect(readdirSync(other)).toEqual(['thesis.txt'])
})
