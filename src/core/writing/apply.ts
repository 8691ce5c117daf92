/**
 * Applies entries to the view: `effect` only, no judging. A rebuild, the tail after a kill, and a group whose COMMIT
 * failed all come through here; the writer shares the way a pack is worked off.
 */

import { upsert } from '../../commands/change.ts'
import type { Actor, Command, EntryContext, LineContext, PackCommand, Refusal } from '../../commands/command.ts'
import type { Read } from '../../commands/found.ts'
import { commandOf } from '../../commands/registry.ts'
import type { TableName } from '../../domain/model/index.ts'
import type { AnyRow } from '../../domain/model/table.ts'
import { CannotDecrypt } from '../../journal/crypto.ts'
import { KeyMissing } from '../../journal/key-ring.ts'
import type { Packs } from '../../journal/packs.ts'
import { type Entry, entryId, type PackRef, packRowId } from '../../protocol/entry.ts'
import type { StoreChanges, Transaction } from '../../store/store.ts'
import { GroupView, mergeReads } from './group-view.ts'
import type { PackLines } from './pack-lines.ts'
import { opened, type Vault } from './sealing.ts'

/** Reads come in at most three rounds (DESIGN: what a saved decision goes through, 1). */
export const ROUNDS = 3
/** Single entries applied together in a rebuild: large enough to be quick, small enough to show progress. */
const BLOCK = 1_000

export interface Books {
  vault: Vault
  packs: Pick<Packs, 'verify'>
  lines: Pick<PackLines, 'read'>
  /** True on the one desktop of a company without a server. */
  authority: boolean
}

/** Effects do not look at roles: who acts is named by id, as the entry has it. */
export function contextOf(entry: Pick<Entry, 'device' | 'n' | 'at' | 'actor'>, authority: boolean): EntryContext {
  const actor: Actor = { id: entry.actor, roles: [], kind: 'person' }
  return { entryId: entryId(entry.device, entry.n), at: entry.at, actor, authority }
}

/** Applies entries in order, single ones in blocks; `progress` is told how much is done, as `weightOf` weighs it. */
export async function applyEntries(
  transaction: Transaction,
  entries: readonly Entry[],
  books: Books,
  progress: (applied: number) => void = () => undefined,
): Promise<void> {
  let done = 0
  let weight = 0
  while (done < entries.length) {
    const first = entries[done] as Entry
    if (first.pack !== undefined) {
      await applyPackEntry(transaction, first, books, lines => progress(weight + lines))
      weight += weightOf(first)
      done += 1
    } else {
      const until = entries.findIndex(
        (entry, index) => index > done && (entry.pack !== undefined || index >= done + BLOCK),
      )
      const block = entries.slice(done, until < 0 ? entries.length : until)
      await applySingles(transaction, block, books)
      weight += block.length
      done += block.length
    }
    progress(weight)
  }
}

