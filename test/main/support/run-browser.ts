/** The browser shell's program over the fake core, for tests that need a whole process: `run-browser.ts ROOT ARGS…`. */
import { runBrowser } from '../../../src/main/browser/run.ts'

const [rendererDir = '', ...args] = process.argv.slice(2)
await runBrowser({ coreEntry: new URL('./fake-core-worker.ts', import.meta.url), rendererDir, version: '0.0.0' }, args)
