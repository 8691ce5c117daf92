/** A backup and the folder that grows from it: the same books, another device, and erasures that stay done. */
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { restoreBackup } from '../../../src/core/backup/restore.ts'
import { makeBackup } from '../../../src/core/backup/write.ts'
import { Core } from '../../../src/core/core.ts'
import { verifyBooks } from '../../../src/core/folder/verify.ts'
import { OPERATOR } from '../../../src/core/session.ts'
import { nodeFiles } from '../../../src/journal/node-files.ts'
import { everyRow } from '../../../src/store/queries/select.ts'
import { type Desktop, desktopOfTest, optionsAt } from '../desktop.ts'
import {
  decided,
  dumpOf,
  foundBelow,
  imported,
  partyOf,
  partyRow,
  replayed,
  running,
  secretsOf,
  signedIn,
} from '../people-with-secrets.ts'
import { entriesOf } from './tars.ts'

const PASSPHRASE = 'the passphrase of the backup'

async function desktopWithPeople(): Promise<Desktop> {
  const desktop = await desktopOfTest()
  await desktop.core.foundDemo('zh-CN')
  await imported(desktop.core, ['101', '202'])
  await decided(desktop.core)
  return desktop
}

const backupOf = async ({ core, root }: Desktop, name = 'company.backup') =>
  makeBackup(core.open.desk, join(root, name), PASSPHRASE)

/** Restores into a folder beside the company's; `machine` is where its key slot and its list of those erased lie. */
async function restored({ root }: Desktop, machine = root, file = join(root, 'company.backup')) {
  const dir = join(machine, 'restored')
  const answer = await restoreBackup({ file, passphrase: PASSPHRASE, dir }, at => optionsAt(machine, at))
  const core = await Core.start(optionsAt(machine, dir))
  onTestFinished(() => core.close())
  return { answer, core, dir }
}

/** All rows but those that say how far the journal has come. */
const booksOf = async (core: Core): Promise<string[]> =>
  (await dumpOf(core.open.desk)).filter(row => !row.startsWith('applied_head'))

describe('a backup', () => {
  it('is one file with the manifest first and then all that the database is made from', async () => {
    const desktop = await desktopWithPeople()
    const made = await backupOf(desktop)
    const { head } = desktop.core.open.desk.journal ?? {}
    expect(made).toEqual({
      file: join(desktop.root, 'company.backup'),
      bytes: statSync(made.file).size,
      entries: head?.n,
      head: head?.hash,
      verified: true,
    })
    const entries = await entriesOf(made.file)
    expect(entries.map(({ header }) => header.name.replace(/[0-9a-f]{64}/, 'HASH'))).toEqual([
      'manifest.json',
      'keys/master.json',
      'keys/parties-000001.keys',
      'identity.json',
      'journal/000000001.ndjson',
      ...Array(2).fill('packs/HASH.ndjson.zst'),
      ...Array(3).fill('documents/HASH'),
    ])
    const everything = Buffer.concat(entries.map(({ bytes }) => bytes))
    expect(Object.values(secretsOf('101')).filter(text => everything.includes(text))).toEqual([])
  })

  it('refuses to replace a file, and to be made of a company that is not there', async () => {
    const desktop = await desktopWithPeople()
    writeFileSync(join(desktop.root, 'company.backup'), 'something else')
    await expect(backupOf(desktop)).rejects.toMatchObject({ code: 'file-exists' })
    expect(readdirSync(desktop.root).filter(name => name.includes('backup'))).toEqual(['company.backup'])
  })

  it('holds the head of the moment while people go on working', async () => {
    const desktop = await desktopWithPeople()
    const { head } = desktop.core.open.desk.journal ?? {}
    const making = backupOf(desktop)
    await imported(desktop.core, ['303'])
    expect(await making).toMatchObject({ entries: head?.n, head: head?.hash, verified: true })
    const { core } = await restored(desktop)
    expect((await everyRow(core.open.desk.store.sql, 'party')).map(({ id }) => id)).toEqual([
      partyOf('101'),
      partyOf('202'),
    ])
  })

  it('leaves nothing where the disk is full', async () => {
    const desktop = await desktopWithPeople()
    const { desk } = desktop.core.open
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const files = {
      ...nodeFiles,
      open(path: string, ...rest: [mode: 'read' | 'write' | 'create']) {
        const handle = nodeFiles.open(path, ...rest)
        if (!path.endsWith('.backup.new') || rest[0] !== 'create') return handle
        handle.write = () => {
          throw full
        }
        return handle
      },
    }
    const disk = Object.assign(Object.create(desk), { files }) as typeof desk
    await expect(makeBackup(disk, join(desktop.root, 'company.backup'), PASSPHRASE)).rejects.toBe(full)
    expect(readdirSync(desktop.root).filter(name => name.includes('backup'))).toEqual([])
  })
})

