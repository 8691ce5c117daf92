/** A person's SM2 key pair: the public key stands in the books, the private one is wrapped by the person's passphrase. */
import { z } from 'zod'
import { createSigningKeyPair, sm2Sign } from './crypto.ts'
import type { SignEntry } from './entry-line.ts'
import { type PassphrasePorts, unwrap, wrap, wrappedSchema } from './passphrase.ts'

export { WrongPassphrase } from './passphrase.ts'

/** May stand in an entry, and in a table: without the passphrase it opens nothing. */
export const personKeySchema = wrappedSchema.extend({
  /** The uncompressed SM2 point in hex. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
})
export type PersonKey = z.infer<typeof personKeySchema>

export async function createPersonKey(passphrase: string, ports: PassphrasePorts): Promise<PersonKey> {
  const { privateKey, publicKey } = createSigningKeyPair(ports.randomness)
  return { publicKey, ...(await wrap(Buffer.from(privateKey, 'hex'), passphrase, publicKey, ports)) }
}

/** Signs in: answers what signs entries in this person's name. Throws `WrongPassphrase`. */
export async function openPersonKey(
  { publicKey, ...wrapped }: PersonKey,
  person: { readonly id: string; readonly passphrase: string },
  ports: PassphrasePorts,
): Promise<SignEntry> {
  const privateKey = await unwrap(wrapped, person.passphrase, publicKey, ports.derive)
  const keys = { privateKey: Buffer.from(privateKey).toString('hex'), publicKey }
  return bytes => ({ by: person.id, value: sm2Sign(bytes, keys, ports.randomness) })
}
