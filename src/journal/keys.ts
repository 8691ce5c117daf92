/**
 * One key for each party, and for each uploaded file: personal fields are sealed with it before anything is hashed, and
 * a person is forgotten by throwing it away. Sealed text reads `~1:<key id>:<base64url>`. A personal field is either
 * null or sealed, never plain, so nothing that a user types can be taken for a sealed value: it is sealed itself.
 */
import type { KeyObject } from 'node:crypto'
import { canonicalBytes, type JsonValue } from '../domain/canonical.ts'
import { aesKey, CannotDecrypt, createSealer, hmacSm3, openSealed, type Sealer } from './crypto.ts'
import { KeyFile, type KeyRecord } from './key-file.ts'
import {
  describeSlots,
  encodeMasterFile,
  foundMaster,
  type KeyPorts,
  type MasterFile,
  readMasterFile,
  type SlotDescription,
  unlockMaster,
  withPassphrase,
  writeMasterFile,
} from './master-key.ts'

const SEALED = /^~1:([\w-]{11}):([\w-]+)$/
/** Sealed bytes begin with this and the key's id. */
const SEALED_BYTES = '~1:'
const KEY_ID_LENGTH = 11
const PREFIX_LENGTH = SEALED_BYTES.length + KEY_ID_LENGTH

/** A key is neither in the key file nor among the erased ones. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing'
  readonly owner: string
  /** Null when sealing was asked for before `ensureKeys`. */
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

/** Makes a company's keys in a folder that has none. */
export async function createKeys(ports: KeyPorts, company: string): Promise<Keys> {
  return new Keys(ports, await foundMaster(ports, company), company)
}

/** Throws `KeysLocked` where no slot of this machine has the key; then a passphrase opens it, and fills the slots. */
export async function openKeys(ports: KeyPorts, passphrase?: string): Promise<Keys> {
  const master = readMasterFile(ports.files, ports.dir)
  return new Keys(ports, await unlockMaster(ports, master, passphrase), master.company)
}

/** A file of a backup, by its path within the data folder. */
export interface ExportedFile {
  readonly path: string
  readonly bytes: Uint8Array
}

export class Keys {
  readonly company: string
  readonly #ports: KeyPorts
  readonly #master: Uint8Array
  readonly #masterKey: KeyObject
  readonly #sealer: Sealer
  readonly #file: KeyFile
  /** Every key by its id. Read on first use: a start that seals nothing does not pay for it. */
  #records: Map<string, KeyRecord> | null = null
  /** The key that an owner's values are sealed with now. */
  readonly #current = new Map<string, string>()
  readonly #unwrapped = new Map<string, KeyObject>()
  #unreadable = 0

  /** Use `createKeys` or `openKeys`. */
  constructor(ports: KeyPorts, master: Uint8Array, company: string) {
    this.company = company
    this.#ports = ports
    this.#master = master
    this.#masterKey = aesKey(master)
    this.#sealer = createSealer(ports.randomness)
    this.#file = new KeyFile(ports.files, `${ports.dir}/keys`)
  }

  #all(): Map<string, KeyRecord> {
    if (this.#records) return this.#records
    const { records, unreadable } = this.#file.read()
    this.#records = new Map()
    this.#unreadable = unreadable
    for (const record of records) this.#take(this.#records, record)
    return this.#records
  }

