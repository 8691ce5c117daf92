/** What is measured, in calls to the core: the same for the processes that record statements and those that are timed. */
import { createRouterClient } from '@orpc/server'
import { decideCase } from '../../../../src/commands/review/decide-case.ts'
import type { Core } from '../../../../src/core/core.ts'
import { desktopRouter } from '../../../../src/core/router/index.ts'
import { Session } from '../../../../src/core/session.ts'
import type { DesktopClient } from '../../../../src/protocol/desktop/index.ts'
import { type BenchCase, casesBeside } from './core.ts'
import { FIRST_PAGE } from './first-page.ts'
import { caseAfterCase, UNDERWRITER } from './underwriter.ts'

const clientOf = (core: Core, session: Session): DesktopClient =>
  createRouterClient(desktopRouter, { context: { core, session } })

export async function firstPage(core: Core): Promise<void> {
  await clientOf(core, new Session('bench', true)).review.page(FIRST_PAGE)
}

export const nextCases = (core: Core, cases: number, began: () => void): Promise<void> =>
  caseAfterCase(clientOf(core, new Session('bench')), cases, began)

export type Door = 'desk' | 'service'

/** Decides case `index`: by the writer's desk, or by the review service, which also looks after claim and draft. */
export async function decisionAt(core: Core, dir: string, door: Door): Promise<(index: number) => Promise<unknown>> {
  const { desk, review } = core.open
  const cases = casesBeside(dir)
  const session = new Session('bench')
  await core.signIn(session, UNDERWRITER)
  const given = { basedOn: 1, outcome: 'approve' as const, reasons: ['multi-lending'], openMs: 41_000, pausedMs: 0 }
  const note = '负债可承受，首付已核实。'
  if (door === 'service')
    return index => review.decide(session, { ...given, note, caseId: (cases[index] as BenchCase).id })
  const giver = { actor: session.actor() }
  return index => {
    const { id: caseId, lesseeId } = cases[index] as BenchCase
    return desk.give(decideCase, { ...given, caseId, lesseeId, note, claimedAt: desk.clock.now() }, giver)
  }
}
