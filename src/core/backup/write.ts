/**
 * Makes a backup of an open company: one file, a compressed tar with the manifest first. The journal only grows, so what
 * stands up to the head of this moment stays as it is while people go on working; the database is left out, because the
 * journal makes it again.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { pack } from 'tar-stream'
import { sm3Stream } from '../../journal/crypto.ts'
import { type FileHandle, type Files, parentOf, writeAll } from '../../journal/files.ts'
import type { Journal } from '../../journal/journal.ts'
import { segmentName } from '../../journal/segment.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problems.ts'
import { ReadOnly } from '../writing/refused.ts'
import { chunksOf } from './chunks.ts'
import {
  checkSeal,
  encodeManifest,
  IDENTITY,
  type ListedFile,
  MANIFEST,
  type ManifestContent,
  sealedManifest,
} from './manifest.ts'
import { pour } from './pour.ts'
import { readBackup } from './read.ts'
import { trailerAfter } from './trailer.ts'

export interface MadeBackup {
  file: string
  bytes: number
  entries: number
  head: string
  /** Always true: one that does not read back as it was written is removed, and the call fails. */
  verified: true
}

/** A file of the backup: bytes that are at hand, or the first `size` bytes of one on the disk. */
interface Source {
  readonly path: string
  readonly size: number
  readonly bytes?: Uint8Array
}

/** Throws Problem `file-exists`, `no-company`; ReadOnly where the journal is damaged; PackDamage, JournalDamage. */
export async function makeBackup(desk: Desk, out: string, passphrase: string): Promise<MadeBackup> {
  const { files, journal, keys } = desk
  if (journal === null) throw new ReadOnly('journal-damaged')
  if (files.stat(out) !== null) throw new Problem('file-exists', { file: out })
  if (journal.head.n === 0) throw new Problem('no-company')
  const temporary = `${out}.new`
  files.remove(temporary)
  try {
    const { head } = await writeWhole(desk, journal, temporary, passphrase)
    await readBackup(files, temporary, { file: () => NOWHERE, keys: async manifest => checkSeal(manifest, keys) })
    const bytes = files.stat(temporary)?.size ?? 0
    files.rename(temporary, out)
    files.syncFolder(parentOf(out))
    return { file: out, bytes, entries: head.n, head: head.hash, verified: true }
  } catch (error) {
    files.remove(temporary)
    throw error
  }
}

const NOWHERE = { write: () => undefined, close: () => undefined }

async function writeWhole(desk: Desk, journal: Journal, path: string, passphrase: string): Promise<ManifestContent> {
  const { files, dir, identity, clock } = desk
  const madeAt = clock.now()
  const { end } = journal
  const { head } = end
  const rest = [
    sourceAt(files, dir, IDENTITY),
    ...segmentsUpTo(desk, end),
    ...packsUpTo(desk, journal, head.n),
    ...documentsOf(desk),
  ]
  // Asked for after the head was fixed: every key that an entry up to it needs is there.
  const exported = await desk.keys.exportUnder(passphrase)
  const all: Source[] = [...exported.map(each => ({ ...each, size: each.bytes.length })), ...rest]
  const listed: ListedFile[] = []
  for (const source of all) listed.push(await listedAs(files, dir, source))
  const { company, device } = identity
  const content: ManifestContent = { format: 1, company, device, head, madeAt, files: listed }
  const manifest = encodeManifest(sealedManifest(content, desk.keys))
  const withManifest = [{ path: MANIFEST, size: manifest.length, bytes: manifest }, ...all]
  const handle = files.open(path, 'create', { secret: true })
  try {
    await writeTar(handle, withManifest, source => chunksIn(files, dir, source), madeAt)
    handle.sync()
  } finally {
    handle.close()
  }
  return content
}

function segmentsUpTo({ files, dir }: Desk, end: Journal['end']): Source[] {
  return Array.from({ length: end.segment }, (_, index) => {
    const path = `journal/${segmentName(index + 1)}`
    const size = index + 1 === end.segment ? end.offset : (files.stat(`${dir}/${path}`)?.size ?? 0)
    return { path, size }
  })
}

/** The packs that entries name: one without an entry is the rest of a bulk that was refused. */
function packsUpTo({ files, dir }: Desk, journal: Journal, n: number): Source[] {
  const hashes = new Set<string>()
  for (const block of journal.read(1, n)) for (const { pack } of block) if (pack !== undefined) hashes.add(pack.hash)
  return [...hashes].sort().map(hash => sourceAt(files, dir, `packs/${hash}.ndjson.zst`))
}

function documentsOf({ files, dir }: Desk): Source[] {
  const whole = files.list(`${dir}/documents`).filter(name => /^[0-9a-f]{64}$/.test(name))
  return whole.map(name => sourceAt(files, dir, `documents/${name}`))
}

function sourceAt(files: Files, dir: string, path: string): Source {
  const stat = files.stat(`${dir}/${path}`)
  if (stat === null) throw new Problem('file-missing', { file: path })
  return { path, size: stat.size }
}

async function listedAs(files: Files, dir: string, source: Source): Promise<ListedFile> {
  const hash = await sm3Stream()
  for (const chunk of chunksIn(files, dir, source)) hash.update(chunk)
  return { path: source.path, size: source.size, sm3: hash.digest() }
}

/** Through tar and compressor into the file, never more than a few chunks at a time in memory. */
async function writeTar(
  handle: FileHandle,
  sources: readonly Source[],
  bytesOf: (source: Source) => Iterable<Uint8Array>,
  madeAt: string,
): Promise<void> {
  const tar = pack()
  let at = 0
  const written = pipeline(
    Readable.from(tar as AsyncIterable<unknown>),
    createZstdCompress({ params: COMPRESSION }),
    async compressed => {
      for await (const chunk of compressed as AsyncIterable<Uint8Array>) {
        writeAll(handle, chunk, at)
        at += chunk.length
      }
    },
  )
  const fed = async () => {
    const mtime = new Date(madeAt)
    for (const source of sources) {
      const { path: name, size } = source
      await pour(bytesOf(source), tar.entry({ name, size, type: 'file', mode: 0o600, mtime }))
    }
    tar.finalize()
  }
  // Where the writing fails, nobody takes what is fed: the first to fail is the one to hear of.
  await Promise.all([written, fed()])
  writeAll(handle, trailerAfter(at), at)
}

const COMPRESSION = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 }

function* chunksIn(files: Files, dir: string, { path, size, bytes }: Source): Generator<Uint8Array, void> {
  if (bytes !== undefined) {
    yield bytes
    return
  }
  const handle = files.open(`${dir}/${path}`, 'read')
  try {
    yield* chunksOf(handle, size)
  } finally {
    handle.close()
  }
}
