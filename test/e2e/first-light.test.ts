/**
 * The thinnest real path, from an empty folder to a decision that survives the end of the process: found a company, import
 * two files, decide, take the next case, say why, kill −9, start again.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { deskOn } from './support/desk.ts'
import { cli, demoFolder, newFolder, startProgram } from './support/program.ts'
import { CORE_IS_GONE, windows } from './support/window.ts'

const LOANS = join(process.env.LEASEDESK_DATA ?? '../shared/data', 'auto_loans', 'aart1342new_2017.csv')
const LOANS_ARE_HERE = existsSync(LOANS)

const ADMINISTRATOR = { name: '赵启明', passphrase: '春江水暖鸭先知也' }
const UNDERWRITER = { name: '孙立平', passphrase: '竹外桃花三两枝头' }

/** As a dealer's system writes it: GB18030, thousands separators, one row that cannot be, one that is there twice. */
const TABLE = [
  '进件编号,客户姓名,联系电话,融资金额,车辆总价,首付款,期数,经销商',
  'S-001,欧阳靖,13800000001,"160,000.00","200,000.00","40,000.00",36,河南示例汽车',
  'S-002,李雪,13800000002,88000,110000,22000,24,河南示例汽车',
  'S-003,王建国,13800000003,不详,110000,22000,24,河南示例汽车',
  'S-002,李雪,13800000002,88000,110000,22000,24,河南示例汽车',
  'S-004,周立军,13800000004,"256,500.50","300,000.00","43,499.50",48,郑州示例车行',
  '',
].join('\r\n')

const window = windows()

test('from an empty folder to a decision that outlives the process', async () => {
  const dir = newFolder()
  const first = await startProgram(dir)
  const page = await window.open(first.address)
  const desk = deskOn(page, 'zh-CN')
  const { t, button } = desk

  // Founding, by keyboard alone.
  await desk.tabTo(button('中文'))
  await page.keyboard.press('Enter')
  await desk.tabTo(button(t('setup.company-start')))
  await page.keyboard.press('Enter')
  for (const [label, words] of [
    ['setup.company-name', '中原示例融资租赁有限公司'],
    ['setup.administrator', ADMINISTRATOR.name],
    ['people.passphrase', ADMINISTRATOR.passphrase],
    ['setup.passphrase-again', ADMINISTRATOR.passphrase],
  ] as const) {
    await desk.tabTo(page.getByLabel(t(label), { exact: true }))
    await page.keyboard.insertText(words)
  }
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: t('intake.drop') }).waitFor()

  // An underwriter of the company's own: an administrator does not decide cases.
  await desk.goTo('settings')
  await button(t('people.add')).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('people.name')).fill(UNDERWRITER.name)
  await dialog.getByLabel(t('people.passphrase')).fill(UNDERWRITER.passphrase)
  await dialog.getByRole('button', { name: t('people.add') }).click()
  await page.getByRole('cell', { name: UNDERWRITER.name }).waitFor()
  await desk.switchTo(UNDERWRITER.name, UNDERWRITER.passphrase)

  // The dealer's file: what it holds, what becomes of each row, and which one is sent back.
  await desk.goTo('import')
  await desk.giveFile({ name: '进件.csv', mimeType: 'text/csv', buffer: iconv.encode(TABLE, 'gb18030') })
  expect(await page.getByRole('cell', { name: '欧阳靖' }).first().isVisible()).toBe(true)
  await desk.choose(t('column.scenario'), /乘用车/)
  expect(await desk.tryImport()).toEqual([3, 1, 1, 5])
  const rejects = await desk.savedFile(() => button(t('intake.rejects-file')).click())
  expect(rejects.text).toContain('4,融资金额,不详,')
  expect(await desk.importAndDecide()).toEqual([3, 1, 1, 5])
  await page.getByRole('button', { name: t('intake.to-queue_other', { cases: 3 }) }).click()
  await desk.queue()
  await desk.expectCount('waiting', 3)

  // One key, why, a decision with a reason and a note, saved.
  await desk.next()
  const number = await desk.number()
  expect(await page.getByRole('heading', { name: t('case.why') }).isVisible()).toBe(true)
  expect(await page.getByRole('button', { expanded: false }).first().textContent()).toMatch(/人工|未知|缺/)
  await page.keyboard.press('a')
  await page.keyboard.press('1')
  await page.getByRole('dialog').getByLabel(t('case.note')).fill('流水与收入一致，车已看过')
  await page.getByRole('dialog').getByLabel(t('case.note')).press('Control+Enter')
  await desk.decisionSaved()

  window.expectComplaints(CORE_IS_GONE)
  await first.kill()
  expect(await cli('verify-journal', '--data', dir)).toMatchObject({ valid: true })
  expect(await cli('queue', '--data', dir)).toMatchObject({ waiting: 2, decided: 1 })

  const second = await startProgram(dir)
  await page.goto(second.address)
  await desk.signIn(UNDERWRITER.name, UNDERWRITER.passphrase)
  await button(new RegExp(`^${t('state.decided')}`)).click()
  await desk.openRow(number)
  const decision = page.getByRole('listitem').filter({ hasText: t('reason.approve.income-verified') })
  expect(await decision.textContent()).toContain('流水与收入一致，车已看过')
  expect(await decision.textContent()).toContain(UNDERWRITER.name)
  expect(await second.stop()).toBe(0)
})

describe.skipIf(!LOANS_ARE_HERE)(`a file of real loans${LOANS_ARE_HERE ? '' : ` (skipped: no ${LOANS})`}`, () => {
  test('is recognised by its columns, taken in whole, and decided', async () => {
    const program = await startProgram(demoFolder())
    const desk = deskOn(await window.open(program.address, { language: 'en' }), 'en')
    await desk.signIn('Lin Shan')
    await desk.goTo('import')
    await desk.giveFile(LOANS)
    expect(await desk.page.getByTitle('abs-auto-loans').first().isVisible()).toBe(true)
    const tried = await desk.tryImport()
    const [accepted = 0, rejected = 0, duplicates, read] = await desk.importAndDecide()
    expect([accepted, rejected, duplicates, read]).toEqual(tried)
    expect([accepted + rejected, duplicates, read]).toEqual([1342, 0, 1342])
    expect(accepted).toBeGreaterThan(1330)
    await desk.button(/^Open the queue/).click()
    await desk.queue()
  })
})
