import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemKeySlot } from '../../../src/main/electron/key-store.ts'
import { portChannel } from '../../../src/main/port-channel.ts'
import { type KeySlot, KeySlotError, keySlotOver, serveKeySlot } from '../../../src/protocol/key-slot.ts'
import { fakeSafeStorage } from '../support/electron.ts'

let dir: string
const warnings: string[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'leasedesk-keys-'))
  warnings.length = 0
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const slotOf = (safeStorage = fakeSafeStorage(), platform: NodeJS.Platform = 'linux') =>
  systemKeySlot({ safeStorage: safeStorage as never, platform, dir: join(dir, 'keys') }, line => warnings.push(line))
const key = new Uint8Array([0, 1, 2, 250, 255])

async function workingSlot(): Promise<KeySlot> {
  const slot = await slotOf()
  if (slot === undefined) throw new Error('the stand-in key store was refused')
  return slot
}

test('a key comes back as it was stored, and on disk lies only what the system encrypted', async () => {
  const slot = await workingSlot()
  expect(await slot.load('company-1')).toBeUndefined()
  await slot.store('company-1', key)
  expect(await slot.load('company-1')).toEqual(key)
  expect(await (await workingSlot()).load('company-1')).toEqual(key)
  const file = join(dir, 'keys', 'company-1.key')
  expect(await readdir(join(dir, 'keys'))).toEqual(['company-1.key'])
  expect((await readFile(file)).includes(Buffer.from(key).toString('base64'))).toBe(false)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

describe('a key store that keeps no secret is refused, and said so', () => {
  test.each(['basic_text', 'unknown'])('%s on Linux', async backend => {
    expect(await slotOf(fakeSafeStorage(backend))).toBeUndefined()
    expect(warnings.join()).toContain('no key store')
  })

  test('one that does not answer', async () => {
    expect(await slotOf({ ...fakeSafeStorage(), works: false }, 'win32')).toBeUndefined()
    expect(warnings.join()).toContain('dpapi')
  })
})

describe('over a channel', () => {
  const open: MessagePort[] = []
  afterEach(() => {
    for (const port of open.splice(0)) port.close()
  })
  function remote(slot: KeySlot) {
    const { port1, port2 } = new MessageChannel()
    open.push(port1, port2)
    serveKeySlot(slot, portChannel(port1))
    return { slot: keySlotOver(portChannel(port2), slot.name), port: port2 }
  }

  test('a slot is the same slot, across two hops too', async () => {
    const { slot: far } = remote(remote(await workingSlot()).slot)
    expect(far.name).toBe('gnome_libsecret')
    const [, absent] = await Promise.all([far.store('a', key), far.load('b')])
    expect(absent).toBeUndefined()
    expect(await far.load('a')).toEqual(key)
  })

  test('a failure arrives as the sentence that the system gave', async () => {
    const broken: KeySlot = {
      ...(await workingSlot()),
      load: () => Promise.reject(new Error('The keyring is locked.')),
    }
    const failed = remote(broken).slot.load('a')
    await expect(failed).rejects.toBeInstanceOf(KeySlotError)
    await expect(failed).rejects.toThrow('The keyring is locked.')
  })

  test.each(['../escape', '', 'a/b', 'a'.repeat(65)])(
    'a company id that is none is refused at both ends: %j',
    async id => {
      const { slot, port } = remote(await workingSlot())
      await expect(slot.store(id, key)).rejects.toBeInstanceOf(KeySlotError)
      port.postMessage({ kind: 'key-slot-ask', id: 1_000, op: 'store', companyId: id, key })
      await slot.store('proper', key)
      expect(await readdir(dir)).toEqual(['keys'])
      expect(await readdir(join(dir, 'keys'))).toEqual(['proper.key'])
    },
  )
})
