/**
 * The first entry of a device that grew from a backup: it names the chain that it continues, and erases again whoever
 * was erased after the backup was made.
 */
import { z } from 'zod'
import { command, ok, refuse } from '../command.ts'
import { blankingOf, judgeBlanking, readsOfBlanking } from '../party/blanking.ts'

const input = z.object({
  /** The head that the backup held, and the device that wrote it. */
  from: z.object({ device: z.string(), n: z.number().int().positive(), hash: z.string() }),
  backupAt: z.string(),
  /** Those whom this machine knows to be erased, and the books of the backup do not; keys that go by their ids. */
  erased: z.array(z.object({ partyId: z.string(), keys: z.array(z.string()) })),
})
type Input = z.infer<typeof input>

export const deviceRestored = command({
  name: 'device.restored',
  version: 1,
  travels: true,
  roles: ['administrator'],
  operator: true,
  signed: false,
  input,
  reads: (given, _context, found, round) =>
    given.erased.length === 0 ? null : readsOfBlanking(partiesIn(given), found, round),
  judge(given, context, found) {
    const device = context.entryId.slice(0, context.entryId.lastIndexOf('-'))
    const n = Number(context.entryId.slice(device.length + 1))
    if (device === given.from.device || n !== given.from.n + 1) return refuse('device.not-restored', { entry: n })
    return (
      partiesIn(given)
        .map(party => judgeBlanking(party, found))
        .find(verdict => verdict.refused) ?? ok
    )
  },
  effect: (given, context, found) =>
    given.erased.flatMap(({ partyId, keys }) => blankingOf(partyId, keys, context, found)),
})

const partiesIn = (given: Input): string[] => given.erased.map(each => each.partyId)