/** What an entry names cannot be read any more: its pack is gone or altered, or a key is. */
export class CannotApply extends Error {
  override readonly name = 'CannotApply'
  /** Number of the entry. */
  readonly entry: number
  readonly differs: 'pack' | 'keys'
  constructor(entry: number, differs: 'pack' | 'keys', cause: unknown) {
    super(`entry ${entry} cannot be applied: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.entry = entry
    this.differs = differs
  }
}

const cannotApply = (entry: number, error: unknown): unknown =>
  error instanceof KeyMissing || error instanceof CannotDecrypt ? new CannotApply(entry, 'keys', error) : error

interface Prepared {
  command: Command
  input: unknown
  context: EntryContext
}

async function applySingles(transaction: Transaction, entries: readonly Entry[], books: Books): Promise<void> {
  const view = new GroupView()
  const prepared = entries.map((entry): Prepared => {
    const command = commandOf(entry.command, entry.version)
    return { command, input: openedInput(command, entry, books.vault), context: contextOf(entry, books.authority) }
  })
  await loadReads(transaction, view, prepared)
  for (const item of prepared) {
    await loadReads(transaction, view, [item])
    view.apply(item.command.effect(item.input, item.context, view))
  }
  const last = entries.at(-1)
  if (last !== undefined) view.apply([headChange(last)])
  await transaction.apply(view.changes())
}

function openedInput(command: Command, entry: Entry, vault: Vault): unknown {
  try {
    return opened(structuredClone(entry.input) as unknown, command.personal, vault)
  } catch (error) {
    throw cannotApply(entry.n, error)
  }
}

export const headChange = (entry: Pick<Entry, 'n' | 'hash'>) =>
  upsert('applied_head', { id: 1, n: entry.n, hash: entry.hash })

/** Reads what the commands name, round by round, each round as one question a table. */
export async function loadReads(transaction: Transaction, view: GroupView, items: readonly Prepared[]): Promise<void> {
  let open = items
  for (let round = 1; round <= ROUNDS && open.length > 0; round++) {
    const asked: Read[] = []
    open = open.filter(item => {
      const reads = item.command.reads(item.input, item.context, view, round)
      if (reads !== null) asked.push(...reads)
      return reads !== null
    })
    await ask(transaction, view, asked)
  }
}

async function ask(transaction: Transaction, view: GroupView, reads: readonly Read[]): Promise<void> {
  const missing = view.missing(mergeReads(reads))
  if (missing.length > 0) view.take(missing, await transaction.read(missing))
}

/** What an entry counts in the progress of a rebuild: itself, and each line of its pack. */
export const weightOf = ({ pack }: Entry): number => 1 + (pack?.lines ?? 0)

async function applyPackEntry(
  transaction: Transaction,
  entry: Entry,
  books: Books,
  progress: (lines: number) => void,
): Promise<void> {
  const command = commandOf(entry.command, entry.version)
  if (command.pack === undefined || entry.pack === undefined) throw new TypeError(`${entry.command} takes no pack`)
  const input = openedInput(command, entry, books.vault)
  const work = { command, input, context: contextOf(entry, books.authority), device: entry.device, n: entry.n }
  try {
    await applyPack(transaction, { ...work, pack: entry.pack, judge: false, progress }, books)
  } catch (error) {
    // Whether its lines are the ones that were written shows at the pack's end only: they may fail in any way before.
    const damage = await books.packs.verify(entry.pack)
    throw damage === null ? cannotApply(entry.n, error) : new CannotApply(entry.n, 'pack', damage)
  }
  const view = new GroupView()
  view.apply([headChange(entry)])
  await transaction.apply(view.changes())
}

export interface PackWork {
  command: PackCommand
  input: unknown
  context: EntryContext
  device: string
  n: number
  pack: PackRef
  /** Whether lines are judged before they are applied: yes for what is new, no for what the journal holds already. */
  judge: boolean
  progress?: (lines: number) => void
}

/** Works a pack off line by line, a block at a time; answers the first refusal, after which nothing of it may stand. */
export async function applyPack(transaction: Transaction, work: PackWork, books: Books): Promise<Refusal | null> {
  const { pack } = work.command
  let done = 0
  for await (const { first, lines } of books.lines.read(work.command, work.pack)) {
    const view = new GroupView(pack.inserts)
    await loadReads(transaction, view, [work])
    const contexts = lines.map((_, index): LineContext => lineContext(work, first + index))
    await ask(
      transaction,
      view,
      lines.flatMap((value, index) => pack.reads(value, work.input, contexts[index] as LineContext, view) ?? []),
    )
    for (const [index, value] of lines.entries()) {
      const context = contexts[index] as LineContext
      const verdict = work.judge ? pack.judge(value, work.input, context, view) : null
      if (verdict?.refused) return verdict
      view.apply(pack.effect(value, work.input, context, view))
    }
    await store(transaction, view.changes(), pack.inserts)
    done += lines.length
    work.progress?.(done)
  }
  const view = new GroupView()
  await loadReads(transaction, view, [work])
  view.apply(work.command.effect(work.input, work.context, view))
  await transaction.apply(view.changes())
  return null
}

function lineContext(work: PackWork, line: number): LineContext {
  return { ...work.context, line, rowId: packRowId(work.device, work.n, line) }
}

/** Rows that can only be new are loaded, the others take the place of what was there. */
async function store(transaction: Transaction, changes: StoreChanges, inserts: readonly TableName[]): Promise<void> {
  const rest = new Map(changes)
  for (const table of inserts) {
    const rows: readonly AnyRow[] = rest.get(table)?.upserts ?? []
    if (rows.length > 0) await transaction.load(table, rows)
    rest.delete(table)
  }
  await transaction.apply(rest)
}
