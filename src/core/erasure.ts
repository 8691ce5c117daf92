/**
 * Erases a person: the signed entry first, then all that it says is thrown away. A kill in between is made good at the
 * next start. The caller makes the database anew afterwards: its files still hold what the rows no longer show.
 */
import { eraseParty as command } from '../commands/party/erase.ts'
import type { Documents } from '../journal/documents.ts'
import type { ErasedList, ErasedParty } from '../journal/erased-list.ts'
import type { Files } from '../journal/files.ts'
import type { Journal } from '../journal/journal.ts'
import type { Keys } from '../journal/keys.ts'
import { draftKeyOf } from '../protocol/desktop/review.ts'
import type { PgliteStore } from '../store/pglite-store.ts'
import { casesOfLessees, erasures } from '../store/queries/erasures.ts'
import { everyRow } from '../store/queries/select.ts'
import type { Desk, Giver } from './desk.ts'
import { type Identity, uploadsIn } from './folder/places.ts'
import { distrust } from './folder/view.ts'
import { Drafts } from './services/drafts.ts'
import { OPERATOR } from './session.ts'

/** What an erasure reaches into: an open desk, or a folder that is being opened. */
export interface Erasable {
  readonly dir: string
  readonly files: Files
  readonly identity: Identity
  readonly store: PgliteStore
  readonly journal: Journal | null
  readonly keys: Keys
  readonly documents: Documents
  readonly erased: ErasedList
}

export async function eraseParty(desk: Desk, partyId: string, giver: Giver): Promise<{ entry: number; rows: number }> {
  const key = desk.keys.keyOf(partyId)
  const { n } = await desk.give(command, { partyId, reason: '', keys: key === null ? [] : [key] }, giver)
  const found = (await erasures(desk.store.sql)).find(each => each.partyId === partyId)
  if (found === undefined) throw new TypeError('an erasure has left no row')
  await throwAway(desk, [found])
  return { entry: n, rows: found.rows }
}

/** Throws away what the books call erased and a kill has left; answers whether there was anything. */
export async function finishErasures(folder: Erasable): Promise<boolean> {
  const all = await erasures(folder.store.sql)
  if (all.length === 0) return false
  folder.erased.add(folder.identity.company, all.map(listed))
  const left = all.filter(each => keysIn(each, folder.keys).length > 0)
  if (left.length > 0) await throwAway(folder, left)
  return left.length > 0
}

/** The keys of an erasure that are still there: the person's, and those of documents. */
export function keysIn({ keys, documents }: ErasedParty, held: Keys): string[] {
  const all = [...keys, ...documents.flatMap(({ keyId }) => held.keyOf(keyId) ?? [])]
  return all.filter(key => held.holdsKey(key))
}

/** The keys go last: while one of them is there, a start finds the erasure unfinished. */
async function throwAway(folder: Erasable, gone: readonly ErasedParty[]): Promise<void> {
  const { dir, files, identity, journal, keys, documents, erased, store } = folder
  erased.add(identity.company, gone.map(listed))
  distrust(files, dir, journal?.head ?? null)
  const people = await everyRow(store.sql, 'person')
  const cases = await casesOfLessees(
    store.sql,
    gone.map(each => each.partyId),
  )
  const drafts = new Drafts(files, dir, keys)
  for (const person of [...people.map(each => each.id), OPERATOR.actor.id])
    for (const caseId of cases) drafts.clear(person, draftKeyOf(caseId))
  files.remove(uploadsIn(dir))
  for (const { hash } of gone.flatMap(each => each.documents)) documents.remove(hash)
  keys.eraseKeys(gone.flatMap(each => keysIn(each, keys)))
}

const listed = ({ partyId, keys, documents }: ErasedParty): ErasedParty => ({ partyId, keys, documents })
