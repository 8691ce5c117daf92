/** How an application ends if it is paid out: the payments that follow. No rule and no fact reads it. */
import type { ApplicationLine } from '../commands/intake/line.ts'
import type { Case } from './case.ts'
import type { Fraud } from './mix.ts'
import { Random } from './random.ts'

const MONTHS_TOLD = 24
/** Frauds that never meant to pay stop at once; the others pay for a while. */
const FIRST_UNPAID: Readonly<Partial<Record<Fraud, readonly [number, number]>>> = {
  'stolen-identity': [0, 3],
  'phantom-vehicle': [2, 8],
  'bust-out': [0, 1],
  'cloned-vin': [2, 10],
}

/** Month by month `[due, paid]` in fen, for two years or the term. */
export function outcomeOf(of: Case): NonNullable<ApplicationLine['outcome']> {
  const { plan, deal } = of
  const random = new Random(of.seed, 'outcome', plan.index)
  const told = Math.min(MONTHS_TOLD, deal.termMonths)
  const [from, to] = (plan.fraud && FIRST_UNPAID[plan.fraud]) ?? [3, 18]
  const stopsAt = plan.status === 'bad' ? random.int(from, Math.min(to, told - 3)) : told
  const lateness = Math.min(0.25, 0.03 * Math.exp(-0.6 * of.z('discipline')))
  const months: [number, number][] = []
  let due = 0
  for (let month = 0; month < told; month++) {
    due += deal.instalmentFen
    const paid = month >= stopsAt || random.chance(lateness) ? 0 : due
    months.push([due, paid])
    due -= paid
  }
  return { status: plan.status, fraud: plan.fraud, months }
}
