/**
 * Puts a backup in place as a folder of its own: unpacked beside it, verified wholly, the erasures of this machine
 * applied again, the database made, and only then renamed. What it holds is another device from then on, whose first
 * entry names the chain that it continues.
 */
import { deviceRestored } from '../../commands/company/restored.ts'
import { createDocuments } from '../../journal/documents.ts'
import type { ErasedParty } from '../../journal/erased-list.ts'
import { type Files, makeFolderDurably, parentOf, writeAll } from '../../journal/files.ts'
import { type Keys, openKeys } from '../../journal/keys.ts'
import { lockFolder } from '../../journal/lock.ts'
import { KeysLocked } from '../../journal/master-key.ts'
import type { Head } from '../../protocol/entry.ts'
import type { KeySlot } from '../../protocol/key-slot.ts'
import type { Desk } from '../desk.ts'
import { finishErasures, keysIn } from '../erasure.ts'
import { closeFolder, closeForRebuild, type FolderOptions, openFolder, randomId } from '../folder/open.ts'
import { readIdentity, writeIdentity } from '../folder/places.ts'
import { verifyBooks } from '../folder/verify.ts'
import type { Progress } from '../folder/view.ts'
import { Problem } from '../problems.ts'
import { OPERATOR } from '../session.ts'
import { BackupDamage } from './damage.ts'
import { checkSeal, IDENTITY, isKeyFile, type Manifest } from './manifest.ts'
import { type BackupTaker, readBackup } from './read.ts'

export interface Restored {
  entries: number
  head: string
  device: string
  /** People whom this machine knows to be erased, and the backup did not: they are again. */
  erased: number
}

export interface RestoreOrder {
  file: string
  passphrase: string
  /** A folder that is new or empty. */
  dir: string
  progress?: Progress
}

/**
 * `optionsAt` says how a folder is opened on this machine. Throws BackupDamage, FolderInUse, and Problem
 * `file-unknown`, `folder-not-empty`, `wrong-passphrase`, `other-master-key`; nothing is left behind then.
 */
export async function restoreBackup(order: RestoreOrder, optionsAt: (dir: string) => FolderOptions): Promise<Restored> {
  const { dir } = order
  const making = `${dir}.restoring`
  const options = optionsAt(making)
  const { files, machine, clock } = options
  if (files.stat(order.file) === null) throw new Problem('file-unknown', { file: order.file })
  if (!isFree(files, dir)) throw new Problem('folder-not-empty', { folder: dir })
  const lock = lockFolder(files, making, machine, clock.now())
  try {
    // What a restore that was killed has left.
    for (const name of files.list(making)) if (name !== LOCK) files.remove(`${making}/${name}`)
    const restored = await restoreInto(options, order)
    lock.release()
    files.remove(`${making}/${LOCK}`)
    files.remove(dir)
    files.rename(making, dir)
    files.syncFolder(parentOf(dir))
    return restored
  } catch (error) {
    lock.release()
    files.remove(making)
    throw error
  }
}

const LOCK = 'lock'

/** A folder that was only looked at has an empty one for locks. */
const isFree = (files: Files, dir: string): boolean =>
  files.stat(dir)?.isFolder !== false &&
  files.list(dir).every(name => name === LOCK && files.list(`${dir}/${LOCK}`).length === 0)

async function restoreInto(options: FolderOptions, { file, passphrase, progress = ignored }: RestoreOrder) {
  const { files, dir } = options
  const slot = slotInMemory()
  const unlocked = { ...options, slots: { file: slot } }
  const keys = await unpack(unlocked, file, passphrase)
  const { manifest } = keys
  await checkSlots(options, manifest.company, slot)
  const erased = eraseAgain(options, keys.opened, manifest.company)
  keys.opened.close()
  const device = randomId(options.randomness, 8)
  const identity = { format: 1 as const, company: manifest.company, device }
  writeIdentity(files, dir, identity)
  const { desk, damage } = await openFolder(unlocked, identity, progress)
  if (damage !== null) {
    await closeForRebuild(unlocked, desk)
    throw new BackupDamage(damage.segment, 'books')
  }
  const { n, hash } = await beginDevice(unlocked, desk, manifest, erased)
  // Only now, when nothing can fail any more that would leave this machine a key for nothing.
  const held = await openKeys({ ...options, dir }, passphrase)
  held.close()
  return { entries: n, head: hash, device, erased: erased.length }
}

const ignored = (): void => undefined

