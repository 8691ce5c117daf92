/** A secret wrapped by a passphrase: argon2id makes the key, AES-256-GCM seals. Salt and cost stand beside it. */
import { z } from 'zod'
import {
  aesKey,
  CannotDecrypt,
  createSealer,
  type DeriveKey,
  openSealed,
  PASSPHRASE_COST,
  type PassphraseCost,
  type Randomness,
} from './crypto.ts'

export const wrappedSchema = z.strictObject({
  salt: z.base64url(),
  cost: z.strictObject({ memoryKib: z.int().positive(), passes: z.int().positive() }),
  wrapped: z.base64url(),
})
export type Wrapped = z.infer<typeof wrappedSchema>

export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase'
  constructor() {
    super('the passphrase does not open this key')
  }
}

/** Where a key is derived, and what it costs (`PASSPHRASE_COST`, if not given). */
export interface PassphrasePorts {
  readonly randomness: Randomness
  /** In a worker; `passphraseKey` of crypto.ts where blocking does not matter. */
  readonly derive: DeriveKey
  readonly cost?: PassphraseCost
}

/** `context` says whose secret it is: it opens as nobody else's. */
export async function wrap(
  secret: Uint8Array,
  passphrase: string,
  context: string,
  ports: PassphrasePorts,
): Promise<Wrapped> {
  const salt = ports.randomness(16)
  const cost = ports.cost ?? PASSPHRASE_COST
  const key = aesKey(await ports.derive(passphrase, salt, cost))
  return { salt: base64url(salt), cost, wrapped: base64url(createSealer(ports.randomness).seal(key, secret, context)) }
}

/** Throws `WrongPassphrase`. */
export async function unwrap(
  { salt, cost, wrapped }: Wrapped,
  passphrase: string,
  context: string,
  derive: DeriveKey,
): Promise<Uint8Array> {
  const key = aesKey(await derive(passphrase, Buffer.from(salt, 'base64url'), cost))
  try {
    return openSealed(key, Buffer.from(wrapped, 'base64url'), context)
  } catch (error) {
    throw error instanceof CannotDecrypt ? new WrongPassphrase() : error
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
