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
const SHELL = fileURLToPath(new URL('../../../../out/main/browser.js', import.meta.url))

const [dir = '', cases = ''] = process.argv.slice(2)

function startProgram() {
  const child = spawn(process.execPath, [SHELL, '--no-open', '--data', dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line))
  return { child, address }
}

/** Watches from the next key press on; its answer comes once another case is on the screen and its frame painted. */
function watchNextCase(page: Page) {
  return page.evaluateHandle(() => {
    const shown = () => document.querySelector('[data-case]')?.getAttribute('data-case') ?? null
    const before = shown()
    const painted = new Promise<number>(resolve => {
      const listener = (event: KeyboardEvent) => {
        const look = () => {
          const now = shown()
          if (now === null || now === before) {
            requestAnimationFrame(look)
            return
          }
          // This callback runs before the paint of its frame, a task posted from it after.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - event.timeStamp)
          port2.postMessage(null)
        }
        requestAnimationFrame(look)
      }
      addEventListener('keydown', listener, { capture: true, once: true })
    })
    return { painted }
  })
}

async function nextCase(page: Page): Promise<number> {
  const watch = await watchNextCase(page)
  await page.keyboard.press('n')
  const milliseconds = await watch.evaluate(({ painted }) => painted)
  await watch.dispose()
  return milliseconds
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
