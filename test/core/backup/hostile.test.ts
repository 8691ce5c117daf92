/** Backups that were cut, altered or made to do harm: each is refused with its reason, and nothing is left behind. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../../src/core/backup/restore.ts'
import { makeBackup } from '../../../src/core/backup/write.ts'
import { Core } from '../../../src/core/core.ts'
import { seeded } from '../../journal/seeded.ts'
import { optionsAt } from '../desktop.ts'
import { imported } from '../people-with-secrets.ts'
import { changed, compressed, entriesOf, relisted, type TarEntry, textOf, writeEntries } from './tars.ts'

const PASSPHRASE = 'the passphrase of the backup'
let root: string
let core: Core
let good: TarEntry[]
let bytes: Uint8Array

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'leasedesk-hostile-'))
  core = await Core.start(optionsAt(root, join(root, 'company')))
  await core.foundDemo('en')
  await imported(core, ['101'])
  const { file } = await makeBackup(core.open.desk, join(root, 'good.backup'), PASSPHRASE)
  good = await entriesOf(file)
  bytes = readFileSync(file)
})
afterAll(async () => {
  await core.close()
  rmSync(root, { recursive: true, force: true })
})

/** The machine of the one who restores: nothing may be left on it. */
async function refusal(content: Uint8Array | readonly TarEntry[]): Promise<unknown> {
  const machine = mkdtempSync(join(tmpdir(), 'leasedesk-restore-'))
  const file = join(root, 'bad.backup')
  if (content instanceof Uint8Array) writeFileSync(file, content)
  else await writeEntries(file, content)
  try {
    return await restoreBackup({ file, passphrase: PASSPHRASE, dir: join(machine, 'data') }, dir =>
      optionsAt(machine, dir),
    ).catch(error => error)
  } finally {
    expect(readdirSync(machine)).toEqual([])
    rmSync(machine, { recursive: true, force: true })
  }
}

const damage = (differs: string, path: unknown = expect.any(String)) =>
  expect.objectContaining({ name: 'BackupDamage', differs, path })
const named = (header: TarEntry['header'], content = 'x'): TarEntry => ({ header, bytes: Buffer.from(content) })
const inserted = (entry: TarEntry, at = good.length): TarEntry[] => [...good.slice(0, at), entry, ...good.slice(at)]

describe('what is no backup', () => {
  it.each<[string, () => Uint8Array]>([
    ['an empty file', () => new Uint8Array(0)],
    ['text', () => Buffer.from('not a backup\n'.repeat(100))],
    ['another compression', () => gzipSync(bytes)],
    ['no tar inside', () => compressed(Buffer.from('not a tar'.repeat(1000)))],
    ['an empty tar', () => compressed(Buffer.alloc(1024))],
  ])('%s', async (_, content) => {
    expect(await refusal(content())).toMatchObject({ name: 'BackupDamage' })
  })

  it('a bomb of zeros', async () => {
    expect(await refusal(compressed(Buffer.alloc(80 * 2 ** 20)))).toEqual(damage('too-large'))
  })
})

describe('what has suffered', () => {
  it('is refused cut anywhere', async () => {
    const random = seeded(1)
    for (let count = 0; count < 12; count++)
      expect(await refusal(bytes.slice(0, random.below(bytes.length)))).toMatchObject({ name: 'BackupDamage' })
    expect(await refusal(bytes.slice(0, -1))).toMatchObject({ name: 'BackupDamage' })
  })

  it('is refused with one byte altered, anywhere', async () => {
    const random = seeded(2)
    for (let count = 0; count < 12; count++) {
      const at = random.below(bytes.length)
      expect(await refusal(Uint8Array.from(bytes).with(at, (bytes[at] ?? 0) ^ 1))).toMatchObject({
        name: 'BackupDamage',
      })
    }
  })

  it('is refused with a byte of any file altered, where tar and compression are whole', async () => {
    for (const [index, { header }] of good.entries()) {
      if (index === 0) continue
      const altered = changed(good, header.name, content =>
        content.with(content.length >> 1, (content[content.length >> 1] ?? 0) ^ 1),
      )
      const differs = header.name.startsWith('journal/') ? 'chain' : 'hash'
      expect(await refusal(altered)).toEqual(damage(differs, header.name))
    }
  })

  it('is refused with something behind its end', async () => {
    expect(await refusal(Buffer.concat([bytes, compressed(Buffer.from('more'))]))).toMatchObject({
      name: 'BackupDamage',
    })
  })
})

