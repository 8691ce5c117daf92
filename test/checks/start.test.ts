/** `npm start`, `npm run cli`: installing, building, picking a shell and ending, in a small project with stand-ins. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const house = fileURLToPath(new URL('../../', import.meta.url))

/** Stands in for the browser shell: prints its arguments and process id, and ends with code 3 when told to. */
const standInShell = `
process.on('SIGINT', () => process.exit(3))
setInterval(() => {}, 1_000)
console.log('shell', process.pid, JSON.stringify(process.argv.slice(2)))
`
const configuration = `
import { fileURLToPath } from 'node:url'
const file = path => fileURLToPath(new URL(path, import.meta.url))
const root = file('src/renderer')
const part = (...names) => ({
  build: {
    rollupOptions: {
      input: Object.fromEntries(names.map(name => [name, file('src/main/' + name + '.ts')])),
      output: { entryFileNames: '[name].js' },
    },
  },
})
export default { renderer: { root, build: { rollupOptions: { input: root + '/index.html' } } }, main: part('browser', 'electron'), preload: part('electron') }
`

let project: string
const started: ChildProcess[] = []

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'leasedesk-start-')))
  for (const name of ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(house, name), join(project, name), { recursive: true })
  }
  symlinkSync(join(house, 'node_modules'), join(project, 'node_modules'), 'junction')
  write('electron.vite.config.ts', configuration)
  write('src/renderer/index.html', '<!doctype html><title>LeaseDesk</title>')
  write('src/main/electron.ts', 'export {}')
  write('src/main/browser.ts', standInShell)
})

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(project, { recursive: true, force: true })
})

function write(path: string, content: string) {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), content)
}

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  // Without npm's variables: these say which script npm runs, and npm may be running this test.
  const { npm_lifecycle_script: _, INIT_CWD: __, ...inherited } = process.env
  const child = spawn(process.execPath, [join(project, 'scripts', script), ...args], {
    cwd: project,
    env: { ...inherited, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  started.push(child)
  return child
}

/** Reads lines until the stand-in shell says that it runs. */
async function untilShell(child: ChildProcess) {
  const before: string[] = []
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, pid, args] = /^shell (\d+) (.*)$/.exec(line) ?? []
    if (pid && args) return { before, pid: Number(pid), args: JSON.parse(args) as string[] }
    before.push(line)
  }
  throw new Error(`the shell never ran; instead: ${before.join('\n')}`)
}

async function allOutput(child: ChildProcess) {
  const chunks: Buffer[] = []
  child.stdout?.on('data', chunk => chunks.push(chunk))
  const [code] = await once(child, 'close')
  return { code, output: Buffer.concat(chunks).toString() }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return false
}

test('--no-open builds once, hands its options on, and says nothing more the second time', async () => {
  const options = ['--no-open', '--data', 'books', '--port', '4711']
  const first = run('start.mjs', options)
  const shell = await untilShell(first)
  expect(shell.before).toEqual(['Building the screens.', 'Building the shells and the core.'])
  expect(shell.args).toEqual(['--data', join(project, 'books'), '--port', '4711', '--no-open'])
  expect(existsSync(join(project, 'out/renderer/index.html'))).toBe(true)
  first.kill('SIGINT')
  expect(await once(first, 'exit')).toEqual([3, null])
  expect(await isGone(shell.pid)).toBe(true)

  expect((await untilShell(run('start.mjs', options))).before).toEqual([])
  write('src/renderer/index.html', '<!doctype html><title>Changed</title>')
  expect((await untilShell(run('start.mjs', options))).before).toEqual(['Building the screens.'])
  write('src/main/browser.ts', `${standInShell}\n// changed`)
  expect((await untilShell(run('start.mjs', options))).before).toEqual(['Building the shells and the core.'])
})

test('what it started ends with it even when it is killed', async () => {
  const start = run('start.mjs', ['--no-open'])
  const { pid } = await untilShell(start)
  start.kill('SIGKILL')
  expect(await isGone(pid)).toBe(true)
})

test('LEASEDESK_DATA_DIR names the folder where --data does not', async () => {
  const shell = await untilShell(run('start.mjs', ['--no-open'], { LEASEDESK_DATA_DIR: join(project, 'elsewhere') }))
  expect(shell.args).toEqual(['--data', join(project, 'elsewhere'), '--no-open'])
})

test.skipIf(process.platform === 'win32')("takes Electron where its binary is, with Electron's exit code", async () => {
  write('dist/electron', '#!/bin/sh\necho "electron $@"\nexit 5\n')
  chmodSync(join(project, 'dist/electron'), 0o755)
  const env = { ELECTRON_OVERRIDE_DIST_PATH: join(project, 'dist'), DISPLAY: ':0' }
  const { code, output } = await allOutput(run('start.mjs', ['--data', 'books'], env))
  expect(code).toBe(5)
  expect(output).toMatch(new RegExp(`electron .*${project} --data ${join(project, 'books')}`))
  expect(existsSync(join(project, 'out/main/electron.js'))).toBe(true)
})

test('a try to fetch Electron that failed is not repeated until somebody asks', async () => {
  const env = {
    ELECTRON_OVERRIDE_DIST_PATH: '',
    ELECTRON_MIRROR: 'http://127.0.0.1:1/',
    XDG_CACHE_HOME: join(project, 'cache'),
  }
  const said = async (args: string[]) => (await untilShell(run('start.mjs', args, env))).before.join('\n')
  expect(await said([])).toMatch(/Fetching Electron.*\nOpening the browser shell: Electron/)
  expect(await said([])).toMatch(/^Opening the browser shell: Electron [^\n]*--fetch-electron tries again\)\.$/)
  expect(await said(['--fetch-electron'])).toMatch(/^Fetching Electron/)
})

test('an option that nobody knows is refused with those there are', async () => {
  const { code } = await allOutput(run('start.mjs', ['--bogus']))
  expect(code).toBe(1)
})

test('the command line gets arguments and standard input as they are, and gives its output and exit code alone', async () => {
  write(
    'src/cli/main.ts',
    `let text = ''
for await (const chunk of process.stdin) text += chunk
process.stdout.write(JSON.stringify({ args: process.argv.slice(2), text }))
process.exit(7)
`,
  )
  const cli = run('cli.mjs', ['import', 'a file.csv', '--json'])
  cli.stdin?.end('secret\n')
  const { code, output } = await allOutput(cli)
  expect(code).toBe(7)
  expect(JSON.parse(output)).toEqual({ args: ['import', 'a file.csv', '--json'], text: 'secret\n' })
})
