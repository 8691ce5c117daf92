/**
 * Personal fields on their way out of the database and back: sealed, each under its own party's key, before an entry or
 * a pack line is hashed; opened before an effect runs. What cannot be opened any more has been erased, and reads as null.
 */
import type { VisitPersonal } from '../../commands/command.ts'
import type { JsonValue } from '../../domain/canonical.ts'

export interface Vault {
  /** Makes the keys that are not there yet, durable before this returns. */
  ensureKeys(parties: readonly string[]): void
  seal(party: string, value: JsonValue): string
  /** The value, or null where the party has been erased. */
  open(party: string, sealed: string): JsonValue
}

type Personal<T> = ((value: T, visit: VisitPersonal) => void) | undefined

/** The parties whose keys sealing this value needs. */
export function partiesOf<T>(value: T, personal: Personal<T>): string[] {
  const parties = new Set<string>()
  personal?.(value, (holder, key, party) => {
    if (holder[key] !== null && holder[key] !== undefined) parties.add(party)
  })
  return [...parties]
}

/** A copy with its personal fields sealed; the keys must have been made. */
export function sealed<T>(value: T, personal: Personal<T>, vault: Vault): T {
  return personal === undefined ? value : sealedInPlace(copyOf(value), personal, vault)
}

/** For a value that belongs to the caller alone. */
export function sealedInPlace<T>(value: T, personal: Personal<T>, vault: Vault): T {
  personal?.(value, (holder, key, party) => {
    const plain = holder[key]
    if (plain !== null && plain !== undefined) holder[key] = vault.seal(party, plain)
  })
  return value
}

/** Inputs and lines are plain JSON, for which `structuredClone` takes twice as long. */
function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf) as T
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, copyOf(child)])) as T
}

/** Opens in place: the value was parsed from an entry or a pack and belongs to the caller. */
export function opened<T>(value: T, personal: Personal<T>, vault: Vault): T {
  personal?.(value, (holder, key, party) => {
    const closed = holder[key]
    if (typeof closed === 'string') holder[key] = vault.open(party, closed)
  })
  return value
}
