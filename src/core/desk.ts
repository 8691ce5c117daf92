/** An open company: its journal, its view, its keys, and the one way to change anything. Services stand on this. */
import { EventPublisher } from '@orpc/server'
import type { Actor, Command, PackCommand, SingleCommand } from '../commands/command.ts'
import type { TableName } from '../domain/model/index.ts'
import type { Randomness } from '../journal/crypto.ts'
import type { Documents } from '../journal/documents.ts'
import type { SignEntry } from '../journal/entry-line.ts'
import type { ErasedList } from '../journal/erased-list.ts'
import type { Files } from '../journal/files.ts'
import type { Journal } from '../journal/journal.ts'
import type { Keys } from '../journal/keys.ts'
import type { Packs, PackText } from '../journal/packs.ts'
import type { Entry, PackRef } from '../protocol/entry.ts'
import type { PgliteStore } from '../store/pglite-store.ts'
import type { Identity } from './folder/places.ts'
import type { Clock, Log } from './ports.ts'
import { Problem } from './problems.ts'
import type { Session } from './session.ts'
import type { PackLines } from './writing/pack-lines.ts'
import { isOfDisk, NotSaved } from './writing/refused.ts'
import { partiesOf } from './writing/sealing.ts'
import type { Writer, Written } from './writing/writer.ts'

/** Lines sealed together: one fsync of the key file serves the new parties of so many. */
const SEALED_TOGETHER = 1_000
/** Blocks under way at the same time; their lines are in memory. */
const SEALED_AT_ONCE = 5

/** Rows as they were written last, by table; `bulk` where a pack wrote them. */
export type Committed = ReadonlyMap<TableName, { upserts: readonly unknown[] }> | 'bulk'

export interface DeskParts {
  dir: string
  files: Files
  identity: Identity
  store: PgliteStore
  /** Null where it is damaged and the app read-only. */
  journal: Journal | null
  writer: Writer
  keys: Keys
  packs: Packs
  lines: PackLines
  documents: Documents
  erased: ErasedList
  clock: Clock
  randomness: Randomness
  log: Log
}

/** Who gives a command: a session's person or operator, or the machine. */
export type Giver = { actor: Actor; sign?: SignEntry }

export const giverOf = (session: Session): Giver => {
  const actor = session.actor()
  return session.signedIn === null ? { actor } : { actor, sign: session.signedIn.sign }
}

export class Desk {
  readonly dir: string
  readonly files: Files
  readonly identity: Identity
  readonly store: PgliteStore
  readonly journal: Journal | null
  readonly writer: Writer
  readonly keys: Keys
  readonly packs: Packs
  readonly lines: PackLines
  readonly documents: Documents
  readonly erased: ErasedList
  readonly clock: Clock
  readonly randomness: Randomness
  readonly log: Log
  /** Told after every COMMIT. */
  readonly committed = new EventPublisher<{ committed: { changes: Committed; entries: readonly Entry[] } }>()

  constructor(parts: DeskParts) {
    this.dir = parts.dir
    this.files = parts.files
    this.identity = parts.identity
    this.store = parts.store
    this.journal = parts.journal
    this.writer = parts.writer
    this.keys = parts.keys
    this.packs = parts.packs
    this.lines = parts.lines
    this.documents = parts.documents
    this.erased = parts.erased
    this.clock = parts.clock
    this.randomness = parts.randomness
    this.log = parts.log
  }

  /** Gives a command; resolves once it is saved. Throws Problem('input') for what its schema does not allow. */
  give<Input>(command: SingleCommand<Input>, input: Input, { actor, sign }: Giver): Promise<Written> {
    const parsed = checked(command as Command, input)
    return this.writer.submit({
      command: command as Command,
      input: parsed,
      actor,
      ...(command.signed && sign !== undefined ? { sign } : {}),
    })
  }

  /** Gives a bulk command over lines that come as they are made; nothing of it stands until all of it does. */
  async givePack<Input, Line>(
    command: PackCommand<Input, Line>,
    lines: AsyncIterable<Line>,
    input: () => Input,
    { actor }: Giver,
    progress: (lines: number) => void = () => undefined,
  ): Promise<Written & { lines: number }> {
    const pack = await this.writePack(command, lines)
    if (pack.lines === 0) throw new Problem('nothing-to-do')
    const submitted = { command: command as unknown as Command, input: checked(command as unknown as Command, input()) }
    const written = await this.writer.submit({ ...submitted, actor, pack, progress })
    return { ...written, lines: pack.lines }
  }

  /** Seals and stores the lines; keys first, then the pack, each on the disk before the next. Throws NotSaved. */
  async writePack<Input, Line>(command: PackCommand<Input, Line>, lines: AsyncIterable<Line>): Promise<PackRef> {
    try {
      return await this.packs.write(this.#sealedTexts(command, lines))
    } catch (error) {
      throw isOfDisk(error) ? new NotSaved('disk', error) : error
    }
  }

  /** While some blocks are sealed, the next one is made. */
  async *#sealedTexts<Input, Line>(command: PackCommand<Input, Line>, lines: AsyncIterable<Line>) {
    const { personal } = command.pack
    const sealer = this.lines.sealer(command as unknown as PackCommand)
    const sealing = (block: readonly Line[]) => {
      this.keys.ensureKeys(block.flatMap(line => partiesOf(line, personal)))
      const text = sealer.seal(block)
      // It is awaited after the next blocks were made, which may fail themselves.
      text.catch(() => undefined)
      return text
    }
    try {
      const texts: Promise<PackText>[] = []
      for await (const block of blocksOf(command, lines)) {
        texts.push(sealing(block))
        if (texts.length > SEALED_AT_ONCE) yield texts.shift() as Promise<PackText>
      }
      yield* texts
    } finally {
      await sealer.end()
    }
  }
}

async function* blocksOf<Input, Line>(command: PackCommand<Input, Line>, lines: AsyncIterable<Line>) {
  let block: Line[] = []
  for await (const line of lines) {
    block.push(command.pack.line.parse(line))
    if (block.length < SEALED_TOGETHER) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}

function checked(command: Command, input: unknown): unknown {
  const parsed = command.input.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Problem('input', { command: command.name, at: issue?.path.join('.') ?? '', message: issue?.message ?? '' })
}
