/**
 * A segment: one file of the journal. Its first line is a header that says where in the chain it stands; after it, each
 * entry is one line. Names sort in order.
 */
import { z } from 'zod'
import { canonicalJson } from '../domain/canonical.ts'
import { sm3 } from './crypto.ts'
import { asBuffer } from './entry-line.ts'
import type { FileHandle, Files } from './files.ts'

export interface SegmentHeader {
  /** From 1, without holes; the file's name says the same. */
  readonly segment: number
  /** Number of the first entry in it. */
  readonly first: number
  /** What the first entry's `prev` is: in segment 1 it says what the chain grows from. */
  readonly prev: string
  readonly company?: string | undefined
}

const NAME = /^(\d{9})\.ndjson$/

export function segmentName(segment: number): string {
  return `${String(segment).padStart(9, '0')}.ndjson`
}

/** Numbers of the segments that are there, in order. Other files in the folder are not ours to judge. */
export function listSegments(files: Files, folder: string): number[] {
  return files
    .list(folder)
    .flatMap(name => NAME.exec(name)?.[1] ?? [])
    .map(Number)
}

const headerSchema = z.strictObject({
  segment: z.int().positive(),
  first: z.int().positive(),
  prev: z.string(),
  company: z.string().optional(),
  hash: z.string(),
})

/** The header's line, newline included. It carries its own hash: no entry's hash covers it. */
export function headerLine(header: SegmentHeader): Uint8Array {
  const { company, ...rest } = header
  const members = company === undefined ? rest : { ...rest, company }
  return Buffer.from(`${canonicalJson({ ...members, hash: sm3(canonicalJson(members)) })}\n`)
}

/**
 * Reads a header's line (without its newline). `whole` says that it has the form of a header: then it was not torn, and
 * if it is not valid all the same, it was altered.
 */
export function readHeader(line: Uint8Array): { readonly header: SegmentHeader | null; readonly whole: boolean } {
  const text = asBuffer(line).toString()
  const parsed = headerSchema.safeParse(parseJson(text))
  if (!parsed.success) return { header: null, whole: false }
  const { hash: _, ...header } = parsed.data
  const valid = asBuffer(headerLine(header)).equals(Buffer.from(`${text}\n`))
  return { header: valid ? header : null, whole: true }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface Line {
  readonly offset: number
  /** Without the newline. */
  readonly bytes: Uint8Array
  /** False for what stands after the last newline of the file. */
  readonly ended: boolean
}

const CHUNK = 1 << 20
const NEWLINE = 0x0a

/** The lines from `offset` to `end` (the end of the file, if not given), about 1 MB at a time. */
export function* linesOf(handle: FileHandle, offset: number, end = handle.size()): Generator<readonly Line[], void> {
  let start = offset
  let rest: Uint8Array = new Uint8Array(0)
  while (start + rest.length < end) {
    const readAt = start + rest.length
    const more = handle.read(readAt, Math.min(CHUNK, end - readAt))
    if (more.length === 0) break
    const bytes = rest.length === 0 ? more : Buffer.concat([rest, more])
    const lines: Line[] = []
    // A line longer than a chunk is searched again only where it is new.
    let cut = bytes.indexOf(NEWLINE, rest.length)
    let from = 0
    while (cut >= 0) {
      lines.push({ offset: start + from, bytes: bytes.subarray(from, cut), ended: true })
      from = cut + 1
      cut = bytes.indexOf(NEWLINE, from)
    }
    rest = bytes.subarray(from)
    start += from
    if (lines.length > 0) yield lines
  }
  if (rest.length > 0) yield [{ offset: start, bytes: rest, ended: false }]
}

/** The line whose newline ends at `end`, or null when no newline stands there. */
export function lineEndingAt(handle: FileHandle, end: number): Uint8Array | null {
  for (let window = 1 << 16; ; window *= 2) {
    const from = Math.max(0, end - window)
    const bytes = handle.read(from, end - from)
    if (bytes.at(-1) !== NEWLINE) return null
    const before = bytes.lastIndexOf(NEWLINE, bytes.length - 2)
    if (before >= 0 || from === 0) return bytes.subarray(before + 1, bytes.length - 1)
  }
}
