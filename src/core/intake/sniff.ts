/** What a file is, by what stands in it: names lie, and so do the sites that hand the files out. */
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { FileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'
import type { Encoding } from './table.ts'

/** Enough for every mark at a file's start, and for the heading of any table. */
const START = 64 * 1024

/** PDF, PNG, JPEG, GIF, 7z, RAR, gzip. */
const KNOWN_OTHERS = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x1f, 0x8b],
]

export type Sniffed = { readonly format: 'xlsx' } | { readonly format: 'csv'; readonly encoding: Encoding }

/** Answers the format and, for text, the encoding; throws `FileProblem` for what is no table. */
export async function sniff(path: string): Promise<Sniffed> {
  const start = await startOf(path)
  if (start.length === 0) throw new FileProblem('empty')
  if (startsWith(start, [0x50, 0x4b, 0x03, 0x04])) return { format: 'xlsx' }
  // A zip file without entries begins with its end.
  if (startsWith(start, [0x50, 0x4b, 0x05, 0x06])) throw new FileProblem('zip-not-workbook')
  if (startsWith(start, [0xd0, 0xcf, 0x11, 0xe0])) throw new FileProblem(await kindOfOldContainer(path))
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(start.toString('latin1', 0, 200))) throw new FileProblem('web-page')
  if (KNOWN_OTHERS.some(mark => startsWith(start, mark))) throw new FileProblem('not-a-table')
  return { format: 'csv', encoding: await encodingOf(path, start) }
}

export async function startOf(path: string): Promise<Buffer> {
  const file = await open(path).catch(() => {
    throw new FileProblem('absent')
  })
  try {
    const found = await file.stat()
    if (!found.isFile()) throw new FileProblem('absent')
    const { size } = found
    if (size > LIMITS.bytes) throw new FileProblem('too-large', { bytes: size, most: LIMITS.bytes })
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START), 0, START, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

export const sizeOf = async (path: string): Promise<number> => (await stat(path)).size

const startsWith = (bytes: Buffer, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte)

/** Office encrypts a workbook by putting it whole into the container that .xls files are. */
async function kindOfOldContainer(path: string): Promise<'encrypted' | 'old-excel'> {
  const name = Buffer.from('EncryptedPackage', 'utf16le')
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    if (bytes.includes(name)) return 'encrypted'
    rest = bytes.subarray(Math.max(0, bytes.length - name.length))
  }
  return 'old-excel'
}

/**
 * By the byte order mark; else UTF-16 where every other byte of the plain characters is zero; else UTF-8 where the
 * *whole* file is that (Chinese names may come late); else GB18030 where the whole file is that. Each is decoded
 * strictly: a file that is none of them is refused, not read with holes. (Big5 can pass for GB18030: the preview shows.)
 */
async function encodingOf(path: string, start: Buffer): Promise<Encoding> {
  if (startsWith(start, [0xef, 0xbb, 0xbf])) return ifWhole(path, ['utf-8'])
  if (startsWith(start, [0xff, 0xfe])) return ifWhole(path, ['utf-16le'])
  if (startsWith(start, [0xfe, 0xff])) return ifWhole(path, ['utf-16be'])
  const wide = utf16Without(start)
  return ifWhole(path, wide === undefined ? ['utf-8', 'gb18030'] : [wide])
}

async function ifWhole(path: string, encodings: readonly Encoding[]): Promise<Encoding> {
  for (const encoding of encodings) if (await isWhole(path, encoding)) return encoding
  throw new FileProblem('encoding', { tried: [...encodings] })
}

async function isWhole(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      decoder.decode(chunk as Buffer, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/**
 * Share of units that have to be plain ASCII (separators, digits, line ends) in any table of UTF-16; and where the bytes
 * could be UTF-8 as well, so that they are plain text or a few stray zeros in one.
 */
const PLAIN_UNITS = { atLeast: 0.02, ifAlsoUtf8: 0.5 }

function utf16Without(start: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const units = start.length >> 1
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < start.length; at += 2) {
    if (start[at] === 0) even++
    if (start[at + 1] === 0) odd++
  }
  // Characters such as 一 (4E00) have their zero on the other side, and are the fewer in any table.
  const [fewer, more] = even < odd ? [even, odd] : [odd, even]
  const needed = couldBeUtf8(start) ? PLAIN_UNITS.ifAlsoUtf8 : PLAIN_UNITS.atLeast
  if (more < Math.max(1, units * needed) || fewer * 3 > more) return undefined
  const encoding = odd > even ? 'utf-16le' : 'utf-16be'
  // A stray zero in a file of another encoding makes nonsense of it, and no line ends or separators.
  return /[\r\n,;\t|]/.test(new TextDecoder(encoding).decode(start.subarray(0, units * 2))) ? encoding : undefined
}

function couldBeUtf8(start: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
