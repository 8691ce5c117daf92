/**
 * The last bytes of a backup: how long it is. A compressed stream that was cut in its last bytes, or has something behind
 * it, unpacks all the same; this tells. It is a skippable frame of zstd, so that any tool still reads the file.
 */
import type { FileHandle } from '../../journal/files.ts'

const SKIPPABLE = 0x184d2a50
const CONTENT_BYTES = 8
export const TRAILER_BYTES = 8 + CONTENT_BYTES

/** To stand behind so many bytes. */
export function trailerAfter(length: number): Uint8Array {
  const trailer = Buffer.alloc(TRAILER_BYTES)
  trailer.writeUInt32LE(SKIPPABLE, 0)
  trailer.writeUInt32LE(CONTENT_BYTES, 4)
  trailer.writeBigUInt64LE(BigInt(length), 8)
  return trailer
}

/** How many bytes stand before the trailer; null where the file does not end with the one that belongs there. */
export function lengthBeforeTrailer(handle: FileHandle): number | null {
  const length = handle.size() - TRAILER_BYTES
  if (length < 0) return null
  return Buffer.from(trailerAfter(length)).equals(handle.read(length, TRAILER_BYTES)) ? length : null
}
