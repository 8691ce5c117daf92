/**
 * The one module for cryptography. Electron's own crypto has no SM algorithms, so SM3 comes from hash-wasm, SM2 and
 * HMAC-SM3 from sm-crypto-v2; AES-256-GCM is native everywhere. Randomness comes in as a port.
 */
import { type CipherGCM, createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { argon2id, createHMAC, createSM3 } from 'hash-wasm'
import { sm2, sm3 as smHash } from 'sm-crypto-v2'

/** Cryptographically secure bytes; seeded under the simulator. */
export type Randomness = (size: number) => Uint8Array

/** Wrong key, or bytes that were altered: AES-GCM cannot tell which. */
export class CannotDecrypt extends Error {
  override readonly name = 'CannotDecrypt'
  constructor() {
    super('these bytes were not sealed with this key, or were altered since')
  }
}

// Compiled once, while the module loads; afterwards hashing is synchronous, and one instance serves all callers.
const hasher = await createSM3()

/** SM3 (GM/T 0004) in hex. */
export function sm3(data: Uint8Array | string): string {
  return hasher.init().update(data).digest('hex')
}

/** SM3 over parts that come one by one, each of them hashed as it comes. */
export interface Sm3Stream {
  update(data: Uint8Array | string): void
  digest(): string
}

export async function sm3Stream(): Promise<Sm3Stream> {
  const stream = (await createSM3()).init()
  return { update: data => void stream.update(data), digest: () => stream.digest('hex') }
}

/** HMAC with SM3, in hex. */
export function hmacSm3(key: Uint8Array, data: Uint8Array | string): string {
  return smHash(data, { key })
}

/** The same for many texts under one key, which is prepared once: ten times as quick. */
export async function hmacSm3With(key: Uint8Array): Promise<(data: Uint8Array | string) => string> {
  const mac = await createHMAC(createSM3(), key)
  return data => mac.init().update(data).digest('hex')
}

// ── SM2 (GM/T 0003) ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface SigningKeyPair {
  /** 32 bytes in hex. */
  readonly privateKey: string
  /** The uncompressed point in hex, 130 characters. */
  readonly publicKey: string
}

const SM2_ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/** Even over [1, order − 2]: 64 bits more than needed make the remainder's bias meaningless. */
function randomScalar(randomness: Randomness): string {
  const wide = BigInt(`0x${hexOf(randomness(40))}`)
  return ((wide % (SM2_ORDER - 2n)) + 1n).toString(16).padStart(64, '0')
}

/** Not by the library's own seeded generator, which in 1.15.1 answers the private key 1 for every seed. */
export function createSigningKeyPair(randomness: Randomness): SigningKeyPair {
  const privateKey = randomScalar(randomness)
  return { privateKey, publicKey: sm2.getPublicKeyFromPrivateKey(privateKey) }
}

/** Signs with SM3 and the standard's default signer id; answers r and s in hex. */
export function sm2Sign(message: Uint8Array, keys: SigningKeyPair, randomness: Randomness): string {
  const nonce = randomScalar(randomness)
  const x1 = BigInt(`0x${sm2.getPublicKeyFromPrivateKey(nonce).slice(2, 66)}`)
  const pointPool = [{ k: BigInt(`0x${nonce}`), x1 }]
  return sm2.doSignature(message, keys.privateKey, { hash: true, publicKey: keys.publicKey, pointPool })
}

export type Sm2Verifier = (message: Uint8Array, signature: string) => boolean

/** Keep the verifier of a key that is used again: the precomputed point makes it several times as fast. */
export function sm2Verifier(publicKey: string): Sm2Verifier {
  if (!isPublicKey(publicKey)) return () => false
  const point = sm2.precomputePublicKey(publicKey)
  return (message, signature) => {
    if (!/^[0-9a-f]{128}$/.test(signature)) return false
    const inRange = [signature.slice(0, 64), signature.slice(64)].every(part => {
      const scalar = BigInt(`0x${part}`)
      return scalar > 0n && scalar < SM2_ORDER
    })
    return inRange && sm2.doVerifySignature(message, signature, point, { hash: true })
  }
}

function isPublicKey(hex: string): boolean {
  if (!/^04[0-9a-f]{128}$/.test(hex)) return false
  try {
    return sm2.verifyPublicKey(hex)
  } catch {
    // The library throws on a point beside the curve.
    return false
  }
}

// ── AES-256-GCM ──────────────────────────────────────────────────────────────────────────────────────────────────────

const IV_BYTES = 12
const TAG_BYTES = 16
const POOL_BYTES = 12 * 1024
/** What sealing adds to the plain bytes. */
export const SEAL_OVERHEAD = IV_BYTES + TAG_BYTES

/** Node is four times as fast with a KeyObject as with the bytes. */
export function aesKey(bytes: Uint8Array): KeyObject {
  if (bytes.length !== 32) throw new RangeError(`an AES-256 key has 32 bytes, not ${bytes.length}`)
  return createSecretKey(bytes)
}

export interface Sealer {
  /** IV, cipher text and tag in one. `context` is bound to it: opening needs the same. */
  seal(key: KeyObject, plain: Uint8Array, context: string): Uint8Array
}

/** Draws much at once and gives it out piece by piece: asked for singly, an IV costs as much as the cipher. */
export function pooled(randomness: Randomness): Randomness {
  let pool = new Uint8Array(0)
  let used = 0
  return size => {
    if (used + size > pool.length) {
      pool = randomness(Math.max(size, POOL_BYTES)) as Uint8Array<ArrayBuffer>
      used = 0
    }
    used += size
    return pool.subarray(used - size, used)
  }
}

/** Seals with random IVs. */
export function createSealer(randomness: Randomness): Sealer {
  const draw = pooled(randomness)
  return {
    seal(key, plain, context) {
      const iv = draw(IV_BYTES)
      const cipher: CipherGCM = createCipheriv('aes-256-gcm', key, iv)
      cipher.setAAD(Buffer.from(context))
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
  }
}

/** Throws `CannotDecrypt`. */
export function openSealed(key: KeyObject, sealed: Uint8Array, context: string): Uint8Array {
  if (sealed.length < SEAL_OVERHEAD) throw new CannotDecrypt()
  const body = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(body))
  const plain = decipher.update(sealed.subarray(IV_BYTES, body))
  try {
    decipher.final()
  } catch {
    throw new CannotDecrypt()
  }
  return plain
}

// ── Passphrases ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Stored with what the passphrase wraps, so that a later release may ask for more work. */
export interface PassphraseCost {
  readonly memoryKib: number
  readonly passes: number
}

/** OWASP's second choice for argon2id, and somewhat more: about 0.1 s on an office machine. */
export const PASSPHRASE_COST: PassphraseCost = { memoryKib: 32 * 1024, passes: 3 }

/** A key from a passphrase. `passphraseKey` is one; the core hands in one that runs it in a worker. */
export type DeriveKey = (passphrase: string, salt: Uint8Array, cost: PassphraseCost) => Promise<Uint8Array>

/** argon2id. Blocks its thread for 100 to 300 ms: call it in a worker. */
export function passphraseKey(passphrase: string, salt: Uint8Array, cost: PassphraseCost): Promise<Uint8Array> {
  return argon2id({
    // The same passphrase typed on another system may come decomposed.
    password: passphrase.normalize('NFC'),
    salt,
    parallelism: 1,
    memorySize: cost.memoryKib,
    iterations: cost.passes,
    hashLength: 32,
    outputType: 'binary',
  })
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
