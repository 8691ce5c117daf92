/** Settings and upkeep: keys, journal, backups, erasure. */
import { z } from 'zod'
import { identifier } from '../text.ts'
import { job, journalView } from './app.ts'
import { call } from './errors.ts'

export const keySlot = z.object({
  kind: z.enum(['system', 'file', 'passphrase']),
  inUse: z.boolean(),
  detail: z.string().nullable(),
})

export const settings = {
  get: call.output(
    z.object({
      folder: z.string(),
      keySlots: z.array(keySlot),
      takeBackSeconds: z.number(),
      leaseMinutes: z.number(),
      reviewHours: z.number(),
    }),
  ),
  set: call
    .input(
      z.object({
        name: z.enum(['takeBackSeconds', 'leaseMinutes', 'reviewHours']),
        value: z.number().min(0).max(10_000),
      }),
    )
    .output(z.object({ entry: z.number() })),
  /** Lets this passphrase, and no earlier one, open the folder on a machine that has no slot for its keys. */
  setPassphrase: call.input(z.object({ passphrase: z.string().min(8).max(200) })).output(z.object({})),
  verifyJournal: call.output(journalView),
  rebuild: call.output(job),
  /** Blanks a person everywhere and throws their keys away. Cannot be undone. */
  erase: call
    .input(z.object({ partyId: identifier, passphrase: z.string().max(200) }))
    .output(z.object({ entry: z.number(), rows: z.number() })),
}
