/** Upkeep while nobody writes, on a clock that the test sets forward. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { changeSetting } from '../../src/commands/company/setting.ts'
import type { Core } from '../../src/core/core.ts'
import type { Desk } from '../../src/core/desk.ts'
import { Idle } from '../../src/core/services/idle.ts'
import { desktopOfTest, type TestClock } from './desktop.ts'
import { administrator, imported } from './people-with-secrets.ts'

/** As the planner knows it; -1 where it knows nothing. */
const tuplesOf = async (desk: Desk): Promise<number> => {
  const [row] = await desk.store.sql.query(`select reltuples as tuples from pg_class where relname = 'application'`)
  return Number(row?.tuples)
}

/** Lets the steps run that the clock brings; each makes an appointment for the next. */
async function quietFor(clock: TestClock, milliseconds: number): Promise<void> {
  clock.forward(milliseconds)
  for (let step = 0; step < 30; step++) {
    await new Promise(resolve => setTimeout(resolve, 5))
    clock.forward(51)
  }
}

const loaded = (core: Core) => imported(core, ['101', '202', '303'])

async function idleDesktop() {
  const desktop = await desktopOfTest()
  const { core, clock } = desktop
  await core.foundDemo('en')
  const { desk } = core.open
  const idle = new Idle(desk)
  idle.start()
  onTestFinished(() => idle.stop())
  const checkpoint = vi.spyOn(desk.journal as NonNullable<Desk['journal']>, 'checkpoint')
  const vacuum = vi.spyOn(desk.store, 'vacuumAnalyse')
  const analyse = vi.spyOn(desk.store, 'analyse')
  const giver = await administrator(core)
  const write = () => desk.give(changeSetting, { name: 'leaseMinutes', value: 20 }, giver)
  return { desktop, desk, clock, idle, checkpoint, vacuum, analyse, write }
}

describe('while nobody writes', () => {
  it('the journal gets a checkpoint a minute after the last entry, once', async () => {
    const { clock, checkpoint, write, vacuum } = await idleDesktop()
    await write()
    await quietFor(clock, 30_000)
    expect(checkpoint).not.toHaveBeenCalled()
    await write()
    await quietFor(clock, 40_000)
    expect(checkpoint).not.toHaveBeenCalled()
    await quietFor(clock, 20_000)
    expect(checkpoint).toHaveBeenCalledTimes(1)
    await quietFor(clock, 300_000)
    expect(checkpoint).toHaveBeenCalledTimes(1)
    expect(vacuum).not.toHaveBeenCalled()
  })

  it('the planner hears of a bulk load in a moment, a table a step; a write in between puts the rest off', async () => {
    const { desktop, desk, clock, analyse, write } = await idleDesktop()
    await loaded(desktop.core)
    expect(await tuplesOf(desk)).toBe(-1)
    analyse.mockImplementationOnce(async () => void (await write()))
    await quietFor(clock, 2_000)
    expect(analyse).toHaveBeenCalledTimes(1)
    await quietFor(clock, 2_000)
    expect(analyse.mock.calls.every(([tables]) => tables?.length === 1)).toBe(true)
    expect(await tuplesOf(desk)).toBe(3)
  })

  it('and it hears of one that came just before the end', async () => {
    const { desktop, desk, idle } = await idleDesktop()
    await loaded(desktop.core)
    await idle.settle()
    expect(await tuplesOf(desk)).toBe(3)
  })

  it('tables of which many rows have changed are vacuumed when it has been quiet for a minute', async () => {
    const { desk, clock, vacuum } = await idleDesktop()
    const rows = Array.from({ length: 2_000 }, () => ({}))
    const changes = new Map([['application' as const, { upserts: rows }]])
    desk.committed.publish('committed', { changes, entries: [] })
    await quietFor(clock, 30_000)
    expect(vacuum).not.toHaveBeenCalled()
    await quietFor(clock, 30_000)
    expect(vacuum.mock.calls).toEqual([[['application']]])
  })

  it('nothing that fails is heard of but in the log, and nothing begins after the end', async () => {
    const { clock, idle, checkpoint, write } = await idleDesktop()
    checkpoint.mockImplementationOnce(() => {
      throw new Error('disk')
    })
    await write()
    await quietFor(clock, 60_000)
    expect(checkpoint).toHaveBeenCalledTimes(1)
    await write()
    idle.stop()
    await quietFor(clock, 60_000)
    expect(checkpoint).toHaveBeenCalledTimes(1)
  })
})
