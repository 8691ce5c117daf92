/**
 * Photographs of every screen, in both languages, light and dark, full, empty and failing, for people to look at:
 * `artefacts/screens`. With LEASEDESK_PICTURES=1 those that README and guide show go to `docs/pictures` as well.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { type Desk, deskOn } from './support/desk.ts'
import { demoFolder, newFolder, startProgram } from './support/program.ts'
import { MORTAL_SHELL } from './support/surroundings.ts'
import type { Language } from './support/texts.ts'
import { ARTEFACTS, CORE_IS_GONE, windows } from './support/window.ts'

const window = windows()
const SCREENS = join(ARTEFACTS, 'screens')
const SHOWN = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const LANGUAGES = ['zh-CN', 'en'] as const
/** What README and guide show. */
const PICTURES = [
  ...['queue', 'case-reasons', 'import', 'people'].flatMap(name => LANGUAGES.map(each => `${name}-${each}-light`)),
  'case-zh-CN-light',
  'case-en-dark',
]

mkdirSync(SCREENS, { recursive: true })
for (const old of readdirSync(SCREENS)) rmSync(join(SCREENS, old))

/** Pictures of README and guide; whoever asks for them takes them from a run that they have looked at. */
afterAll(() => {
  if (process.env.LEASEDESK_PICTURES !== '1') return
  mkdirSync(SHOWN, { recursive: true })
  for (const name of PICTURES) copyFileSync(join(SCREENS, `${name}.png`), join(SHOWN, `${name}.png`))
})

/** The screen as it stands, light and dark, once nothing moves any more. */
async function photograph(page: Page, name: string, language: Language): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(async () => {
      await document.fonts.ready
      await Promise.all(document.getAnimations().map(each => each.finished.catch(() => {})))
    })
    const theme = colorScheme === 'light' ? 'light' : 'dark'
    const path = join(SCREENS, `${name}-${language}-${theme}.png`)
    await page.screenshot({ path, caret: 'hide' })
    expect(statSync(path).size).toBeGreaterThan(5_000)
  }
}

const TABLE = `进件编号,客户姓名,联系电话,融资金额,期数,经销商\n${[
  '欧阳靖',
  '李雪',
  '王建国',
  '周立军',
  '孙立平',
  '赵敏',
]
  .map(
    (name, row) =>
      `S-00${row + 1},${name},1380000000${row},${row === 2 ? '不详' : (row + 1) * 38_000},36,河南示例汽车\n`,
  )
  .join('')}`