describe('a restore', () => {
  it('gives the same books as another device, whose first entry names the old head', async () => {
    const desktop = await desktopWithPeople()
    const before = desktop.core.open.desk
    const old = { device: before.identity.device, ...before.journal?.head }
    const books = await booksOf(desktop.core)
    await backupOf(desktop)
    const { answer, core, dir } = await restored(desktop)
    const { desk } = core.open
    expect(answer).toEqual({
      entries: (old.n ?? 0) + 1,
      head: desk.journal?.head.hash,
      device: desk.identity.device,
      erased: 0,
    })
    expect(desk.identity.device).not.toBe(old.device)
    expect(await booksOf(core)).toEqual(books)
    const entries = [...(desk.journal?.read(1) ?? [])].flat()
    expect(entries.at(-1)).toMatchObject({
      n: answer.entries,
      prev: old.hash,
      device: answer.device,
      command: 'device.restored',
      input: { from: old },
    })
    expect(new Set(entries.slice(0, -1).map(({ device }) => device))).toEqual(new Set([old.device]))
    expect(new Set(Object.values(await replayed(core)))).toEqual(new Set(['same']))
    await imported(core, ['303'])
    await core.open.decide.all(OPERATOR, running)
    const decisions = await everyRow(desk.store.sql, 'decision')
    expect(decisions.find(each => each.lesseeId === partyOf('303'))?.id).toMatch(new RegExp(`^${answer.device}-`))
    const live = await booksOf(core)
    await core.rebuild()
    expect(await booksOf(core)).toEqual(live)
    expect(await verifyBooks(nodeFiles, dir, core.open.desk.journal?.head ?? null)).toMatchObject({ valid: true })
  })

  it('opens on a machine that has never seen the company, and from then on without the passphrase', async () => {
    const desktop = await desktopWithPeople()
    await backupOf(desktop)
    const { core } = await restored(desktop, join(desktop.root, 'elsewhere'))
    expect(await partyRow(core.open.desk, '101')).toMatchObject({ name: secretsOf('101').name })
    expect(existsSync(join(desktop.root, 'elsewhere', 'keys', `${core.open.desk.identity.company}.key`))).toBe(true)
  })

  it('can be backed up and restored in its turn', async () => {
    const desktop = await desktopWithPeople()
    await backupOf(desktop)
    const first = await restored(desktop)
    const again = join(desktop.root, 'second.backup')
    await makeBackup(first.core.open.desk, again, PASSPHRASE)
    const second = await restored(desktop, join(desktop.root, 'elsewhere'), again)
    expect(second.answer.entries).toBe(first.answer.entries + 1)
    expect(await booksOf(second.core)).toEqual(await booksOf(first.core))
  })

  it('wants a free folder, a file, and the right passphrase, and leaves nothing where it gets none', async () => {
    const desktop = await desktopWithPeople()
    await backupOf(desktop)
    const { root } = desktop
    const file = join(root, 'company.backup')
    const attempt = (change: Partial<Parameters<typeof restoreBackup>[0]>) =>
      restoreBackup({ file, passphrase: PASSPHRASE, dir: join(root, 'restored'), ...change }, at =>
        optionsAt(join(root, 'elsewhere'), at),
      )
    await expect(attempt({ dir: desktop.dir })).rejects.toMatchObject({ code: 'folder-not-empty' })
    await expect(attempt({ dir: file })).rejects.toMatchObject({ code: 'folder-not-empty' })
    await expect(attempt({ file: join(root, 'none') })).rejects.toMatchObject({ code: 'file-unknown' })
    await expect(attempt({ passphrase: 'another passphrase' })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(readdirSync(root).sort()).toEqual(['company', 'company.backup', 'keys'])
  })

  it('does not replace another master key of a company of the same id', async () => {
    const desktop = await desktopWithPeople()
    await backupOf(desktop)
    const elsewhere = join(desktop.root, 'elsewhere')
    const { slots } = optionsAt(elsewhere, '')
    const { company } = desktop.core.open.desk.identity
    await slots.file.store(company, new Uint8Array(32))
    await expect(restored(desktop, elsewhere)).rejects.toMatchObject({ code: 'other-master-key' })
    expect(await slots.file.load(company)).toEqual(Buffer.alloc(32))
    expect(readdirSync(elsewhere)).toEqual(['keys'])
  })
})

describe('a restore of a backup made before an erasure', () => {
  it('erases those people again, as far as this machine knows them', async () => {
    const desktop = await desktopWithPeople()
    await backupOf(desktop)
    await desktop.core.eraseFor(await signedIn(desktop.core), partyOf('101'))
    const { answer, core, dir } = await restored(desktop)
    expect(answer.erased).toBe(1)
    expect(foundBelow(dir, Object.values(secretsOf('101')))).toEqual([])
    expect(readdirSync(join(dir, 'documents'))).toHaveLength(1)
    expect(await partyRow(core.open.desk, '101')).toMatchObject({ name: null, erased: true })
    expect(await partyRow(core.open.desk, '202')).toMatchObject({ name: secretsOf('202').name })
    const answers = Object.entries(await replayed(core)).map(([of, result]) => [of.split(' ')[0], result])
    expect(answers).toEqual([
      [partyOf('101'), 'erased'],
      [partyOf('202'), 'same'],
    ])
    // One rule: the rows are those that the erasure itself has left.
    const rowsOf = async (of: Core) => (await booksOf(of)).filter(row => !row.startsWith('erasure'))
    expect(await rowsOf(core)).toEqual(await rowsOf(desktop.core))
    const live = await booksOf(core)
    await core.rebuild()
    expect(await booksOf(core)).toEqual(live)
  })

  it('leaves somebody who came back since with what they brought then', async () => {
    const desktop = await desktopWithPeople()
    await desktop.core.eraseFor(await signedIn(desktop.core), partyOf('101'))
    await imported(desktop.core, ['101'], 'B')
    await backupOf(desktop)
    const { answer, core } = await restored(desktop)
    expect(answer.erased).toBe(0)
    expect(await partyRow(core.open.desk, '101')).toMatchObject({ name: secretsOf('101', 'B').name, erased: false })
    expect(await booksOf(core)).toEqual(await booksOf(desktop.core))
  })
})
