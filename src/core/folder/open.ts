/**
 * Opens a company's folder: keys, view, journal, writer, in the order that keeps what was saved (ARCHITECTURE.md, 'What
 * is trusted'). Damage of the journal opens the folder read-only and is named; it is never repaired.
 */
import type { DeriveKey, Randomness } from '../../journal/crypto.ts'
import { type Damage, JournalDamage } from '../../journal/damage.ts'
import { createDocuments } from '../../journal/documents.ts'
import { type Files, makeFolderDurably } from '../../journal/files.ts'
import { type Journal, openJournal } from '../../journal/journal.ts'
import { createKeys, openKeys } from '../../journal/keys.ts'
import { type KeyPorts, masterPath } from '../../journal/master-key.ts'
import { createPacks } from '../../journal/packs.ts'
import type { Head } from '../../protocol/entry.ts'
import { openPgliteStore, type PgliteStore } from '../../store/pglite-store.ts'
import { type Committed, Desk } from '../desk.ts'
import type { Clock, Log, Machine } from '../ports.ts'
import type { Books } from '../writing/apply.ts'
import { Writer } from '../writing/writer.ts'
import { databaseIn, type Identity, readIdentity, writeIdentity } from './places.ts'
import { catchUp, markClean, markOpen, openTrusted, type Progress, rebuildView, type ViewOptions } from './view.ts'

export interface FolderOptions {
  dir: string
  files: Files
  clock: Clock
  randomness: Randomness
  derive: DeriveKey
  slots: KeyPorts['slots']
  machine: Machine
  log: Log
  prepared(): Promise<string>
  freeBytes(): number
}

export interface OpenedFolder {
  desk: Desk
  /** Why the folder is read-only, or null. */
  damage: Damage | null
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

/** Opens a folder whose identity is known. `again` makes the view anew whatever its state. */
export async function openFolder(
  options: FolderOptions,
  identity: Identity,
  progress: Progress,
  again = false,
): Promise<OpenedFolder> {
  const { files, dir } = options
  const keys = await (files.stat(masterPath(dir)) === null
    ? createKeys(keyPorts(options), identity.company)
    : openKeys(keyPorts(options)))
  const packs = createPacks(files, dir)
  const books: Books = { vault: keys, packs, authority: true }
  const view = viewOptions(options)
  const { store, journal, damage, rebuilt } = await openBooks(view, identity, books, progress, again)
  const committed = (changes: Committed, entries: Parameters<WriterCommitted>[1]) =>
    desk.committed.publish('committed', { changes, entries })
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
    documents: createDocuments(files, dir, keys),
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

interface OpenedBooks {
  store: PgliteStore
  journal: Journal | null
  damage: Damage | null
  rebuilt: boolean
}

async function openBooks(
  view: ViewOptions,
  identity: Identity,
  books: Books,
  progress: Progress,
  again: boolean,
): Promise<OpenedBooks> {
  const trusted = again ? null : await openTrusted(view)
  let journal: Journal
  try {
    const { files, dir } = view
    journal = openJournal({ files, dir, appliedHead: trusted?.applied ?? null, company: identity.company })
  } catch (error) {
    if (!(error instanceof JournalDamage)) throw error
    return { store: trusted?.store ?? (await openAsItStands(view)), journal: null, damage: error, rebuilt: false }
  }
  if (trusted !== null) {
    if (await catchUp(trusted.store, trusted.applied, journal, books))
      return { store: trusted.store, journal, damage: null, rebuilt: false }
    await trusted.store.close()
  }
  if (journal.head.n > 0)
    return { store: await rebuildView(view, journal, books, progress), journal, damage: null, rebuilt: true }
  const store = await openEmpty(view)
  return { store, journal, damage: null, rebuilt: false }
}

/** A folder without entries: whatever database lies there knows nothing that counts. */
async function openEmpty(view: ViewOptions): Promise<PgliteStore> {
  const { files, dir, prepared, freeBytes } = view
  files.remove(databaseIn(dir))
  const store = await openPgliteStore({ folder: databaseIn(dir), files, freeBytes, prepared: await prepared() })
  markOpen(view)
  return store
}

/** With a damaged journal there is nothing to make a view from: the database is shown as it is, or empty. */
async function openAsItStands({ files, dir, prepared, freeBytes }: ViewOptions): Promise<PgliteStore> {
  try {
    return await openPgliteStore({ folder: databaseIn(dir), files, freeBytes })
  } catch {
    const folder = `${databaseIn(dir)}.empty`
    files.remove(folder)
    return openPgliteStore({ folder, files, freeBytes, prepared: await prepared() })
  }
}

/** Closes a desk so that the next start trusts its database: checkpoint, fsync of every file, marker. */
export async function closeFolder(options: FolderOptions, desk: Desk): Promise<void> {
  await desk.writer.idle()
  const head: Head | undefined = desk.journal?.head
  await desk.store.close()
  if (head !== undefined && desk.writer.stopped === null && head.n > 0) markClean(viewOptions(options), head)
  desk.journal?.close()
  desk.keys.close()
}
