/** The rows of an import that were kept out: a file beside the one that was imported, for whoever mends it. */
import { faultCode, writeDurably } from '../journal/files.ts'
import { nodeFiles } from '../journal/node-files.ts'

/** Writes it and says where it lies. By then the rest is saved, and importing again doubles nothing: this fails nothing. */
export async function keepRejects(imported: string, rejects: Blob): Promise<void> {
  const path = `${imported}.rejects.csv`
  const bytes = new Uint8Array(await rejects.arrayBuffer())
  try {
    writeDurably(nodeFiles, path, bytes, { secret: true })
    process.stderr.write(`rows were rejected: ${path} names each cell and what was expected\n`)
  } catch (error) {
    const code = faultCode(error)
    if (code === null) throw error
    process.stderr.write(
      `rows were rejected, and ${path} cannot be written (${code}): import a copy from another folder to see them\n`,
    )
  }
}
