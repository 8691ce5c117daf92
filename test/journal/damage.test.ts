/** Damage anywhere is found and named, and nothing is cut or repaired because of it. */
import { describe, expect, it } from 'vitest'
import { JournalDamage } from '../../src/journal/damage.ts'
import { segmentName } from '../../src/journal/segment.ts'
import { verifyJournal } from '../../src/journal/verify.ts'
import type { Entry, Head } from '../../src/protocol/entry.ts'
import { appendGroup, DIR, entriesOf, headOf, open, randomSizes } from './journals.ts'
import { everySeed, seeded } from './seeded.ts'
import { SimulatedDisk } from './simulated-disk.ts'

const path = (number: number) => `${DIR}/journal/${segmentName(number)}`

function written(options: { groups?: number; segmentBytes?: number; seed?: number } = {}) {
  const random = seeded(options.seed ?? 1)
  const disk = new SimulatedDisk()
  const journal = open(disk, { segmentBytes: options.segmentBytes ?? 4000 })
  const entries: Entry[] = []
  for (let group = 0; group < (options.groups ?? 20); group++)
    entries.push(...appendGroup(journal, randomSizes(random)))
  return { disk, journal, entries, head: journal.head, random, segments: disk.list(`${DIR}/journal`).length }
}

/** The entry (or header) that holds the byte, counted from outside: the number of the first entry not whole before it. */
function numberAt(disk: SimulatedDisk, segment: number, offset: number): number {
  let ends = 0
  for (let number = 1; number < segment; number++) ends += newlines(disk.read(path(number))) - 1
  return ends + Math.max(1, newlines(disk.read(path(segment)).subarray(0, offset)))
}
const newlines = (bytes: Uint8Array) => bytes.filter(byte => byte === 0x0a).length

function damageOf(disk: SimulatedDisk, appliedHead: Head | null): JournalDamage {
  try {
    open(disk, { appliedHead })
  } catch (error) {
    if (error instanceof JournalDamage) return error
    throw error
  }
  throw new Error('no damage was found')
}

describe('one altered byte', () => {
  it('is found and named wherever it is, when the database knows the head', () =>
    everySeed(150, (_, seed) => {
      const { disk, head, random, segments } = written({ seed })
      const segment = 1 + random.below(segments)
      const offset = random.below(disk.read(path(segment)).length)
      disk.tamper(path(segment), bytes => bytes.with(offset, (bytes[offset] ?? 0) ^ (1 + random.below(255))))
      const before = disk.read(path(segment))
      const expected = { segment: segmentName(segment), entry: numberAt(disk, segment, offset) }
      // A newline that was altered is found at the entry it ended, one that appeared within an entry at that entry.
      const found = damageOf(disk, head)
      expect(found).toMatchObject({ segment: expected.segment })
      expect(Math.abs(found.entry - expected.entry)).toBeLessThanOrEqual(1)
      expect(verifyJournal(disk, DIR, head)).toMatchObject({
        valid: false,
        firstBad: { segment: found.segment, entry: found.entry, differs: found.differs },
        entries: found.entry - 1,
      })
      expect(disk.read(path(segment))).toEqual(before)
    }))

  it('is found before the last group even when the database is not trusted', () =>
    everySeed(100, (_, seed) => {
      const { disk, entries, random, segments } = written({ seed })
      const lastGroup = entries.at(-1)?.group ?? 0
      const segment = 1 + random.below(segments)
      const offset = random.below(disk.read(path(segment)).length)
      if (numberAt(disk, segment, offset) >= lastGroup) return
      disk.tamper(path(segment), bytes => bytes.with(offset, (bytes[offset] ?? 0) ^ (1 + random.below(255))))
      expect(damageOf(disk, null).segment).toBe(segmentName(segment))
    }))

  it('is found in the last group too, unless it looks like what a lost block leaves', () => {
    const { disk, random } = written({ groups: 1 })
    const intact = disk.read(path(1))
    const header = intact.indexOf(0x0a) + 1
    for (let count = 0; count < 300; count++) {
      const offset = header + random.below(intact.length - header - 1)
      disk.tamper(path(1), () => intact.with(offset, (intact[offset] ?? 0) ^ (1 + random.below(127))))
      expect(damageOf(disk, null).entry).toBeGreaterThan(0)
    }
  })
})

describe('a block of zeros', () => {
  const zeros = (disk: SimulatedDisk, from: number, to: number) =>
    disk.tamper(path(1), bytes => Uint8Array.from(bytes).fill(0, from, to))

  it('is damage where a later group shows that it had been durable', () =>
    everySeed(100, (_, seed) => {
      const { disk, entries, random } = written({ seed, segmentBytes: 1e6 })
      const lines = Buffer.from(disk.read(path(1)))
        .toString()
        .split('\n')
      const last = entries.at(-1)?.group ?? 0
      const lastGroupAt = Buffer.byteLength(lines.slice(0, last).join('\n'))
      const from = 512 * random.below(Math.floor(lastGroupAt / 512))
      zeros(disk, from, from + 512)
      expect(damageOf(disk, null)).toMatchObject({ segment: segmentName(1) })
    }))

  it('is a tear within the last group, even before entries of it that are whole', () => {
    const disk = new SimulatedDisk()
    const journal = open(disk)
    appendGroup(journal, [10, 2000, 10])
    const [first] = entriesOf(journal)
    zeros(disk, 1024, 1536)
    const again = open(disk)
    expect(again.torn).toMatchObject({ entry: 2 })
    expect(entriesOf(again)).toEqual([first])
  })
})

