/** A file to the core in pieces, each acknowledged before the next, so that progress is real and cancelling is prompt. */
import { core } from '../connection/core.ts'
import { CancelledError } from '../connection/failure.ts'

const PIECE = 1024 * 1024

export async function upload(file: File, progress: (sent: number) => void, signal: AbortSignal): Promise<string> {
  const { uploadId } = await core.intake.beginUpload({ fileName: file.name, bytes: file.size })
  try {
    for (let offset = 0; offset < file.size; offset += PIECE) {
      if (signal.aborted) throw new CancelledError('the person ended the upload')
      const content = file.slice(offset, offset + PIECE)
      const { received } = await core.intake.uploadChunk({ uploadId, offset, content }, { signal })
      progress(received)
    }
    return uploadId
  } catch (error) {
    // What the core holds of it would lie about; if the core is gone, so is that.
    void core.intake.discard({ uploadId }).catch(() => {})
    throw error
  }
}
