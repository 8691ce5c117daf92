/**
 * A window on LeaseDesk in a real Chromium. Whatever a page should never do is a complaint: a dialog of the browser's, an
 * error in the console (a breach of the policy is one), an exception nobody caught. A test that leaves one has failed.
 */
import { homedir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { findBrowser } from '../../../src/main/browser/app-window.ts'
import type { Language } from './texts.ts'

export interface Look {
  /** Not given: nothing has been chosen on this machine yet. */
  readonly language?: Language
  readonly theme?: 'light' | 'dark'
  readonly size?: { width: number; height: number }
}

export interface Windows {
  open(address: string, look?: Look): Promise<Page>
  /** Another window of the same browser, which needs no address of its own. */
  openBeside(page: Page): Promise<Page>
  /** Complaints that are part of what a test does, such as a socket that does not open while nothing listens. */
  expectComplaints(pattern: RegExp): void
}

export const ARTEFACTS = fileURLToPath(new URL('../../../artefacts/', import.meta.url))

/** What a console says while there is nothing to connect to, or another program; part of every test that ends one or its core. */
export const CORE_IS_GONE = /WebSocket|ERR_CONNECTION|status of 403/

const NOISE = [
  // Chromium's advice about forms, which is not an error of the page.
  /^\[DOM\]/,
]

/** One browser for the file; every window has a profile of its own and is closed when its test ends. */
export function windows(): Windows {
  let browser: Browser
  let contexts: BrowserContext[] = []
  let complaints: string[] = []
  let expected: RegExp[] = []

  beforeAll(async () => {
    const executablePath = findBrowser({ platform: process.platform, home: homedir(), env: process.env })
    if (executablePath === undefined) throw new Error('no Chromium, Chrome or Edge was found')
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    browser = await chromium.launch({
      executablePath,
      args: [...asRoot, '--disable-gpu', '--disable-background-networking'],
    })
  })
  afterAll(() => browser?.close())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await photograph(contexts, task.name)
    const left = complaints.filter(complaint => !expected.some(pattern => pattern.test(complaint)))
    for (const context of contexts) await context.close()
    contexts = []
    complaints = []
    expected = []
    expect(left, 'complaints of the pages').toEqual([])
  })

  async function watched(context: BrowserContext, address: string): Promise<Page> {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    watch(page, complaint => complaints.push(complaint))
    await page.goto(address)
    return page
  }

  return {
    open: async (address, { language, theme = 'light', size = { width: 1440, height: 900 } } = {}) => {
      const context = await browser.newContext({ viewport: size, colorScheme: theme, locale: 'en-GB' })
      contexts.push(context)
      if (language !== undefined) await context.addInitScript(remember, language)
      return watched(context, address)
    },
    openBeside: page => watched(page.context(), new URL(page.url()).origin),
    expectComplaints: pattern => void expected.push(pattern),
  }
}

/** What a failed test saw last. */
async function photograph(contexts: readonly BrowserContext[], name: string): Promise<void> {
  const pages = contexts.flatMap(context => context.pages())
  for (const [place, page] of pages.entries()) {
    await page.screenshot({ path: `${ARTEFACTS}failed/${name.slice(0, 60)}-${place + 1}.png` }).catch(() => {})
  }
}

/** Runs in the page: as if somebody had chosen that language here before. */
function remember(language: string): void {
  const key = 'leasedesk.-.preferences'
  if (localStorage.getItem(key) === null) {
    localStorage.setItem(key, JSON.stringify({ language, theme: 'system', pane: true }))
  }
}

function watch(page: Page, complain: (complaint: string) => void): void {
  page.on('dialog', dialog => {
    complain(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', error => complain(`uncaught: ${error.stack ?? error.message}`))
  page.on('console', message => {
    const text = message.text()
    if (!['error', 'warning'].includes(message.type()) || NOISE.some(pattern => pattern.test(text))) return
    complain(`${message.type()}: ${text} (${message.location().url})`)
  })
}
