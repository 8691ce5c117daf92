/** A day at the review desk of the demo company: what an underwriter and a supervisor do to cases, alone and together. */
import { describe, expect, test } from 'vitest'
import { type Desk, deskOn } from './support/desk.ts'
import { demoFolder, newFolder, startProgram } from './support/program.ts'
import { windows } from './support/window.ts'

const window = windows()

test('the first start makes a demo company with one click', async () => {
  const program = await startProgram(newFolder())
  const desk = deskOn(await window.open(program.address), 'en')
  const { page, t, button } = desk
  await button('English').click()
  await button(t('setup.demo-start')).click()
  await page.getByRole('list', { name: t('sign-in.people') }).waitFor({ timeout: 90_000 })
  expect(await page.getByText('review-2026').isVisible()).toBe(true)
  await desk.signIn('Lin Shan')
  await desk.queue()
  expect(await desk.count('waiting')).toBeGreaterThan(100)
  expect(await page.getByText(t('frame.demo')).isVisible()).toBe(true)
})

/** An underwriter with the queue of a small demo company before her. */
async function atTheQueue(): Promise<Desk> {
  const program = await startProgram(demoFolder())
  const desk = deskOn(await window.open(program.address, { language: 'en' }), 'en')
  await desk.signIn('Lin Shan')
  await desk.queue()
  return desk
}

