/** Checks a chain whose segments come as streams of bytes, in order, as they lie in a backup. */
import { CHAIN_START, type Head } from '../protocol/entry.ts'
import { damageAt } from './chain.ts'
import type { Difference } from './damage.ts'
import { readNext } from './entry-line.ts'
import { readHeader } from './segment.ts'

const NEWLINE = 0x0a

export class ChainStream {
  #head: Head = { n: 0, hash: CHAIN_START }
  #segment = 0
  #rest: Uint8Array = new Uint8Array(0)
  /** Whether the next line is a segment's first. */
  #first = false

  /** The last entry that was read. */
  get head(): Head {
    return this.#head
  }

  /** From now on the bytes are those of the next segment. */
  beginSegment(): void {
    this.#segment++
    this.#first = true
  }

  /** Throws `JournalDamage` at the first line that is not the one that must come next. */
  write(bytes: Uint8Array): void {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    let from = 0
    for (let end = all.indexOf(NEWLINE); end >= 0; end = all.indexOf(NEWLINE, from)) {
      this.#line(all.subarray(from, end))
      from = end + 1
    }
    this.#rest = all.slice(from)
  }

  endSegment(): void {
    if (this.#rest.length > 0) this.#fail('unreadable')
    if (this.#first) this.#fail('header')
  }

  #line(bytes: Uint8Array): void {
    if (this.#first) {
      this.#enter(bytes)
      return
    }
    const read = readNext(bytes, this.#head)
    if (!read.ok) this.#fail(read.differs)
    else this.#head = { n: read.entry.n, hash: read.entry.hash }
  }

  #enter(bytes: Uint8Array): void {
    const { header } = readHeader(bytes)
    const follows = header?.first === this.#head.n + 1 && header.prev === this.#head.hash
    if (header?.segment !== this.#segment || !follows) this.#fail('header')
    this.#first = false
  }

  #fail(differs: Difference): never {
    const at = { segment: this.#segment, offset: 0, head: this.#head }
    throw damageAt({ at, bad: { differs, whole: true } })
  }
}
