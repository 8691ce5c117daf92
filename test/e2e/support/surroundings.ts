/** Where the programs are that the tests run, and what they run in. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const CLI = file('../../../src/cli/main.ts')
export const BROWSER_SHELL = file('../../../out/main/browser.js')
/** The same program over the real core, whose thread ends when it is told to. */
export const MORTAL_SHELL = file('./mortal-shell.ts')

/** Master keys of the tests' companies lie beside them, not among the person's own. */
export function childEnv(root: string): NodeJS.ProcessEnv {
  return { ...process.env, XDG_CONFIG_HOME: join(root, 'config'), APPDATA: join(root, 'config') }
}
