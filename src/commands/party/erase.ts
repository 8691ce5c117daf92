/**
 * Erases a person: every personal field that stands under their key becomes blank. The keys themselves, which the entry
 * names, are thrown away by the core after it, so that journal, packs and documents stay unreadable too, while the chain
 * still verifies.
 */
import { z } from 'zod'
import { command, refuse } from '../command.ts'
import { blankingOf, judgeBlanking, readsOfBlanking } from './blanking.ts'

export const eraseParty = command({
  name: 'party.erase',
  version: 1,
  travels: true,
  roles: ['administrator'],
  operator: false,
  signed: true,
  input: z.object({
    partyId: z.string(),
    reason: z.string().max(500),
    /** Ids of the keys that go; a person who comes back later has another, which stays. */
    keys: z.array(z.string()),
  }),
  reads: (given, _context, found, round) => readsOfBlanking([given.partyId], found, round),
  judge(given, _context, found) {
    const party = found.row('party', given.partyId)
    if (party === null) return refuse('party.unknown', { party: given.partyId })
    if (party.erased && given.keys.length === 0) return refuse('party.erased')
    return judgeBlanking(given.partyId, found)
  },
  effect: (given, context, found) => blankingOf(given.partyId, given.keys, context, found),
})
