/** What a person does at a window, by the words on the screen. */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Language, textsIn } from './texts.ts'

const MOST_STOPS = 60

export type Desk = ReturnType<typeof deskOn>

export function deskOn(page: Page, language: Language) {
  const t = textsIn(language)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const desk = {
    page,
    language,
    t,
    button,

    /** Waits for the line that says that a decision is on the disk. */
    decisionSaved: () =>
      page
        .getByRole('status')
        .filter({ hasText: t('sent.saved') })
        .waitFor(),

    /** Decides the case on the screen by its key and a reason's number, and sees it saved and another case come. */
    async decide(key: 'a' | 'd' | 'r' | 'e', reason = '1'): Promise<void> {
      const before = await desk.shownCase()
      const number = await desk.number()
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press(reason)
      await page.keyboard.press('Enter')
      await page.locator(`[data-case]:not([data-case="${before}"])`).waitFor()
      await page
        .getByRole('status')
        .filter({ hasText: t('sent.saved') })
        .filter({ hasText: number })
        .waitFor()
    },

    /** At the door: a demo person comes in with one click, others with their passphrase. */
    async signIn(name: string, passphrase?: string): Promise<void> {
      await page
        .getByRole('list', { name: t('sign-in.people') })
        .getByRole('button', { name })
        .click()
      if (passphrase !== undefined) await desk.givePassphrase(name, passphrase)
      await page.getByRole('banner').getByRole('button', { name }).waitFor()
    },

    async givePassphrase(name: string, passphrase: string): Promise<void> {
      await page.getByLabel(t('sign-in.passphrase', { name })).fill(passphrase)
      await page.keyboard.press('Enter')
    },

    /** From the header: the menu, another person, their passphrase. */
    async switchTo(name: string, passphrase?: string): Promise<void> {
      await page.getByRole('banner').locator('[aria-haspopup=menu]').click()
      await page.getByRole('menuitem', { name: t('person.switch') }).click()
      await page.getByRole('dialog').getByRole('button', { name }).click()
      if (passphrase !== undefined) await desk.givePassphrase(name, passphrase)
      await page.getByRole('banner').getByRole('button', { name }).waitFor()
    },

    async goTo(place: 'review' | 'import' | 'settings'): Promise<void> {
      await page
        .getByRole('navigation', { name: t('frame.places') })
        .getByRole('link', { name: t(`place.${place}`) })
        .click()
    },

    async choose(label: string, option: string | RegExp): Promise<void> {
      await page.getByRole('combobox', { name: label }).click()
      await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
    },

    /** Hands a file to the import and waits until its columns are there. */
    async giveFile(file: Parameters<Page['setInputFiles']>[1]): Promise<void> {
      await page.setInputFiles('input[type=file]', file)
      await page.getByRole('heading', { name: t('intake.mapping') }).waitFor()
    },

    /** Accepted, rejected, duplicates, read: as a trial or an import shows them. */
    async importFigures(heading: 'intake.trial-title' | 'intake.result-title'): Promise<number[]> {
      const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: t(heading) }) })
      const parts = await panel.locator('strong').allTextContents()
      return parts.map(part => Number(part.replaceAll(/\D/g, '')))
    },

    /** Tries the mapped file; answers what would become of its rows. */
    async tryImport(): Promise<number[]> {
      await button(t('intake.try')).click()
      await page.getByRole('heading', { name: t('intake.trial-title') }).waitFor({ timeout: 60_000 })
      return desk.importFigures('intake.trial-title')
    },

    /** Imports what was tried, and has it decided; answers what became of the rows. */
    async importAndDecide(): Promise<number[]> {
      await button(new RegExp(`^${t('intake.import_other', { rows: '[\\d,]+' })}$`)).click()
      await page.getByRole('heading', { name: t('intake.result-title') }).waitFor({ timeout: 60_000 })
      const imported = await desk.importFigures('intake.result-title')
      await button(t('intake.decide-now')).click()
      await page.getByRole('heading', { name: t('intake.decided-title') }).waitFor({ timeout: 60_000 })
      return imported
    },

    /** Does what saves a file, and reads it. */
    async savedFile(doing: () => Promise<unknown>): Promise<{ name: string; text: string }> {
      const [download] = await Promise.all([page.waitForEvent('download'), doing()])
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
    },

    /** The queue with its rows, and with the first of them chosen, from where keys go on. */
    async queue(): Promise<void> {
      await page.locator('.ag-row').first().waitFor()
      const pane = page.getByRole('complementary', { name: t('queue.pane') })
      await pane.getByRole('heading', { name: /\d{4}-\d{4}-/ }).waitFor()
    },

    /** Clicks the row with these words and opens its case. */
    async openRow(words: string): Promise<void> {
      const row = page.locator('.ag-row').filter({ hasText: words }).first()
      const number = (await row.locator('[col-id=number]').textContent()) ?? ''
      await row.locator('[col-id=number]').click()
      await page.getByRole('complementary').getByRole('heading', { name: number }).waitFor()
      await row.locator('[col-id=number]').press('Enter')
      await page.getByRole('heading', { level: 1 }).filter({ hasText: number }).waitFor()
    },

    /** The id of the case on the screen. */
    async shownCase(): Promise<string> {
      const id = await page.locator('[data-case]').getAttribute('data-case')
      return id ?? ''
    },

    /** One key, and another case is there than before. */
    async next(): Promise<string> {
      const shown = page.locator('[data-case]')
      const before = (await shown.count()) > 0 ? await desk.shownCase() : ''
      await page.keyboard.press('n')
      await page.locator(`[data-case]:not([data-case="${before}"])`).waitFor()
      return desk.shownCase()
    },

    async number(): Promise<string> {
      const title = await page.getByRole('banner').getByRole('heading', { level: 1 }).textContent()
      return title?.match(/[\d-]{6,}\S*/)?.[0] ?? ''
    },

    /** Moves the focus on, as somebody without a mouse does, until it is there. */
    async tabTo(target: Locator): Promise<void> {
      await target.waitFor()
      for (let steps = 0; steps < MOST_STOPS; steps++) {
        if (await target.evaluate(element => element === document.activeElement)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`the Tab key never comes to ${target}`)
    },

    /** What the bar beneath the queue says there is, as filtered. */
    async expectTotal(cases: number): Promise<void> {
      const words = t(cases === 1 && language === 'en' ? 'queue.total_one' : 'queue.total_other', { cases })
      await page.getByText(words, { exact: true }).waitFor()
    },

    /** The amounts of the rows on the screen, from the top. */
    async amounts(): Promise<number[]> {
      const rows = await page.locator('.ag-row').evaluateAll(elements =>
        elements
          .map(
            element =>
              [
                Number(element.getAttribute('row-index')),
                element.querySelector('[col-id=amountFen]')?.textContent,
              ] as const,
          )
          .sort(([one], [other]) => one - other)
          .map(([, amount]) => amount ?? ''),
      )
      return rows.map(amount => Number(amount.replaceAll(/[^\d.]/g, '')))
    },

    /** From wherever one is: the queue, a tab of it, and the case of that number. */
    async openFromTab(state: 'escalated' | 'awaiting-documents' | 'decided', number: string): Promise<void> {
      await desk.goTo('review')
      await button(new RegExp(`^${t(`state.${state}`)}\\s*[\\d,]+$`)).click()
      await desk.expectTotal(await desk.count(state))
      await desk.openRow(number)
    },

    /** What stands beside a word of the case, for example beside 'Plate'. */
    fact: (label: string): Promise<string> =>
      page
        .locator('dt')
        .filter({ hasText: new RegExp(`^${label}$`) })
        .first()
        .evaluate(term => term.nextElementSibling?.textContent ?? ''),

    /** Ctrl-K, a few characters, the first that was found. */
    async find(part: string): Promise<void> {
      await page.keyboard.press('Control+k')
      await page.keyboard.insertText(part)
      await page.getByRole('option').filter({ hasText: part }).first().waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },

    /** How many cases the tab says there are. */
    async count(state: 'waiting' | 'awaiting-documents' | 'escalated' | 'decided'): Promise<number> {
      const words = await button(new RegExp(`^${t(`state.${state}`)}\\s*[\\d,]+$`)).textContent()
      return Number(words?.replaceAll(/\D/g, ''))
    },

    async expectCount(state: 'waiting' | 'awaiting-documents' | 'escalated' | 'decided', cases: number): Promise<void> {
      await expect.poll(() => desk.count(state), { timeout: 30_000 }).toBe(cases)
    },
  }
  return desk
}
