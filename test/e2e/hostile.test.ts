/**
 * Strings that mean harm, or that programs choke on, in every field that takes text: shown as text, nothing runs, nothing
 * is lost but what `displayLine` takes out on purpose (invisible characters, and those that turn a text round). Whatever ran would be a complaint of the page (`window.ts`) or a mark on `window.hurt`.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { displayBlock, displayLine } from '../../src/domain/text/normalise.ts'
import { type Desk, deskOn } from './support/desk.ts'
import { newFolder, startProgram } from './support/program.ts'
import { windows } from './support/window.ts'

const window = windows()

const HOSTILE = {
  markup: '<img src=x onerror=hurt=1>',
  script: '"><script>hurt=1</script>',
  template: '${hurt=1}{{hurt}}%s',
  override: 'abc\u202egnp.exe\u202c',
  prototype: '__proto__',
  constructor: 'constructor',
  formula: '=HYPERLINK("x","y")',
  at: '@SUM(1+1)*cmd',
  plus: '+1-1',
  emoji: '👩‍👩‍👧‍👦🚚',
  rare: '𠮷田𡈽',
  sql: "'; drop table party; --",
  quotes: `"'\`\\`,
  combining: 'a\u0301\u0323\u200b\u00a0e',
} as const
const STRINGS = Object.values(HOSTILE)
const PASSPHRASE = "'; <b>${1}</b> 𠮷"
const ADMINISTRATOR = `${HOSTILE.markup}${HOSTILE.quotes}`
const UNDERWRITER = `${HOSTILE.override}${HOSTILE.rare}`
const COMPANY = `${HOSTILE.script}${HOSTILE.emoji}`
const LONG = '长'.repeat(10_000)

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
const TABLE = [
  `进件编号,客户姓名,融资金额,经销商,${cell(HOSTILE.markup)},${HOSTILE.prototype}`,
  ...STRINGS.map((text, row) => [`H-${row + 1}`, text, '100000', text, text, text].map(cell).join(',')),
  ['H-long', LONG, '100000', 'x', 'x', 'x'].map(cell).join(','),
  ...STRINGS.map(text => [text, '张三', '100000', 'x', 'x', 'x'].map(cell).join(',')),
  ['H-bad', '张三', HOSTILE.markup, 'x', 'x', 'x'].map(cell).join(','),
  '',
].join('\r\n')
const ROWS = 2 * STRINGS.length + 2

test('hostile strings in every field are shown as text, run nothing, and are not lost', async () => {
  const program = await startProgram(newFolder())
  const page = await window.open(program.address, { language: 'en' })
  const desk = deskOn(page, 'en')
  await found(desk)
  await addUnderwriter(desk)
  await importTable(desk)
  await lookAtCases(desk)
  await searchAndFilter(desk)
  await exportIsSafe(desk)
  await filesThatAreNone(desk)
  expect(await page.evaluate(() => 'hurt' in globalThis || 'hurt' in Object.prototype)).toBe(false)
  expect(await page.evaluate(() => document.querySelectorAll('img[src=x], script:not([src])').length)).toBe(0)
})

async function found({ page, t, button }: Desk): Promise<void> {
  await button(t('setup.company-start')).click()
  await page.getByLabel(t('setup.company-name')).fill(COMPANY)
  await page.getByLabel(t('setup.administrator')).fill(ADMINISTRATOR)
  await page.getByLabel(t('people.passphrase'), { exact: true }).fill(PASSPHRASE)
  await page.getByLabel(t('setup.passphrase-again')).fill(PASSPHRASE)
  await button(t('setup.found')).click()
  await shows(page, ADMINISTRATOR)
}

async function addUnderwriter(desk: Desk): Promise<void> {
  const { page, t, button } = desk
  await desk.goTo('settings')
  await shows(page, COMPANY)
  await button(t('people.add')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('people.name')).fill(UNDERWRITER)
  await dialog.getByLabel(t('people.passphrase')).fill(PASSPHRASE)
  await dialog.getByRole('button', { name: t('people.add') }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('banner').locator('[aria-haspopup=menu]').click()
  await page.getByRole('menuitem', { name: t('person.switch') }).click()
  await page.getByRole('dialog').getByRole('listitem').filter({ hasText: HOSTILE.rare }).getByRole('button').click()
  await page.getByRole('dialog').locator('input[type=password]').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function importTable(desk: Desk): Promise<void> {
  const { page, t, button } = desk
  await desk.goTo('import')
  await desk.giveFile({ name: `${HOSTILE.markup}.csv`, mimeType: 'text/csv', buffer: Buffer.from(TABLE) })
  await shows(page, HOSTILE.script)
  await desk.choose(t('column.scenario'), /Passenger/)
  for (const name of [HOSTILE.prototype, HOSTILE.markup]) {
    await button(t('intake.save-preset')).click()
    await page.getByLabel(t('intake.preset-name')).fill(name)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('intake.save-preset') })
      .click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.getByRole('combobox', { name: t('intake.preset') }).click()
  await page.locator('.ant-select-item-option').getByText(HOSTILE.markup, { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  const [accepted = 0, rejected = 0, duplicates, read] = await desk.tryImport()
  expect([accepted + rejected, duplicates, read]).toEqual([ROWS, 0, ROWS])
  await page.getByRole('row').filter({ hasText: HOSTILE.markup }).first().waitFor()
  const { text } = await desk.savedFile(() => button(t('intake.rejects-file')).click())
  expectSafeCsv(text)
  // A name of 10,000 characters is none: its row goes back, and the list shows how it begins.
  expect([accepted, rejected]).toEqual([ROWS - 2, 2])
  expect(text).toContain(LONG.slice(0, 100))
  await desk.importAndDecide()
}

/** What came in is on the case as it was written; a note keeps every character. */
async function lookAtCases(desk: Desk): Promise<void> {
  const { page, t } = desk
  await desk.goTo('review')
  await desk.queue()
  for (const name of [HOSTILE.markup, HOSTILE.prototype, HOSTILE.rare]) {
    await desk.openRow(name)
    expect(await page.getByRole('region', { name: t('case.parties') }).textContent()).toContain(name)
    await page.keyboard.press('Escape')
    await desk.queue()
  }
  await desk.openRow(HOSTILE.formula)
  const note = STRINGS.join('\n')
  await page.keyboard.press('m')
  await page.keyboard.insertText(note)
  await page.keyboard.press('Escape')
  const number = await desk.number()
  await desk.decide('a')
  await desk.find(number)
  await page.getByRole('heading', { level: 1 }).filter({ hasText: number }).waitFor()
  expect(
    await page
      .getByRole('region', { name: t('case.decisions') })
      .locator('blockquote')
      .textContent(),
  ).toBe(displayBlock(note))
}

