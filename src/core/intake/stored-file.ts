/** The file itself, kept beside what was taken from it: hashed, and sealed under a key of its own. */
import { addDocument } from '../../commands/intake/document.ts'
import { sm3Stream } from '../../journal/crypto.ts'
import { MAX_DOCUMENT_BYTES } from '../../journal/documents.ts'
import { withFile } from '../../journal/files.ts'
import type { Desk, Giver } from '../desk.ts'

export interface ImportFile {
  readonly path: string
  /** As its owner calls it. */
  readonly fileName: string
  /** Null: the first sheet. */
  readonly sheet: string | null
}

const CHUNK = 1 << 20

const MEDIA_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** SM3 of the file, other calls having their turn between pieces. */
export async function hashOf(desk: Desk, path: string): Promise<string> {
  const hash = await sm3Stream()
  const { size } = desk.files.stat(path) ?? { size: 0 }
  for (let at = 0; at < size; at += CHUNK) {
    hash.update(withFile(desk.files.open(path, 'read'), handle => handle.read(at, CHUNK)))
    await desk.clock.breathe()
  }
  return hash.digest()
}

/** Stores the file as a document; answers its id, or null for one larger than a document may be. */
export async function storeFile(
  desk: Desk,
  file: ImportFile,
  format: keyof typeof MEDIA_TYPES,
  id: string,
  giver: Giver,
): Promise<string | null> {
  const { size } = desk.files.stat(file.path) ?? { size: 0 }
  if (size > MAX_DOCUMENT_BYTES) return null
  const hash = desk.documents.put(id, desk.files.read(file.path))
  const document = { id, keyId: id, applicationId: null, kind: 'import', name: file.fileName, bytes: size, hash }
  await desk.give(addDocument, { ...document, mediaType: MEDIA_TYPES[format] }, giver)
  return id
}
