import { describe, expect, it } from 'vitest'
import { FolderInUse, type LockingProcess, lockFolder } from '../../src/journal/lock.ts'
import { DIR } from './journals.ts'
import { seeded } from './seeded.ts'
import { SimulatedDisk } from './simulated-disk.ts'

const alive = new Set([100, 200])
const machine = (pid: number, bootId: string | null = 'boot-1', program = 'electron'): LockingProcess => ({
  bootId,
  pid,
  program,
  isAlive: asked => alive.has(asked),
})
const lock = (disk: SimulatedDisk, process: LockingProcess) =>
  lockFolder(disk, DIR, process, '2026-11-24T08:00:00.000Z')

describe('the lock of a data folder', () => {
  it('refuses a second process with the name of the first, until that one lets go', () => {
    const disk = new SimulatedDisk()
    const first = lock(disk, machine(100))
    const refused = { pid: 100, program: 'electron', since: '2026-11-24T08:00:00.000Z' }
    expect(() => lock(disk, machine(200, 'boot-1', 'browser'))).toThrow(
      expect.objectContaining({ name: 'FolderInUse', holder: refused }),
    )
    expect(disk.list(`${DIR}/lock`)).toEqual(['boot-1.100'])
    first.release()
    lock(disk, machine(200)).release()
    expect(disk.list(`${DIR}/lock`)).toEqual([])
  })

  it('refuses the same process a second time', () => {
    const disk = new SimulatedDisk()
    const first = lock(disk, machine(100))
    expect(() => lock(disk, machine(100))).toThrow(FolderInUse)
    first.release()
  })

  it.each([
    ['whose process is gone', machine(300)],
    ['of another boot, even if a process has its number', machine(200, 'boot-0')],
    ['of its own number, left by an earlier process', machine(100, null)],
  ])('clears away a claim %s', (_, left) => {
    const disk = new SimulatedDisk()
    lock(disk, left)
    const taken = lock(disk, machine(100))
    expect(disk.list(`${DIR}/lock`)).toEqual(['boot-1.100'])
    taken.release()
  })

  it.each([
    [null, 'boot-1'],
    ['boot-1', null],
    [null, null],
  ])('goes by the process alone where a boot is not known (%s, %s)', (before, after) => {
    const disk = new SimulatedDisk()
    const first = lock(disk, machine(200, before))
    expect(() => lock(disk, machine(100, after))).toThrow(FolderInUse)
    first.release()
  })

  it('names a process whose claim is still being written', () => {
    const disk = new SimulatedDisk()
    const first = lock(disk, machine(200))
    disk.tamper(`${DIR}/lock/boot-1.200`, () => new Uint8Array(0))
    expect(() => lock(disk, machine(100))).toThrow(
      expect.objectContaining({ holder: expect.objectContaining({ pid: 200 }) }),
    )
    first.release()
  })

  it('locks nobody out after a power loss', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const disk = new SimulatedDisk()
      const before = lock(disk, machine(100))
      disk.restart(seeded(seed))
      const after = lock(disk, machine(200, 'boot-2'))
      after.release()
      before.release()
    }
  })
})
