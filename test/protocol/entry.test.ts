import { describe, expect, it } from 'vitest'
import { CHAIN_START, type Entry, entryId, entrySchema, packRowId, signedPart } from '../../src/protocol/entry.ts'

const entry: Entry = {
  n: 7,
  prev: CHAIN_START,
  at: '2026-11-24T08:00:00.000Z',
  device: 'd1',
  actor: 'p1',
  command: 'importApplications',
  version: 1,
  input: { file: null },
  pack: { hash: 'ab'.repeat(32), lines: 2, bytes: 90 },
  group: 6,
  signature: { by: 'p1', value: 'cd'.repeat(64) },
  hash: 'ef'.repeat(32),
}

describe('an entry', () => {
  it('gives ids to itself and to the rows of its pack', () => {
    expect(entryId('d1', 7)).toBe('d1-7')
    expect(packRowId('d1', 7, 2)).toBe('d1-7-2')
  })

  it('is signed for its command and place, not for its group, signature or hash', () => {
    const { group: _, signature: __, hash: ___, ...signed } = entry
    expect(signedPart(entry)).toEqual(signed)
    const { pack: ____, ...plain } = signed
    expect(Object.keys(signedPart(plain))).not.toContain('pack')
  })

  it('has no other members, and none of another form', () => {
    expect(entrySchema.safeParse(entry).success).toBe(true)
    const wrong = [
      { n: 0 },
      { prev: 'AB'.repeat(32) },
      { at: '2026-11-24' },
      { input: undefined },
      { group: 1.5 },
      { x: 1 },
    ]
    for (const part of wrong) expect(entrySchema.safeParse({ ...entry, ...part }).success).toBe(false)
  })
})
