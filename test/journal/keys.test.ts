import { describe, expect, it } from 'vitest'
import { CannotDecrypt, passphraseKey } from '../../src/journal/crypto.ts'
import { createDocuments, DocumentDamage, DocumentTooLarge, MAX_DOCUMENT_BYTES } from '../../src/journal/documents.ts'
import { isSealed, KeyMissing } from '../../src/journal/key-ring.ts'
import { createKeys, openKeys } from '../../src/journal/keys.ts'
import { fileKeySlot, KeyFolderDamage, type KeyPorts, KeysLocked } from '../../src/journal/master-key.ts'
import type { KeySlot } from '../../src/protocol/key-slot.ts'
import { DIR } from './journals.ts'
import { everySeed, type Seeded, seeded } from './seeded.ts'
import { PowerLost, SimulatedDisk } from './simulated-disk.ts'

const text = (value: string) => new TextEncoder().encode(value)
const KEY_FILE = `${DIR}/keys/parties-000001.keys`

function portsOn(disk: SimulatedDisk, random: Seeded = seeded(1), slotFolder = '/home/keys'): KeyPorts {
  const slots = { file: fileKeySlot(disk, slotFolder) }
  return {
    files: disk,
    dir: DIR,
    randomness: random.bytes,
    derive: passphraseKey,
    slots,
    cost: { memoryKib: 64, passes: 1 },
  }
}

async function made() {
  const disk = new SimulatedDisk()
  const ports = portsOn(disk)
  const keys = await createKeys(ports, 'c1')
  keys.ensureKeys(['zhang', 'li'])
  return { disk, ports, keys }
}

describe('sealed values', () => {
  it('come back as they were, whatever JSON they are', async () => {
    const { keys } = await made()
    for (const value of ['张三', '', '~1:aaaaaaaaaaa:bbbb', 0, -1.5, true, false, { 地址: ['北京', null] }, []]) {
      const sealed = keys.seal('zhang', value)
      expect(isSealed(sealed)).toBe(true)
      expect(keys.open('zhang', sealed)).toEqual(value)
    }
    expect(() => keys.seal('zhang', null)).toThrow(TypeError)
  })

  it('differ each time, tell nothing, and open only for their owner', async () => {
    const { keys } = await made()
    const sealed = keys.seal('zhang', '110101199003070011')
    expect(keys.seal('zhang', '110101199003070011')).not.toBe(sealed)
    expect(sealed).not.toContain('zhang')
    expect(() => keys.open('li', sealed)).toThrow(CannotDecrypt)
    expect(() => keys.open('zhang', `${sealed.slice(0, -4)}AAAA`)).toThrow(CannotDecrypt)
    for (const plain of ['张三', '', '~1:', '~1:short:abcd'])
      expect(() => keys.open('zhang', plain)).toThrow(CannotDecrypt)
    expect(() => keys.open('zhang', `~1:aaaaaaaaaaa:${sealed.slice(15)}`)).toThrow(KeyMissing)
    expect(() => keys.seal('wang', 'x')).toThrow(KeyMissing)
  })

  it('open after a restart, and their digests stay', async () => {
    const { keys, ports } = await made()
    const sealed = keys.seal('li', { phone: '13800000000' })
    const digest = keys.keyedDigest('li', text('facts'))
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    const again = await openKeys(ports)
    expect(again.company).toBe('c1')
    expect(again.open('li', sealed)).toEqual({ phone: '13800000000' })
    expect(again.keyedDigest('li', text('facts'))).toBe(digest)
    expect(again.keyedDigest('zhang', text('facts'))).not.toBe(digest)
    expect(again.companyDigest('id')).toBe(keys.companyDigest('id'))
  })
})

