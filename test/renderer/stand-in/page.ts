/** The stand-in page built and served, and a Chromium to look at it with: for component tests and pictures. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build, preview } from 'vite'

const CONFIG = fileURLToPath(new URL('./vite.config.ts', import.meta.url))
const CHROMIUM = process.env.LEASEDESK_CHROMIUM ?? '/usr/bin/chromium'

export const chromiumIsThere = (): boolean => existsSync(CHROMIUM)

export interface Look {
  scene?: string
  /** How many cases the full scene has; a hundred thousand unless told. */
  cases?: number
  /** Id of the person who has signed in already. */
  as?: string
  language?: 'zh-CN' | 'en'
  theme?: 'light' | 'dark'
  hash?: string
}

export interface StandInPages {
  browser: Browser
  /** A fresh window (nothing remembered) on a scene, with whatever the page complained about. */
  open(look: Look): Promise<{ page: Page; complaints: string[] }>
  close(): Promise<void>
}

export async function serveStandIn(): Promise<StandInPages> {
  // A test run's own NODE_ENV would build React for development: slower, and with effects run twice.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  await build({ configFile: CONFIG, logLevel: 'warn' })
  if (NODE_ENV !== undefined) process.env.NODE_ENV = NODE_ENV
  const server = await preview({ configFile: CONFIG, logLevel: 'warn', preview: { port: 0, host: '127.0.0.1' } })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('the preview has no port')
  const origin = `http://127.0.0.1:${address.port}`
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  return {
    browser,
    async open({ scene = 'full', cases, as, language, theme = 'light', hash = '#/review' }) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme })
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      const complaints: string[] = []
      page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', error => complaints.push(String(error)))
      if (language !== undefined) {
        const preferences = JSON.stringify({ language, theme: 'system', pane: true })
        await page.addInitScript(text => {
          if (localStorage.length === 0) localStorage.setItem('leasedesk.-.preferences', text)
        }, preferences)
      }
      const query = new URLSearchParams({
        scene,
        ...(as === undefined ? {} : { as }),
        ...(cases === undefined ? {} : { cases: String(cases) }),
      })
      await page.goto(`${origin}/?${query}${hash}`)
      await page.evaluate(() => document.fonts.ready)
      return { page, complaints }
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
