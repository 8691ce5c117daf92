/**
 * The keys of parties and of uploaded files in memory, wrapped by the company's master key, and what is sealed and opened
 * with them. It knows no file: `Keys` keeps one filled from the key file, a thread that only seals or opens has its own.
 * Sealed text reads `~1:<key id>:<base64url>`. A personal field is either null or sealed, never plain, so nothing that a
 * user types can be taken for a sealed value: it is sealed itself.
 */
import type { KeyObject } from 'node:crypto'
import { canonicalBytes, type JsonValue } from '../domain/canonical.ts'
import {
  aesKey,
  CannotDecrypt,
  createSealer,
  hmacSm3,
  openSealed,
  pooled,
  type Randomness,
  type Sealer,
} from './crypto.ts'
import type { KeyRecord } from './key-file.ts'

const SEALED = /^~1:([\w-]{11}):([\w-]+)$/
/** Sealed bytes begin with this and the key's id. */
const SEALED_BYTES = '~1:'
const KEY_ID_LENGTH = 11
const PREFIX_LENGTH = SEALED_BYTES.length + KEY_ID_LENGTH

/** A key is neither among those known nor among the erased ones. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing'
  readonly owner: string
  /** Null when sealing was asked for before the key was made. */
  readonly keyId: string | null

  constructor(owner: string, keyId: string | null) {
    super(keyId === null ? `no key was made for ${owner}` : `the key ${keyId} of ${owner} is missing from the key file`)
    this.owner = owner
    this.keyId = keyId
  }
}

/** Whether a text has the form of a sealed value. */
export function isSealed(text: string): boolean {
  return SEALED.test(text)
}

export class KeyRing {
  readonly #masterKey: KeyObject
  readonly #randomness: Randomness
  readonly #sealer: Sealer
  readonly #records = new Map<string, KeyRecord>()
  /** The key that an owner's values are sealed with now. */
  readonly #current = new Map<string, string>()
  readonly #unwrapped = new Map<string, KeyObject>()

  constructor(master: Uint8Array, randomness: Randomness) {
    this.#masterKey = aesKey(master)
    this.#randomness = pooled(randomness)
    this.#sealer = createSealer(randomness)
  }

  get records(): MapIterator<KeyRecord> {
    return this.#records.values()
  }

  /** A new key of an owner, not yet taken: it has to be durable before anything is sealed with it. */
  make(owner: string): KeyRecord {
    if (!/^\S+$/.test(owner)) throw new TypeError(`not an id: ${JSON.stringify(owner)}`)
    const id = Buffer.from(this.#randomness(8)).toString('base64url')
    const wrapped = this.#sealer.seal(this.#masterKey, this.#randomness(32), `${id} ${owner}`)
    return { id, owner, wrapped: Buffer.from(wrapped).toString('base64url') }
  }

  /** The latest record of an owner is the one that seals; an erased one seals no more. */
  take(record: KeyRecord): void {
    const { id, owner, wrapped } = record
    this.#records.set(id, record)
    if (wrapped !== null) {
      this.#current.set(owner, id)
      return
    }
    this.#unwrapped.delete(id)
    if (this.#current.get(owner) === id) this.#current.delete(owner)
  }

  recordOf(id: string): KeyRecord | null {
    return this.#records.get(id) ?? null
  }

  /** Id of the key that this owner's values are sealed with now; null where there is none, or it was erased. */
  currentOf(owner: string): string | null {
    return this.#current.get(owner) ?? null
  }

  /** Seals a value that is not null. The owner's key must have been made. */
  seal(owner: string, value: JsonValue): string {
    if (value === null) throw new TypeError('null stands for what was erased: it is not sealed')
    const { id, key } = this.#currentKey(owner)
    const sealed = this.#sealer.seal(key, canonicalBytes(value), id)
    return `~1:${id}:${Buffer.from(sealed).toString('base64url')}`
  }

  /** The value, or null when its owner has been erased. Throws `CannotDecrypt`, `KeyMissing`. */
  open(owner: string, sealed: string): JsonValue {
    const [, id, body] = SEALED.exec(sealed) ?? []
    if (!id || !body) throw new CannotDecrypt()
    const key = this.#key(owner, id)
    if (key === null) return null
    return JSON.parse(Buffer.from(openSealed(key, Buffer.from(body, 'base64url'), id)).toString()) as JsonValue
  }

  sealBytes(owner: string, bytes: Uint8Array): Uint8Array {
    const { id, key } = this.#currentKey(owner)
    return Buffer.concat([Buffer.from(SEALED_BYTES + id), this.#sealer.seal(key, bytes, id)])
  }

  /** The bytes, or null when their owner has been erased. Throws `CannotDecrypt`, `KeyMissing`. */
  openBytes(owner: string, sealed: Uint8Array): Uint8Array | null {
    const prefix = Buffer.from(sealed.subarray(0, PREFIX_LENGTH)).toString('latin1')
    if (!prefix.startsWith(SEALED_BYTES)) throw new CannotDecrypt()
    const id = prefix.slice(SEALED_BYTES.length)
    const key = this.#key(owner, id)
    return key && openSealed(key, sealed.subarray(PREFIX_LENGTH), id)
  }

  /** HMAC-SM3 in hex that only a holder of the owner's key can make again: it goes with the key. */
  keyedDigest(owner: string, bytes: Uint8Array): string {
    // Not with the key itself, which encrypts, but with one derived from it.
    const { key } = this.#currentKey(owner)
    return hmacSm3(Buffer.from(hmacSm3(key.export(), 'keyed digest'), 'hex'), bytes)
  }

  #currentKey(owner: string): { id: string; key: KeyObject } {
    const id = this.#current.get(owner)
    const key = id && this.#key(owner, id)
    if (!id || !key) throw new KeyMissing(owner, null)
    return { id, key }
  }

  /** Null when it was erased. */
  #key(owner: string, id: string): KeyObject | null {
    const known = this.#unwrapped.get(id)
    const record = this.#records.get(id)
    if (!record) throw new KeyMissing(owner, id)
    if (record.owner !== owner) throw new CannotDecrypt()
    if (record.wrapped === null) return null
    if (known) return known
    const wrapped = Buffer.from(record.wrapped, 'base64url')
    const key = aesKey(openSealed(this.#masterKey, wrapped, `${id} ${owner}`))
    this.#unwrapped.set(id, key)
    return key
  }
}
