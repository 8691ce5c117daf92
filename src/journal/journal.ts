/**
 * The journal as the writer sees it: groups of entries are appended with one write and one fsync, and read back in
 * blocks. What has been appended is saved; the database only follows.
 */
import { CHAIN_START, type Entry, type EntryDraft, type Head } from '../protocol/entry.ts'
import { type Position, START, walkWhole } from './chain.ts'
import { type Checkpoint, writeCheckpoint } from './checkpoint.ts'
import { AppendFailed, JournalDamage } from './damage.ts'
import { type SignEntry, sealEntry } from './entry-line.ts'
import type { FileHandle, Files } from './files.ts'
import { type Opened, openForAppending, type Places, placesIn } from './opening.ts'
import { headerLine, segmentName } from './segment.ts'
import type { Torn } from './tail.ts'

export interface OpenJournal {
  readonly files: Files
  /** The data folder; the journal has `journal`, `journal-cut` and `checkpoint.json` in it. */
  readonly dir: string
  /** The head that a trusted database has applied, or null when it is not trusted. */
  readonly appliedHead: Head | null
  /** Written into the headers of new segments. */
  readonly company?: string
  /** What a new chain grows from: the head of an older one after a restore. Of no use once there is an entry. */
  readonly growsFrom?: string
  /** A segment is ended before it would become larger. */
  readonly segmentBytes?: number
}

const SEGMENT_BYTES = 64 * 1024 * 1024
/** Readers begin at a mark; between two of them stand about as many entries. */
const ENTRIES_A_MARK = 1000

/** Entries that will be written together. It is bound to the head it began at; one that is dropped leaves no trace. */
export interface Group {
  readonly entries: readonly Entry[]
  /** Where the next entry added will stand: its `n` is one more, its `prev` this hash. */
  readonly head: Head
  /** Throws `CanonicalError` for an input that is no JSON. */
  add(draft: EntryDraft, sign?: SignEntry): Entry
}

/** Throws `JournalDamage`, and cuts nothing then. */
export function openJournal(options: OpenJournal): Journal {
  const places = placesIn(options.dir)
  return new Journal(options, places, openForAppending(options.files, places, options.appliedHead))
}

export class Journal {
  /** What was cut from the end when it was opened. */
  readonly torn: Torn | null
  readonly #files: Files
  readonly #places: Places
  readonly #company: string | undefined
  readonly #segmentBytes: number
  readonly #verifiedFrom: Position
  readonly #marks: Position[]
  #head: Head
  #segment: number
  #size: number
  #handle: FileHandle | null
  #stopped: unknown = null

  /** Use `openJournal`. */
  constructor(options: OpenJournal, places: Places, opened: Opened) {
    this.#files = options.files
    this.#places = places
    this.#company = options.company
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES
    this.torn = opened.torn
    this.#verifiedFrom = opened.from
    this.#marks = [...opened.marks]
    this.#handle = opened.handle
    this.#head = opened.end.head ?? { n: 0, hash: options.growsFrom ?? CHAIN_START }
    this.#segment = opened.handle ? opened.end.segment : 0
    this.#size = opened.end.offset
  }

  /** The last entry that is durable. Before the first one, number 0 and what the chain grows from. */
  get head(): Head {
    return this.#head
  }

  /** Where it ends now. Everything before is durable, and stays as it is. */
  get end(): Checkpoint {
    return this.#position()
  }

  /** Why nothing can be appended until a restart, or null. */
  get stopped(): unknown {
    return this.#stopped
  }

  startGroup(): Group {
    return new OpenGroup(this.#head)
  }

  /**
   * One write, one fsync: when it returns, every entry of the group is saved. Throws `AppendFailed`, whose outcome says
   * what became of the group.
   */
  append(group: Group): Head {
    if (this.#stopped !== null) throw new AppendFailed('read-only', this.#stopped)
    if (!(group instanceof OpenGroup) || group.after !== this.#head) {
      throw new Error('this group was begun at another head: it would not chain')
    }
    if (group.entries.length === 0) return this.#head
    const bytes = Buffer.concat(group.lines)
    if (this.#handle && this.#size + bytes.length <= this.#segmentBytes) this.#extend(this.#handle, bytes)
    else this.#beginSegment(bytes)
    this.#head = group.head
    this.#mark()
    return this.#head
  }

  #extend(handle: FileHandle, bytes: Uint8Array): void {
    const written = attempt(() => handle.write(bytes, this.#size))
    if (written.result !== bytes.length) {
      throw this.#takenBack(written.error ?? diskFull(bytes.length, written.result), () => {
        handle.truncate(this.#size)
        handle.sync()
      })
    }
    this.#orStop(() => handle.sync())
    this.#size += bytes.length
  }

  /** The header goes in one write with the first group, so that a segment is never durable without an entry. */
  #beginSegment(group: Uint8Array): void {
    const segment = this.#segment + 1
    const header = headerLine({ segment, first: this.#head.n + 1, prev: this.#head.hash, company: this.#company })
    const bytes = Buffer.concat([header, group])
    const path = `${this.#places.journal}/${segmentName(segment)}`
    const made = attempt(() => this.#files.open(path, 'create'))
    const handle = made.result
    if (handle === undefined) throw new AppendFailed('refused', made.error)
    const written = attempt(() => handle.write(bytes, 0))
    if (written.result !== bytes.length) {
      throw this.#takenBack(written.error ?? diskFull(bytes.length, written.result), () => {
        handle.close()
        this.#files.remove(path)
        this.#files.syncFolder(this.#places.journal)
      })
    }
    this.#orStop(() => {
      handle.sync()
      this.#files.syncFolder(this.#places.journal)
    })
    this.#handle?.close()
    this.#handle = handle
    this.#segment = segment
    this.#size = bytes.length
  }

  /** Takes a failed write back, so that the group is refused; if that fails too, what stands on the disk is not known. */
  #takenBack(cause: unknown, work: () => void): AppendFailed {
    this.#orStop(work)
    return new AppendFailed('refused', cause)
  }

