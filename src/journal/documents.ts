/** Attachments: content-addressed files beside the journal, each sealed under its owner's key and named by what is stored. */
import { sm3 } from './crypto.ts'
import { type Files, makeFolderDurably, writeDurably } from './files.ts'
import type { Keys } from './keys.ts'

/** The largest attachment; whole ones are held in memory. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024

export class DocumentTooLarge extends Error {
  override readonly name = 'DocumentTooLarge'
  readonly bytes: number

  constructor(bytes: number) {
    super(`the document has ${bytes} bytes, more than ${MAX_DOCUMENT_BYTES}`)
    this.bytes = bytes
  }
}

/** A document is not there, or is not what it was when it was stored. */
export class DocumentDamage extends Error {
  override readonly name = 'DocumentDamage'
  readonly hash: string
  readonly differs: 'missing' | 'hash'

  constructor(hash: string, differs: 'missing' | 'hash') {
    super(`the document ${hash} is damaged: ${differs}`)
    this.hash = hash
    this.differs = differs
  }
}

export interface Documents {
  /** Stores a document under the key of its owner (made if need be), durably; answers its hash. */
  put(owner: string, bytes: Uint8Array): string
  /** The document, or null when its owner has been erased. Throws `DocumentDamage`. */
  get(owner: string, hash: string): Uint8Array | null
  /** After an erasure: what nobody can open any more need not be kept. */
  remove(hash: string): void
}

export function createDocuments(files: Files, dir: string, keys: Keys): Documents {
  const folder = `${dir}/documents`
  const pathOf = (hash: string) => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError(`not a hash: ${JSON.stringify(hash)}`)
    return `${folder}/${hash}`
  }
  return {
    put(owner, bytes) {
      if (bytes.length > MAX_DOCUMENT_BYTES) throw new DocumentTooLarge(bytes.length)
      keys.ensureKeys([owner])
      makeFolderDurably(files, folder)
      const sealed = keys.sealBytes(owner, bytes)
      const hash = sm3(sealed)
      writeDurably(files, pathOf(hash), sealed)
      return hash
    },
    get(owner, hash) {
      const path = pathOf(hash)
      if (files.stat(path) === null) throw new DocumentDamage(hash, 'missing')
      const sealed = files.read(path)
      if (sm3(sealed) !== hash) throw new DocumentDamage(hash, 'hash')
      return keys.openBytes(owner, sealed)
    },
    remove(hash) {
      if (files.stat(pathOf(hash)) === null) return
      files.remove(pathOf(hash))
      files.syncFolder(folder)
    },
  }
}
