/**
 * The core ends while somebody works: the page says so in words and comes back by itself, and nothing that was typed or
 * shown as saved is gone. The core's thread is ended from a test's own entry around the real one (`mortal-core.ts`).
 */
import { expect, test } from 'vitest'
import { type Desk, deskOn } from './support/desk.ts'
import { cli, demoFolder, type Program, startProgram } from './support/program.ts'
import { MORTAL_SHELL } from './support/surroundings.ts'
import { CORE_IS_GONE, windows } from './support/window.ts'

const window = windows()

const NOTE = '流水与申报一致；车已看过，跑郑州—乌鲁木齐。'

async function atACase(dir: string, entry?: string): Promise<{ desk: Desk; program: Program }> {
  const program = await startProgram(dir, entry === undefined ? {} : { entry })
  const desk = deskOn(await window.open(program.address, { language: 'zh-CN' }), 'zh-CN')
  await desk.signIn('Lin Shan')
  await desk.queue()
  await desk.next()
  return { desk, program }
}

test('a crash of the core is told, recovered from, and loses nothing that was typed', async () => {
  const dir = demoFolder()
  const { desk, program } = await atACase(dir, MORTAL_SHELL)
  const { page, t } = desk
  const number = await desk.number()
  await page.keyboard.press('m')
  await page.keyboard.insertText(NOTE)

  window.expectComplaints(CORE_IS_GONE)
  program.endCore()
  await page.getByText(t('connection.lost-banner')).waitFor()
  await page.getByRole('heading', { name: t('sign-in.again') }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Lin Shan' }).click()
  await page.getByRole('heading', { name: t('sign-in.again') }).waitFor({ state: 'detached' })

  expect(await desk.number()).toBe(number)
  expect(await page.getByRole('textbox', { name: t('case.note') }).inputValue()).toBe(NOTE)
  await desk.decide('a')
  expect(program.log()).toContain('The core stopped')
  await program.kill()
  expect(await cli('queue', '--data', dir)).toMatchObject({ decided: 1 })
  expect(await cli('verify-journal', '--data', dir)).toMatchObject({ valid: true })
})

test('a decision on its way when the core ends is either saved or said not to be', async () => {
  const dir = demoFolder()
  const { desk, program } = await atACase(dir, MORTAL_SHELL)
  const { page, t } = desk
  const number = await desk.number()
  window.expectComplaints(CORE_IS_GONE)
  await page.keyboard.press('d')
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  program.endCore()
  await page.getByRole('heading', { name: t('sign-in.again') }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Lin Shan' }).click()
  const saved = page
    .getByRole('status')
    .filter({ hasText: t('sent.saved') })
    .filter({ hasText: number })
  const notSaved = page.getByRole('alert').filter({ hasText: t('sent.not-saved', { about: '', why: '' }).trim() })
  await saved.or(notSaved).first().waitFor()
  const claimsSaved = (await notSaved.count()) === 0
  await program.kill()
  expect(await cli('queue', '--data', dir)).toMatchObject({ decided: claimsSaved ? 1 : 0 })
})

test('the whole program ends by kill −9, and the note is there at the next start', async () => {
  const dir = demoFolder()
  const { desk, program } = await atACase(dir)
  const { page, t } = desk
  const number = await desk.number()
  await page.keyboard.press('m')
  await page.keyboard.insertText(NOTE)
  await page.getByText(/^自动保存/).waitFor()

  window.expectComplaints(CORE_IS_GONE)
  await program.kill()
  await page.getByText(t('connection.lost-banner')).waitFor()
  const again = await startProgram(dir, { port: program.port })
  await page.goto(again.address)
  await desk.signIn('Lin Shan')
  await desk.queue()
  await desk.find(number)
  await page.getByRole('heading', { level: 1 }).filter({ hasText: number }).waitFor()
  expect(await page.getByRole('textbox', { name: t('case.note') }).inputValue()).toBe(NOTE)
})

test('a program that was started again says so to the window of before, and takes it up from its new address', async () => {
  const dir = demoFolder()
  const { desk, program } = await atACase(dir)
  const { page, t } = desk
  window.expectComplaints(CORE_IS_GONE)
  await program.kill()
  await page.getByText(t('connection.lost-banner')).waitFor()
  // Nobody to send it to: it stays in the window.
  await page.keyboard.press('m')
  await page.keyboard.insertText(NOTE)
  const again = await startProgram(dir, { port: program.port })
  await page
    .getByRole('alert')
    .filter({ hasText: t('connection.replaced-do') })
    .waitFor()
  expect(await page.getByText(t('save.lost')).count()).toBe(0)

  const beside = await page.context().newPage()
  await beside.goto(again.address)
  await page.getByRole('heading', { name: t('sign-in.again') }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Lin Shan' }).click()
  await page.getByText(/^自动保存/).waitFor()
  expect(await page.getByRole('textbox', { name: t('case.note') }).inputValue()).toBe(NOTE)
})