describe('the key file', () => {
  it('takes many new keys with one write and one fsync, and none twice', async () => {
    const { disk, keys } = await made()
    const before = disk.operations
    keys.ensureKeys(Array.from({ length: 1000 }, (_, index) => `p${index % 500}`))
    expect(disk.operations - before).toBe(2)
    keys.ensureKeys(['p3', 'zhang'])
    expect(disk.operations - before).toBe(2)
    expect(
      Buffer.from(disk.read(KEY_FILE))
        .toString()
        .match(/^\S{11} \S+ \S{80}$/gm),
    ).toHaveLength(502)
    expect(() => keys.ensureKeys(['no id'])).toThrow(TypeError)
  })

  it('has every key that was made before the power went, whatever became of the ones under way', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed)
      const disk = new SimulatedDisk()
      const ports = portsOn(disk, random)
      const keys = await createKeys(ports, 'c1')
      const sealed = new Map<string, string>()
      disk.powerLossIn = random.below(12)
      try {
        for (let batch = 0; ; batch++) {
          const owners = Array.from({ length: 1 + random.below(20) }, (_, index) => `p${batch}-${index}`)
          keys.ensureKeys(owners)
          for (const owner of owners) sealed.set(owner, keys.seal(owner, owner))
        }
      } catch (error) {
        if (!(error instanceof PowerLost)) throw error
      }
      disk.restart(random)
      const again = await openKeys(ports)
      again.ensureKeys(['later'])
      sealed.set('later', again.seal('later', 'later'))
      const reopened = await openKeys(ports)
      for (const [owner, value] of sealed) expect(reopened.open(owner, value), `seed ${seed}`).toBe(owner)
    }
  })

  it('takes no key for made that a full or failing disk did not keep', async () => {
    const { disk, keys, ports } = await made()
    for (const fail of ['ENOSPC', 'EIO'] as const) {
      disk.faults = operation => (operation === (fail === 'EIO' ? 'sync' : 'write') ? fail : undefined)
      expect(() => keys.ensureKeys(['wang'])).toThrow(fail)
      expect(() => keys.seal('wang', 'x')).toThrow(KeyMissing)
    }
    disk.faults = () => undefined
    disk.free = 50
    expect(() => keys.ensureKeys(['wang'])).toThrow('full')
    disk.free = Number.POSITIVE_INFINITY
    keys.ensureKeys(['wang'])
    const sealed = keys.seal('wang', 'x')
    expect((await openKeys(ports)).open('wang', sealed)).toBe('x')
  })

  it('names the owner of a key that was damaged', async () => {
    const { disk, keys, ports } = await made()
    const sealed = keys.seal('li', 'x')
    disk.tamper(KEY_FILE, bytes => bytes.with(bytes.length - 20, bytes.at(-20) === 0x41 ? 0x42 : 0x41))
    const again = await openKeys(ports)
    expect(() => again.open('li', sealed)).toThrow(CannotDecrypt)
    disk.tamper(KEY_FILE, bytes => bytes.with(bytes.length - 21, 0))
    const reread = await openKeys(ports)
    expect(() => reread.open('li', sealed)).toThrow(expect.objectContaining({ name: 'KeyMissing', owner: 'li' }))
    expect(reread.unreadableRecords).toBe(1)
  })
})

