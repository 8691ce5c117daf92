/** Small journals for the tests of this room. */

import type { Files } from '../../src/journal/files.ts'
import { type Journal, type OpenJournal, openJournal } from '../../src/journal/journal.ts'
import type { Entry, EntryDraft, Head } from '../../src/protocol/entry.ts'
import type { Seeded } from './seeded.ts'

export const DIR = '/data'

export function draft(size = 40): EntryDraft {
  return {
    at: '2026-11-24T08:00:00.000Z',
    device: 'd1',
    actor: 'p1',
    command: 'decideCase',
    version: 1,
    input: { reason: '收入 "not" plausible, {"actor":"x"}', note: 'n'.repeat(size), amountFen: 1_250_000 },
  }
}

export function open(files: Files, options: Partial<OpenJournal> = {}): Journal {
  return openJournal({ files, dir: DIR, appliedHead: null, company: 'c1', ...options })
}

export function appendGroup(journal: Journal, sizes: readonly number[]): Entry[] {
  const group = journal.startGroup()
  for (const size of sizes) group.add(draft(size))
  journal.append(group)
  return [...group.entries]
}

/** One to four entries, some of them longer than a block of the disk. */
export function randomSizes(random: Seeded): number[] {
  return Array.from({ length: 1 + random.below(4) }, () => random.below(random.chance(0.2) ? 6000 : 300))
}

export function entriesOf(journal: Journal, from = 1, to?: number): Entry[] {
  return [...journal.read(from, to)].flat()
}

export const headOf = (entry: Entry): Head => ({ n: entry.n, hash: entry.hash })
