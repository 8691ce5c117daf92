/** Records an uploaded file as a document: its sealed bytes lie in the documents folder under the hash. */
import { z } from 'zod'
import type { JsonValue } from '../../domain/canonical.ts'
import { DESK } from '../../domain/roles.ts'
import { upsert } from '../change.ts'
import { command, ok, refuse } from '../command.ts'
import { byKey } from '../found.ts'
import { documentLine } from './line.ts'

export const addDocument = command({
  name: 'document.add',
  version: 1,
  travels: true,
  roles: DESK,
  operator: true,
  signed: false,
  input: documentLine.extend({ id: z.string(), applicationId: z.string().nullable() }),
  personal: (given, visit) => visit(given as Record<string, JsonValue>, 'name', given.keyId),
  reads: (given, _context, _found, round) => (round === 1 ? [byKey('document', [given.id])] : null),
  judge: (given, _context, found) => (found.row('document', given.id) === null ? ok : refuse('document.exists')),
  effect: (given, context) => [upsert('document', { ...given, addedAt: context.at })],
})
