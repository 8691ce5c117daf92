/**
 * An entry as a line of a segment, there and back. A line is the canonical JSON of the whole entry; its hash covers the
 * same bytes without the `hash` member, so that a reader checks the bytes as they stand and serialises nothing again.
 */
import { canonicalBytes, canonicalJson } from '../domain/canonical.ts'
import { type Entry, type EntryDraft, entrySchema, type Head, type Signature, signedPart } from '../protocol/entry.ts'
import { sm3 } from './crypto.ts'
import type { Difference } from './damage.ts'

/** Every line begins so, and nothing inside a string can: a quote in there is escaped. */
export const LINE_START = '{"actor":'
const HASH_MEMBER = '"hash":"'
const HASH_MEMBER_LENGTH = HASH_MEMBER.length + 64 + '",'.length

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Signs the bytes of an entry's `signedPart` for the person who gives the command. */
export type SignEntry = (bytes: Uint8Array) => Signature

/** The next entry of a chain, with the bytes that will stand for it, newline included. Throws `CanonicalError`. */
export function sealEntry(
  draft: EntryDraft,
  place: { readonly after: Head; readonly group: number },
  sign?: SignEntry,
): { readonly entry: Entry; readonly line: Uint8Array } {
  const { pack, ...rest } = draft
  const placed = { ...rest, ...(pack && { pack }), n: place.after.n + 1, prev: place.after.hash, group: place.group }
  const unhashed = sign ? { ...placed, signature: sign(signedBytes(placed)) } : placed
  const body = canonicalJson(unhashed)
  const hash = sm3(body)
  // Canonical order puts `hash` between `group`, a number, and `input`.
  const cut = body.indexOf(',"input":') + 1
  const line = encoder.encode(`${body.slice(0, cut)}${HASH_MEMBER}${hash}",${body.slice(cut)}\n`)
  return { entry: { ...unhashed, hash }, line }
}

/** The bytes a signature of this entry covers. */
export function signedBytes(entry: EntryDraft & Pick<Entry, 'n' | 'prev'>): Uint8Array {
  return canonicalBytes(signedPart(entry))
}

export type ReadLine =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly differs: Difference }

/** Reads a line (without its newline) that carries its own hash; where it stands in the chain is not looked at. */
export function readLine(line: Uint8Array): ReadLine {
  const bytes = asBuffer(line)
  const entry = parseEntry(bytes)
  if (entry === null) return { ok: false, differs: 'unreadable' }
  // All members before it are scalars, so the first occurrence is the entry's own.
  const at = bytes.indexOf(HASH_MEMBER)
  const body = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + HASH_MEMBER_LENGTH)])
  return sm3(body) === entry.hash ? { ok: true, entry } : { ok: false, differs: 'hash' }
}

/** Reads the line that must come next in the chain. */
export function readNext(line: Uint8Array, after: Head): ReadLine {
  const read = readLine(line)
  if (!read.ok) return read
  if (read.entry.n !== after.n + 1) return { ok: false, differs: 'number' }
  if (read.entry.prev !== after.hash) return { ok: false, differs: 'prev' }
  return read
}

function parseEntry(bytes: Buffer): Entry | null {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(decoder.decode(bytes)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A view, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
