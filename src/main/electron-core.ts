/** Entry of Electron's utility process: the core, in a thread of its own. */
import { hostCore } from './electron/core-host.ts'

hostCore({
  parentPort: process.parentPort,
  entry: new URL('../core/worker.ts', import.meta.url),
  output: process.stderr,
  exit: code => process.exit(code),
})
