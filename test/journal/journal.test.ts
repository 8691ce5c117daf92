import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CanonicalError, canonicalJson, type JsonValue } from '../../src/domain/canonical.ts'
import { createSigningKeyPair, sm2Sign, sm2Verifier, sm3 } from '../../src/journal/crypto.ts'
import { signedBytes } from '../../src/journal/entry-line.ts'
import { openJournal } from '../../src/journal/journal.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'
import { verifyJournal } from '../../src/journal/verify.ts'
import { CHAIN_START } from '../../src/protocol/entry.ts'
import { appendGroup, DIR, draft, entriesOf, headOf, open } from './journals.ts'
import { seeded } from './seeded.ts'
import { SimulatedDisk } from './simulated-disk.ts'

describe('a journal', () => {
  it('chains groups of entries, and gives them back after a restart', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    expect(journal.head).toEqual({ n: 0, hash: CHAIN_START })
    const written = [...appendGroup(journal, [1]), ...appendGroup(journal, [2, 3]), ...appendGroup(journal, [])]
    expect(written.map(entry => [entry.n, entry.group])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
    ])
    expect(written[1]?.prev).toBe(written[0]?.hash)
    journal.close()
    const again = open(disk, { appliedHead: journal.head })
    expect(again.head).toEqual(journal.head)
    expect(again.torn).toBeNull()
    expect(entriesOf(again)).toEqual(written)
    expect(entriesOf(again, 2, 2)).toEqual([written[1]])
    expect(entriesOf(again, 4)).toEqual([])
  })

  it('leaves no trace of a group that is dropped, and refuses one begun at another head', () => {
    const journal = open(new SimulatedDisk())
    const dropped = journal.startGroup()
    dropped.add(draft())
    appendGroup(journal, [1])
    expect(() => journal.append(dropped)).toThrow('another head')
    expect(journal.head.n).toBe(1)
  })

  it('refuses an input that is no JSON before anything is written', () => {
    const journal = open(new SimulatedDisk())
    expect(() => journal.startGroup().add({ ...draft(), input: { rate: Number.NaN } })).toThrow(CanonicalError)
    expect(() => journal.startGroup().add({ ...draft(), input: '\ud800' })).toThrow(CanonicalError)
  })

  it('rotates, and reads across segments from any entry', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk, { segmentBytes: 2000 })
    const written = Array.from({ length: 30 }, () => appendGroup(journal, [100, 100])).flat()
    expect(disk.list(`${DIR}/journal`).length).toBeGreaterThan(5)
    const again = open(disk, { segmentBytes: 2000 })
    for (const from of [1, 2, 17, 59, 60]) expect(entriesOf(again, from)).toEqual(written.slice(from - 1))
    appendGroup(again, [1])
    expect(verifyJournal(disk, DIR, again.head)).toMatchObject({ valid: true, entries: 61, head: again.head })
  })

  it('begins to read near the entry that is asked for', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    for (let count = 0; count < 30; count++) appendGroup(journal, Array(100).fill(10))
    disk.tamper(`${DIR}/journal/000000001.ndjson`, bytes => bytes.fill(0, 0, 1000))
    expect(entriesOf(journal, 2950)).toHaveLength(51)
  })

  it('writes one write and one fsync a group', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    appendGroup(journal, [1])
    const before = disk.operations
    appendGroup(journal, [1, 2, 3])
    expect(disk.operations - before).toBe(2)
  })

  it('is opened without a write where a checkpoint stands at its end, and makes durable what stands behind one', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    appendGroup(journal, [1])
    journal.checkpoint()
    const closed = disk.operations
    open(disk)
    expect(disk.operations).toBe(closed)
    appendGroup(journal, [2])
    const appended = disk.operations
    expect(open(disk).head).toEqual(journal.head)
    expect(disk.operations - appended).toBe(3)
  })

  it('holds each entry as canonical JSON, its hash over all the rest', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    const entries = appendGroup(journal, [1, 2])
    const lines = Buffer.from(disk.read(`${DIR}/journal/000000001.ndjson`))
      .toString()
      .split('\n')
    expect(lines.slice(1)).toEqual([...entries.map(entry => canonicalJson(entry as JsonValue)), ''])
    for (const { hash, ...rest } of entries) expect(hash).toBe(sm3(canonicalJson(rest as JsonValue)))
    expect(lines[0]).toContain('"company":"c1"')
  })

  it('holds entries longer than what is read at once', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    const written = [2_500_000, 10, 1_048_000, 700_000].flatMap(size => appendGroup(journal, [size, 1]))
    expect(entriesOf(open(disk))).toEqual(written)
    journal.close()
    const again = open(disk)
    expect(entriesOf(again, 8)).toEqual(written.slice(7))
    expect([...again.verifyRest()].at(-1)).toBe(8)
  })

  it('starts a chain that names the head of an older one', () => {
    const disk = new SimulatedDisk()
    const old = 'ab'.repeat(32)
    const journal = open(disk, { growsFrom: old })
    expect(appendGroup(journal, [1])[0]).toMatchObject({ n: 1, prev: old })
    journal.close()
    expect(entriesOf(open(disk))[0]?.prev).toBe(old)
    expect(verifyJournal(disk, DIR, null).valid).toBe(true)
  })

  it('carries signatures over the command and its place', () => {
    const random = seeded(1)
    const keys = createSigningKeyPair(random.bytes)
    const disk = new SimulatedDisk()
    const journal = open(disk)
    const group = journal.startGroup()
    group.add(draft())
    group.add(draft(), bytes => ({ by: 'p1', value: sm2Sign(bytes, keys, random.bytes) }))
    journal.append(group)
    const signed = entriesOf(open(disk))[1]
    if (!signed?.signature) throw new Error('the signature is gone')
    const verify = sm2Verifier(keys.publicKey)
    expect(verify(signedBytes(signed), signed.signature.value)).toBe(true)
    expect(verify(signedBytes({ ...signed, input: null }), signed.signature.value)).toBe(false)
    expect(verify(signedBytes({ ...signed, n: 3 }), signed.signature.value)).toBe(false)
  })

  it('verifies what stood before the checkpoint in the background, and stops at damage', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk, { segmentBytes: 3000 })
    const written = Array.from({ length: 20 }, () => appendGroup(journal, [200])).flat()
    journal.close()
    const again = open(disk)
    expect([...again.verifyRest()].at(-1)).toBe(20)
    again.close()
    disk.tamper(`${DIR}/journal/000000002.ndjson`, bytes => bytes.with(800, 0x21))
    const damaged = open(disk)
    expect(damaged.head).toEqual(headOf(written[19] ?? never()))
    expect(() => [...damaged.verifyRest()]).toThrow(expect.objectContaining({ segment: '000000002.ndjson' }))
    expect(() => appendGroup(damaged, [1])).toThrow(expect.objectContaining({ outcome: 'read-only' }))
  })

  it('needs no checkpoint, and believes none that is damaged', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    appendGroup(journal, [1, 2])
    journal.close()
    disk.tamper(`${DIR}/checkpoint.json`, bytes => Buffer.from(Buffer.from(bytes).toString().replace('"n":2', '"n":9')))
    expect(open(disk).head).toEqual(journal.head)
    disk.remove(`${DIR}/checkpoint.json`)
    expect(open(disk).head).toEqual(journal.head)
  })

  it('works on a real disk', () => {
    const dir = mkdtempSync(join(tmpdir(), 'leasedesk-journal-'))
    try {
      const options = { files: nodeFiles, dir, appliedHead: null, segmentBytes: 5000 }
      const journal = openJournal(options)
      const written = Array.from({ length: 20 }, () => appendGroup(journal, [500, 600])).flat()
      journal.close()
      const again = openJournal({ ...options, appliedHead: journal.head })
      expect(entriesOf(again)).toEqual(written)
      again.close()
      expect(verifyJournal(nodeFiles, dir, null)).toMatchObject({ valid: true, entries: 40 })
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})

function never(): never {
  throw new Error('not reached')
}
