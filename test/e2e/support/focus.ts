/** Where the Tab key stops, and whether one can see that it has. */
import type { Page } from 'playwright-core'

const MOST_STOPS = 45

/** Stops that look the same with the focus as without it. */
export async function unseenStops(page: Page): Promise<string[]> {
  const unseen = new Set<string>()
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(looksOfFocus)
    if (seen === null) break
    if (seen.focused === seen.blurred) unseen.add(seen.html)
  }
  return [...unseen]
}

/** Runs in the page: how the focused element, and what the kit draws around it, look with the focus and without. */
async function looksOfFocus(): Promise<{ focused: string; blurred: string; html: string } | null> {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  const frame = element.closest('.ant-segmented-item, .ant-select, .ant-input-affix-wrapper, .ant-input-number, label')
  const drawn = [element, element.nextElementSibling, element.parentElement, frame].filter(each => each !== null)
  const look = async () => {
    await Promise.all(document.getAnimations().map(each => each.finished.catch(() => {})))
    const styles = drawn.flatMap(each => ['', '::after', '::before'].map(pseudo => getComputedStyle(each, pseudo)))
    return styles
      .map(style => [style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join(' '))
      .join('|')
  }
  const focused = await look()
  element.blur()
  const blurred = await look()
  element.focus()
  return { focused, blurred, html: element.outerHTML.slice(0, 160) }
}
