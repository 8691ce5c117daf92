/**
 * Checks the signatures of a journal: every command that must be signed is, by the actor it names, with a public key
 * that an earlier entry brought in. A chain can be hashed anew by anybody; a signature cannot.
 */

import type { PersonInput } from '../../commands/company/person.ts'
import { commandOf, UnknownCommand } from '../../commands/registry.ts'
import { type Sm2Verifier, sm2Verifier } from '../../journal/crypto.ts'
import { signedBytes } from '../../journal/entry-line.ts'
import type { Entry } from '../../protocol/entry.ts'

/** The number of the first entry whose signature does not hold, or null. Ends early where a newer program wrote. */
export function firstForged(blocks: Iterable<readonly Entry[]>): number | null {
  const keys = new Map<string, Sm2Verifier>()
  for (const block of blocks) {
    for (const entry of block) {
      // Those who come with the founding entry vouch for it themselves: its first administrator signs it.
      if (entry.command === 'company.found') for (const person of peopleIn(entry.input)) enter(keys, person)
      if (mustBeSigned(entry) && !holds(entry, keys)) return entry.n
      if (entry.command === 'person.add') enter(keys, entry.input as unknown as PersonInput)
    }
  }
  return null
}

const peopleIn = (input: Entry['input']): readonly PersonInput[] =>
  (input as unknown as { people: readonly PersonInput[] }).people

function enter(keys: Map<string, Sm2Verifier>, { id, publicKey }: PersonInput): void {
  keys.set(id, sm2Verifier(publicKey))
}

function mustBeSigned({ command, version }: Entry): boolean {
  try {
    return commandOf(command, version).signed
  } catch (error) {
    if (error instanceof UnknownCommand) return false
    throw error
  }
}

function holds(entry: Entry, keys: ReadonlyMap<string, Sm2Verifier>): boolean {
  const { signature } = entry
  if (signature === undefined || signature.by !== entry.actor) return false
  return keys.get(signature.by)?.(signedBytes(entry), signature.value) ?? false
}
