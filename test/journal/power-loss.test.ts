/** Power losses at any moment, with blocks lost in any order: nothing acknowledged is ever lost, and no restart refuses. */
import { describe, expect, it } from 'vitest'
import { AppendFailed } from '../../src/journal/damage.ts'
import type { Journal } from '../../src/journal/journal.ts'
import { verifyJournal } from '../../src/journal/verify.ts'
import type { Entry, Head } from '../../src/protocol/entry.ts'
import { DIR, draft, entriesOf, headOf, open, randomSizes } from './journals.ts'
import { everySeed, type Seeded, seeded } from './seeded.ts'
import { PowerLost, SimulatedDisk } from './simulated-disk.ts'

/** What a test knows of a journal from outside: what it tried to write, and what it was told. */
interface Known {
  /** Entries in order: those that are durable for sure, then those of the group that was under way. */
  entries: Entry[]
  acknowledged: number
}

function append(journal: Journal, random: Seeded, known: Known): void {
  const group = journal.startGroup()
  for (const size of randomSizes(random)) group.add(draft(size))
  known.entries = [...known.entries.slice(0, known.acknowledged), ...group.entries]
  journal.append(group)
  known.acknowledged = known.entries.length
}

function work(journal: Journal, random: Seeded, known: Known, steps: number): void {
  for (let step = 0; step < steps; step++) {
    if (random.chance(0.1)) journal.checkpoint()
    else append(journal, random, known)
  }
  if (random.chance(0.3)) journal.close()
}

/** Runs `what` until it ends or the power goes. */
function untilPowerLoss(what: () => void): void {
  try {
    what()
  } catch (error) {
    if (!(error instanceof PowerLost) && !(error instanceof AppendFailed && error.cause instanceof PowerLost))
      throw error
  }
}

/** Holds that what is there is what was written, with everything acknowledged, and takes it as known from now on. */
function holds(journal: Journal, known: Known): void {
  const there = entriesOf(journal)
  expect(there.length).toBeGreaterThanOrEqual(known.acknowledged)
  expect(there).toEqual(known.entries.slice(0, there.length))
  known.entries = there
  known.acknowledged = there.length
}

const appliedOf = (random: Seeded, known: Known): Head | null => {
  const last = known.entries[known.acknowledged - 1]
  return last && random.chance(0.5) ? headOf(last) : null
}

describe('power loss', () => {
  it('keeps everything acknowledged, again and again', () =>
    everySeed(60, random => {
      const disk = new SimulatedDisk()
      const known: Known = { entries: [], acknowledged: 0 }
      const segmentBytes = 2000 + random.below(20_000)
      for (let round = 0; round < 6; round++) {
        disk.powerLossIn = random.below(60)
        untilPowerLoss(() => {
          const journal = open(disk, { segmentBytes, appliedHead: appliedOf(random, known) })
          holds(journal, known)
          work(journal, random, known, 20)
        })
        disk.restart(random)
        const before = verifyJournal(disk, DIR, null)
        expect(before).toMatchObject({ valid: true })
        expect(before.entries).toBeGreaterThanOrEqual(known.acknowledged)
      }
      const journal = open(disk, { segmentBytes, appliedHead: appliedOf(random, known) })
      holds(journal, known)
      append(journal, random, known)
      expect(verifyJournal(disk, DIR, journal.head)).toMatchObject({ valid: true, entries: known.acknowledged })
    }))

  it('survives at every single operation of a short life, restart included', () => {
    const random = seeded(11)
    for (let lossIn = 0; ; lossIn++) {
      const disk = new SimulatedDisk()
      const known: Known = { entries: [], acknowledged: 0 }
      disk.powerLossIn = lossIn
      untilPowerLoss(() => {
        const journal = open(disk, { segmentBytes: 1500 })
        for (let count = 0; count < 4; count++) append(journal, random, known)
        journal.close()
      })
      const lost = disk.operations > lossIn
      disk.restart(random)
      disk.powerLossIn = random.below(8)
      untilPowerLoss(() => open(disk))
      disk.restart(random)
      holds(open(disk), known)
      if (!lost) break
    }
  })

  it('keeps the bytes that it cuts', () =>
    everySeed(100, random => {
      const disk = new SimulatedDisk()
      const known: Known = { entries: [], acknowledged: 0 }
      const journal = open(disk)
      append(journal, random, known)
      disk.powerLossIn = 1
      untilPowerLoss(() => append(journal, random, known))
      disk.restart(random)
      const path = `${DIR}/journal/000000001.ndjson`
      const before = disk.read(path)
      const { torn } = open(disk)
      if (!torn) return
      const after = disk.read(path)
      const kept = disk.read(torn.keptAs ?? '')
      expect(kept.length).toBe(torn.bytes)
      expect(Buffer.concat([after, kept])).toEqual(Buffer.from(before))
    }))

  it('does not take a failed fsync for durable after a restart of the program alone', () =>
    everySeed(20, random => {
      const disk = new SimulatedDisk()
      const known: Known = { entries: [], acknowledged: 0 }
      const journal = open(disk)
      append(journal, random, known)
      disk.faults = operation => (operation === 'sync' ? 'EIO' : undefined)
      expect(() => append(journal, random, known)).toThrow(expect.objectContaining({ outcome: 'unknown' }))
      disk.faults = () => undefined
      const again = open(disk)
      // The pages are still in memory: the restarted program sees the group, and may tell people so.
      const seen = entriesOf(again)
      disk.restart(random)
      expect(entriesOf(open(disk))).toEqual(seen)
    }))
})

