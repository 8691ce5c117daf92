/// <reference types="electron-vite/node" />
/** Entry of Electron's utility process: the core, in a thread of its own. */
import coreWorker from '../core/worker.ts?modulePath'
import { hostCore } from './electron/core-host.ts'

hostCore({
  parentPort: process.parentPort,
  entry: coreWorker,
  output: process.stderr,
  exit: code => process.exit(code),
})
