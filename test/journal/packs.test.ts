import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../src/domain/canonical.ts'
import { sm3 } from '../../src/journal/crypto.ts'
import { createPacks, type PackBlock, type PackText, packText } from '../../src/journal/packs.ts'
import type { PackRef } from '../../src/protocol/entry.ts'
import { DIR } from './journals.ts'
import { everySeed, seeded } from './seeded.ts'
import { PowerLost, SimulatedDisk } from './simulated-disk.ts'

const row = (n: number): JsonValue => ({ 名: `客户${n}`, amountFen: n * 100, note: 'n'.repeat(n % 300) })
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index))
/** In texts of no particular size, as a source makes them. */
function texts(count: number): PackText[] {
  const all = rows(count)
  const made: PackText[] = []
  for (let from = 0; from < all.length; from += 777) made.push(packText(all.slice(from, from + 777)))
  return made
}
const pathOf = (pack: PackRef) => `${DIR}/packs/${pack.hash}.ndjson.zst`

async function blocksOf(packs: ReturnType<typeof createPacks>, pack: PackRef): Promise<PackBlock[]> {
  const blocks: PackBlock[] = []
  for await (const block of packs.read(pack)) blocks.push(block)
  return blocks
}

describe('packs', () => {
  it('are named by the lines before compression, and read back in blocks', async () => {
    const disk = new SimulatedDisk()
    const packs = createPacks(disk, DIR)
    const pack = await packs.write(texts(4_500))
    const text = rows(4_500)
      .map(each => `${canonicalJson(each)}\n`)
      .join('')
    expect(pack).toEqual({ hash: sm3(text), lines: 4_500, bytes: Buffer.byteLength(text) })
    expect(disk.list(`${DIR}/packs`)).toEqual([`${pack.hash}.ndjson.zst`])
    expect(disk.stat(pathOf(pack))?.size).toBeLessThan(pack.bytes / 3)
    const blocks = await blocksOf(packs, pack)
    expect(blocks.map(({ first, lines }) => [first, lines.length])).toEqual([
      [1, 2000],
      [2001, 2000],
      [4001, 500],
    ])
    expect(blocks.flatMap(({ lines }) => lines).map(line => JSON.parse(line))).toEqual(rows(4_500))
    expect(await packs.verify(pack)).toBeNull()
  })

  it('take a stream, and nothing at all', async () => {
    const packs = createPacks(new SimulatedDisk(), DIR)
    async function* stream() {
      for (const each of rows(10)) yield packText([each])
    }
    expect(await packs.write(stream())).toEqual(await packs.write(texts(10)))
    const empty = await packs.write([])
    expect(empty).toEqual({ hash: sm3(''), lines: 0, bytes: 0 })
    expect(await blocksOf(packs, empty)).toEqual([])
  })

  it('are written by several at once', async () => {
    const disk = new SimulatedDisk()
    const packs = createPacks(disk, DIR)
    const [a, b] = await Promise.all([packs.write(texts(3000)), packs.write(texts(2000))])
    expect([await packs.verify(a), await packs.verify(b)]).toEqual([null, null])
    expect(disk.list(`${DIR}/packs`)).toHaveLength(2)
  })

  it('leave nothing behind when the source or the disk fails', async () => {
    const disk = new SimulatedDisk()
    const packs = createPacks(disk, DIR)
    async function* failing() {
      yield* texts(5000)
      throw new Error('cancelled')
    }
    await expect(packs.write(failing())).rejects.toThrow('cancelled')
    disk.free = 100
    await expect(packs.write(texts(5000))).rejects.toThrow('full')
    disk.free = Number.POSITIVE_INFINITY
    for (const operation of ['sync', 'rename', 'syncFolder'] as const) {
      disk.faults = asked => (asked === operation ? 'EIO' : undefined)
      await expect(packs.write(texts(10))).rejects.toThrow('EIO')
    }
    disk.faults = () => undefined
    expect(disk.list(`${DIR}/packs`).filter(name => name.endsWith('.new'))).toEqual([])
  })

  it('hear of a full disk while they wait for a slow source', async () => {
    const disk = new SimulatedDisk()
    const packs = createPacks(disk, DIR)
    async function* slow() {
      for (let part = 0; part < 6; part++) {
        const random = seeded(part + 1)
        yield packText(Array.from({ length: 20 }, () => random.bytes(4000).join()))
        disk.free = 100
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    }
    await expect(packs.write(slow())).rejects.toThrow('full')
  })

  it('are durable once written', async () => {
    for (let lossIn = 0; lossIn < 10; lossIn++) {
      const disk = new SimulatedDisk()
      const packs = createPacks(disk, DIR)
      disk.powerLossIn = lossIn
      let pack: PackRef | null = null
      try {
        pack = await packs.write(texts(2000))
      } catch (error) {
        if (!(error instanceof PowerLost)) throw error
      }
      disk.restart(seeded(lossIn))
      if (pack) expect(await packs.verify(pack)).toBeNull()
      else expect(await createPacks(disk, DIR).verify(await createPacks(disk, DIR).write(texts(2000)))).toBeNull()
    }
  })

  it('name what is wrong with one that is missing or altered', async () => {
    const disk = new SimulatedDisk()
    const packs = createPacks(disk, DIR)
    const pack = await packs.write(texts(500))
    expect(await packs.verify({ ...pack, lines: 499 })).toMatchObject({ differs: 'lines' })
    expect(await packs.verify({ ...pack, bytes: 1 })).toMatchObject({ differs: 'bytes' })
    const intact = disk.read(pathOf(pack))
    const found = new Set<string>()
    const damaged: Promise<void>[] = []
    everySeed(60, random => {
      const other = new SimulatedDisk()
      other.makeFolder(`${DIR}/packs`)
      const at = random.below(intact.length)
      const bytes = random.chance(0.3)
        ? intact.subarray(0, at)
        : Uint8Array.from(intact).with(at, (intact[at] ?? 0) ^ (1 + random.below(255)))
      other.open(pathOf(pack), 'create').write(bytes, 0)
      const check = createPacks(other, DIR).verify(pack)
      damaged.push(check.then(damage => void found.add(damage ? damage.differs : `nothing at ${at}`)))
    })
    await Promise.all(damaged)
    expect([...found].filter(differs => !['unreadable', 'hash'].includes(differs))).toEqual([])
    disk.remove(pathOf(pack))
    expect(await packs.verify(pack)).toMatchObject({ hash: pack.hash, differs: 'missing' })
  })
})
