/** Without a mouse: a whole case, every stop of the Tab key to be seen, and screens that axe finds nothing on. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeComplaints } from './support/axe.ts'
import { type Desk, deskOn } from './support/desk.ts'
import { unseenStops } from './support/focus.ts'
import { demoFolder, newFolder, startProgram } from './support/program.ts'
import { windows } from './support/window.ts'

const window = windows()

test('a whole case without a mouse', async () => {
  const program = await startProgram(demoFolder())
  const page = await window.open(program.address, { language: 'zh-CN' })
  const desk = deskOn(page, 'zh-CN')
  const { t } = desk

  await desk.tabTo(page.getByRole('list', { name: t('sign-in.people') }).getByRole('button', { name: 'Lin Shan' }))
  await page.keyboard.press('Enter')
  await desk.queue()

  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText(t('keys.trail')).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  const chosen = page.getByRole('complementary').getByRole('heading').first()
  const first = await chosen.textContent()
  await page.keyboard.press('j')
  await expect.poll(() => chosen.textContent()).not.toBe(first)
  await page.keyboard.press('k')
  await expect.poll(() => chosen.textContent()).toBe(first)
  await page.keyboard.press('Enter')
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: first ?? '' })
    .waitFor()

  // A reason that opens, the note, and a decision thought better of.
  await desk.tabTo(
    page
      .getByRole('region', { name: t('case.why') })
      .getByRole('button')
      .first(),
  )
  await page.keyboard.press('Enter')
  expect(
    await page
      .getByRole('region', { name: t('case.why') })
      .getByRole('button')
      .first()
      .getAttribute('aria-expanded'),
  ).toBe('true')
  await page.keyboard.press('m')
  await page.keyboard.insertText('已电话核实')
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('a')
  await page.locator('[role="dialog"][data-outcome="approve"]').waitFor()
  // What was ticked for declining is no reason to approve; and digits in the note tick nothing.
  await page.keyboard.press('m')
  await page.keyboard.type('12')
  expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBe(0)
  expect(await dialog.getByRole('textbox').inputValue()).toContain('已电话核实')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await desk.decide('a', '2')
  await page.keyboard.press('Escape')
  await desk.queue()
  await desk.expectCount('decided', 1)

  // To another place and back by Ctrl-K.
  await page.keyboard.press('Control+k')
  await page.keyboard.insertText(t('place.settings'))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: t('place.settings') }).waitFor()
})

const TABLE = `进件编号,客户姓名,融资金额\n${[1, 2, 3, 4, 5].map(row => `${row},张三,100000\n`).join('')}6,李四,不详\n`

type Visit = readonly [name: string, go: (desk: Desk) => Promise<void>]

const VISITS: readonly Visit[] = [
  ['queue', async desk => desk.queue()],
  ['case', async desk => void (await desk.next())],
  [
    'reasons',
    async ({ page }) => {
      await page.keyboard.press('d')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'find',
    async ({ page }) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').waitFor()
    },
  ],
  [
    'keys',
    async ({ page }) => {
      await page.keyboard.press('Escape')
      await page.getByRole('combobox').waitFor({ state: 'detached' })
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  ],
  [
    'import',
    async desk => {
      await desk.page.keyboard.press('Escape')
      await desk.page.getByRole('dialog').waitFor({ state: 'detached' })
      await desk.goTo('import')
      await desk.page.getByRole('heading', { name: desk.t('intake.drop') }).waitFor()
    },
  ],
  [
    'mapping',
    desk =>
      desk.giveFile({
        name: 'a.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(TABLE),
      }),
  ],
  [
    'trial',
    async desk => {
      await desk.choose(desk.t('column.scenario'), /./)
      await desk.tryImport()
    },
  ],
  [
    'settings',
    async desk => {
      await desk.goTo('settings')
      await desk.page.getByRole('region', { name: desk.t('journal.title') }).waitFor()
    },
  ],
]

describe.each(['zh-CN', 'en'] as const)('%s, light and dark', language => {
  test('every stop is to be seen, and axe finds nothing', async () => {
    const found: string[] = []
    const look = async (name: string, page: Page) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const complaint of await axeComplaints(page)) found.push(`${name}, ${colorScheme}: ${complaint}`)
        // The rings are the same in every language: each is looked at once in light and once in dark.
        if ((language === 'en') !== (colorScheme === 'dark')) continue
        for (const stop of await unseenStops(page)) found.push(`${name}, ${colorScheme}, no ring: ${stop}`)
      }
    }
    const empty = await window.open((await startProgram(newFolder())).address, { language })
    await empty.getByRole('heading', { level: 1 }).waitFor()
    await look('first start', empty)
    const desk = deskOn(await window.open((await startProgram(demoFolder())).address, { language }), language)
    await desk.page.getByRole('list').waitFor()
    await look('sign in', desk.page)
    await desk.signIn('Zhou Min')
    for (const [name, go] of VISITS) {
      await go(desk)
      await look(name, desk.page)
    }
    expect(found).toEqual([])
  })
})
