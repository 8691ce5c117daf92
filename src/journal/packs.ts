/**
 * Packs: the rows of a bulk entry, as a compressed file of NDJSON beside the journal. Its name is the SM3 of the lines
 * before compression, and the entry that names it is appended only after the pack is durable. Written and read as a
 * stream: neither ever holds a whole pack in memory.
 */
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { constants, createZstdCompress, createZstdDecompress, type ZstdCompress } from 'node:zlib'
import { canonicalJson, type JsonValue } from '../domain/canonical.ts'
import type { PackRef } from '../protocol/entry.ts'
import { sm3Stream } from './crypto.ts'
import { type FileHandle, type Files, makeFolderDurably, UNFINISHED, writeAll } from './files.ts'

/** A pack that an entry names is not there, or is not what it names. */
export class PackDamage extends Error {
  override readonly name = 'PackDamage'
  readonly hash: string
  readonly differs: PackDifference

  constructor(hash: string, differs: PackDifference) {
    super(`the pack ${hash} is damaged: ${differs}`)
    this.hash = hash
    this.differs = differs
  }
}

export type PackDifference = 'missing' | 'unreadable' | 'hash' | 'lines' | 'bytes'

/** Lines of a pack, in order. `first` is the number of the first one, from 1. */
export interface PackBlock {
  readonly first: number
  readonly lines: readonly string[]
}

/** Whole lines of a pack as they lie in it. */
export interface PackText {
  readonly bytes: Uint8Array
  readonly lines: number
}

export type PackTexts = AsyncIterable<PackText> | Iterable<PackText>

const encoder = new TextEncoder()

/** Rows as lines: canonical JSON, each ended by a newline. Throws `CanonicalError`. */
export function packText(rows: readonly JsonValue[]): PackText {
  return { bytes: encoder.encode(rows.map(row => `${canonicalJson(row)}\n`).join('')), lines: rows.length }
}

export interface Packs {
  /** Writes lines as they come; durable when it resolves. The same lines give the same pack, written once. */
  write(texts: PackTexts): Promise<PackRef>
  /**
   * The lines in blocks. Whether they are the ones the entry names is known at the end only: `PackDamage` may come after
   * the last block, so what was done with them has to be undone then.
   */
  read(pack: PackRef): AsyncGenerator<PackBlock, void>
  /** Reads a whole pack; null when it holds. */
  verify(pack: PackRef): Promise<PackDamage | null>
}

/** Most of a line is sealed, and sealed text shrinks by a quarter whatever the effort. */
const LEVEL = 1
const LINES_A_BLOCK = 2000
const CHUNK = 1 << 20

export function createPacks(files: Files, dir: string): Packs {
  const folder = `${dir}/packs`
  const pathOf = (hash: string) => `${folder}/${hash}.ndjson.zst`
  let started = 0

  return {
    async write(texts) {
      makeFolderDurably(files, folder)
      const temporary = `${folder}/${++started}${UNFINISHED}`
      files.remove(temporary)
      try {
        const pack = await writeAndClose(files.open(temporary, 'create'), texts)
        files.rename(temporary, pathOf(pack.hash))
        files.syncFolder(folder)
        return pack
      } catch (error) {
        files.remove(temporary)
        throw error
      }
    },

    async *read(pack) {
      if (files.stat(pathOf(pack.hash)) === null) throw new PackDamage(pack.hash, 'missing')
      const handle = files.open(pathOf(pack.hash), 'read')
      try {
        yield* readLines(handle, pack)
      } finally {
        handle.close()
      }
    },

    async verify(pack) {
      try {
        for await (const _ of this.read(pack));
        return null
      } catch (error) {
        if (error instanceof PackDamage) return error
        throw error
      }
    },
  }
}

async function writeAndClose(handle: FileHandle, texts: PackTexts): Promise<PackRef> {
  try {
    const pack = await writeLines(handle, texts)
    handle.sync()
    return pack
  } finally {
    handle.close()
  }
}

async function writeLines(handle: FileHandle, texts: PackTexts): Promise<PackRef> {
  const hash = await sm3Stream()
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: LEVEL } })
  const stored = store(compress, handle)
  // It may fail while the source is awaited; it is looked at when there is more to write, and at the end.
  stored.catch(() => undefined)
  let lines = 0
  let bytes = 0
  try {
    for await (const text of texts) {
      hash.update(text.bytes)
      lines += text.lines
      bytes += text.bytes.length
      // The compressor's own failure comes out of `stored`.
      if (!compress.write(text.bytes)) await Promise.race([once(compress, 'drain'), stored])
    }
    compress.end()
    await stored
  } finally {
    compress.destroy()
    await stored.catch(() => undefined)
  }
  return { hash: hash.digest(), lines, bytes }
}

async function store(compressed: ZstdCompress, handle: FileHandle): Promise<void> {
  let size = 0
  for await (const chunk of compressed) {
    writeAll(handle, chunk, size)
    size += chunk.length
  }
}

async function* readLines(handle: FileHandle, pack: PackRef): AsyncGenerator<PackBlock, void> {
  const hash = await sm3Stream()
  const decoder = new TextDecoder()
  let first = 1
  let bytes = 0
  let rest = ''
  let lines: string[] = []
  for await (const chunk of decompress(handle, pack)) {
    hash.update(chunk)
    bytes += chunk.length
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      lines.push(line)
      if (lines.length < LINES_A_BLOCK) continue
      yield { first, lines }
      first += lines.length
      lines = []
    }
  }
  if (lines.length > 0) yield { first, lines }
  if (hash.digest() !== pack.hash || rest !== '') throw new PackDamage(pack.hash, 'hash')
  if (first - 1 + lines.length !== pack.lines) throw new PackDamage(pack.hash, 'lines')
  if (bytes !== pack.bytes) throw new PackDamage(pack.hash, 'bytes')
}

async function* decompress(handle: FileHandle, pack: PackRef): AsyncGenerator<Uint8Array, void> {
  const plain = Readable.from(chunksOf(handle)).pipe(createZstdDecompress())
  try {
    for await (const chunk of plain) yield chunk
  } catch {
    throw new PackDamage(pack.hash, 'unreadable')
  } finally {
    plain.destroy()
  }
}

function* chunksOf(handle: FileHandle): Generator<Uint8Array, void> {
  for (let at = 0; ; at += CHUNK) {
    const chunk = handle.read(at, CHUNK)
    if (chunk.length > 0) yield chunk
    if (chunk.length < CHUNK) return
  }
}