describe('a failing disk', () => {
  const begun = () => {
    const disk = new SimulatedDisk()
    const known: Known = { entries: [], acknowledged: 0 }
    const journal = open(disk, { segmentBytes: 3000 })
    const random = seeded(5)
    append(journal, random, known)
    return { disk, known, journal, random }
  }
  const outcome = (value: string) => expect.objectContaining({ name: 'AppendFailed', outcome: value })

  it.each([0, 1, 100, 400])(
    'refuses a group when only %i bytes fit, cuts it back, and goes on when there is room',
    free => {
      const { disk, known, journal, random } = begun()
      const size = disk.stat(`${DIR}/journal/000000001.ndjson`)?.size
      const group = journal.startGroup()
      group.add(draft(500))
      disk.free = free
      expect(() => journal.append(group)).toThrow(outcome('refused'))
      expect(disk.stat(`${DIR}/journal/000000001.ndjson`)?.size).toBe(size)
      disk.free = Number.POSITIVE_INFINITY
      append(journal, random, known)
      disk.restart(random)
      expect(entriesOf(open(disk))).toEqual(known.entries)
    },
  )

  it('refuses a group for which no new segment can be made, and makes it later', () => {
    const { disk, known, journal, random } = begun()
    const group = journal.startGroup()
    group.add(draft(4000))
    for (const free of [0, 50, 2000]) {
      disk.free = free
      expect(() => journal.append(group)).toThrow(outcome('refused'))
      expect(disk.list(`${DIR}/journal`)).toEqual(['000000001.ndjson'])
    }
    disk.faults = operation => (operation === 'create' ? 'EIO' : undefined)
    expect(() => journal.append(group)).toThrow(outcome('refused'))
    disk.faults = () => undefined
    disk.free = Number.POSITIVE_INFINITY
    known.entries.push(...group.entries)
    journal.append(group)
    disk.restart(random)
    expect(entriesOf(open(disk))).toEqual(known.entries)
  })

  it('refuses a group when the write fails', () => {
    const { disk, known, journal } = begun()
    const group = journal.startGroup()
    group.add(draft())
    disk.faults = operation => (operation === 'write' ? 'EIO' : undefined)
    expect(() => journal.append(group)).toThrow(outcome('refused'))
    disk.faults = () => undefined
    expect(entriesOf(open(disk))).toEqual(known.entries)
  })

  it.each(['sync', 'truncate'] as const)(
    'is read-only until a restart when the %s after a short write fails',
    failing => {
      const { disk, journal } = begun()
      const group = journal.startGroup()
      group.add(draft())
      disk.free = 10
      disk.faults = operation => (operation === failing ? 'EIO' : undefined)
      expect(() => journal.append(group)).toThrow(outcome('unknown'))
      disk.faults = () => undefined
      disk.free = Number.POSITIVE_INFINITY
      expect(() => journal.append(group)).toThrow(outcome('read-only'))
      expect(entriesOf(journal)).toHaveLength(journal.head.n)
      journal.close()
      expect(disk.stat(`${DIR}/checkpoint.json`)).toBeNull()
      expect(open(disk).head).toEqual(journal.head)
    },
  )

  it('is read-only until a restart when the folder of a new segment cannot be fsynced', () => {
    const { disk, journal } = begun()
    const group = journal.startGroup()
    group.add(draft(4000))
    disk.faults = operation => (operation === 'syncFolder' ? 'EIO' : undefined)
    expect(() => journal.append(group)).toThrow(outcome('unknown'))
    disk.faults = () => undefined
    expect(open(disk).head).toEqual(group.head)
  })
})
