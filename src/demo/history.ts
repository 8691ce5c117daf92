/** Contracts that ended before the portfolio: what they paid, month by month, and what a person's past says of them. */
import { addMonths, type CalendarDate } from '../domain/dates.ts'
import { levelInstalment } from './deal.ts'
import { SCENARIOS, type Scenario } from './mix.ts'
import { Random } from './random.ts'

export interface PastContract {
  readonly scenario: Scenario
  readonly startedOn: CalendarDate
  readonly endedOn: CalendarDate
  readonly amountFen: number
  readonly termMonths: number
  readonly instalmentFen: number
  /** What was paid in each month of the term. */
  readonly paidFen: readonly number[]
  readonly worstDaysPastDue: number
  readonly late: number
}

const WORST_LATE = [0, 1, 4, 9, 17, 31, 47, 75, 104]

/** One contract that ended before `until`. Faithful payers are late now and then, others often, a few stop for good. */
export function pastContract(random: Random, discipline: number, until: CalendarDate): PastContract {
  const scenario = random.pick(SCENARIOS.filter(each => each !== 'fleet'))
  const termMonths = random.pick([12, 24, 24, 36, 36])
  const endedOn = addMonths(until, -random.int(0, 30))
  const amountFen = Math.round(random.around(scenario.startsWith('commercial') ? 16e6 : 9e6, 0.5) / 100) * 100
  const instalmentFen = levelInstalment(amountFen, 0, random.between(0.07, 0.13), termMonths)
  const lateness = Math.min(0.7, 0.04 * Math.exp(-0.9 * discipline))
  const stops = random.chance(Math.min(0.5, 0.025 * Math.exp(-1.1 * discipline)))
  const stopsAt = stops ? random.int(3, Math.max(4, termMonths - 3)) : termMonths
  const paidFen: number[] = []
  let [owed, late, worst] = [0, 0, 0]
  for (let month = 0; month < termMonths; month++) {
    owed += instalmentFen
    const misses = month < termMonths - 1 && random.chance(lateness)
    const paid = month >= stopsAt || misses ? 0 : owed
    if (misses) late++
    if (misses) worst = Math.max(worst, WORST_LATE[random.int(1, Math.min(8, 3 + late))] ?? 0)
    paidFen.push(paid)
    owed -= paid
  }
  const worstDaysPastDue = stops ? Math.max(worst, (termMonths - stopsAt) * 30) : worst
  return {
    scenario,
    startedOn: addMonths(endedOn, -termMonths),
    endedOn,
    amountFen,
    termMonths,
    instalmentFen,
    paidFen,
    worstDaysPastDue,
    late: late + (stops ? termMonths - stopsAt : 0),
  }
}

/** The ended contracts of the person of an application; most have none. */
export function pastOf(seed: number, person: number, discipline: number, until: CalendarDate): readonly PastContract[] {
  const random = new Random(seed, 'past', person)
  const contracts = random.chance(0.82) ? 0 : 1 + random.poisson(0.35)
  return Array.from({ length: contracts }, () => pastContract(random, discipline, until))
}