  #take(records: Map<string, KeyRecord>, record: KeyRecord): void {
    records.set(record.id, record)
    if (record.wrapped !== null) this.#current.set(record.owner, record.id)
  }

  /** Makes the keys that are not there yet: all of them in one write and one fsync, durable before this returns. */
  ensureKeys(owners: readonly string[]): void {
    const records = this.#all()
    const missing = [...new Set(owners)].filter(owner => !this.#current.has(owner))
    if (missing.length === 0) return
    const made = missing.map(owner => this.#make(owner))
    this.#file.append(made)
    for (const record of made) this.#take(records, record)
  }

  #make(owner: string): KeyRecord {
    if (!/^\S+$/.test(owner)) throw new TypeError(`not an id: ${JSON.stringify(owner)}`)
    const id = Buffer.from(this.#ports.randomness(8)).toString('base64url')
    const wrapped = this.#sealer.seal(this.#masterKey, this.#ports.randomness(32), `${id} ${owner}`)
    return { id, owner, wrapped: Buffer.from(wrapped).toString('base64url') }
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

  /** A digest that outsiders cannot make: ids of parties derive from it. The same on every desktop of the company. */
  companyDigest(text: string): string {
    return hmacSm3(this.#master, `company digest\n${text}`)
  }

  #currentKey(owner: string): { id: string; key: KeyObject } {
    this.#all()
    const id = this.#current.get(owner)
    const key = id && this.#key(owner, id)
    if (!id || !key) throw new KeyMissing(owner, null)
    return { id, key }
  }

  /** Null when it was erased. */
  #key(owner: string, id: string): KeyObject | null {
    const record = this.#all().get(id)
    if (!record) throw new KeyMissing(owner, id)
    if (record.owner !== owner) throw new CannotDecrypt()
    if (record.wrapped === null) return null
    const known = this.#unwrapped.get(id)
    if (known) return known
    const wrapped = Buffer.from(record.wrapped, 'base64url')
    const key = aesKey(openSealed(this.#masterKey, wrapped, `${id} ${owner}`))
    this.#unwrapped.set(id, key)
    return key
  }

  /** Throws the keys of these owners away for good. What was sealed with them opens as null from now on. */
  eraseParties(owners: readonly string[]): void {
    this.eraseKeys(owners.flatMap(owner => this.keyOf(owner) ?? []))
  }

  /** Throws these very keys away: an owner who came back after an erasure keeps the newer one. */
  eraseKeys(ids: readonly string[]): void {
    const gone = new Set(ids.filter(id => this.holdsKey(id)))
    if (gone.size === 0) return
    const records = [...this.#all().values()]
    const kept = records.map(record => (gone.has(record.id) ? { ...record, wrapped: null } : record))
    this.#file.replace(kept)
    this.#records = new Map(kept.map(record => [record.id, record]))
    for (const { id, owner } of kept) {
      if (!gone.has(id)) continue
      this.#unwrapped.delete(id)
      if (this.#current.get(owner) === id) this.#current.delete(owner)
    }
  }

  /** Id of the key that this owner's values are sealed with now; null where there is none, or it was erased. */
  keyOf(owner: string): string | null {
    this.#all()
    return this.#current.get(owner) ?? null
  }

  /** Whether there is a key of that id, and it has not been erased. */
  holdsKey(id: string): boolean {
    return (this.#all().get(id)?.wrapped ?? null) !== null
  }

  /** Whether the owner had a key and has none any more. One who comes back after an erasure has a new key. */
  isErased(owner: string): boolean {
    const records = this.#all()
    return !this.#current.has(owner) && records.values().some(record => record.owner === owner)
  }

  /** Owners of which a key was erased: the list that a restore of an older backup applies again. */
  erasedOwners(): string[] {
    return [...new Set([...this.#all().values()].filter(record => record.wrapped === null).map(({ owner }) => owner))]
  }

  /** Lines of the key file that are no record: remnants of a torn append, or damage. */
  get unreadableRecords(): number {
    this.#all()
    return this.#unreadable
  }

  describeSlots(): Promise<SlotDescription[]> {
    return describeSlots(this.#ports)
  }

  /** Lets this passphrase, and no earlier one, open the folder on a machine that has no slot for it. */
  async setPassphrase(passphrase: string): Promise<void> {
    const { files, dir } = this.#ports
    writeMasterFile(files, dir, await this.#masterFile(passphrase))
  }

  #masterFile(passphrase: string): Promise<MasterFile> {
    const { files, dir } = this.#ports
    return withPassphrase(this.#ports, readMasterFile(files, dir), this.#master, passphrase)
  }

  /** The keys' folder for a backup: a copy that opens with this passphrase. */
  async exportUnder(passphrase: string): Promise<ExportedFile[]> {
    const { files } = this.#ports
    const path = this.#file.path
    return [
      { path: 'keys/master.json', bytes: encodeMasterFile(await this.#masterFile(passphrase)) },
      { path: `keys/${path.slice(path.lastIndexOf('/') + 1)}`, bytes: files.read(path) },
    ]
  }

  close(): void {
    this.#file.close()
  }
}
