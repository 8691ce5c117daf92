/** Entry of the Electron shell's main process: the one place that has the `electron` module and hands it on. */
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as electron from 'electron'
import { defaultDataDir } from '../core/machine/places.ts'
import { dataDirArgument } from './arguments.ts'
import { startElectronShell } from './electron/shell.ts'

/** Beside the built main entry, in `out/`. */
const built = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { platform, env, argv } = process

// Not awaited: Electron becomes ready only after this module has been evaluated.
void startElectronShell(electron, {
  dataDir: resolve(dataDirArgument(argv.slice(1)) ?? defaultDataDir({ platform, env, home: homedir() })),
  rendererDir: built('../renderer'),
  preload: built('../preload/index.cjs'),
  coreEntry: built('./electron-core.js'),
  platform,
  log: process.stderr,
}).catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  electron.app.exit(1)
})
