/** Entry of the browser shell: `node src/main/browser.ts [--data DIR] [--port N] [--no-open]`. */
import { fileURLToPath } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }
import { runBrowser } from './browser/run.ts'

await runBrowser(
  {
    coreEntry: new URL('../core/worker.ts', import.meta.url),
    rendererDir: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
    version: manifest.version,
  },
  process.argv.slice(2),
)
