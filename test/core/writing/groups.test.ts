/** What the writer promises of groups, over random commands on a company in memory. */
import { describe, expect, it } from 'vitest'
import { changeSetting } from '../../../src/commands/company/setting.ts'
import { boostCase } from '../../../src/commands/review/boost.ts'
import { decideCase } from '../../../src/commands/review/decide-case.ts'
import { documentsReceived } from '../../../src/commands/review/documents-received.ts'
import { takeBack } from '../../../src/commands/review/take-back.ts'
import type { Desk } from '../../../src/core/desk.ts'
import { Refused } from '../../../src/core/writing/refused.ts'
import { REVIEWER } from '../../faults/company.ts'
import { Load } from '../../faults/load.ts'
import { type Dump, differences } from '../../faults/view.ts'
import { type Seeded, seeded } from '../../journal/seeded.ts'
import { company, open } from './company.ts'

const SEEDS = Array.from({ length: 15 }, (_, index) => index + 1)
const CASES = 20
/** The decisions of the template's pack are entry 4: founding, rulebook, import, decisions. */
const caseId = (random: Seeded): string => `dev-4-${1 + random.below(CASES)}`

/** A command that may be right or wrong: based on a version that may be there, on a case that may not. */
function anyCommand(random: Seeded): (desk: Desk) => Promise<{ n: number; id: string }> {
  const id = caseId(random)
  const basedOn = 1 + random.below(4)
  const lesseeId = `party-first-${Number(id.split('-')[2]) - 1}`
  const outcome = (['approve', 'decline', 'ask-documents', 'escalate'] as const)[random.below(4)] ?? 'approve'
  const note = random.chance(0.5) ? `注 ${random.below(100)}` : null
  const by = { actor: REVIEWER }
  switch (random.below(6)) {
    case 0:
      return desk => desk.give(boostCase, { caseId: id, basedOn, boost: random.below(50) }, by)
    case 1:
      return desk => desk.give(documentsReceived, { caseId: id, lesseeId, basedOn, note }, by)
    case 2:
      return desk => desk.give(takeBack, { decisionId: `dev-${5 + random.below(40)}` }, by)
    case 3:
      return desk => desk.give(changeSetting, { name: 'reviewHours', value: random.below(6) }, by)
    default: {
      const times = { claimedAt: '2026-11-24T00:59:00.000Z', openMs: 1, pausedMs: 0 }
      const input = { caseId: id, lesseeId, basedOn, outcome, reasons: ['income-short'], note, ...times }
      return desk => desk.give(decideCase, input, by)
    }
  }
}

const answerOf = (given: Promise<{ n: number; id: string }>): Promise<string> =>
  given.then(
    ({ n, id }) => `${n} ${id}`,
    (error: unknown) => {
      if (error instanceof Refused) return `${error.code} ${JSON.stringify(error.detail)}`
      throw error
    },
  )

/** Hashes cover how entries were grouped; everything else must be the same. */
const withoutHead = (dump: Dump): Dump => new Map([...dump].filter(([table]) => table !== 'applied_head'))

describe('the writer', () => {
  it.each(SEEDS)('leaves the view that the journal makes of an empty store, seed %i', async seed => {
    const random = seeded(seed)
    const opened = await company(random, CASES)
    const answers: number[] = []
    const load = new Load(opened.desk, REVIEWER, random, 'load', ({ n }) => answers.push(n))
    await load.run(1 + random.below(12), 15)
    expect(differences(opened.view(), await opened.journal())).toEqual([])
    expect(new Set(answers).size).toBe(answers.length)
    expect(answers.length).toBe((opened.desk.journal?.head.n ?? 0) - 4)
    const again = await open(random, { disk: opened.disk })
    expect(differences(again.view(), opened.view())).toEqual([])
  })

  it.each(SEEDS)('does with a group of many what it does with as many groups of one, seed %i', async seed => {
    const together = await company(seeded(seed), CASES)
    const apart = await company(seeded(seed), CASES)
    const count = 5 + seeded(seed).below(60)
    const commands = () => {
      const random = seeded(seed * 7_919)
      return Array.from({ length: count }, () => anyCommand(random))
    }
    const before = together.disk.operations
    const answers = await Promise.all(commands().map(give => answerOf(give(together.desk))))
    const oneByOne: string[] = []
    for (const give of commands()) oneByOne.push(await answerOf(give(apart.desk)))
    expect(answers).toEqual(oneByOne)
    expect(differences(withoutHead(together.view()), withoutHead(apart.view()))).toEqual([])
    expect(differences(together.view(), await together.journal())).toEqual([])
    expect(together.disk.operations - before).toBe(2)
  })

  it('refuses the second of two decisions on one case that stand in one group', async () => {
    const { desk } = await company(seeded(1), CASES)
    const input = {
      caseId: 'dev-4-2',
      lesseeId: 'party-first-1',
      basedOn: 1,
      outcome: 'approve' as const,
      reasons: ['x'],
      note: null,
      claimedAt: '2026-11-24T00:59:00.000Z',
      openMs: 1,
      pausedMs: 0,
    }
    const both = [1, 2].map(() => answerOf(desk.give(decideCase, input, { actor: REVIEWER })))
    expect(await Promise.all(both)).toEqual(['5 dev-5', expect.stringContaining('case.decided')])
  })
})
