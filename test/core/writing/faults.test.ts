/** The writer over a disk and a store that fail: a command is saved, refused, or in doubt until a restart; never half of it. */
import { describe, expect, it } from 'vitest'
import { changeSetting } from '../../../src/commands/company/setting.ts'
import { boostCase } from '../../../src/commands/review/boost.ts'
import { REVIEWER } from '../../faults/company.ts'
import { type Acknowledged, addCases, Load } from '../../faults/load.ts'
import { differences } from '../../faults/view.ts'
import { type Seeded, seeded } from '../../journal/seeded.ts'
import { company, type Opened, open } from './company.ts'
import { failingStore, NO_FAULTS, type StoreFaults } from './failing-store.ts'

const SEEDS = Array.from({ length: 15 }, (_, index) => index + 1)
const CASES = 20
const BY = { actor: REVIEWER }
const THERE = 4

/** A company whose store does what `faults.now` says. */
async function withStoreFaults(random: Seeded) {
  const faults: { now: StoreFaults } = { now: NO_FAULTS }
  const opened = await company(random, CASES, { wrap: store => failingStore(store, () => faults.now) })
  return { ...opened, faults }
}

const boost = (opened: Opened, line: number, value: number) =>
  opened.desk.give(boostCase, { caseId: `dev-4-${line}`, basedOn: 1, boost: value }, BY)

const settle = (given: Promise<unknown>[]): Promise<string[]> =>
  Promise.all(
    given.map(each =>
      each.then(
        () => 'saved',
        (error: Error & { code?: string }) => `${error.name} ${error.code ?? ''}`.trim(),
      ),
    ),
  )

async function load(opened: Opened, random: Seeded, name: string): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  await new Load(opened.desk, REVIEWER, random, name, each => acknowledged.push(each)).run(5, 20)
  return acknowledged
}

const headOf = ({ desk }: Opened): number => desk.journal?.head.n ?? 0
const same = async (opened: Opened): Promise<void> =>
  expect(differences(opened.view(), await opened.journal())).toEqual([])

/** What was acknowledged is in the journal that the disk has after a restart, and the view made of it has nothing else. */
async function holdsAfterRestart(
  opened: Opened,
  random: Seeded,
  acknowledged: readonly Acknowledged[],
): Promise<Opened> {
  const again = await open(random, { disk: opened.disk })
  const hashes = new Map([...(again.desk.journal?.read(1) ?? [])].flat().map(({ n, hash }) => [n, hash]))
  for (const { n, hash } of acknowledged) expect(hashes.get(n)).toBe(hash)
  expect(await settle([again.desk.give(changeSetting, { name: 'leaseMinutes', value: 20 }, BY)])).toEqual(['saved'])
  await same(again)
  return again
}

describe('a store that fails', () => {
  it('lets only the command fall whose statement failed', async () => {
    const opened = await withStoreFaults(seeded(1))
    opened.faults.now = { ...NO_FAULTS, statement: rows => rows.some(row => row.boost === 66) }
    const answers = await settle([11, 66, 22, 33].map((value, index) => boost(opened, index + 2, value)))
    expect(answers).toEqual(['saved', 'NotSaved store', 'saved', 'saved'])
    expect(headOf(opened)).toBe(THERE + 3)
    await same(opened)
  })

  it('leaves nothing of a pack one of whose blocks failed', async () => {
    const opened = await withStoreFaults(seeded(1))
    let loads = 0
    opened.faults.now = { ...NO_FAULTS, statement: () => ++loads === 4 }
    const before = opened.view().get('party')?.size
    expect(await settle([addCases(opened.desk, REVIEWER, 'second', 10)])).toEqual(['NotSaved store'])
    expect(opened.view().get('party')?.size).toBe(before)
    expect(headOf(opened)).toBe(THERE)
    opened.faults.now = NO_FAULTS
    await addCases(opened.desk, REVIEWER, 'second', 10)
    await same(opened)
  })

  it.each(['fails', 'fails-but-stands'] as const)('answers "saved" when COMMIT %s after the fsync', async fault => {
    const opened = await withStoreFaults(seeded(1))
    let left = 2
    opened.faults.now = { ...NO_FAULTS, commit: () => (left-- > 0 ? fault : null) }
    expect(await settle([boost(opened, 2, 1), boost(opened, 3, 2)])).toEqual(['saved', 'saved'])
    await same(opened)
    left = 1
    await addCases(opened.desk, REVIEWER, 'second', 10)
    await same(opened)
  })

  it('tells listeners which rows changed, also when COMMIT failed: signed-in people and settings follow them', async () => {
    const opened = await withStoreFaults(seeded(1))
    const told: unknown[] = []
    opened.desk.committed.subscribe('committed', ({ changes }) => {
      told.push(changes === 'bulk' ? changes : changes.get('review_case')?.upserts.length)
    })
    let left = 1
    opened.faults.now = { ...NO_FAULTS, commit: () => (left-- > 0 ? 'fails' : null) }
    await settle([boost(opened, 2, 1), boost(opened, 3, 2)])
    expect(told).toEqual([2])
  })

  it('takes no command any more when the entries cannot be applied, and has them after a restart', async () => {
    const opened = await withStoreFaults(seeded(1))
    opened.faults.now = { ...NO_FAULTS, commit: () => 'fails' }
    expect(await settle([boost(opened, 2, 1)])).toEqual(['NotKnown'])
    opened.faults.now = NO_FAULTS
    expect(await settle([boost(opened, 3, 1)])).toEqual(['ReadOnly view-behind'])
    const again = await open(seeded(2), { disk: opened.disk })
    expect(headOf(again)).toBe(THERE + 1)
    expect(again.view().get('review_case')?.get('dev-4-2')).toContain('"boost":1')
  })

  it.each(SEEDS)('never leaves half of a command, whatever fails, seed %i', async seed => {
    const random = seeded(seed)
    const opened = await withStoreFaults(random)
    const often = random.below(30) / 100
    opened.faults.now = {
      statement: () => random.chance(often),
      commit: () => (random.chance(often) ? (random.chance(0.5) ? 'fails' : 'fails-but-stands') : null),
    }
    const acknowledged = await load(opened, random, 'load')
    opened.faults.now = NO_FAULTS
    if (opened.desk.writer.stopped === null) {
      expect(headOf(opened)).toBe(THERE + acknowledged.length)
      await same(opened)
    }
    await holdsAfterRestart(opened, random, acknowledged)
  })
})

