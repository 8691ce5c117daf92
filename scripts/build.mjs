/** Builds what the shells serve, with electron-vite, and only when the sources have changed. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError, projectFile, root } from './project.mjs'
import { runThrough, stopIfInterrupted } from './run.mjs'

/** @typedef {'renderer' | 'shells'} Target */

/**
 * `parts` are electron-vite's, `sources` what goes into them, `result` a file that is there when they are built.
 * @type {Record<Target, { what: string, parts: string[], sources: string[], result: string }>}
 */
const targets = {
  renderer: {
    what: 'the screens',
    parts: ['renderer'],
    sources: ['src/renderer', 'src/words', 'src/protocol', 'src/domain', 'src/rules'],
    result: 'out/renderer/index.html',
  },
  shells: {
    what: 'the shells and the core',
    parts: ['main', 'preload'],
    sources: ['main', 'preload', 'core', 'journal', 'store', 'demo', 'commands', 'rules', 'domain', 'protocol'].map(
      room => `src/${room}`,
    ),
    result: 'out/main/browser.js',
  },
}

/** How things are built, for every target: where one of these changes, everything is built again. */
const recipe = [
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build-parts.mjs',
]

/**
 * @param {string} node the Node 24 to build with
 * @param {readonly Target[]} wanted
 * @param {(line: string) => void} say
 */
export async function ensureBuilt(node, wanted, say) {
  for (const target of wanted) {
    const { what, parts, sources, result } = targets[target]
    const stamp = projectFile(`out/.stamps/${target}`)
    const hash = hashOf(root, [...recipe, ...sources])
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(projectFile(result))) continue
    say(`Building ${what}.`)
    rmSync(stamp, { force: true })
    const code = await runThrough(node, [projectFile('scripts/build-parts.mjs'), ...parts], { cwd: root })
    stopIfInterrupted()
    if (code !== 0) throw new PlainError(`Building ${what} failed; why stands above.`)
    mkdirSync(projectFile('out/.stamps'), { recursive: true })
    writeFileSync(stamp, hash)
  }
}

/**
 * One hash over the names and contents of files and folders.
 * @param {string} folder
 * @param {readonly string[]} paths relative to `folder`; what is not there counts as such
 */
export function hashOf(folder, paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(path => filesBelow(folder, path)).sort()) {
    const content = readFileSync(join(folder, path))
    hash.update(`${path}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** @param {string} folder @param {string} path @returns {string[]} */
function filesBelow(folder, path) {
  const full = join(folder, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  const names = readdirSync(full, { recursive: true, encoding: 'utf8' })
  return names.map(name => join(path, name)).filter(name => statSync(join(folder, name)).isFile())
}
