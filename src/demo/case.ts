/** A case: the plan made concrete, with its people, vehicles and lease. What sources see of it is in `sources/`. */
import { addDays, type CalendarDate, cstDateOf, type Instant, instantOfMs, msOf } from '../domain/dates.ts'
import { type Deal, makeDeal, makeVehicles, type Vehicle } from './deal.ts'
import type { DriftId } from './drifts.ts'
import { type City, cityElsewhere } from './fictitious/places.ts'
import { type PastContract, pastOf } from './history.ts'
import type { DemoIds } from './mix.ts'
import type { OddityId } from './oddities.ts'
import { addressOf, type Company, cardOf, companyOf, employerOf, type Person, personOf, phoneOf } from './people.ts'
import type { Plan } from './plan.ts'
import { Random } from './random.ts'

export interface Party {
  readonly role: 'lessee' | 'spouse' | 'guarantor' | 'affiliation-company' | 'driver'
  readonly id: string
  readonly truth: Person | Company
  /** The number as the form has it; mistyped now and then. */
  readonly typedNumber: string
  readonly phone: string
  readonly address: string
  readonly bankCard: string | null
  readonly groupId: string | null
}

export interface Money {
  /** What the lessee really has a month, after business costs. */
  readonly trueFen: number
  readonly statedFen: number
  readonly otherDebtFen: number
}

export interface Case {
  readonly seed: number
  readonly plan: Plan
  readonly noise: number
  readonly submittedAt: Instant
  readonly today: CalendarDate
  readonly elsewhere: City
  readonly lessee: Party
  readonly parties: readonly Party[]
  readonly vehicles: readonly Vehicle[]
  readonly deal: Deal
  readonly money: Money
  readonly past: readonly PastContract[]
  readonly employer: string
  readonly contactPhone: string
  /** Months at the address, in the job, and with the phone number. */
  readonly monthsSettled: number
  odd(id: OddityId): boolean
  z(id: DriftId): number
}

/** The intake's window: everything was submitted in so many hours before the portfolio's instant. */
export const WINDOW_HOURS = 20
const HOUR_MS = 3_600_000

/** Work-day hours are busy, nights are not quiet altogether. */
const HOUR_WEIGHTS = [1, 1, 0.5, 0.5, 0.5, 1, 2, 4, 9, 16, 18, 14, 8, 11, 15, 17, 16, 13, 8, 7, 6, 5, 3, 2]

