/**
 * Brings journal and view together: the view as it stands where it can be trusted, made anew where it cannot, and
 * read-only where the journal is not what it was (ARCHITECTURE.md, 'What is trusted').
 */
import { JournalDamage } from '../../journal/damage.ts'
import { type Journal, openJournal } from '../../journal/journal.ts'
import { openPgliteStore, type PgliteStore } from '../../store/pglite-store.ts'
import { type Books, CannotApply } from '../writing/apply.ts'
import { databaseIn, type Identity } from './places.ts'
import { type BookDamage, segmentOf } from './verify.ts'
import {
  catchUp,
  clearLeftovers,
  closeUnused,
  type FoundView,
  markOpen,
  openFound,
  type Progress,
  rebuildView,
  type ViewOptions,
} from './view.ts'

export interface OpenedBooks {
  store: PgliteStore
  /** Null where something is damaged: nothing is appended to it then. */
  journal: Journal | null
  damage: BookDamage | null
  /** Whether the view was made again. */
  rebuilt: boolean
}

const NOTHING: FoundView = { trusted: null, known: null }

/** `again` makes the view anew whatever its state, and whatever it is known to have applied: a person has asked for it. */
export async function openBooks(
  view: ViewOptions,
  identity: Identity,
  books: Books,
  progress: Progress,
  again: boolean,
): Promise<OpenedBooks> {
  const found = again ? NOTHING : await openFound(view)
  const { files, dir } = view
  let journal: Journal | null = null
  try {
    journal = openJournal({ files, dir, appliedHead: found.known, company: identity.company })
    const opened = await withView(view, found, journal, books, progress)
    clearLeftovers(files, dir)
    return { ...opened, journal, damage: null }
  } catch (error) {
    journal?.abandon()
    if (found.trusted !== null) await closeUnused(found.trusted.store)
    const damage = damageIn(view, error)
    if (damage === null) throw error
    // What the database knows is kept, also where it is not trusted after the next start of the machine.
    if (found.trusted !== null) markOpen(view, found.known)
    return { store: await openAsItStands(view), journal: null, damage, rebuilt: false }
  }
}

async function withView(
  view: ViewOptions,
  { trusted }: FoundView,
  journal: Journal,
  books: Books,
  progress: Progress,
): Promise<Pick<OpenedBooks, 'store' | 'rebuilt'>> {
  if (trusted !== null) {
    if (await catchUp(trusted.store, trusted.applied, journal, books)) {
      // An fsync now would wait for all that PGlite has just written: not for a marker that says the same.
      if (trusted.marked?.hash !== journal.head.hash) markOpen(view, journal.head)
      return { store: trusted.store, rebuilt: false }
    }
    await closeUnused(trusted.store)
  }
  if (journal.head.n === 0) return { store: await openEmpty(view), rebuilt: false }
  return { store: await rebuildView(view, journal, books, progress), rebuilt: true }
}

/** What of the books is damaged; null for any other failure. */
function damageIn({ files, dir }: ViewOptions, error: unknown): BookDamage | null {
  if (error instanceof JournalDamage) return error
  if (!(error instanceof CannotApply)) return null
  const { entry, differs } = error
  return { segment: segmentOf(files, dir, entry), entry, differs }
}

/** A folder without entries: whatever database lies there knows nothing that counts. */
async function openEmpty(view: ViewOptions): Promise<PgliteStore> {
  const { files, dir, prepared, freeBytes } = view
  files.remove(databaseIn(dir))
  const store = await openPgliteStore({ folder: databaseIn(dir), files, freeBytes, prepared: await prepared() })
  markOpen(view, null)
  return store
}

/** With damaged books there is nothing to make a view from: the database is shown as it is, or an empty one beside it. */
async function openAsItStands({ files, dir, prepared, freeBytes }: ViewOptions): Promise<PgliteStore> {
  const folder = databaseIn(dir)
  try {
    if (files.stat(`${folder}/PG_VERSION`) !== null) return await openPgliteStore({ folder, files, freeBytes })
  } catch {
    // It is broken itself: an empty one shows at least why the company is read-only.
  }
  const empty = `${folder}.empty`
  files.remove(empty)
  return openPgliteStore({ folder: empty, files, freeBytes, prepared: await prepared() })
}