describe('what was made to do harm', () => {
  const elsewhere = ['../evil', '/etc/evil', 'journal/../../evil', 'db/evil', 'C:\\evil', 'keys/master.json/../evil']

  it.each(elsewhere)('a file that would lie elsewhere, not listed: %s', async name => {
    expect(await refusal(inserted(named({ name })))).toEqual(damage('unexpected', JSON.stringify(name)))
  })

  it.each(elsewhere)('and listed: %s', async name => {
    expect(await refusal(relisted(inserted(named({ name })), core.open.desk.keys))).toEqual(
      damage('unreadable', 'manifest.json'),
    )
  })

  it.each(['symlink', 'link', 'directory', 'fifo'] as const)('a %s in a file’s place', async type => {
    const at = good.findIndex(({ header }) => header.name.startsWith('journal/'))
    const name = good[at]?.header.name ?? ''
    const entries = good.with(at, { header: { name, type, linkname: '/etc/passwd' }, bytes: new Uint8Array(0) })
    expect(await refusal(entries)).toEqual(damage('no-file', name))
  })

  it('a file twice, a file less, files in another order', async () => {
    const last = good.at(-1) as TarEntry
    expect(await refusal(inserted(last))).toEqual(damage('unexpected'))
    expect(await refusal(relisted(inserted(last), core.open.desk.keys))).toEqual(damage('incomplete'))
    expect(await refusal(good.slice(0, -1))).toEqual(damage('missing', last.header.name))
    expect(await refusal([...good.slice(0, -2), ...good.slice(-2).reverse()])).toEqual(damage('unexpected'))
    expect(await refusal(good.slice(1))).toEqual(damage('unexpected'))
    const withoutIdentity = good.filter(({ header }) => header.name !== 'identity.json')
    expect(await refusal(relisted(withoutIdentity, core.open.desk.keys))).toEqual(damage('incomplete'))
  })

  it('a file larger or smaller than it is listed', async () => {
    expect(await refusal(changed(good, 'documents/', content => Buffer.concat([content, Buffer.from('x')])))).toEqual(
      damage('size'),
    )
    expect(await refusal(changed(good, 'documents/', content => content.slice(1)))).toEqual(damage('size'))
  })

  it('one that somebody without the passphrase has put together', async () => {
    const altered = changed(good, 'packs/', content => Buffer.concat([content, Buffer.from('x')]))
    expect(await refusal(relisted(altered))).toEqual(damage('seal', 'manifest.json'))
  })

  it('a journal that does not chain, though everything is listed and sealed well', async () => {
    const journal = (change: (text: string) => string) =>
      relisted(
        changed(good, 'journal/', content => Buffer.from(change(Buffer.from(content).toString()))),
        core.open.desk.keys,
      )
    const lines = textOf(good.find(({ header }) => header.name.startsWith('journal/')) as TarEntry).split('\n')
    const breaks: Record<string, (text: string) => string> = {
      hash: text => text.replace('"command":"rulebook', '"command":"rulebuuk'),
      number: () => [lines[0], ...lines.slice(2)].join('\n'),
      header: () => lines.slice(1).join('\n'),
      unreadable: text => text.slice(0, -1),
    }
    for (const [differs, change] of Object.entries(breaks)) {
      const refused = (await refusal(journal(change))) as Error
      expect(refused).toEqual(damage('chain', 'journal/000000001.ndjson'))
      expect(refused.message).toContain(`: ${differs})`)
    }
    expect(await refusal(journal(() => [...lines.slice(0, -2), ''].join('\n')))).toEqual(damage('head', 'journal'))
  })

  it('a pack that an entry names, and is not it', async () => {
    const altered = changed(good, 'packs/', () => compressed(Buffer.from('{}\n')))
    expect(await refusal(relisted(altered, core.open.desk.keys))).toEqual(damage('books'))
    const without = good.filter(({ header }) => !header.name.startsWith('packs/'))
    expect(await refusal(relisted(without, core.open.desk.keys))).toEqual(damage('books'))
  })

  it('another device’s name in it', async () => {
    const altered = changed(good, 'identity.json', content =>
      Buffer.from(Buffer.from(content).toString().replace(core.open.desk.identity.device, 'otherone')),
    )
    expect(await refusal(relisted(altered, core.open.desk.keys))).toEqual(damage('identity', 'identity.json'))
  })
})
