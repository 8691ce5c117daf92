/** Publishes a rulebook document: from then on it decides, and the one before it is kept for replay. */
import { z } from 'zod'
import type { JsonValue } from '../../domain/canonical.ts'
import { jsonValue } from '../../protocol/json.ts'
import { upsert } from '../change.ts'
import { command, ok, refuse } from '../command.ts'
import { byIndex, byKey } from '../found.ts'

const input = z.object({
  /** SM3 of the canonical document, checked by the core before the entry is written. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  id: z.string().min(1),
  version: z.number().int().positive(),
  document: jsonValue,
})

export const publishRulebook = command({
  name: 'rulebook.publish',
  version: 1,
  travels: true,
  roles: ['risk-manager'],
  operator: true,
  signed: false,
  input,
  reads: (given, _context, _found, round) =>
    round === 1 ? [byKey('rulebook', [given.hash]), byIndex('rulebook', 'byLive', [true], 10)] : null,
  judge(given, _context, found) {
    const live = found.rows('rulebook', 'byLive', [true])
    if (live.some(book => book.hash === given.hash)) return refuse('rulebook.already-live', { version: given.version })
    const newer = live.find(book => book.id === given.id && book.version >= given.version)
    return newer === undefined ? ok : refuse('rulebook.not-newer', { version: given.version, live: newer.version })
  },
  effect: (given, context, found) => [
    ...found.rows('rulebook', 'byLive', [true]).map(book => upsert('rulebook', { ...book, live: false })),
    upsert('rulebook', {
      hash: given.hash,
      id: given.id,
      version: given.version,
      document: given.document as JsonValue,
      publishedAt: context.at,
      publishedBy: context.actor.id,
      live: true,
    }),
  ],
})