describe('what is missing or moved', () => {
  it('names bytes that went, an entry that went, and two that changed places', () => {
    const { disk, entries, head } = written({ segmentBytes: 1e6 })
    const intact = disk.read(path(1))
    const lines = Buffer.from(intact).toString().split('\n')
    const rewrite = (change: (lines: string[]) => string[]) =>
      disk.tamper(path(1), () => Buffer.from(change([...lines]).join('\n')))
    rewrite(all => all.toSpliced(7, 1))
    expect(damageOf(disk, head)).toMatchObject({ segment: segmentName(1), entry: 7, differs: 'number' })
    rewrite(all => all.with(7, all[8] ?? '').with(8, all[7] ?? ''))
    expect(damageOf(disk, head)).toMatchObject({ entry: 7, differs: 'number' })
    rewrite(all => all.with(7, (all[7] ?? '').replace('"version":1', '"version":2')))
    expect(damageOf(disk, head)).toMatchObject({ entry: 7, differs: 'hash' })
    rewrite(all => all.with(7, (all[7] ?? '').slice(5)))
    expect(damageOf(disk, head)).toMatchObject({ entry: 7, differs: 'unreadable' })
    expect(entries.length).toBeGreaterThan(8)
  })

  it('names an entry that was put in for another', () => {
    const { disk, head } = written({ segmentBytes: 1e6 })
    const other = written({ segmentBytes: 1e6, seed: 2 })
    const foreign =
      Buffer.from(other.disk.read(path(1)))
        .toString()
        .split('\n')[5] ?? ''
    disk.tamper(path(1), bytes => Buffer.from(Buffer.from(bytes).toString().split('\n').with(5, foreign).join('\n')))
    expect(damageOf(disk, head)).toMatchObject({ entry: 5, differs: 'prev' })
  })

  it('names a segment that is missing, swapped, or emptied', () => {
    for (const missing of [1, 2]) {
      const { disk, head } = written()
      const first = numberAt(disk, missing, 0)
      disk.remove(path(missing))
      expect(damageOf(disk, head)).toMatchObject({
        segment: segmentName(missing),
        entry: first,
        differs: 'missing-segment',
      })
    }
    const { disk } = written()
    const [two, three] = [disk.read(path(2)), disk.read(path(3))]
    disk.tamper(path(2), () => three)
    disk.tamper(path(3), () => two)
    expect(damageOf(disk, null)).toMatchObject({ segment: segmentName(2), differs: 'header' })
    disk.tamper(path(2), () => new Uint8Array(0))
    expect(damageOf(disk, null)).toMatchObject({ segment: segmentName(2), differs: 'header' })
  })

  it('names both heads when entries at the end have gone', () => {
    const { disk, journal, entries, head, segments } = written()
    const last = entries.at(-1)
    disk.remove(path(segments))
    const end = damageOf(disk, head)
    expect(end).toMatchObject({ differs: 'behind-database', entry: (end.heads?.journal.n ?? 0) + 1 })
    expect(end.heads?.known).toEqual(last && headOf(last))
    const again = written()
    again.journal.close()
    again.disk.remove(path(again.segments))
    expect(damageOf(again.disk, null)).toMatchObject({ differs: 'behind-checkpoint' })
    again.disk.remove(`${DIR}/checkpoint.json`)
    expect(entriesOf(open(again.disk)).length).toBeLessThan(again.head.n)
    expect(journal.head).toEqual(head)
  })

  it('names a journal that is shorter than its checkpoint', () => {
    const { disk, journal, entries } = written({ segmentBytes: 1e6 })
    journal.close()
    disk.tamper(path(1), bytes => bytes.subarray(0, bytes.lastIndexOf(0x0a, bytes.length - 2) + 1))
    const found = damageOf(disk, null)
    expect(found).toMatchObject({ differs: 'behind-checkpoint', entry: entries.length })
    expect(found.heads).toMatchObject({ journal: { n: entries.length - 1 }, known: { n: entries.length } })
  })

  it('finds the last entry altered after a clean close, without the database', () => {
    const { disk, journal, entries } = written({ segmentBytes: 1e6 })
    journal.close()
    disk.tamper(path(1), bytes => bytes.with(bytes.length - 4, 0x39))
    expect(damageOf(disk, null)).toMatchObject({ segment: segmentName(1), entry: entries.length })
  })

  it('names a database that has applied another entry', () => {
    const { disk, entries } = written()
    const third = entries[2]?.n ?? 0
    expect(damageOf(disk, { n: third, hash: 'ab'.repeat(32) })).toMatchObject({
      differs: 'other-than-database',
      entry: 3,
    })
  })

  it('does not call a tail torn that the database or the checkpoint has seen', () => {
    const torn = (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 100)
    const { disk, entries, head, journal } = written({ segmentBytes: 1e6 })
    journal.checkpoint()
    disk.tamper(path(1), torn)
    expect(damageOf(disk, null)).toMatchObject({ entry: entries.length, differs: 'unreadable' })
    disk.remove(`${DIR}/checkpoint.json`)
    expect(damageOf(disk, head)).toMatchObject({ entry: entries.length, differs: 'unreadable' })
    expect(open(disk).torn).toMatchObject({ segment: segmentName(1), entry: entries.length })
  })
})
