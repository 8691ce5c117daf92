import { expect, it } from 'vitest'
import type { Decision } from '../../src/domain/model/review.ts'
import { applicationLine, partyLine } from '../commands/lines.ts'
import { desktopOfTest, LIN, withApplications } from './desktop.ts'

const MILLION = 100_000_000
const yesterday = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** The exposure that the record of each application's decision shows, where its rule fired. */
async function exposures(lines: ReturnType<typeof applicationLine>[]) {
  const desktop = await desktopOfTest()
  await withApplications(desktop, lines)
  const { store } = desktop.core.open.desk
  const answers = await store.read(
    lines.map(({ id }) => ({ table: 'decision' as const, index: 'byApplication', prefix: [id], limit: 1 })),
  )
  const shown = answers.map(rows => {
    const decision = rows[0] as unknown as Decision
    const record = decision.record as { fired: { rule: string; actual: number }[] }
    return record.fired.find(({ rule }) => rule === 'exposure-to-person')?.actual ?? null
  })
  return { shown, desktop }
}

it('adds up lessee, spouse, group and affiliation company over 90 days, and sends ten million to a person', async () => {
  const wife = partyLine('wife', 'spouse')
  const { shown } = await exposures([
    applicationLine('1', { amountFen: 6 * MILLION, submittedAt: yesterday(80), parties: [partyLine('wife')] }),
    applicationLine('2', { amountFen: 5 * MILLION, submittedAt: yesterday(1), parties: [partyLine('man'), wife] }),
    applicationLine('3', {
      amountFen: 5 * MILLION,
      submittedAt: yesterday(1),
      parties: [partyLine('other', 'lessee', 'g')],
    }),
    applicationLine('4', {
      amountFen: 5 * MILLION,
      submittedAt: yesterday(1),
      parties: [partyLine('third', 'lessee', 'g')],
    }),
  ])
  expect(shown).toEqual([11 * MILLION, 11 * MILLION, 10 * MILLION, 10 * MILLION])
})

it('leaves out what is older, a guarantor’s, and in another currency', async () => {
  const { shown, desktop } = await exposures([
    applicationLine('1', { amountFen: 7 * MILLION, submittedAt: yesterday(95), parties: [partyLine('man')] }),
    applicationLine('2', {
      amountFen: 9 * MILLION,
      submittedAt: yesterday(2),
      parties: [partyLine('x'), partyLine('man', 'guarantor')],
    }),
    applicationLine('3', {
      amountFen: 9 * MILLION,
      submittedAt: yesterday(2),
      currency: 'USD',
      parties: [partyLine('man')],
    }),
    applicationLine('4', { amountFen: 2 * MILLION, submittedAt: yesterday(1), parties: [partyLine('man')] }),
  ])
  expect(shown).toEqual([null, null, null, null])
  const view = await (await desktop.window(LIN)).review.openApplication({ applicationId: 'a-4' })
  expect(view?.exposureFen).toBe(2 * MILLION)
})
