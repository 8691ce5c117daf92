/** Erasing a person: nothing of them is left below the folder, everything else stands, and a kill changes nothing of that. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eraseParty as eraseCommand } from '../../src/commands/party/erase.ts'
import { eraseParty } from '../../src/core/erasure.ts'
import { verifyBooks } from '../../src/core/folder/verify.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'
import { everyRow } from '../../src/store/queries/select.ts'
import { ADMINISTRATOR, type Desktop, desktopOfTest, LIN } from './desktop.ts'
import {
  administrator,
  decided,
  dumpOf,
  foundBelow,
  imported,
  partyOf,
  partyRow,
  replayed,
  secretsOf,
  signedIn,
  uploadOf,
} from './people-with-secrets.ts'

/** Two people of one import; the first will be erased. */
async function twoPeople(): Promise<Desktop> {
  const desktop = await desktopOfTest()
  await desktop.core.foundDemo('zh-CN')
  await imported(desktop.core, ['101', '202'])
  await decided(desktop.core)
  return desktop
}

const { draft: _draft, ...inTheBooks } = secretsOf('101')
const GONE = [...Object.values(secretsOf('101')), uploadOf(['101', '202'])]

describe('erasing a person', () => {
  it('leaves no byte of them below the folder, and everything of others', async () => {
    const desktop = await twoPeople()
    const { core, dir } = desktop
    await core.open.desk.store.checkpoint()
    const before = new Set(foundBelow(dir, GONE).map(found => found.split(' in ')[0]))
    // The database holds them in plain text, or looking for them would show nothing.
    for (const text of [inTheBooks.name, inTheBooks.idNumber, inTheBooks.phone, inTheBooks.note])
      expect(before).toContain(text)
    const window = await desktop.window(ADMINISTRATOR)
    const passphrase = core.open.people.list(true).find(({ id }) => id === ADMINISTRATOR)?.demoPassphrase ?? ''
    const { rows } = await window.settings.erase({ partyId: partyOf('101'), passphrase })
    expect(rows).toBeGreaterThan(8)
    expect(foundBelow(dir, GONE)).toEqual([])
    const { desk, search } = core.open
    expect(await partyRow(desk, '202')).toMatchObject({ name: secretsOf('202').name, erased: false })
    expect(await partyRow(desk, '101')).toMatchObject({ name: null, idNumber: null, phone: null, erased: true })
    expect(await search.find(secretsOf('101').name, 10)).toEqual([])
    expect(await search.find(secretsOf('202').name, 10)).not.toEqual([])
    expect(Object.entries(await replayed(core)).map(([of, answer]) => [of.split(' ')[0], answer])).toEqual([
      [partyOf('101'), 'erased'],
      [partyOf('202'), 'same'],
    ])
    expect(await verifyBooks(desk.files, dir, desk.journal?.head ?? null)).toMatchObject({ valid: true })
    await desktop.restart()
    expect(foundBelow(dir, GONE)).toEqual([])
  })

  it('throws documents away, and the file that they came in with, which held others too', async () => {
    const { core, dir } = await twoPeople()
    expect(readdirSync(join(dir, 'documents'))).toHaveLength(3)
    await core.eraseFor(await signedIn(core), partyOf('101'))
    expect(readdirSync(join(dir, 'documents'))).toHaveLength(1)
    const documents = await everyRow(core.open.desk.store.sql, 'document')
    expect(documents.map(({ id, name }) => [id, name === null])).toEqual(
      expect.arrayContaining([['file-b-101-202', true]]),
    )
    expect(documents.filter(({ name }) => name !== null).map(({ name }) => name)).toEqual([
      `${secretsOf('202').document}.pdf`,
    ])
    const kept = documents.find(({ name }) => name !== null)
    expect(core.open.desk.documents.get(kept?.keyId ?? '', kept?.hash ?? '')).not.toBeNull()
  })

  it('removes drafts on their cases and no others', async () => {
    const { core, dir } = await twoPeople()
    core.open.drafts.save(LIN, 'case/other', 'x')
    expect(readdirSync(join(dir, 'drafts'))).toHaveLength(3)
    await core.eraseFor(await signedIn(core), partyOf('101'))
    expect(readdirSync(join(dir, 'drafts'))).toHaveLength(2)
  })

  it('leaves the very rows that a rebuild makes without the key', async () => {
    const { core } = await twoPeople()
    await eraseParty(core.open.desk, partyOf('101'), await administrator(core))
    const live = await dumpOf(core.open.desk)
    await core.rebuild()
    expect(await dumpOf(core.open.desk)).toEqual(live)
  })

  it('is for a signed administrator, and once', async () => {
    const { core } = await twoPeople()
    await expect(core.eraseFor(await signedIn(core, LIN), partyOf('101'))).rejects.toMatchObject({ name: 'Refused' })
    const session = await signedIn(core)
    await core.eraseFor(session, partyOf('101'))
    await expect(core.eraseFor(session, partyOf('101'))).rejects.toMatchObject({ code: 'party.erased' })
    await expect(core.eraseFor(session, 'nobody')).rejects.toMatchObject({ code: 'party.unknown' })
  })
})