/** Gives the first entry of the new device, and closes the folder however that ends. */
async function beginDevice(
  options: FolderOptions,
  desk: Desk,
  { device, head, madeAt }: Manifest,
  erased: readonly ErasedParty[],
): Promise<Head> {
  // Where it fails, or finds documents that the machine's list did not know of, the database is not to be kept.
  let close = closeForRebuild
  try {
    const given = erased.map(({ partyId, keys }) => ({ partyId, keys }))
    await desk.give(deviceRestored, { from: { device, ...head }, backupAt: madeAt, erased: given }, OPERATOR)
    if (!(await finishErasures(desk))) close = closeFolder
    return desk.journal?.head ?? head
  } finally {
    await close(options, desk)
  }
}

/** Unpacks and verifies; answers the keys, opened by the passphrase of the backup. */
async function unpack(options: FolderOptions, file: string, passphrase: string) {
  const { files, dir } = options
  const opened: Keys[] = []
  const taker: BackupTaker = {
    file: ({ path }) => fileOn(files, `${dir}/${path}`, isKeyFile(path)),
    async keys(manifest) {
      const keys = await keysOf(options, passphrase)
      opened.push(keys)
      checkSeal(manifest, keys)
    },
  }
  try {
    const manifest = await readBackup(files, file, taker)
    await checkUnpacked(files, dir, manifest)
    const [keys] = opened
    if (keys === undefined) throw new BackupDamage('keys', 'missing')
    return { manifest, opened: keys }
  } catch (error) {
    for (const keys of opened) keys.close()
    throw error
  }
}

function fileOn(files: Files, path: string, secret: boolean): ReturnType<BackupTaker['file']> {
  makeFolderDurably(files, parentOf(path))
  const handle = files.open(path, 'create', { secret })
  let at = 0
  return {
    write(bytes) {
      writeAll(handle, bytes, at)
      at += bytes.length
    },
    close() {
      try {
        handle.sync()
      } finally {
        handle.close()
      }
      files.syncFolder(parentOf(path))
    },
  }
}

async function keysOf(options: FolderOptions, passphrase: string): Promise<Keys> {
  try {
    return await openKeys(options, passphrase)
  } catch (error) {
    if (error instanceof KeysLocked) throw new Problem('wrong-passphrase')
    throw error
  }
}

/** Beyond the bytes: whose they are, that entries are signed by whom they must be, and that packs are what they name. */
async function checkUnpacked(files: Files, dir: string, manifest: Manifest): Promise<void> {
  const identity = readIdentity(files, dir)
  if (identity?.company !== manifest.company || identity.device !== manifest.device)
    throw new BackupDamage(IDENTITY, 'identity')
  const { firstBad } = await verifyBooks(files, dir, manifest.head)
  if (firstBad !== undefined)
    throw new BackupDamage(`journal/${firstBad.segment}, entry ${firstBad.entry}`, 'books', firstBad.differs)
}

/** Another master key of a company of the same id would be lost, and what it wraps with it. */
async function checkSlots({ slots }: FolderOptions, company: string, restored: KeySlot): Promise<void> {
  const key = await restored.load(company)
  for (const slot of [slots.system, slots.file]) {
    const held = slot?.available() ? await slot.load(company).catch(() => undefined) : undefined
    if (held !== undefined && !Buffer.from(held).equals(Buffer.from(key ?? [])))
      throw new Problem('other-master-key', { company, slot: slot?.name ?? '' })
  }
}

/** Holds the master key while nothing has been put in place. */
function slotInMemory(): KeySlot {
  const held = new Map<string, Uint8Array>()
  return {
    name: 'memory',
    available: () => true,
    store: async (company, key) => void held.set(company, key),
    load: async company => held.get(company),
  }
}

/** Throws away what this machine knows to be erased, before any row is made from it; answers whom that met. */
function eraseAgain({ files, dir, erased }: FolderOptions, keys: Keys, company: string): ErasedParty[] {
  const met = erased.read(company).filter(each => keysIn(each, keys).length > 0)
  const documents = createDocuments(files, dir, keys)
  for (const { hash } of met.flatMap(each => each.documents)) documents.remove(hash)
  keys.eraseKeys(met.flatMap(each => keysIn(each, keys)))
  const parties = Map.groupBy(met, each => each.partyId)
  return [...parties].map(([partyId, all]) => ({
    partyId,
    keys: [...new Set(all.flatMap(each => each.keys))],
    documents: all.flatMap(each => each.documents),
  }))
}