describe('erasing', () => {
  it('makes what was sealed open as null, now and after a restart, and leaves the others', async () => {
    const { disk, keys, ports } = await made()
    const [zhang, li] = [keys.seal('zhang', 'x'), keys.seal('li', 'y')]
    const bytes = keys.sealBytes('zhang', text('scan'))
    const wrapped =
      Buffer.from(disk.read(KEY_FILE))
        .toString()
        .match(/ zhang (\S+)/)?.[1] ?? ''
    keys.eraseParties(['zhang', 'nobody'])
    for (const each of [keys, await openKeys(ports)]) {
      expect(each.open('zhang', zhang)).toBeNull()
      expect(each.openBytes('zhang', bytes)).toBeNull()
      expect(each.open('li', li)).toBe('y')
      expect([each.isErased('zhang'), each.isErased('li'), each.isErased('nobody')]).toEqual([true, false, false])
      expect(each.erasedOwners()).toEqual(['zhang'])
    }
    expect(disk.list(`${DIR}/keys`)).toEqual(['master.json', 'parties-000002.keys'])
    expect(Buffer.from(disk.read(`${DIR}/keys/parties-000002.keys`)).toString()).not.toContain(wrapped)
  })

  it('gives one who comes back a new key', async () => {
    const { keys } = await made()
    const before = keys.seal('zhang', 'x')
    keys.eraseParties(['zhang'])
    keys.ensureKeys(['zhang'])
    const after = keys.seal('zhang', 'y')
    expect([keys.open('zhang', before), keys.open('zhang', after)]).toEqual([null, 'y'])
    expect(keys.isErased('zhang')).toBe(false)
    keys.ensureKeys(['wang'])
    expect(keys.open('wang', keys.seal('wang', 'z'))).toBe('z')
  })

  it('is whole or has not happened when the power goes, and leaves no old file once it has', async () => {
    for (let lossIn = 0; lossIn < 12; lossIn++) {
      const { disk, keys, ports } = await made()
      const [zhang, li] = [keys.seal('zhang', 'x'), keys.seal('li', 'y')]
      disk.powerLossIn = lossIn
      try {
        keys.eraseParties(['zhang'])
      } catch (error) {
        if (!(error instanceof PowerLost)) throw error
      }
      disk.restart(seeded(lossIn))
      const again = await openKeys(ports)
      expect(again.open('li', li)).toBe('y')
      expect(['x', null]).toContain(again.open('zhang', zhang))
      expect(disk.list(`${DIR}/keys`).filter(name => name.endsWith('.keys'))).toHaveLength(1)
    }
  })
})

describe('slots of the master key', () => {
  const memorySlot = (): KeySlot & { held: Map<string, Uint8Array> } => {
    const held = new Map<string, Uint8Array>()
    const store = async (company: string, key: Uint8Array) => void held.set(company, key)
    return { held, name: 'keychain', available: () => true, store, load: async company => held.get(company) }
  }

  it('opens by the key store, or else by the file outside the folder', async () => {
    const disk = new SimulatedDisk()
    const ports = portsOn(disk)
    const system = memorySlot()
    const both = { ...ports, slots: { ...ports.slots, system } }
    const keys = await createKeys(both, 'c1')
    keys.ensureKeys(['li'])
    const sealed = keys.seal('li', 'x')
    expect((await openKeys(ports)).open('li', sealed)).toBe('x')
    disk.remove('/home/keys/c1.key')
    expect((await openKeys(both)).open('li', sealed)).toBe('x')
    await expect(openKeys(ports)).rejects.toThrow(KeysLocked)
    expect(await keys.describeSlots()).toEqual([
      { kind: 'system', inUse: true, detail: 'keychain' },
      { kind: 'file', inUse: false, detail: '/home/keys' },
      { kind: 'passphrase', inUse: false, detail: null },
    ])
  })

  it('passes over a slot that refuses, fails, or holds the key of another company', async () => {
    const disk = new SimulatedDisk()
    const ports = portsOn(disk)
    const failing: KeySlot = {
      name: 'broken',
      available: () => true,
      store: () => Promise.reject(new Error('locked')),
      load: () => Promise.reject(new Error('locked')),
    }
    const keys = await createKeys({ ...ports, slots: { ...ports.slots, system: failing } }, 'c1')
    const wrong = memorySlot()
    wrong.held.set('c1', new Uint8Array(32))
    expect((await openKeys({ ...ports, slots: { ...ports.slots, system: wrong } })).companyDigest('a')).toBe(
      keys.companyDigest('a'),
    )
    await expect(createKeys({ ...ports, slots: { file: failing } }, 'c2')).rejects.toThrow('no slot took')
  })

  it('opens a moved folder by its passphrase, and then without', async () => {
    const { disk, keys } = await made()
    const sealed = keys.seal('li', 'x')
    const elsewhere = portsOn(disk, seeded(9), '/other/keys')
    const locked = (reason: string) => expect.objectContaining({ name: 'KeysLocked', company: 'c1', reason })
    await expect(openKeys(elsewhere)).rejects.toEqual(locked('no-slot'))
    await expect(openKeys(elsewhere, '密码')).rejects.toEqual(locked('no-passphrase-set'))
    await keys.setPassphrase('密码')
    await expect(openKeys(elsewhere, 'guess')).rejects.toEqual(locked('wrong-passphrase'))
    expect((await openKeys(elsewhere, '密码')).open('li', sealed)).toBe('x')
    expect((await openKeys(elsewhere)).open('li', sealed)).toBe('x')
  })

  it('throws one key of somebody away and keeps the one that they came back with', async () => {
    const { disk, ports, keys } = await made()
    const before = keys.seal('li', 'before')
    const first = keys.keyOf('li') ?? ''
    keys.eraseKeys([first, 'no-such-key'])
    expect(keys.keyOf('li')).toBeNull()
    keys.ensureKeys(['li'])
    const after = keys.seal('li', 'after')
    keys.eraseKeys([first])
    for (const each of [keys, await openKeys(ports)])
      expect([each.open('li', before), each.open('li', after), each.holdsKey(first)]).toEqual([null, 'after', false])
    expect(disk.list(`${DIR}/keys`).filter(name => name.endsWith('.keys'))).toHaveLength(1)
  })

  it('exports the keys for a backup under a passphrase of its own', async () => {
    const { keys } = await made()
    const sealed = keys.seal('li', 'x')
    await keys.setPassphrase('daily')
    const restored = new SimulatedDisk()
    for (const { path, bytes } of await keys.exportUnder('backup')) {
      restored.makeFolder(`${DIR}/keys`)
      restored.open(`${DIR}/${path}`, 'create').write(bytes, 0)
    }
    await expect(openKeys(portsOn(restored), 'daily')).rejects.toThrow(KeysLocked)
    expect((await openKeys(portsOn(restored), 'backup')).open('li', sealed)).toBe('x')
  })

  it('takes the key that a slot holds when the folder has lost its own file, and never a new one in its place', async () => {
    const { disk, ports, keys } = await made()
    const sealed = keys.seal('li', 'x')
    disk.remove(`${DIR}/keys/master.json`)
    await expect(createKeys(portsOn(disk, seeded(8), '/other/keys'), 'c1')).rejects.toThrow(KeyFolderDamage)
    expect((await createKeys(ports, 'c1')).open('li', sealed)).toBe('x')
    expect((await openKeys(ports)).open('li', sealed)).toBe('x')
  })

  it("says so when the folder's own file cannot be read", async () => {
    const { disk, ports } = await made()
    disk.tamper(`${DIR}/keys/master.json`, () => text('{'))
    await expect(openKeys(ports)).rejects.toThrow(KeyFolderDamage)
  })
})