/** The moment of a plan on the clock: busy hours take more of the moments. */
export function submittedAtOf(instant: Instant, moment: number): Instant {
  const end = msOf(instant)
  const start = end - WINDOW_HOURS * HOUR_MS
  const hourAt = (offset: number) => Math.floor((start + offset * HOUR_MS + 8 * HOUR_MS) / HOUR_MS) % 24
  const weights = Array.from({ length: WINDOW_HOURS }, (_, offset) => HOUR_WEIGHTS[hourAt(offset)] ?? 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = moment * total
  for (const [offset, weight] of weights.entries()) {
    if (left < weight) return instantOfMs(Math.floor(start + (offset + left / weight) * HOUR_MS))
    left -= weight
  }
  return instant
}

function mistyped(random: Random, number: string): string {
  const at = random.int(6, 15)
  const digit = (Number(number.charAt(at)) + random.int(1, 8)) % 10
  return number.slice(0, at) + (Number.isNaN(digit) ? '0' : String(digit)) + number.slice(at + 1)
}

function makeParty(
  seed: number,
  plan: Plan,
  role: Party['role'],
  kind: 'person' | 'company',
  today: string,
  ids: DemoIds,
): Party {
  const index = plan.root.person
  const young = role === 'lessee' && plan.oddities.has('companyYoung')
  const truth =
    kind === 'person'
      ? personOf(seed, index, role, plan.city, today)
      : companyOf(seed, index, role, plan.city, today, young)
  const random = new Random(seed, 'typed', plan.index, role)
  const wrong = role === 'lessee' && kind === 'person' && plan.oddities.has('idNumberMistyped')
  const lessee = role === 'lessee'
  return {
    role,
    id: ids.party(kind, truth.idNumber),
    truth,
    typedNumber: wrong ? mistyped(random, truth.idNumber) : truth.idNumber,
    phone: phoneOf(seed, lessee ? plan.root.phone : index, role),
    address: addressOf(
      seed,
      lessee || role === 'spouse' ? plan.root.address : index,
      lessee || role === 'spouse' ? 'lessee' : role,
      plan.city,
    ),
    bankCard: lessee ? cardOf(seed, plan.root.card) : null,
    groupId: kind === 'company' && index % 3 === 0 ? `demo-group-${Math.floor(index / 3000)}-${index % 40}` : null,
  }
}

function makeParties(seed: number, plan: Plan, deal: Deal, today: string, ids: DemoIds): readonly Party[] {
  const random = new Random(seed, 'roles', plan.index)
  const roles: [Party['role'], Party['truth']['kind']][] = [['lessee', plan.lesseeKind]]
  if (plan.scenario === 'affiliation') roles.push(['affiliation-company', 'company'])
  if (plan.lesseeKind === 'person' && deal.amountFen > 15_000_000 && random.chance(0.5))
    roles.push(['spouse', 'person'])
  if (random.chance(plan.lesseeKind === 'company' ? 0.6 : 0.12)) roles.push(['guarantor', 'person'])
  if (plan.lesseeKind === 'company' && plan.scenario !== 'fleet' && random.chance(0.4)) roles.push(['driver', 'person'])
  return roles.map(([role, kind]) => makeParty(seed, plan, role, kind, today, ids))
}

const yuan = (fen: number) => Math.max(0, Math.round(fen / 100) * 100)
/** People state round incomes. */
const roundIncome = (fen: number) => Math.max(100_000, Math.round(fen / 50_000) * 50_000)

function moneyOf(seed: number, plan: Plan, deal: Deal): Money {
  const random = new Random(seed, 'money', plan.index)
  const trueFen = yuan(Math.max(250_000, deal.instalmentFen * Math.exp(0.78 + 0.36 * plan.drift.capacity)))
  const stated = trueFen * Math.exp(0.1 + 0.24 * plan.drift.overstatement + 0.08 * random.normal())
  const debts = 0.18 * Math.exp(0.5 * plan.drift.hunger + 0.5 * random.normal())
  return {
    trueFen,
    statedFen: roundIncome(stated),
    otherDebtFen: random.chance(0.35) ? 0 : yuan(trueFen * Math.min(1.5, debts)),
  }
}

/** Everything about an application that is true or typed, before any source is asked. */
export function makeCase(seed: number, plan: Plan, noise: number, instant: Instant, ids: DemoIds): Case {
  const submittedAt = submittedAtOf(instant, plan.moment)
  const today = cstDateOf(submittedAt)
  const vehicles = makeVehicles(seed, plan, today)
  const deal = makeDeal(seed, plan, vehicles)
  const parties = makeParties(seed, plan, deal, today, ids)
  const random = new Random(seed, 'case', plan.index)
  return {
    seed,
    plan,
    noise,
    submittedAt,
    today,
    elsewhere: cityElsewhere(random, plan.city),
    lessee: parties[0] as Party,
    parties,
    vehicles,
    deal,
    money: moneyOf(seed, plan, deal),
    past: pastOf(seed, plan.root.person, plan.pastDiscipline, addDays(today, -45)),
    employer: employerOf(seed, plan.root.employer, plan.city),
    contactPhone: phoneOf(seed, plan.root.contact, 'contact'),
    monthsSettled: Math.round(Math.min(360, 34 * Math.exp(0.75 * plan.drift.roots + 0.2 * random.normal()))),
    odd: id => plan.oddities.has(id),
    z: id => plan.drift[id],
  }
}

/** The stream of one source's errors in one case: asking another source changes nothing in it. */
export function sourceRandom(of: Case, source: string, subject: string): Random {
  return new Random(of.seed, source, of.plan.index, subject)
}
