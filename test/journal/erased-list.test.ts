/** The list of those who were erased, as a machine keeps it outside the data folders. */
import { describe, expect, it } from 'vitest'
import { ErasedListDamage, erasedListIn } from '../../src/journal/erased-list.ts'
import { SimulatedDisk } from './simulated-disk.ts'

const li = { partyId: 'li', keys: ['k1'], documents: [{ hash: 'a'.repeat(64), keyId: 'file-1' }] }
const wang = { partyId: 'wang', keys: [], documents: [] }

describe('the list of those erased', () => {
  it('keeps each erasure once, by company, in order, and reads back elsewhere', () => {
    const disk = new SimulatedDisk()
    const list = erasedListIn(disk, '/config/erased')
    expect(list.read('c1')).toEqual([])
    list.add('c1', [li])
    list.add('c1', [wang, li])
    list.add('c2', [wang])
    expect(erasedListIn(disk, '/config/erased').read('c1')).toEqual([li, wang])
    expect(list.read('c2')).toEqual([wang])
  })

  it('says so when it was altered, rather than forget somebody', () => {
    const disk = new SimulatedDisk()
    const list = erasedListIn(disk, '/config/erased')
    list.add('c1', [li])
    disk.tamper('/config/erased/c1', bytes => bytes.slice(0, -4))
    expect(() => list.read('c1')).toThrow(ErasedListDamage)
    expect(() => list.add('c1', [wang])).toThrow(ErasedListDamage)
  })
})
