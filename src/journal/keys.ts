/**
 * One key for each party, and for each uploaded file: personal fields are sealed with it before anything is hashed, and
 * a person is forgotten by throwing it away. The keys lie in a file of their own, wrapped by a master key with slots.
 */
import type { JsonValue } from '../domain/canonical.ts'
import { hmacSm3With } from './crypto.ts'
import { KeyFile, type KeyRecord } from './key-file.ts'
import { KeyRing } from './key-ring.ts'
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

/** Makes a company's keys in a folder that has none. */
export async function createKeys(ports: KeyPorts, company: string): Promise<Keys> {
  return keysUnder(ports, await foundMaster(ports, company), company)
}

/** Throws `KeysLocked` where no slot of this machine has the key; then a passphrase opens it, and fills the slots. */
export async function openKeys(ports: KeyPorts, passphrase?: string): Promise<Keys> {
  const master = readMasterFile(ports.files, ports.dir)
  return keysUnder(ports, await unlockMaster(ports, master, passphrase), master.company)
}

const keysUnder = async (ports: KeyPorts, master: Uint8Array, company: string): Promise<Keys> =>
  new Keys(ports, master, company, await hmacSm3With(master))

/** A file of a backup, by its path within the data folder. */
export interface ExportedFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** What a thread of its own needs to seal and open with the same keys; it never leaves this process. */
export interface KeyAccess {
  readonly master: Uint8Array
  /** Of the key file, as it is now. */
  readonly path: string
}

export class Keys {
  readonly company: string
  readonly #ports: KeyPorts
  readonly #master: Uint8Array
  readonly #digest: (text: string) => string
  readonly #file: KeyFile
  /** Filled on first use: a start that seals nothing does not pay for it. */
  #ring: KeyRing | null = null
  #unreadable = 0

  /** Use `createKeys` or `openKeys`. */
  constructor(ports: KeyPorts, master: Uint8Array, company: string, digest: (text: string) => string) {
    this.company = company
    this.#digest = digest
    this.#ports = ports
    this.#master = master
    this.#file = new KeyFile(ports.files, `${ports.dir}/keys`)
  }

  get #keys(): KeyRing {
    if (this.#ring) return this.#ring
    const { records, unreadable } = this.#file.read()
    this.#unreadable = unreadable
    return this.#filled(records)
  }

  #filled(records: readonly KeyRecord[]): KeyRing {
    const ring = new KeyRing(this.#master, this.#ports.randomness)
    for (const record of records) ring.take(record)
    this.#ring = ring
    return ring
  }

  /** Makes the keys that are not there yet: all of them in one write and one fsync, durable before this returns. */
  ensureKeys(owners: readonly string[]): void {
    const ring = this.#keys
    const missing = [...new Set(owners)].filter(owner => ring.currentOf(owner) === null)
    if (missing.length === 0) return
    const made = missing.map(owner => ring.make(owner))
    this.#file.append(made)
    for (const record of made) ring.take(record)
  }

  /** Seals a value that is not null. The owner's key must have been made. */
  seal(owner: string, value: JsonValue): string {
    return this.#keys.seal(owner, value)
  }

  /** The value, or null when its owner has been erased. Throws `CannotDecrypt`, `KeyMissing`. */
  open(owner: string, sealed: string): JsonValue {
    return this.#keys.open(owner, sealed)
  }

  sealBytes(owner: string, bytes: Uint8Array): Uint8Array {
    return this.#keys.sealBytes(owner, bytes)
  }

  /** The bytes, or null when their owner has been erased. Throws `CannotDecrypt`, `KeyMissing`. */
  openBytes(owner: string, sealed: Uint8Array): Uint8Array | null {
    return this.#keys.openBytes(owner, sealed)
  }

  /** HMAC-SM3 in hex that only a holder of the owner's key can make again: it goes with the key. */
  keyedDigest(owner: string, bytes: Uint8Array): string {
    return this.#keys.keyedDigest(owner, bytes)
  }

  /** A digest that outsiders cannot make: ids of parties derive from it. The same on every desktop of the company. */
  companyDigest(text: string): string {
    return this.#digest(`company digest\n${text}`)
  }

  access(): KeyAccess {
    return { master: this.#master, path: this.#file.path }
  }

  /** The wrapped keys that these owners' values are sealed with now. */
  recordsOf(owners: readonly string[]): KeyRecord[] {
    const ring = this.#keys
    return owners.flatMap(owner => ring.recordOf(ring.currentOf(owner) ?? '') ?? [])
  }

  /** Throws the keys of these owners away for good. What was sealed with them opens as null from now on. */
  eraseParties(owners: readonly string[]): void {
    this.eraseKeys(owners.flatMap(owner => this.keyOf(owner) ?? []))
  }

  /** Throws these very keys away: an owner who came back after an erasure keeps the newer one. */
  eraseKeys(ids: readonly string[]): void {
    const gone = new Set(ids.filter(id => this.holdsKey(id)))
    if (gone.size === 0) return
    const kept = [...this.#keys.records].map(record => (gone.has(record.id) ? { ...record, wrapped: null } : record))
    this.#file.replace(kept)
    this.#filled(kept)
  }

  /** Id of the key that this owner's values are sealed with now; null where there is none, or it was erased. */
  keyOf(owner: string): string | null {
    return this.#keys.currentOf(owner)
  }

  /** Whether there is a key of that id, and it has not been erased. */
  holdsKey(id: string): boolean {
    return (this.#keys.recordOf(id)?.wrapped ?? null) !== null
  }

  /** Whether the owner had a key and has none any more. One who comes back after an erasure has a new key. */
  isErased(owner: string): boolean {
    const ring = this.#keys
    return ring.currentOf(owner) === null && ring.records.some(record => record.owner === owner)
  }

  /** Owners of which a key was erased: the list that a restore of an older backup applies again. */
  erasedOwners(): string[] {
    return [...new Set([...this.#keys.records].filter(record => record.wrapped === null).map(({ owner }) => owner))]
  }

  /** Lines of the key file that are no record: remnants of a torn append, or damage. */
  get unreadableRecords(): number {
    void this.#keys
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
