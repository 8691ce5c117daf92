/**
 * A company's master key and the slots that hold it: the system's key store, a file outside the data folder, both found
 * by the company's id, and a passphrase that wraps it inside the folder, so that a moved folder can be opened anywhere.
 */
import { z } from 'zod'
import type { KeySlot } from '../protocol/key-slot.ts'
import { aesKey, createSealer, openSealed } from './crypto.ts'
import { type Files, makeFolderDurably, writeDurably } from './files.ts'
import { holdsKeys } from './key-file.ts'
import { type PassphrasePorts, unwrap, WrongPassphrase, wrap, wrappedSchema } from './passphrase.ts'

/** What opening a company's keys takes from its surroundings. */
export interface KeyPorts extends PassphrasePorts {
  readonly files: Files
  /** The data folder; the keys have `keys` in it. */
  readonly dir: string
  readonly slots: { readonly system?: KeySlot; readonly file: KeySlot }
}

/** No slot of this machine has the key of this company, and no passphrase, or a wrong one, was given. */
export class KeysLocked extends Error {
  override readonly name = 'KeysLocked'
  readonly company: string
  readonly reason: 'no-slot' | 'no-passphrase-set' | 'wrong-passphrase'

  constructor(company: string, reason: KeysLocked['reason']) {
    super(`the keys of company ${company} cannot be opened: ${reason}`)
    this.company = company
    this.reason = reason
  }
}

/** The folder's own file about its keys is not there, or cannot be read. */
export class KeyFolderDamage extends Error {
  override readonly name = 'KeyFolderDamage'
}

const masterSchema = z.strictObject({
  format: z.literal(1),
  company: z.string().min(1),
  /** Sealed with the master key: tells whether the key that a slot holds is the right one. */
  check: z.base64url(),
  passphrase: wrappedSchema.optional(),
})
export type MasterFile = z.infer<typeof masterSchema>

const CHECK = 'this is the master key of'

export function masterPath(dir: string): string {
  return `${dir}/keys/master.json`
}

export function readMasterFile(files: Files, dir: string): MasterFile {
  const path = masterPath(dir)
  try {
    return masterSchema.parse(JSON.parse(new TextDecoder().decode(files.read(path))))
  } catch (cause) {
    throw new KeyFolderDamage(`${path} is missing or cannot be read`, { cause })
  }
}

export function writeMasterFile(files: Files, dir: string, master: MasterFile): void {
  makeFolderDurably(files, `${dir}/keys`)
  writeDurably(files, masterPath(dir), encodeMasterFile(master), { secret: true })
}

export function encodeMasterFile(master: MasterFile): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(master, null, 2)}\n`)
}

/**
 * The master key of a folder that has no file about it, held by every slot before the folder relies on it. One that a
 * slot already holds for this company is taken and never replaced: what it sealed must stay readable. Throws
 * `KeyFolderDamage` where there are keys that no new master key could unwrap.
 */
export async function foundMaster(ports: KeyPorts, company: string): Promise<Uint8Array> {
  const { files, dir, randomness } = ports
  const held = await heldFor(company, ports)
  if (!held && holdsKeys(files, `${dir}/keys`)) {
    throw new KeyFolderDamage(`${masterPath(dir)} is missing, and no slot has the key of company ${company}`)
  }
  const key = held ?? randomness(32)
  const check = createSealer(randomness).seal(aesKey(key), new Uint8Array(0), `${CHECK} ${company}`)
  await storeInSlots(ports, company, key)
  writeMasterFile(files, dir, { format: 1, company, check: base64url(check) })
  return key
}

async function heldFor(company: string, ports: KeyPorts): Promise<Uint8Array | null> {
  for (const slot of slotsOf(ports)) {
    const key = await slot.load(company).catch(() => undefined)
    if (key?.length === 32) return key
  }
  return null
}

/** The master key from the first slot that has it, or from the passphrase. Throws `KeysLocked`. */
export async function unlockMaster(ports: KeyPorts, master: MasterFile, passphrase?: string): Promise<Uint8Array> {
  for (const slot of slotsOf(ports)) {
    const key = await loadFrom(slot, master)
    if (key) return key
  }
  if (passphrase === undefined) throw new KeysLocked(master.company, 'no-slot')
  const key = await unwrapWith(passphrase, master, ports)
  await storeInSlots(ports, master.company, key)
  return key
}

async function unwrapWith(passphrase: string, { company, passphrase: slot }: MasterFile, ports: KeyPorts) {
  if (!slot) throw new KeysLocked(company, 'no-passphrase-set')
  try {
    return await unwrap(slot, passphrase, company, ports.derive)
  } catch (error) {
    throw error instanceof WrongPassphrase ? new KeysLocked(company, 'wrong-passphrase') : error
  }
}

/** The folder's file with a slot for this passphrase in place of any other. */
export async function withPassphrase(
  ports: KeyPorts,
  master: MasterFile,
  key: Uint8Array,
  passphrase: string,
): Promise<MasterFile> {
  return { ...master, passphrase: await wrap(key, passphrase, master.company, ports) }
}

/** One at least has to take it; a system's key store may refuse on some machines. */
async function storeInSlots(ports: KeyPorts, company: string, key: Uint8Array): Promise<void> {
  const refusals: unknown[] = []
  const slots = slotsOf(ports)
  for (const slot of slots) {
    try {
      await slot.store(company, key)
    } catch (error) {
      refusals.push(error)
    }
  }
  if (refusals.length === slots.length) throw new AggregateError(refusals, 'no slot took the master key')
}

/** A slot that fails, or holds another key, is as good as empty: the next one is asked. */
async function loadFrom(slot: KeySlot, master: MasterFile): Promise<Uint8Array | null> {
  try {
    const key = await slot.load(master.company)
    if (!key) return null
    openSealed(aesKey(key), Buffer.from(master.check, 'base64url'), `${CHECK} ${master.company}`)
    return key
  } catch {
    return null
  }
}

export interface SlotDescription {
  readonly kind: 'system' | 'file' | 'passphrase'
  /** It can open this company's keys. */
  readonly inUse: boolean
  /** The name of the key store, or the file's folder. */
  readonly detail: string | null
}

export async function describeSlots(ports: KeyPorts): Promise<SlotDescription[]> {
  const master = readMasterFile(ports.files, ports.dir)
  const { system, file } = ports.slots
  const held = async (slot: KeySlot | undefined) =>
    slot?.available() === true && (await loadFrom(slot, master)) !== null
  return [
    { kind: 'system', inUse: await held(system), detail: system?.name ?? null },
    { kind: 'file', inUse: await held(file), detail: file.name },
    { kind: 'passphrase', inUse: master.passphrase !== undefined, detail: null },
  ]
}

function slotsOf({ slots }: KeyPorts): KeySlot[] {
  return [slots.system, slots.file].filter(slot => slot?.available()) as KeySlot[]
}

/** A slot of one file a company, readable by its owner only, in a folder outside every data folder. */
export function fileKeySlot(files: Files, folder: string): KeySlot {
  const pathOf = (company: string) => `${folder}/${company}.key`
  return {
    name: folder,
    available: () => true,
    async store(company, key) {
      makeFolderDurably(files, folder)
      writeDurably(files, pathOf(company), new TextEncoder().encode(base64url(key)), { secret: true })
    },
    async load(company) {
      if (files.stat(pathOf(company)) === null) return undefined
      return Buffer.from(new TextDecoder().decode(files.read(pathOf(company))), 'base64url')
    },
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