describe('a disk that fails', () => {
  it.each([0, 1, 60, 300])(
    'refuses what does not fit on a disk with %i bytes left, and goes on when there is room',
    async free => {
      const opened = await company(seeded(1), CASES)
      opened.disk.free = free
      expect(await settle([boost(opened, 2, 1), boost(opened, 3, 1)])).toEqual(['NotSaved disk', 'NotSaved disk'])
      expect(await settle([addCases(opened.desk, REVIEWER, 'second', 10)])).toEqual(['NotSaved disk'])
      expect(headOf(opened)).toBe(THERE)
      await same(opened)
      opened.disk.free = Number.POSITIVE_INFINITY
      expect(await settle([boost(opened, 2, 1)])).toEqual(['saved'])
      await addCases(opened.desk, REVIEWER, 'second', 10)
      await same(opened)
      await holdsAfterRestart(opened, seeded(2), [])
    },
  )

  it('refuses the group whose write fails', async () => {
    const opened = await company(seeded(1), CASES)
    opened.disk.faults = operation => (operation === 'write' ? 'EIO' : undefined)
    expect(await settle([boost(opened, 2, 1), boost(opened, 3, 1)])).toEqual(['NotSaved disk', 'NotSaved disk'])
    opened.disk.faults = () => undefined
    expect(await settle([boost(opened, 2, 1)])).toEqual(['saved'])
    await same(opened)
  })

  it.each([
    ['an fsync', Number.POSITIVE_INFINITY, 'sync'],
    ['the cut of a short append', 40, 'truncate'],
    ['the fsync of that cut', 40, 'sync'],
  ] as const)('is in doubt when %s fails, and read-only until a restart', async (_, free, failing) => {
    const opened = await company(seeded(1), CASES)
    opened.disk.free = free
    opened.disk.faults = operation => (operation === failing ? 'EIO' : undefined)
    const given = settle([boost(opened, 2, 1), boost(opened, 3, 1)])
    expect(await given).toEqual(['NotKnown', 'NotKnown'])
    opened.disk.faults = () => undefined
    opened.disk.free = Number.POSITIVE_INFINITY
    expect(await settle([boost(opened, 4, 1)])).toEqual(['ReadOnly journal-in-doubt'])
    expect(opened.view().get('review_case')?.get('dev-4-2')).toContain('"boost":0')
    await same(opened)
    opened.disk.restart(seeded(3))
    await holdsAfterRestart(opened, seeded(2), [])
  })

  it.each(SEEDS)(
    'keeps what was acknowledged and nothing else, whatever fails and when the power goes, seed %i',
    async seed => {
      const random = seeded(seed)
      const opened = await company(random, CASES)
      const often = random.below(6) / 100
      opened.disk.faults = operation =>
        (operation !== 'sync' || random.chance(0.3)) && random.chance(often) ? 'EIO' : undefined
      opened.disk.free = random.chance(0.5) ? Number.POSITIVE_INFINITY : random.below(60_000)
      if (random.chance(0.4)) opened.disk.powerLossIn = random.below(150)
      const acknowledged = await load(opened, random, 'load')
      opened.disk.faults = () => undefined
      opened.disk.free = Number.POSITIVE_INFINITY
      if (opened.desk.writer.stopped === null && opened.disk.powerLossIn >= 0) {
        expect(headOf(opened)).toBeGreaterThanOrEqual(THERE + acknowledged.length)
        await same(opened)
        expect(await settle([opened.desk.give(changeSetting, { name: 'leaseMinutes', value: 30 }, BY)])).toEqual([
          'saved',
        ])
      }
      opened.disk.restart(random)
      await holdsAfterRestart(opened, random, acknowledged)
    },
  )
})
