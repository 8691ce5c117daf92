/** The browser shell, its policy and the page's port in a real Chromium, over the fake core and a page made for it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBrowser } from '../../src/main/browser/app-window.ts'
import { type BrowserShell, startBrowserShell } from '../../src/main/browser/shell.ts'
import { CSP_NONCE_PLACEHOLDER } from '../../src/main/security-headers.ts'

const portModule = fileURLToPath(new URL('../../src/renderer/connection/port.ts', import.meta.url))
const fakeCore = new URL('../main/support/fake-core-worker.ts', import.meta.url)

const PAGE = `<!doctype html><title>page</title><p id="styled">text</p><script type="module" src="./main.ts"></script>`
const SCRIPT = `
import { connectPort } from ${JSON.stringify(portModule)}
document.addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective))
const violations = []
Object.assign(window, { connectPort, violations })
const style = document.createElement('style')
style.nonce = document.querySelector('meta[property=csp-nonce]').nonce
style.textContent = '#styled { color: rgb(1, 2, 3) }'
document.head.append(style)
document.title = 'ran'
`

let dir: string
let browser: Browser
let shell: BrowserShell
let context: BrowserContext
let page: Page

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'leasedesk-page-'))
  await writeFile(join(dir, 'index.html'), PAGE)
  await writeFile(join(dir, 'main.ts'), SCRIPT)
  const html = { cspNonce: CSP_NONCE_PLACEHOLDER }
  await build({
    root: dir,
    configFile: false,
    logLevel: 'warn',
    html,
    build: { outDir: 'built', assetsInlineLimit: 0 },
  })
  const executablePath = findBrowser({ platform: process.platform, home: homedir(), env: process.env })
  if (executablePath === undefined) throw new Error('no Chromium, Chrome or Edge was found')
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
})
afterAll(async () => {
  await browser?.close()
  await rm(dir, { recursive: true, force: true })
})

beforeEach(async () => {
  const log = new PassThrough().resume()
  const rendererDir = join(dir, 'built')
  shell = await startBrowserShell({ dataDir: 'company', port: 0, rendererDir, coreEntry: fakeCore, version: '0', log })
  context = await browser.newContext()
  page = await context.newPage()
})
afterEach(async () => {
  await context.close()
  await shell.close()
})

/** Connects in the page, says one thing, and gives what comes back, or how the port closed. */
const say = (message: string) =>
  page.evaluate(async text => {
    const { connectPort } = window as unknown as { connectPort: () => Promise<MessagePort> }
    const port = await connectPort()
    return new Promise<unknown>(resolve => {
      port.addEventListener('message', event => resolve(event.data))
      port.addEventListener('close', event => resolve({ closed: (event as CloseEvent).code }))
      port.postMessage(text)
    })
  }, message)

const violations = () => page.evaluate(() => (window as unknown as { violations: string[] }).violations)

test('the page opens from the address, runs under its policy, and loads again without the token', async () => {
  const address = shell.newAddress()
  await page.goto(address)
  expect(page.url()).toBe(`${shell.origin}/`)
  for (let load = 0; load < 2; load++) {
    await page.waitForFunction(() => document.title === 'ran')
    const color = await page.evaluate(() => getComputedStyle(document.querySelector('#styled') as Element).color)
    expect(color).toBe('rgb(1, 2, 3)')
    expect(await violations()).toEqual([])
    await page.reload()
  }
  const stranger = await (await browser.newContext()).newPage()
  expect((await stranger.goto(address))?.status()).toBe(403)
})

test('what the policy does not name is refused', async () => {
  await page.goto(shell.newAddress())
  await page.waitForFunction(() => document.title === 'ran')
  const outcome = await page.evaluate(async () => {
    const style = document.createElement('style')
    style.textContent = '#styled { color: red }'
    document.head.append(style)
    const script = document.createElement('script')
    script.textContent = 'document.title = "injected"'
    document.head.append(script)
    const fetched = await fetch('https://evil.example/').then(
      () => 'fetched',
      () => 'refused',
    )
    return { fetched, title: document.title }
  })
  expect(outcome).toEqual({ fetched: 'refused', title: 'ran' })
  await expect
    .poll(async () => [...new Set(await violations())].sort())
    .toEqual(['connect-src', 'script-src-elem', 'style-src-elem'])
})

test('the port reaches the core, is closed by its crash, and another one reaches the new core', async () => {
  await page.goto(shell.newAddress())
  await page.waitForFunction(() => document.title === 'ran')
  expect(await say('hello')).toBe('hello')
  expect(await say('crash')).toEqual({ closed: 4001 })
  await expect.poll(() => say('hello again'), { timeout: 10_000 }).toBe('hello again')
})

describe('a page of another server on this machine', () => {
  let other: Server
  beforeEach(async () => {
    other = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>other'))
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => new Promise(resolve => other.close(resolve)))

  test('gets neither a socket nor a file, although the browser sends our cookie along', async () => {
    await page.goto(shell.newAddress())
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
    const outcome = await page.evaluate(async origin => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/port`)
      const opened = await new Promise(resolve => {
        socket.onopen = () => resolve('opened')
        socket.onerror = () => resolve('refused')
      })
      const image = new Image()
      const loaded = await new Promise(resolve => {
        image.onload = () => resolve('loaded')
        image.onerror = () => resolve('refused')
        image.src = `${origin}/`
      })
      const fetched = await fetch(`${origin}/`, { mode: 'no-cors', credentials: 'include' }).then(
        () => 'fetched',
        () => 'refused',
      )
      return [opened, loaded, fetched]
    }, shell.origin)
    expect(outcome).toEqual(['refused', 'refused', 'refused'])
  })
})
