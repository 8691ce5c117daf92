/**
 * The real Electron, with the real core: what no stand-in can show. It needs `out/` built and the binary, which
 * ELECTRON_OVERRIDE_DIST_PATH may name; without it every test is skipped, and says so.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { electronBinary }: { electronBinary: () => string | undefined } = await import(
  join(root, 'scripts/electron.mjs')
)
const binary = electronBinary()
if (binary === undefined) {
  process.stderr.write(
    'SKIPPED: the Electron suite, since its binary is not here (ELECTRON_OVERRIDE_DIST_PATH names one).\n',
  )
}

describe.skipIf(binary === undefined)('LeaseDesk in Electron', () => {
  let dir: string
  let app: ElectronApplication
  let page: Page
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const args = () => [
    root,
    `--user-data-dir=${join(dir, 'profile')}`,
    `--data=${join(dir, 'company')}`,
    ...(asRoot ? ['--no-sandbox'] : []),
  ]

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'leasedesk-electron-'))
    app = await _electron.launch({ executablePath: binary as string, args: args() })
    page = await app.firstWindow()
    await page.waitForLoadState()
  })
  afterAll(async () => {
    await app?.close()
    await rm(dir, { recursive: true, force: true })
  })

  const answersOverPort = () =>
    expect.poll(() => page.locator('#root > *').count(), { timeout: 30_000 }).toBeGreaterThan(0)

  test('shows its page from app://, without Node in it', async () => {
    expect(page.url()).toBe('app://leasedesk/')
    await answersOverPort()
    const seen = await page.evaluate(() => ['require', 'process', 'module', 'electron'].filter(name => name in window))
    expect(seen).toEqual([])
  })

  test('breaks none of its own policy', async () => {
    const violations: string[] = []
    page.on('console', message => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text())
    })
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
    await page.waitForLoadState()
    await answersOverPort()
    expect(violations).toEqual([])
  })

  test('goes nowhere, opens nothing, reaches no network, is permitted nothing', async () => {
    const outcome = await page.evaluate(async () => {
      const refused = (asked: Promise<unknown>) =>
        asked.then(
          () => false,
          () => true,
        )
      const opened = window.open('https://example.com/')
      location.href = 'https://example.com/'
      return {
        opened,
        network: await refused(fetch('https://example.com/')),
        files: await refused(fetch('file:///etc/hostname')),
        outside: (await fetch('app://leasedesk/..%2fmain%2felectron.js')).status,
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      }
    })
    expect(outcome).toEqual({ opened: null, network: true, files: true, outside: 404, camera: true })
    expect(page.url()).toBe('app://leasedesk/')
    expect(app.windows()).toHaveLength(1)
  })

  test('gives the page a port again after its core was killed', async () => {
    const killed = await app.evaluate(({ app: electronApp }) => {
      const core = electronApp.getAppMetrics().find(({ name }) => name === 'LeaseDesk core')
      if (core !== undefined) process.kill(core.pid, 'SIGKILL')
      return core?.pid
    })
    expect(killed).toBeGreaterThan(0)
    const pidOfCore = () =>
      app.evaluate(
        ({ app: electronApp }) => electronApp.getAppMetrics().find(({ name }) => name === 'LeaseDesk core')?.pid,
      )
    await expect.poll(pidOfCore, { timeout: 30_000 }).not.toBe(killed)
    await answersOverPort()
  })

  test('is there once: a second start ends by itself', async () => {
    const second = spawn(binary as string, args(), { stdio: 'ignore' })
    const [code] = await once(second, 'exit')
    expect(code).toBe(0)
    expect(app.windows()).toHaveLength(1)
  })
})
