/**
 * The parts of a workbook's zip file, unpacked one by one and never further than the limits. What the file's directory
 * says is checked first; what comes out is counted too, since a directory can lie.
 */
import { Open, type ZipEntry } from 'unzipper'
import { FileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'

/** A comment behind the directory may have 64 kB. */
const TAIL = 66_000

export interface ZipParts {
  has(path: string): boolean
  /** The text of a part as it unpacks; `passed` is told how many packed bytes' worth has gone by, 0 to 1. */
  text(path: string, passed?: (share: number) => void): AsyncGenerator<string>
}

export async function openZip(path: string): Promise<ZipParts> {
  const files = await directoryOf(path)
  const { entries, unpackedBytes } = LIMITS.zip
  if (files.length > entries) throw new FileProblem('zip-bomb', { entries: files.length, most: entries })
  if (files.some(file => (file.flags & 1) === 1)) throw new FileProblem('encrypted')
  const total = files.reduce((sum, file) => sum + file.uncompressedSize, 0)
  if (total > unpackedBytes) throw new FileProblem('zip-bomb', { bytes: total, most: unpackedBytes })
  for (const file of files) holdRatio(file, file.uncompressedSize)
  const parts = new Map(files.map(file => [normal(file.path), file]))
  return {
    has: part => parts.has(normal(part)),
    text(part, passed) {
      const file = parts.get(normal(part))
      if (file === undefined) throw new FileProblem('workbook-damaged', { missing: part })
      return textOf(file, passed)
    },
  }
}

async function directoryOf(path: string): Promise<ZipEntry[]> {
  try {
    return (await Open.file(path, { tailSize: TAIL })).files
  } catch {
    throw new FileProblem('zip-damaged')
  }
}

/** Names are compared without case and with one kind of slash: producers differ. */
const normal = (path: string): string => path.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()

/** Deflate reaches about 1,000 to 1 on one repeated byte, a real sheet 20 to 100. */
function holdRatio(file: ZipEntry, unpacked: number): void {
  const { ratio, ratioFromBytes } = LIMITS.zip
  if (unpacked > ratioFromBytes && unpacked > file.compressedSize * ratio)
    throw new FileProblem('zip-bomb', {
      part: file.path,
      ratio: Math.round(unpacked / Math.max(1, file.compressedSize)),
    })
}

async function* textOf(file: ZipEntry, passed: (share: number) => void = () => undefined): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const bytes = file.stream()
  let unpacked = 0
  try {
    for await (const chunk of bytes) {
      unpacked += (chunk as Buffer).length
      if (unpacked > LIMITS.zip.unpackedBytes) throw new FileProblem('zip-bomb', { part: file.path })
      holdRatio(file, unpacked)
      passed(file.uncompressedSize === 0 ? 0 : Math.min(1, unpacked / file.uncompressedSize))
      yield decoder.decode(chunk as Buffer, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof FileProblem) throw error
    throw new FileProblem('zip-damaged', { part: file.path })
  } finally {
    bytes.destroy()
  }
}
