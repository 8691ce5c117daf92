/**
 * Reads a backup as a stream and believes nothing of it: each file must be the one that the manifest lists next, with
 * its size and hash, and the journal's segments must chain to the head that it names. Whoever wants the bytes hands in a
 * taker; what it has taken counts only once reading has ended well.
 */
import { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { type Extract, extract } from 'tar-stream'
import { ChainStream } from '../../journal/chain-stream.ts'
import { sm3Stream } from '../../journal/crypto.ts'
import { JournalDamage } from '../../journal/damage.ts'
import type { FileHandle, Files } from '../../journal/files.ts'
import { chunksOf } from './chunks.ts'
import { BackupDamage } from './damage.ts'
import {
  decodeManifest,
  isKeyFile,
  isSegment,
  type ListedFile,
  MANIFEST,
  type Manifest,
  MOST_MANIFEST_BYTES,
} from './manifest.ts'
import { pour } from './pour.ts'
import { lengthBeforeTrailer } from './trailer.ts'

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never

export interface BackupTaker {
  /** Where the bytes of this file go. */
  file(listed: ListedFile): { write(bytes: Uint8Array): void; close(): void }
  /** The key files have been taken, and nothing after them: the moment to see who made the rest. */
  keys(manifest: Manifest): Promise<void>
}

/** Answers the manifest once all that it lists has been there. Throws BackupDamage, and what the taker throws. */
export async function readBackup(files: Files, path: string, taker: BackupTaker): Promise<Manifest> {
  const handle = files.open(path, 'read')
  const tar = extract()
  const budget = new Budget(path)
  const length = lengthBeforeTrailer(handle)
  const poured = pour(decompressed(handle, length ?? 0, budget), tar).catch(error => tar.destroy(error))
  try {
    if (length === null) throw new BackupDamage(path, 'unreadable')
    return await readEntries(orDamage(tar, path), taker, budget)
  } finally {
    tar.destroy()
    await poured
    handle.close()
  }
}

async function* decompressed(handle: FileHandle, length: number, budget: Budget): AsyncGenerator<Uint8Array> {
  const plain = Readable.from(chunksOf(handle, length)).pipe(createZstdDecompress())
  try {
    for await (const chunk of plain) yield budget.spend(chunk as Uint8Array)
  } finally {
    plain.destroy()
  }
}

/** What a backup may unpack to: a few bytes can stand for terabytes. */
class Budget {
  readonly #path: string
  #left = MOST_MANIFEST_BYTES + SLACK

  constructor(path: string) {
    this.#path = path
  }

  spend<T extends Uint8Array>(chunk: T): T {
    this.#left -= chunk.length
    if (this.#left < 0) throw new BackupDamage(this.#path, 'too-large')
    return chunk
  }

  allow({ files }: Manifest): void {
    this.#left += files.reduce((sum, { size }) => sum + size + SLACK_OF_ONE, 0)
  }
}

/** A header, and padding to the next block of 512 bytes. */
const SLACK_OF_ONE = 1024
const SLACK = 1 << 20

/** Passes on what comes; what breaks on the way is the backup's fault. */
async function* orDamage<T>(source: AsyncIterable<T>, path: string): AsyncGenerator<T> {
  try {
    for await (const each of source) yield each
  } catch (error) {
    throw error instanceof BackupDamage ? error : new BackupDamage(path, 'unreadable', error)
  }
}

async function readEntries(entries: AsyncIterable<Entry>, taker: BackupTaker, budget: Budget): Promise<Manifest> {
  const chain = new ChainStream()
  let manifest: Manifest | null = null
  let next = 0
  for await (const entry of entries) {
    if (manifest === null) {
      manifest = await readManifest(entry)
      budget.allow(manifest)
      continue
    }
    const listed = manifest.files[next++]
    if (listed !== undefined && !isKeyFile(listed.path) && next === FIRST_AFTER_KEYS) await taker.keys(manifest)
    await readFile(entry, listed, taker, chain)
  }
  if (manifest === null) throw new BackupDamage(MANIFEST, 'missing')
  const missing = manifest.files[next]
  if (missing !== undefined) throw new BackupDamage(missing.path, 'missing')
  const { n, hash } = chain.head
  if (n !== manifest.head.n || hash !== manifest.head.hash) throw new BackupDamage('journal', 'head')
  return manifest
}

/** Two files of keys come first. */
const FIRST_AFTER_KEYS = 3

async function readManifest(entry: Entry): Promise<Manifest> {
  const size = entry.header.size ?? 0
  checkHeader(entry, { path: MANIFEST, size })
  if (size > MOST_MANIFEST_BYTES) throw new BackupDamage(MANIFEST, 'too-large')
  const chunks: Uint8Array[] = []
  for await (const chunk of orDamage(entry as AsyncIterable<Uint8Array>, MANIFEST)) chunks.push(chunk)
  return decodeManifest(Buffer.concat(chunks))
}

function checkHeader({ header }: Entry, { path, size }: { path: string; size: number }): void {
  if (header.name !== path) throw new BackupDamage(JSON.stringify(header.name), 'unexpected')
  if (header.type !== 'file') throw new BackupDamage(path, 'no-file')
  if (header.size !== size) throw new BackupDamage(path, 'size')
}

async function readFile(
  entry: Entry,
  listed: ListedFile | undefined,
  taker: BackupTaker,
  chain: ChainStream,
): Promise<void> {
  if (listed === undefined) throw new BackupDamage(JSON.stringify(entry.header.name), 'unexpected')
  checkHeader(entry, listed)
  const hash = await sm3Stream()
  const segment = isSegment(listed.path)
  if (segment) chain.beginSegment()
  const taken = taker.file(listed)
  try {
    for await (const chunk of orDamage(entry as AsyncIterable<Uint8Array>, listed.path)) {
      hash.update(chunk)
      if (segment) chained(listed.path, () => chain.write(chunk))
      taken.write(chunk)
    }
  } finally {
    taken.close()
  }
  if (segment) chained(listed.path, () => chain.endSegment())
  if (hash.digest() !== listed.sm3) throw new BackupDamage(listed.path, 'hash')
}

function chained(path: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw error instanceof JournalDamage ? new BackupDamage(path, 'chain', error) : error
  }
}
