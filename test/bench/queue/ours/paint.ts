/**
 * What an underwriter waits for at the window: the browser shell, the built renderer and a real Chromium. Answers the
 * milliseconds from the shell's spawn to the queue's first rows on the screen, and of each next case from the key press
 * to its content painted. `paint.ts DIR CASES`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../../../src/main/browser/app-window.ts'
import { answer } from './answer.ts'

/** A glance at the case before the next key: the following one is fetched meanwhile, as it is for a person. */
const GLANCE_MS = 300
const PERSON = '林珊'
const SHELL = fileURLToPath(new URL('../../../../src/main/browser.ts', import.meta.url))

const [dir = '', cases = ''] = process.argv.slice(2)

function startProgram() {
  const child = spawn(process.execPath, [SHELL, '--no-open', '--data', dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line))
  return { child, address }
}

/** Presses `n`; resolves in the frame after the one that painted another case. */
function nextCase(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const shown = () => document.querySelector('[data-case]')?.getAttribute('data-case') ?? null
        const before = shown()
        const begun = performance.now()
        const look = () => {
          const now = shown()
          if (now === null || now === before) requestAnimationFrame(look)
          // The callback runs before the paint of its frame, a task posted from it after.
          else {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - begun)
            port2.postMessage(null)
          }
        }
        const target = document.activeElement ?? document.body
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', bubbles: true, cancelable: true }))
        requestAnimationFrame(look)
      }),
  )
}

const executablePath = findBrowser({ platform: process.platform, home: process.env.HOME ?? '', env: process.env })
if (executablePath === undefined) throw new Error('no Chromium, Chrome or Edge was found on this machine')
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
const browser = await chromium.launch({ executablePath, args })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
const begun = performance.now()
const { child, address } = startProgram()
try {
  await page.goto(await address)
  await page.getByRole('button', { name: PERSON }).click()
  await page.locator('.ag-row').first().waitFor()
  const paintMs = performance.now() - begun
  await page.keyboard.press('n')
  await page.locator('[data-case]').waitFor()
  const milliseconds: number[] = []
  for (let index = 0; index < Number(cases); index++) {
    await page.waitForTimeout(GLANCE_MS)
    milliseconds.push(await nextCase(page))
  }
  answer({ paintMs, milliseconds })
} finally {
  await browser.close()
  child.kill('SIGTERM')
  await once(child, 'exit')
}