describe('a kill in the middle of an erasure', () => {
  it('is made good at the next start, which finds keys that the books call erased', async () => {
    const desktop = await twoPeople()
    const { desk } = desktop.core.open
    const key = desk.keys.keyOf(partyOf('101'))
    const input = { partyId: partyOf('101'), reason: '', keys: key === null ? [] : [key] }
    await desk.give(eraseCommand, input, await administrator(desktop.core))
    await desktop.restart()
    const { core, dir } = desktop
    expect(foundBelow(dir, GONE)).toEqual([])
    expect(core.open.desk.keys.holdsKey(key ?? '')).toBe(false)
    expect(readdirSync(join(dir, 'documents'))).toHaveLength(1)
    expect(core.open.desk.erased.read(core.open.desk.identity.company)).toMatchObject([{ partyId: partyOf('101') }])
    const after = await dumpOf(core.open.desk)
    await core.rebuild()
    expect(await dumpOf(core.open.desk)).toEqual(after)
  })

  it('leaves a database that no start trusts, where only making it anew was missing', async () => {
    const desktop = await twoPeople()
    await eraseParty(desktop.core.open.desk, partyOf('101'), await administrator(desktop.core))
    expect(foundBelow(join(desktop.dir, 'db'), GONE)).not.toEqual([])
    const marker = JSON.parse(Buffer.from(nodeFiles.read(`${desktop.dir}/db/leasedesk-marker.json`)).toString())
    expect(marker).toMatchObject({ state: 'open', bootId: null })
  })
})

describe('somebody who was erased and comes back', () => {
  it('is known by what the new import brings, under a new key, and can be erased again', async () => {
    const desktop = await twoPeople()
    const { core, dir } = desktop
    const session = await signedIn(core)
    await core.eraseFor(session, partyOf('101'))
    await imported(core, ['101'], 'B')
    await decided(core, 'B')
    const back = Object.values(secretsOf('101', 'B'))
    expect(await partyRow(core.open.desk, '101')).toMatchObject({ name: secretsOf('101', 'B').name, erased: false })
    expect(foundBelow(dir, GONE)).toEqual([])
    const live = await dumpOf(core.open.desk)
    await core.rebuild()
    expect(await dumpOf(core.open.desk)).toEqual(live)
    // A start takes nothing more away: the key that they came back with is not the one that was erased.
    await desktop.restart()
    expect(await dumpOf(desktop.core.open.desk)).toEqual(live)
    await desktop.core.eraseFor(await signedIn(desktop.core), partyOf('101'))
    expect(foundBelow(dir, [...GONE, ...back])).toEqual([])
    expect(await partyRow(desktop.core.open.desk, '101')).toMatchObject({ name: null, erased: true })
  })
})
