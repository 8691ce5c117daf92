import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../support/run-browser.ts', import.meta.url))
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'leasedesk-program-'))
  await writeFile(join(root, 'index.html'), 'page')
})
afterAll(() => rm(root, { recursive: true, force: true }))

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [program, root, ...args], { env: { ...process.env, ...env } })
  started.push(child)
  const printed = { out: '', err: '' }
  child.stdout.on('data', part => {
    printed.out += part
  })
  child.stderr.on('data', part => {
    printed.err += part
  })
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const address = () =>
    expect
      .poll(() => printed.out, { timeout: 10_000 })
      .toMatch(/\n$/)
      .then(() => printed.out.trim())
  return { child, printed, exit, address }
}

test('with --no-open standard output is the address, alone, and everything else goes to standard error', async () => {
  const { printed, address } = start(['--no-open', '--data', 'company'])
  expect(await address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  await expect.poll(() => printed.err).toContain('the core prints this')
})

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', signal => {
  test('closes the core and ends the program with 0', async () => {
    const { child, exit, address } = start(['--no-open', '--data', 'company'])
    const page = await fetch(await address(), { redirect: 'manual' })
    expect(page.status).toBe(303)
    child.kill(signal)
    expect(await exit).toBe(0)
  })
})

test('a Ctrl-C that arrives twice in one breath, from the terminal and from npm, is one', async () => {
  const { child, exit, address } = start(['--no-open', '--data', 'company'])
  await address()
  child.kill('SIGINT')
  child.kill('SIGINT')
  expect(await exit).toBe(0)
})

test('a second Ctrl-C ends a core that does not close', async () => {
  const { child, exit, address } = start(['--no-open', '--data', 'never-closes'])
  await address()
  child.kill('SIGINT')
  await new Promise(resolve => setTimeout(resolve, 700))
  expect(child.exitCode).toBeNull()
  child.kill('SIGINT')
  expect(await exit).toBe(130)
})

test('a Ctrl-C while the core is still starting closes it cleanly too', async () => {
  const { child, exit, printed } = start(['--no-open', '--data', 'slow'])
  await expect.poll(() => printed.err, { timeout: 10_000 }).toContain('the core prints this')
  child.kill('SIGINT')
  expect(await exit).toBe(0)
  expect(printed.out).toBe('')
})

test('a folder that is held prints no address, says by whom, and fails', async () => {
  const { printed, exit } = start(['--no-open', '--data', 'held'])
  expect(await exit).toBe(1)
  expect(printed.out).toBe('')
  expect(printed.err.match(/Another process has this folder open\. pid 4711/g)).toHaveLength(1)
})

test('a port that is taken is named, with the way out', async () => {
  const first = start(['--no-open', '--data', 'company'])
  const { port } = new URL(await first.address())
  const second = start(['--no-open', '--data', 'other', '--port', port])
  expect(await second.exit).toBe(1)
  expect(second.printed.err).toContain('Take another --port')
})

test.each([['--colour'], ['--port', 'many'], ['--port', '70000'], ['--data']])(
  'arguments that are wrong: %s',
  async (...args) => {
    const { printed, exit } = start(['--no-open', ...args])
    expect(await exit).toBe(1)
    expect(printed.err).toMatch(/--port|Known: --data DIR/)
    expect(printed.err).not.toContain('    at ')
  },
)

test('where no window can be opened, the address is printed for the person to open', async () => {
  const { printed, address } = start(['--data', 'company'], {
    LEASEDESK_BROWSER: process.execPath,
    XDG_CACHE_HOME: root,
  })
  expect(await address()).toMatch(/^http:/)
  expect(printed.err).toContain('Open this address yourself')
})