describe('at the desk', () => {
  test('groups, filters and sorting come from the whole queue, and are kept', async () => {
    const desk = await atTheQueue()
    const { page, t, button } = desk
    const waiting = await desk.count('waiting')
    const group = page
      .getByRole('navigation', { name: t('queue.groups') })
      .getByRole('button')
      .first()
    const inGroup = Number((await group.textContent())?.match(/\d+$/)?.[0])
    await group.click()
    await desk.expectTotal(inGroup)
    await button(t('queue.clear_one', { count: 1 })).click()
    await desk.expectTotal(waiting)

    await page.getByRole('columnheader', { name: t('column.amountFen') }).click()
    await page.getByRole('columnheader', { name: t('column.amountFen') }).click()
    await expect
      .poll(async () => {
        const shown = await desk.amounts()
        return shown.length > 5 && shown.every((amount, place) => place === 0 || amount <= (shown[place - 1] ?? 0))
      })
      .toBe(true)
    const [largest = 0] = await desk.amounts()
    await page.reload()
    await desk.signIn('Lin Shan')
    await desk.queue()
    await expect.poll(async () => (await desk.amounts())[0]).toBe(largest)
  })

  test('many are decided as one and taken back as one', async () => {
    const desk = await atTheQueue()
    const { page, t } = desk
    const waiting = await desk.count('waiting')
    for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
    const ticked = (await desk.amounts()).slice(0, 3)
    await page.keyboard.press('d')
    const dialog = page.getByRole('dialog', { name: t('bulk.title-decline_other', { cases: 3 }) })
    await dialog.getByText(t('bulk.about', { seconds: 10 })).waitFor()
    const sum = ticked.reduce((sum, amount) => sum + amount, 0).toLocaleString('en-US')
    await dialog.getByText(t('bulk.sum', { sum: t('unit.fen', { value: sum }) })).waitFor()
    await page.keyboard.press('1')
    await page.keyboard.press('Enter')
    await desk.decisionSaved()
    await desk.expectCount('waiting', waiting - 3)
    await desk.expectCount('decided', 3)
    await page.keyboard.press('z')
    await page.getByRole('status').filter({ hasText: 'taken back' }).waitFor()
    await desk.expectCount('waiting', waiting)
    await desk.expectCount('decided', 0)
  })

  test('priority moves a case to the front, and the list can be taken along', async () => {
    const desk = await atTheQueue()
    const { page, t, button } = desk
    const waiting = await desk.count('waiting')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const number = (await page.getByRole('complementary').getByRole('heading').first().textContent()) ?? ''
    await page.keyboard.press('b')
    await page.getByRole('spinbutton', { name: t('column.boost') }).fill('50')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await desk.next()
    expect(await desk.number()).toBe(number)
    await page.keyboard.press('Escape')
    await desk.queue()

    const { name, text } = await desk.savedFile(() => button(t('queue.export')).click())
    expect(name).toMatch(/\.csv$/)
    const lines = text.trimEnd().split('\r\n')
    // The headings, a line for each case, and who took it along and when.
    expect(lines).toHaveLength(waiting + 2)
    expect(lines[1]).toContain(number)
  })

  test('what is escalated waits for a supervisor', async () => {
    const desk = await atTheQueue()
    const { page, t, button } = desk
    await desk.next()
    const number = await desk.number()
    await desk.decide('e', '1')
    await desk.openFromTab('escalated', number)
    await page.getByText(t('hindrance.escalated')).waitFor()
    expect(await button(new RegExp(`^${t('action.approve')}`)).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    const row = page.locator('.ag-row').filter({ hasText: number })
    await row.locator('[col-id=decidedBy]').filter({ hasText: 'Lin Shan' }).waitFor()
    await row
      .locator('[col-id=decidedFor]')
      .filter({ hasText: t('reason.escalate.above-authority') })
      .waitFor()
    await desk.switchTo('Zhou Min')
    await desk.openFromTab('escalated', number)
    await desk.decide('a', '6')
    await page.keyboard.press('Escape')
    await desk.expectCount('escalated', 0)
    await desk.expectCount('decided', 1)
    await button(/^Decided/).click()
    await row.locator('[col-id=decidedBy]').filter({ hasText: 'Zhou Min' }).waitFor()
    await row
      .locator('[col-id=outcome]')
      .filter({ hasText: t('outcome.approve') })
      .waitFor()
    expect(await row.locator('[col-id=decidedFor]').count()).toBe(0)
  })

  test('documents are asked for, come in, and a decision is taken back with one key', async () => {
    const desk = await atTheQueue()
    const { page, t, button } = desk
    await desk.next()
    const number = await desk.number()
    await desk.decide('r', '2')
    await desk.openFromTab('awaiting-documents', number)
    await button(t('action.documents-received')).click()
    await page
      .getByRole('region', { name: t('case.history') })
      .getByText(t('history.person.documents-received'))
      .waitFor()
    expect(await button(t('action.documents-received')).count()).toBe(0)

    await desk.decide('d', '1')
    await page.keyboard.press('z')
    await page.getByRole('status').filter({ hasText: 'taken back' }).waitFor()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: number }).waitFor()
    expect(await button(new RegExp(`^${t('action.decline')}`)).isEnabled()).toBe(true)
    await page.getByText(t('decision.taken-back')).first().waitFor()
  })

  test('two people are never given the same case', async () => {
    const desk = await atTheQueue()
    const other = deskOn(await window.openBeside(desk.page), 'en')
    await other.signIn('He Jing')
    await other.queue()
    await Promise.all([desk.next(), other.next()])
    const decided: string[] = []
    for (let round = 0; round < 4; round++) {
      const shown = await Promise.all([desk.shownCase(), other.shownCase()])
      decided.push(...shown)
      await Promise.all([desk.decide('a'), other.decide('d')])
    }
    expect(new Set(decided).size).toBe(8)
    // Without a decision both come on through the queue, and not back to what they have just passed over.
    const passedOver: string[] = []
    for (let round = 0; round < 5; round++) {
      const [mine, theirs] = await Promise.all([desk.next(), other.next()])
      expect(mine).not.toBe(theirs)
      passedOver.push(mine)
    }
    expect(new Set(passedOver).size).toBe(5)
    // Looking at the other's case is allowed, deciding it is not.
    await desk.find(await other.number())
    await desk.page.getByText(desk.t('hindrance.held', { person: 'He Jing' })).waitFor()
    expect(await desk.button(new RegExp(`^${desk.t('action.approve')}`)).isDisabled()).toBe(true)
  })

  test('Ctrl-K finds a person, a plate, a VIN and a number by any part', async () => {
    const desk = await atTheQueue()
    const { page, t, button } = desk
    // New vehicles have no plate yet.
    await desk.choose(t('queue.group-by'), t('queue.by', { column: t('column.scenario') }))
    await page
      .getByRole('navigation', { name: t('queue.groups') })
      .getByRole('button', { name: /, used/ })
      .first()
      .click()
    await button(t('queue.clear_one', { count: 1 })).waitFor()
    await desk.openRow(', used')
    const [name, plate, vin] = [
      await desk.fact(t('party.lessee')),
      await desk.fact(t('vehicle.plate')),
      await desk.fact(t('vehicle.vin')),
    ]
    const [number, shown] = [await desk.number(), await desk.shownCase()]
    for (const part of [name.slice(0, 2), plate.slice(1, 6), vin.slice(-6), number.slice(-5)]) {
      await page.keyboard.press('Escape')
      await desk.queue()
      await desk.find(part)
      await page.locator(`[data-case="${shown}"]`).waitFor()
    }
  })
})
