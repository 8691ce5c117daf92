/** `npm start`: installs and builds what is missing, picks the shell, and runs it until it ends. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { electronVersion, fetchElectron } from './electron.mjs'
import { ensureInstalled, findNode24 } from './install.mjs'
import { PlainError, projectFile, root, runScript } from './project.mjs'
import { callersFolder, endingWithParent, keepingCompiled, runGroup } from './run.mjs'

const usage = `npm start [-- OPTIONS]
  --data DIR         the company's folder (else LEASEDESK_DATA_DIR, else the platform's place for a person's data)
  --no-open          serve the browser shell and print its address, without opening a window
  --port N           port of the browser shell (else any free one)
  --fetch-electron   try again to fetch Electron's binary
  --help             show this`

const say = console.log

await runScript(async () => {
  const options = readOptions()
  if (options.help) {
    say(usage)
    return 0
  }
  await ensureInstalled(say)
  const node = findNode24()
  const electron = options['no-open'] && !options['fetch-electron'] ? undefined : await pickElectron(node, options)
  const data = options.data ?? process.env.LEASEDESK_DATA_DIR
  const folder = data === undefined ? [] : ['--data', resolve(callersFolder(), data)]
  if (electron && !options['no-open']) return runElectron(node, electron, folder)
  const rest = Object.entries({ '--port': options.port }).flatMap(([name, value]) => (value ? [name, value] : []))
  return runBrowserShell(node, [...folder, ...rest, ...(options['no-open'] ? ['--no-open'] : [])])
})

function readOptions() {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        'fetch-electron': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new PlainError(`${/** @type {Error} */ (error).message}\n${usage}`)
  }
}

/**
 * @param {string} node
 * @param {ReturnType<typeof readOptions>} options
 * @returns {Promise<string | undefined>} Electron's program, where it can be had
 */
async function pickElectron(node, options) {
  const found = await fetchElectron(node, options['fetch-electron'] === true, say)
  if ('binary' in found) return found.binary
  say(`Opening the browser shell: Electron ${electronVersion()} is not here, since ${found.why}.`)
  return undefined
}

/**
 * @param {string} node
 * @param {string[]} args
 */
async function runBrowserShell(node, args) {
  await ensureBuilt(node, ['renderer', 'shells'], say)
  const { code } = await runGroup(node, [...endingWithParent, projectFile('out/main/browser.js'), ...args], {
    cwd: root,
    env: keepingCompiled(),
  })
  return code
}

/**
 * @param {string} node
 * @param {string} program
 * @param {string[]} args
 */
async function runElectron(node, program, args) {
  await ensureBuilt(node, ['renderer', 'shells'], say)
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!display) say('There is no display here, which Electron needs; npm start -- --no-open serves a browser instead.')
  // Chromium's sandbox refuses to run as root.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const { code } = await runGroup(program, [...asRoot, root, ...args], { cwd: root, env })
  return code
}
