/** The room over the stand-in core, in a real Chromium, by the keyboard alone wherever that is the promise. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumIsThere, type Look, type StandInPages, serveStandIn } from './stand-in/page.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const file = { name: 'applications.csv', mimeType: 'text/csv', buffer: Buffer.alloc(3_000_000, 'x') }

describe.skipIf(!chromiumIsThere())('the room', () => {
  let pages: StandInPages
  beforeAll(async () => {
    pages = await serveStandIn()
  }, 120_000)
  afterAll(() => pages?.close())

  async function inRoom(look: Look, act: (page: Page) => Promise<void>): Promise<void> {
    const { page, complaints } = await pages.open({ ...(look.scene === undefined ? { cases: 500 } : {}), ...look })
    await act(page)
    // The strict policy of the page counts: a violation of it is a complaint.
    expect(complaints).toEqual([])
    await page.context().close()
  }
  const shown = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
  const caseOf = (page: Page) => page.locator('[data-case]').getAttribute('data-case')

  it('starts with a language, makes a demo, and lets its people in by a click', () =>
    inRoom({ scene: 'new' }, async page => {
      await page.getByRole('button', { name: 'English' }).click()
      await page.getByRole('button', { name: 'Try the demo' }).click()
      await page.getByRole('progressbar').waitFor()
      await shown(page, 'demo-lin-2026')
      await page.getByRole('button', { name: /林珊/ }).click()
      await page.getByRole('grid').waitFor()
    }))

  it('founds a company and goes on to the import', () =>
    inRoom({ scene: 'new', language: 'en' }, async page => {
      await page.getByRole('button', { name: 'Set up' }).click()
      await page.getByLabel('Name of the company').fill('Zhongyuan Leasing')
      await page.getByLabel('Name of the first administrator').fill('高远')
      await page.getByLabel('Passphrase', { exact: true }).fill('long enough')
      await page.getByLabel('Passphrase once more').fill('long enough')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Drop a file here' }).waitFor()
    }))

  it('decides by the keyboard, shows the next case at once, and takes back', () =>
    inRoom({ as: 'lin', language: 'en' }, async page => {
      await page.locator('aside h2').first().waitFor()
      await page.keyboard.press('n')
      await page.locator('[data-case]').waitFor()
      const first = await caseOf(page)
      await page.keyboard.press('a')
      await page.getByRole('dialog', { name: /^Approve/ }).waitFor()
      await page.keyboard.press('Enter')
      // Without a reason nothing is decided.
      expect(await caseOf(page)).toBe(first)
      await page.keyboard.press('1')
      await page.keyboard.press('Enter')
      await shown(page, 'take back')
      expect(await caseOf(page)).not.toBe(first)
      await page.keyboard.press('z')
      await page.locator(`[data-case="${first}"]`).waitFor()
      await shown(page, 'taken back')
      await page.keyboard.press('z')
      await shown(page, 'It has been taken back already')
    }))

  it('answers Z in words where there is nothing to take back any more', () =>
    inRoom({ as: 'lin', language: 'en', hash: '#/review/next' }, async page => {
      await page.locator('[data-case]').waitFor()
      await page.keyboard.press('z')
      await shown(page, 'Nothing was sent that could be taken back')
      await page.evaluate(() => window.standIn.takeBackIn(1))
      for (const key of ['a', '1', 'Enter']) await page.keyboard.press(key)
      await shown(page, 'take back')
      await page.getByText('take back').first().waitFor({ state: 'detached' })
      await page.keyboard.press('z')
      await shown(page, 'The time to take it back is over: it stands')
    }))

  it('answers V in words where there are no documents, and opens the pane where it is closed', () =>
    inRoom({ as: 'lin', language: 'en', hash: '#/review/case/case-1' }, async page => {
      await page.locator('[data-case=case-1]').waitFor()
      await page.keyboard.press('v')
      await shown(page, 'This case has no documents')
      await page.goto(`${page.url().split('#')[0]}#/review/case/case-0`)
      await page.locator('[data-case=case-0]').waitFor()
      await page.keyboard.press('p')
      await page.getByRole('tablist', { name: 'Documents' }).waitFor({ state: 'detached' })
      await page.keyboard.press('v')
      await page.getByRole('tab', { selected: true }).waitFor()
    }))

  it('moves through the queue and back to it without a mouse', () =>
    inRoom({ as: 'lin', language: 'en' }, async page => {
      await page.locator('aside h2').first().waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      const number = await page.locator('aside h2').first().textContent()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: `Application ${number}` }).waitFor()
      await page.keyboard.press('Escape')
      await page.locator('aside h2').first().waitFor()
    }))

  it.each(['zh-CN', 'en'] as const)(
    'shows what one works by without scrolling sideways, and the rest on demand: %s',
    language =>
      inRoom({ as: 'lin', language }, async page => {
        await page.locator('aside h2').first().waitFor()
        const heads = page.locator('.ag-header-cell-text')
        const spills = () =>
          page
            .locator('.ag-grid-viewport, .ag-header-cell-text')
            .evaluateAll(elements => elements.filter(each => each.scrollWidth > each.clientWidth).length)
        for (const width of [1440, 1280]) {
          await page.setViewportSize({ width, height: 800 })
          expect(await heads.count()).toBe(6)
          await expect.poll(spills).toBe(0)
        }
        await page.getByRole('button', { name: /^(Columns|显示列)$/ }).press('Enter')
        await page.getByRole('menuitem', { name: /Held by|处理人/ }).click()
        await page.getByRole('columnheader', { name: /Held by|处理人/ }).waitFor()
        await page.reload()
        await page.getByRole('columnheader', { name: /Held by|处理人/ }).waitFor()
      }),
  )

  it('keeps what was typed across a crash of the core, and asks for the passphrase again', () =>
    inRoom({ as: 'lin', language: 'en', hash: '#/review/next' }, async page => {
      await page.locator('[data-case]').waitFor()
      const before = await caseOf(page)
      await page.keyboard.press('m')
      await page.evaluate(() => window.standIn.crash(700))
      await page.keyboard.insertText('seen the truck 𠮷 <b>not bold</b>')
      await shown(page, /connection to the core is lost/)
      await shown(page, 'Your passphrase once more')
      await page.getByLabel(/^Passphrase of/).fill('wrong')
      await page.keyboard.press('Enter')
      await shown(page, /passphrase is not right/)
      await page.getByLabel(/^Passphrase of/).fill('demo-lin-2026')
      await page.keyboard.press('Enter')
      await shown(page, /^saved \d/)
      expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('seen the truck 𠮷 <b>not bold</b>')
      expect(await caseOf(page)).toBe(before)
    }))

  it.each([
    [true, 'status', /Saved Approve/],
    [false, 'alert', /Approve \S+ was not saved/],
  ] as const)('looks up what a core that went had not answered: saved %s', (saving, role, words) =>
    inRoom({ as: 'lin', language: 'en', hash: '#/review/next' }, async page => {
      await page.locator('[data-case]').waitFor()
      const decided = await caseOf(page)
      await page.evaluate(saving => window.standIn.mute(saving), saving)
      for (const key of ['a', '1', 'Enter']) await page.keyboard.press(key)
      await page.locator(`[data-case]:not([data-case="${decided}"])`).waitFor()
      await shown(page, /no answer after \d s/)
      await page.evaluate(() => window.standIn.crash(700))
      await shown(page, /no answer came before the connection was lost/)
      await page.getByLabel(/^Passphrase of/).fill('demo-lin-2026')
      await page.keyboard.press('Enter')
      await page.getByRole(role).filter({ hasText: words }).waitFor()
    }),
  )

  it('says how many a bulk decision means, and takes it back as one', () =>
    inRoom({ as: 'lin', language: 'en' }, async page => {
      await page.locator('aside h2').first().waitFor()
      await page.keyboard.press('d')
      await shown(page, 'Tick cases with X first')
      for (const key of ['x', 'j', 'x', 'd']) await page.keyboard.press(key)
      await page.getByRole('dialog', { name: 'Decline 2 cases' }).waitFor()
      await shown(page, /can be taken back as one for 10 s/)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Decline 2' }).click()
      await page.keyboard.press('7')
      await page.keyboard.press('Enter')
      await shown(page, /Decline × 2/)
      await page.keyboard.press('z')
      await shown(page, /taken back/)
    }))

  it('imports: preview, trial, import, decide', () =>
    inRoom({ as: 'lin', language: 'en', hash: '#/import' }, async page => {
      await page.setInputFiles('input[type=file]', file)
      await page.getByRole('button', { name: 'Trial run' }).click()
      await shown(page, 'Trial run: nothing stored yet')
      await shown(page, 'a valid VIN of 17 characters')
      await page.getByRole('button', { name: 'Import 3,498 rows' }).click()
      await page.getByRole('button', { name: 'Decide now' }).click()
      await page.getByRole('button', { name: /Open the queue \(341 referred\)/ }).click()
      await page.getByRole('grid').waitFor()
    }))

  it('finds by part of a Chinese name and opens what it found', () =>
    inRoom({ as: 'lin', language: 'zh-CN' }, async page => {
      await page.locator('aside h2').first().waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: '查找' }).waitFor()
      await page.keyboard.insertText('建国')
      await page.getByRole('option', { name: /建国/ }).first().waitFor()
      await page.keyboard.press('Enter')
      await page.locator('[data-case]').waitFor()
    }))

  it('remembers pane, tab and group for the person', () =>
    inRoom({ as: 'lin', language: 'en' }, async page => {
      await page.locator('aside h2').first().waitFor()
      await page.keyboard.press('p')
      await page.getByRole('button', { name: /^Escalated/ }).click()
      await page.reload()
      await page.getByRole('gridcell').first().waitFor()
      expect(await page.getByRole('button', { name: /^Escalated/ }).getAttribute('aria-pressed')).toBe('true')
      expect(await page.locator('aside').count()).toBe(0)
    }))

  it('says why nothing can be decided: read-only, or another role', async () => {
    await inRoom({ as: 'lin', scene: 'read-only', language: 'en', hash: '#/review/next' }, async page => {
      await shown(page, /an entry's content was altered \(segment 000002, entry 3117\)/)
      expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true)
    })
    await inRoom({ as: 'chen', language: 'en', hash: '#/review/next' }, async page => {
      await shown(page, 'Your roles allow looking only')
    })
  })

  it('says beside each control that it was saved, or what to do', () =>
    inRoom({ as: 'gao', language: 'en', hash: '#/settings' }, async page => {
      const line = page.getByRole('listitem').filter({ hasText: 'Time to take back' })
      const seconds = line.getByRole('spinbutton')
      await seconds.fill('30')
      await seconds.press('Enter')
      await line.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
      await seconds.fill('5000')
      await line.getByRole('button', { name: 'Save' }).click()
      await line.getByRole('alert').filter({ hasText: 'must lie between 0 and 3600' }).waitFor()
      expect(await seconds.inputValue()).toBe('5000')

      await page.getByText('Dark', { exact: true }).click()
      await page.locator('dd').filter({ hasText: 'System' }).getByRole('status').filter({ hasText: 'Saved' }).waitFor()

      const row = page.getByRole('row').filter({ hasText: '何静' })
      await row.getByRole('button', { name: 'Change' }).click()
      await page.getByRole('dialog').getByRole('checkbox', { name: 'Finance' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await row.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
    }))

  it.each([
    ['queue', '#/review', 'light'],
    ['case', '#/review/next', 'dark'],
    ['import', '#/import', 'light'],
    ['settings', '#/settings', 'dark'],
  ] as const)('leaves axe nothing to say about the %s', (_name, hash, theme) =>
    inRoom({ as: 'gao', language: 'zh-CN', hash, theme }, async page => {
      await page.waitForTimeout(600)
      await page.evaluate(AXE)
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
        return (await axe.run()).violations.map(each => each.id)
      })
      expect(violations).toEqual([])
    }),
  )
})
