/** Backups taken apart and put together again, as somebody would who wants a restore to go wrong. */
import { readFileSync, writeFileSync } from 'node:fs'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { extract, type Header, pack } from 'tar-stream'
import { type ManifestContent, sealedManifest } from '../../../src/core/backup/manifest.ts'
import { trailerAfter } from '../../../src/core/backup/trailer.ts'
import { sm3 } from '../../../src/journal/crypto.ts'

export interface TarEntry {
  header: Partial<Header> & { name: string }
  bytes: Uint8Array
}

export async function entriesOf(file: string): Promise<TarEntry[]> {
  const tar = extract()
  tar.end(zstdDecompressSync(readFileSync(file)))
  const entries: TarEntry[] = []
  for await (const entry of tar) {
    const chunks: Uint8Array[] = []
    for await (const chunk of entry) chunks.push(chunk as Uint8Array)
    entries.push({ header: { name: entry.header.name, type: entry.header.type }, bytes: Buffer.concat(chunks) })
  }
  return entries
}

export async function writeEntries(file: string, entries: readonly TarEntry[]): Promise<void> {
  const tar = pack()
  for (const { header, bytes } of entries) {
    // A link or a folder has no body.
    if (header.type === undefined || header.type === 'file') tar.entry({ ...header }, Buffer.from(bytes))
    else tar.entry({ ...header })
  }
  tar.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of tar) chunks.push(chunk as Uint8Array)
  writeFileSync(file, compressed(Buffer.concat(chunks)))
}

export function compressed(bytes: Uint8Array): Uint8Array {
  const frame = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })
  return Buffer.concat([frame, trailerAfter(frame.length)])
}

export const textOf = ({ bytes }: TarEntry): string => Buffer.from(bytes).toString()

/** The entries with a manifest that lists them as they are; sealed where the forger holds the company's keys. */
export function relisted(entries: readonly TarEntry[], keys?: { companyDigest(text: string): string }): TarEntry[] {
  const [manifest, ...files] = entries
  if (manifest === undefined) throw new TypeError('no manifest')
  const { seal, ...content } = JSON.parse(textOf(manifest)) as ManifestContent & { seal: string }
  const listed = files.map(({ header, bytes }) => ({ path: header.name, size: bytes.length, sm3: sm3(bytes) }))
  const forged = { ...content, files: listed }
  const sealed = keys === undefined ? { ...forged, seal } : sealedManifest(forged, keys)
  return [{ ...manifest, bytes: Buffer.from(JSON.stringify(sealed)) }, ...files]
}

/** Replaces what the first entry of that name (or beginning) holds. */
export function changed(entries: readonly TarEntry[], name: string, change: (bytes: Uint8Array) => Uint8Array) {
  const at = entries.findIndex(({ header }) => header.name.startsWith(name))
  return entries.map((entry, index) => (index === at ? { ...entry, bytes: change(entry.bytes) } : entry))
}