async function searchAndFilter(desk: Desk): Promise<void> {
  const { page, t } = desk
  for (const text of [...STRINGS, '%', '_', '\\', '\u0000', ' ', LONG.slice(0, 99)]) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: t('palette.label') }).fill(text)
    await page
      .getByRole('option')
      .or(page.getByText(t('palette.none')))
      .first()
      .waitFor()
    expect(await page.getByText(/unexpected/).count()).toBe(0)
    await page.keyboard.press('Escape')
  }
  await desk.goTo('review')
  await desk.queue()
  const heading = page.getByRole('columnheader', { name: t('column.lesseeName') })
  // Each finds the one name that has it; a percent sign is no wildcard.
  for (const text of [HOSTILE.sql, HOSTILE.markup, HOSTILE.rare, '%', '\\']) {
    await heading.hover()
    await heading.locator('.ag-header-cell-filter-button, .ag-header-cell-menu-button').first().click()
    await page.locator('.ag-filter input[type=text]').first().fill(text)
    await desk.expectTotal(1)
    await page
      .locator('.ag-row')
      .filter({ hasText: displayLine(text) })
      .waitFor()
    await page.keyboard.press('Escape')
  }
}

/** No line of the list begins a formula. */
async function exportIsSafe(desk: Desk): Promise<void> {
  const { page, t, button } = desk
  await page.reload()
  await page.getByRole('listitem').filter({ hasText: HOSTILE.rare }).getByRole('button').click()
  await page.locator('input[type=password]').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await desk.queue()
  // What was filtered last is remembered.
  await button(t('queue.clear_one', { count: 1 })).click()
  await button(t('state.all')).click()
  await desk.expectTotal(ROWS - 2)
  const { text } = await desk.savedFile(() => button(t('queue.export')).click())
  expectSafeCsv(text)
  for (const name of STRINGS) expect(text).toContain(displayLine(name).replaceAll('"', '""'))
}

async function filesThatAreNone(desk: Desk): Promise<void> {
  const { page, t } = desk
  await desk.goTo('import')
  for (const content of ['a,b\n1,\u0000\n', '<html><table>', '']) {
    const file = { name: '__proto__.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('alert').waitFor()
    expect(await page.getByText(/unexpected/).count()).toBe(0)
    await page.getByRole('heading', { name: t('intake.drop') }).waitFor()
  }
}

function expectSafeCsv(text: string): void {
  for (const line of text.split('\r\n')) {
    for (const field of line.match(/(?:"(?:[^"]|"")*"|[^,]*)/g) ?? [])
      expect(field).not.toMatch(/^"?[=+@\t-](?!\d+(?:\.\d+)?"?$)/)
  }
}

async function shows(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.body.textContent), { timeout: 10_000 }).toContain(text)
}
