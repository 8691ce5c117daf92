/** Bytes of files, a megabyte at a time. */
import type { FileHandle } from '../../journal/files.ts'

const CHUNK = 1 << 20

/** The first `size` bytes of an open file. Ends early where it has fewer. */
export function* chunksOf(handle: FileHandle, size = handle.size()): Generator<Uint8Array, void> {
  for (let at = 0; at < size; ) {
    const chunk = handle.read(at, Math.min(CHUNK, size - at))
    if (chunk.length === 0) return
    yield chunk
    at += chunk.length
  }
}