describe('documents', () => {
  it('are sealed, named by what is stored, and gone with their owner', async () => {
    const { disk, keys } = await made()
    const documents = createDocuments(disk, DIR, keys)
    const bytes = text('%PDF-1.7 合同'.repeat(100))
    const hash = documents.put('upload-1', bytes)
    expect(disk.list(`${DIR}/documents`)).toEqual([hash])
    expect(Buffer.from(disk.read(`${DIR}/documents/${hash}`)).includes('合同')).toBe(false)
    expect(Buffer.from(documents.get('upload-1', hash) ?? [])).toEqual(Buffer.from(bytes))
    keys.eraseParties(['upload-1'])
    expect(documents.get('upload-1', hash)).toBeNull()
    documents.remove(hash)
    expect(() => documents.get('upload-1', hash)).toThrow(expect.objectContaining({ differs: 'missing' }))
  })

  it('are found out when a byte of them changes, and kept within a size', async () => {
    const { disk, keys } = await made()
    const documents = createDocuments(disk, DIR, keys)
    const hash = documents.put('li', text('licence'))
    everySeed(20, random => {
      const intact = disk.read(`${DIR}/documents/${hash}`)
      const at = random.below(intact.length)
      disk.tamper(`${DIR}/documents/${hash}`, bytes => bytes.with(at, (bytes[at] ?? 0) ^ 1))
      expect(() => documents.get('li', hash)).toThrow(DocumentDamage)
      disk.tamper(`${DIR}/documents/${hash}`, () => intact)
    })
    expect(() => documents.put('li', new Uint8Array(MAX_DOCUMENT_BYTES + 1))).toThrow(DocumentTooLarge)
    expect(() => documents.get('li', '../keys/master.json')).toThrow(TypeError)
  })
})
