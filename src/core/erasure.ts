/**
 * Erases a person: the signed entry first, then the keys, then the files that went with them. A kill in between is made
 * good at the next start, which erases the keys of everybody whom the books call erased.
 */
import { eraseParty as command } from '../commands/party/erase.ts'
import type { Application, Document } from '../domain/model/application.ts'
import type { Erasure, ImportBatch } from '../domain/model/intake.ts'
import type { Desk, Giver } from './desk.ts'

export async function eraseParty(desk: Desk, partyId: string, giver: Giver): Promise<{ entry: number; rows: number }> {
  const gone = await filesOf(desk, partyId)
  const written = await desk.give(command, { partyId, reason: '' }, giver)
  desk.keys.eraseParties([partyId, ...gone.map(each => each.keyId)])
  for (const { hash } of gone) desk.documents.remove(hash)
  const [rows] = await desk.store.read([{ table: 'erasure', keys: [[partyId]] }])
  return { entry: written.n, rows: (rows?.[0] as unknown as Erasure | undefined)?.rows ?? 0 }
}

/** Documents of the person's applications, and the uploaded files that they came in with: those have keys of their own. */
async function filesOf(desk: Desk, partyId: string): Promise<Pick<Document, 'keyId' | 'hash'>[]> {
  const [applications] = await desk.store.read([
    { table: 'application', index: 'byLessee', prefix: [partyId], limit: 1_000 },
  ])
  const found = applications as unknown as Application[]
  const batches = [...new Set(found.flatMap(each => each.batchId ?? []))]
  const answers = await desk.store.read([
    { table: 'import_batch', keys: batches.map(id => [id]) },
    ...found.map(({ id }) => ({ table: 'document' as const, index: 'byApplication', prefix: [id], limit: 1_000 })),
  ])
  const [batchRows, ...documents] = answers as unknown as [ImportBatch[], ...Document[][]]
  const uploads = (batchRows ?? []).flatMap(each => each.documentId ?? [])
  const [uploaded] = await desk.store.read([{ table: 'document', keys: uploads.map(id => [id]) }])
  return [...documents.flat(), ...(uploaded as unknown as Document[])]
}
