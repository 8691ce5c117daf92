/** Keys that a killed process has written and not fsynced: whoever finds them makes them durable before relying on them. */
import { expect, it } from 'vitest'
import { KeyFile } from '../../src/journal/key-file.ts'
import { seeded } from './seeded.ts'
import { SimulatedDisk } from './simulated-disk.ts'

const record = (owner: string) => ({ id: 'a'.repeat(11), owner, wrapped: 'w'.repeat(80) })

it('keeps a key that was found, whoever wrote it, when the power goes later', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const disk = new SimulatedDisk()
    const first = new KeyFile(disk, '/data/keys')
    const before = disk.read(first.path)
    first.append([record('zhang')])
    const written = disk.read(first.path)
    first.close()
    // As a kill between write and fsync leaves it: in the system's memory, not on the disk.
    disk.tamper(first.path, () => before)
    disk.open(first.path, 'write').write(written.subarray(before.length), before.length)

    const second = new KeyFile(disk, '/data/keys')
    const found = second.read().records
    disk.restart(seeded(seed))
    expect(new KeyFile(disk, '/data/keys').read().records, `seed ${seed}`).toEqual(found)
  }
})
