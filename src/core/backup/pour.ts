/** The streams of tar-stream are streamx's, which Node's own helpers for streams do not know: what is needed of them. */
import type { Extract, Pack } from 'tar-stream'

type Pourable = Extract | ReturnType<Pack['entry']>

/** Writes what comes, as fast as it is taken, and ends the stream. Stops where somebody has destroyed it. */
export async function pour(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, into: Pourable): Promise<void> {
  let wake = (): void => undefined
  const heard = () => wake()
  into.on('drain', heard)
  into.on('close', heard)
  for await (const chunk of chunks) {
    if (into.destroying) return
    if (into.write(chunk)) continue
    await new Promise<void>(resolve => {
      wake = resolve
    })
  }
  into.end(undefined)
}
