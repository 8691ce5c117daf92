/** The browser shell's program over the real core, in a thread that ends when the test says so over the process channel. */
import { fileURLToPath } from 'node:url'
import { BroadcastChannel } from 'node:worker_threads'
import { runBrowser } from '../../../src/main/browser/run.ts'
import { END_CORE } from './mortal-core.ts'

const core = new BroadcastChannel(END_CORE)
process.on('message', () => core.postMessage('end'))
process.channel?.unref()

await runBrowser(
  {
    coreEntry: new URL('./mortal-core.ts', import.meta.url),
    rendererDir: fileURLToPath(new URL('../../../out/renderer', import.meta.url)),
    version: '0.0.0',
  },
  process.argv.slice(2),
)
