/**
 * Opens a company's folder: keys, view, journal, writer, in the order that keeps what was saved (ARCHITECTURE.md, 'What
 * is trusted'). Damage of the journal opens the folder read-only and is named; it is never repaired.
 */
import type { DeriveKey, Randomness } from '../../journal/crypto.ts'
import { createDocuments } from '../../journal/documents.ts'
import type { ErasedList } from '../../journal/erased-list.ts'
import { clearUnfinished, type Files, makeFolderDurably } from '../../journal/files.ts'
import { createKeys, type Keys, openKeys } from '../../journal/keys.ts'
import { type KeyPorts, masterPath } from '../../journal/master-key.ts'
import { createPacks } from '../../journal/packs.ts'
import type { Head } from '../../protocol/entry.ts'
import { Desk } from '../desk.ts'
import { finishErasures } from '../erasure.ts'
import type { Clock, Log, Machine } from '../ports.ts'
import { loggable } from '../problems.ts'
import type { Books } from '../writing/apply.ts'
import { linesHere, type PackLines } from '../writing/pack-lines.ts'
import { ReadOnly } from '../writing/refused.ts'
import { Writer } from '../writing/writer.ts'
import { openBooks } from './books.ts'
import { type Identity, readIdentity, writeIdentity } from './places.ts'
import type { BookDamage } from './verify.ts'
import { closeUnused, distrust, markClean, type Progress, type ViewOptions } from './view.ts'

export interface FolderOptions {
  dir: string
  files: Files
  clock: Clock
  randomness: Randomness
  derive: DeriveKey
  slots: KeyPorts['slots']
  machine: Machine
  /** Who has been erased, as the machine remembers it outside the folder. */
  erased: ErasedList
  log: Log
  prepared(): Promise<string>
  freeBytes(): number
  /** Lets a thread beside this one do what is much; without it, all is done here. */
  linesBeside?: (here: PackLines, keys: Keys, dir: string) => PackLines
}

export interface OpenedFolder {
  desk: Desk
  /** Why the folder is read-only, or null. */
  damage: BookDamage | null
  /** Whether the view was made again at this start. */
  rebuilt: boolean
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A short id that people can read out: 31 letters and digits without look-alikes. */
export function randomId(randomness: Randomness, length: number): string {
  return [...randomness(length)].map(byte => ALPHABET[byte % ALPHABET.length]).join('')
}

/** Makes the folder of a new company as far as its keys; nothing is founded before its first entry. */
export async function prepareFolder(options: FolderOptions): Promise<Identity> {
  const { files, dir, randomness } = options
  const known = readIdentity(files, dir)
  if (known !== null) return known
  makeFolderDurably(files, dir)
  const identity: Identity = { format: 1, company: randomId(randomness, 12), device: randomId(randomness, 8) }
  const keys = await createKeys(keyPorts(options), identity.company)
  keys.close()
  writeIdentity(files, dir, identity)
  return identity
}

/** Lets this machine's slots hold the keys that the folder's passphrase opens. Throws KeysLocked where it does not. */
export async function fillSlots(options: FolderOptions, passphrase: string): Promise<void> {
  const keys = await openKeys(keyPorts(options), passphrase)
  keys.close()
}

/** Opens a folder whose identity is known. `again` makes the view anew whatever its state. */
export async function openFolder(
  options: FolderOptions,
  identity: Identity,
  progress: Progress,
  again = false,
): Promise<OpenedFolder> {
  const { files, dir } = options
  for (const folder of ['keys', 'packs', 'documents', 'drafts']) clearUnfinished(files, `${dir}/${folder}`)
  const keys = await (files.stat(masterPath(dir)) === null
    ? createKeys(keyPorts(options), identity.company)
    : openKeys(keyPorts(options)))
  const packs = createPacks(files, dir)
  const lines = options.linesBeside?.(linesHere(packs, keys), keys, dir) ?? linesHere(packs, keys)
  const books: Books = { vault: keys, packs, lines, authority: true }
  const documents = createDocuments(files, dir, keys)
  const view = viewOptions(options)
  let opened = await openBooks(view, identity, books, progress, again)
  if (opened.journal !== null && (await finishErasures({ ...options, ...opened, identity, keys, documents }))) {
    await closeUnused(opened.store)
    opened.journal.close()
    opened = await openBooks(view, identity, books, progress, true)
  }
  const { store, journal, damage, rebuilt } = opened
  const committed: WriterCommitted = (changes, entries) => {
    try {
      desk.committed.publish('committed', { changes, entries })
    } catch (error) {
      // What is saved stays saved, whatever becomes of those who listen.
      options.log.error('listener failed', loggable(error))
    }
  }
  const { device } = identity
  const founded = journal === null || journal.head.n > 0
  const writer = new Writer({ store, journal, books, clock: options.clock, device, founded, committed })
  const desk: Desk = new Desk({
    ...options,
    identity,
    store,
    journal,
    writer,
    keys,
    packs,
    lines,
    documents,
  })
  return { desk, damage, rebuilt }
}

type WriterCommitted = ConstructorParameters<typeof Writer>[0]['committed']

const keyPorts = ({ files, dir, randomness, derive, slots }: FolderOptions): KeyPorts => ({
  files,
  dir,
  randomness,
  derive,
  slots,
})

const viewOptions = ({ files, dir, machine, prepared, freeBytes }: FolderOptions): ViewOptions => ({
  files,
  dir,
  bootId: machine.bootId,
  prepared,
  freeBytes,
})

/** Closes a desk whose database is about to be thrown away: whatever comes in between, no start trusts it. */
export async function closeForRebuild(options: FolderOptions, desk: Desk): Promise<void> {
  await settled(desk)
  distrust(options.files, options.dir, desk.journal?.head ?? null)
  try {
    await desk.store.close()
  } finally {
    desk.keys.close()
    desk.journal?.close()
  }
}

/** Closes a desk so that the next start trusts its database: checkpoint, fsync of every file, marker. */
export async function closeFolder(options: FolderOptions, desk: Desk): Promise<void> {
  const sound = await settled(desk)
  const head: Head | undefined = desk.journal?.head
  try {
    await desk.store.close()
    if (head !== undefined && sound && head.n > 0) markClean(viewOptions(options), head)
  } finally {
    desk.keys.close()
    desk.journal?.close()
  }
}

/** Waits for what is being written and takes nothing more; answers whether the books were sound until then. */
async function settled({ writer }: Desk): Promise<boolean> {
  await writer.idle()
  const sound = writer.stopped === null
  if (sound) writer.stop(new ReadOnly('closing'))
  return sound
}