  #orStop(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#stopped = error
      throw new AppendFailed('unknown', error)
    }
  }

  #mark(): void {
    const last = this.#marks.at(-1)?.head?.n ?? 0
    if (this.#head.n - last >= ENTRIES_A_MARK) this.#marks.push(this.#position())
  }

  #position(): Checkpoint {
    return { segment: this.#segment, offset: this.#size, head: this.#head }
  }

  /** Entries `from` to `to` (the head, if not given) in order, about 1 MB a block, checked while read. Throws `JournalDamage`. */
  *read(from: number, to = this.#head.n): Generator<readonly Entry[], void> {
    const until = Math.min(to, this.#head.n)
    if (from > until) return
    const mark = this.#marks.findLast(({ head }) => (head?.n ?? 0) < from) ?? START
    for (const { entries } of walkWhole(this.#files, this.#places.journal, mark, this.#position())) {
      const first = entries[0]?.n ?? 0
      const wanted = entries.slice(Math.max(0, from - first), until - first + 1)
      if (wanted.length > 0) yield wanted
      if (first + entries.length > until) return
    }
  }

  /**
   * Verifies what stood before the checkpoint when the journal was opened: yields the number verified after each
   * megabyte, for the caller to pause. Throws `JournalDamage`; nothing can be appended then.
   */
  *verifyRest(): Generator<number, void> {
    const { head } = this.#verifiedFrom
    if (head === null) return
    try {
      let end: Head = { n: 0, hash: CHAIN_START }
      for (const block of walkWhole(this.#files, this.#places.journal, START, this.#verifiedFrom)) {
        end = block.end.head ?? end
        yield end.n
      }
      if (end.n === head.n && end.hash === head.hash) return
      throw new JournalDamage({
        segment: segmentName(this.#verifiedFrom.segment),
        entry: end.n,
        differs: 'other-than-checkpoint',
        heads: { journal: end, known: head },
      })
    } catch (error) {
      this.#stopped = error
      throw error
    }
  }

  /** Notes how far the journal is durable. Worth doing when idle: the next start reads only what follows. */
  checkpoint(): void {
    if (this.#stopped === null && this.#head.n > 0 && this.#handle) {
      writeCheckpoint(this.#files, this.#places.checkpoint, this.#position())
    }
  }

  /** With a checkpoint, unless the journal had to stop. */
  close(): void {
    try {
      this.checkpoint()
    } finally {
      this.abandon()
    }
  }

  /** Closes without a checkpoint: for whoever has found that something of it cannot be used. */
  abandon(): void {
    this.#handle?.close()
    this.#handle = null
    this.#stopped ??= new Error('the journal is closed')
  }
}

class OpenGroup implements Group {
  readonly entries: Entry[] = []
  readonly lines: Uint8Array[] = []
  readonly after: Head
  head: Head

  constructor(after: Head) {
    this.after = after
    this.head = after
  }

  add(draft: EntryDraft, sign?: SignEntry): Entry {
    const { entry, line } = sealEntry(draft, { after: this.head, group: this.after.n + 1 }, sign)
    this.entries.push(entry)
    this.lines.push(line)
    this.head = { n: entry.n, hash: entry.hash }
    return entry
  }
}

function attempt<T>(work: () => T): { result?: T; error?: unknown } {
  try {
    return { result: work() }
  } catch (error) {
    return { error }
  }
}

function diskFull(wanted: number, written: number | undefined): Error {
  return Object.assign(new Error(`the disk is full: ${written ?? 0} of ${wanted} bytes were written`), {
    code: 'ENOSPC',
  })
}
