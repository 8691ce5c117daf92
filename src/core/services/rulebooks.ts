/** Published rulebooks: the live one compiled and ready, older ones for replay and for their names. */
import { publishRulebook } from '../../commands/company/rulebook.ts'
import { canonicalBytes, canonicalJson, type JsonValue } from '../../domain/canonical.ts'
import type { RulebookRow } from '../../domain/model/review.ts'
import { observableById } from '../../domain/observables/index.ts'
import { sm3 } from '../../journal/crypto.ts'
import {
  type CompiledBook,
  checkRulebook,
  compileBook,
  type Replayed,
  type RulebookDocument,
  replayer,
  starterBook,
} from '../../rules/index.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problems.ts'
import { MACHINE } from '../session.ts'

export interface LiveBook {
  hash: string
  version: number
  document: RulebookDocument
  compiled: CompiledBook
}

export interface Replayable {
  record: JsonValue | null
  rulebookHash: string
  facts: { id: string; lesseeId: string; body: JsonValue | null }
}

export class Rulebooks {
  readonly #desk: Desk
  readonly #documents = new Map<string, RulebookDocument>()
  #live: LiveBook | null = null

  constructor(desk: Desk) {
    this.#desk = desk
    desk.committed.subscribe('committed', ({ changes }) => {
      if (changes === 'bulk' || changes.has('rulebook')) this.#live = null
    })
  }

  /** Publishes the book that ships, in a company that has none yet. */
  async publishStarter(): Promise<void> {
    const document = starterBook() as unknown as JsonValue
    const { id, version } = starterBook()
    await this.#desk.give(
      publishRulebook,
      { hash: sm3(canonicalJson(document)), id, version, document },
      { actor: MACHINE },
    )
  }

  /** A company whose founding was cut off before its first book gets the one that ships. */
  async live(): Promise<LiveBook> {
    if ((await this.liveOrNone()) === null) await this.publishStarter()
    const book = await this.liveOrNone()
    if (book === null) throw new Problem('no-rulebook')
    return book
  }

  async liveOrNone(): Promise<LiveBook | null> {
    if (this.#live !== null) return this.#live
    const [rows] = await this.#desk.store.read([{ table: 'rulebook', index: 'byLive', prefix: [true], limit: 1 }])
    const row = rows?.[0] as unknown as RulebookRow | undefined
    if (row === undefined) return null
    const document = this.#checked(row)
    this.#live = { hash: row.hash, version: row.version, document, compiled: compileBook(document, row.hash) }
    return this.#live
  }

  /** The document of that hash, live or not; null where the books hold none. */
  async document(hash: string): Promise<RulebookDocument | null> {
    const known = this.#documents.get(hash)
    if (known !== undefined) return known
    const [rows] = await this.#desk.store.read([{ table: 'rulebook', keys: [[hash]] }])
    const row = rows?.[0] as unknown as RulebookRow | undefined
    return row === undefined ? null : this.#checked(row)
  }

  /** Version numbers by hash, of the books that have been looked at. */
  versions(): ReadonlyMap<string, number> {
    return new Map([...this.#documents].map(([hash, document]) => [hash, document.version]))
  }

  /** Recomputes stored decisions; hash and digest are taken afresh, so that a changed book or fact shows. */
  replay(): (decision: Replayable) => Promise<Replayed> {
    const books = new Map<string, ReturnType<typeof replayer> | null>()
    return async ({ record, rulebookHash, facts }) => {
      if (!books.has(rulebookHash)) books.set(rulebookHash, await this.#replayerOf(rulebookHash))
      const recompute = books.get(rulebookHash) ?? null
      // Gone with the person's key, as they should be; gone in any other way, they have been lost.
      if (record === null || facts.body === null)
        return this.#desk.keys.erasedOwners().includes(facts.lesseeId) ? 'erased' : { differs: ['facts'] }
      if (recompute === null) return { differs: ['rulebook'] }
      const digest = this.#desk.keys.keyedDigest(facts.lesseeId, canonicalBytes(facts.body))
      return recompute(record, { reference: { id: facts.id, digest }, body: facts.body })
    }
  }

  async #replayerOf(hash: string): Promise<ReturnType<typeof replayer> | null> {
    const document = await this.document(hash).catch((error: unknown) => {
      if (error instanceof Problem) return null
      throw error
    })
    return document === null ? null : replayer(document, sm3(canonicalJson(document as unknown as JsonValue)))
  }

  #checked(row: RulebookRow): RulebookDocument {
    const read = checkRulebook(row.document, observableById)
    if (!read.ok) throw new Problem('rulebook-broken', { version: row.version, at: read.problems[0]?.at ?? '' })
    this.#documents.set(row.hash, read.document)
    return read.document
  }
}