describe.each(LANGUAGES)('%s', language => {
  const open = async (address: string) => deskOn(await window.open(address, { language }), language)

  test('the first start', async () => {
    const program = await startProgram(newFolder())
    const chooser = await window.open(program.address)
    await chooser.getByRole('button', { name: 'English' }).waitFor()
    await photograph(chooser, 'first-language', language)
    await chooser.getByRole('button', { name: language === 'en' ? 'English' : '中文' }).click()
    const desk = deskOn(chooser, language)
    await desk.button(desk.t('setup.demo-start')).waitFor()
    await photograph(chooser, 'first-choice', language)
    await desk.button(desk.t('setup.company-start')).click()
    await chooser.getByLabel(desk.t('setup.company-name')).fill('中原示例融资租赁有限公司')
    await photograph(chooser, 'founding', language)
    await chooser.getByLabel(desk.t('setup.administrator')).fill('赵启明')
    await chooser.getByLabel(desk.t('people.passphrase'), { exact: true }).fill('春江水暖鸭先知也')
    await chooser.getByLabel(desk.t('setup.passphrase-again')).fill('春江水暖鸭先知也')
    await desk.button(desk.t('setup.found')).click()
    await chooser.getByRole('heading', { name: desk.t('intake.drop') }).waitFor()
    await desk.goTo('review')
    await chooser.getByRole('heading', { name: desk.t('queue.none') }).waitFor()
    await photograph(chooser, 'queue-empty', language)
    await chooser.keyboard.press('n')
    await chooser.getByRole('heading', { name: desk.t('case.none-waits') }).waitFor()
    await photograph(chooser, 'case-none', language)
  })

  test('the desk', async () => {
    const desk = await open((await startProgram(demoFolder())).address)
    const { page, t, button } = desk
    await button('Lin Shan').waitFor()
    await photograph(page, 'sign-in', language)
    await desk.signIn('Zhou Min')
    await desk.queue()
    await photograph(page, 'queue', language)
    for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await button(t('bulk.some-ask-documents', { cases: 3 })).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('2')
    await photograph(page, 'queue-bulk', language)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await desk.next()
    await photograph(page, 'case-first', language)
    await page.keyboard.press('d')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('1')
    await page.getByRole('dialog').getByRole('textbox').fill('流水月均 24,600，申报 32,000；月供占比升至 40 %。')
    await photograph(page, 'case-reasons', language)
    await page.keyboard.press('Control+Enter')
    await desk.decisionSaved()
    await photograph(page, 'case-saved', language)
    await page.keyboard.press('Control+k')
    await page.keyboard.insertText('示例')
    await page.getByRole('option').first().waitFor()
    await photograph(page, 'find', language)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText(t('keys.trail')).waitFor()
    await photograph(page, 'keys', language)
    await page.keyboard.press('Escape')
    await aCaseWithPapers(desk)
    await page.locator('[role=tabpanel] img').or(page.locator('[role=tabpanel] button')).first().waitFor()
    await photograph(page, 'case', language)

    await desk.goTo('import')
    await desk.giveFile({ name: '进件.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) })
    await desk.choose(t('column.scenario'), /./)
    await photograph(page, 'import', language)
    await desk.tryImport()
    await photograph(page, 'import-trial', language)
    await desk.importAndDecide()
    await photograph(page, 'import-decided', language)
    await desk.switchTo('Administrator')
    await desk.goTo('settings')
    await page.getByRole('region', { name: t('program.title') }).waitFor()
    await photograph(page, 'settings', language)
    const people = page.getByRole('region', { name: t('people.title') })
    await people.screenshot({ path: join(SCREENS, `people-${language}-light.png`) })
  })

  test('what fails', async () => {
    const dir = demoFolder()
    const program = await startProgram(dir, { entry: MORTAL_SHELL })
    const desk = await open(program.address)
    const { page, t } = desk
    await desk.signIn('Lin Shan')
    await desk.queue()
    await desk.next()
    await page.keyboard.press('m')
    await page.keyboard.insertText('已电话核实')
    window.expectComplaints(CORE_IS_GONE)
    program.endCore()
    await page.getByText(t('connection.lost-banner')).waitFor()
    await page.getByRole('heading', { name: t('sign-in.again') }).waitFor()
    await photograph(page, 'core-again', language)
    await program.kill()
    await page.getByText(t('connection.lost-banner')).waitFor()
    await photograph(page, 'core-lost', language)

    const [segment = ''] = readdirSync(join(dir, 'journal'))
    const path = join(dir, 'journal', segment)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"Lin Shan"', '"Lin Shen"'))
    const damaged = await startProgram(dir)
    await page.goto(damaged.address)
    await desk.signIn('Administrator')
    await page.getByRole('alert').first().waitFor()
    await desk.goTo('settings')
    await page.getByRole('region', { name: t('program.title') }).waitFor()
    await photograph(page, 'damaged', language)
    const stopped = damaged.stop()
    await page.getByRole('heading', { name: t('connection.stopped') }).waitFor()
    await photograph(page, 'stopped', language)
    await stopped
  })
})

/** The first applications of the demo have papers; a case with some shows most of what the screen can. */
async function aCaseWithPapers(desk: Desk): Promise<void> {
  const { page, t } = desk
  await desk.goTo('review')
  await desk.queue()
  await page.getByRole('columnheader', { name: t('column.number') }).click()
  const first = page.locator('.ag-row[row-index="0"] [col-id=number]')
  await expect.poll(() => first.textContent()).toMatch(/-000[01]\d$/)
  const numbers = await page.locator('.ag-row [col-id=number]').allTextContents()
  for (const number of numbers.sort().slice(0, 8)) {
    await desk.openRow(number)
    if ((await page.getByRole('tablist', { name: t('case.documents') }).count()) > 0) return
    await page.keyboard.press('Escape')
    await desk.queue()
  }
  throw new Error('none of the first cases has papers')
}
