/** How many cases stand where; claims and the clock play no part. */
import type { CliCommand } from '../command.ts'
import { withCore } from '../session.ts'

export const queueCommand: CliCommand = {
  name: 'queue',
  synopsis: 'queue --data DIR',
  purpose: 'how many cases wait, await documents, are escalated, are decided',
  options: { data: { type: 'string' } },
  run: given => withCore(given, async ({ client }) => ({ answer: await client.review.counts() })),
}
