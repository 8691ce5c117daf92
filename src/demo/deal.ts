/** The vehicles of an application and the lease that is asked for, with amounts that add up. */
import { addDays, addMonths, type CalendarDate, partsOf } from '../domain/dates.ts'
import { engineNumber, plate, vin } from './fictitious/numbers.ts'
import { BODY, isCommercial, isNewEnergy, MODELS_OF, type Model, TRAILER } from './fictitious/vehicles.ts'
import type { Scenario } from './mix.ts'
import type { Plan } from './plan.ts'
import { Random } from './random.ts'

export interface Vehicle {
  readonly unit: 'vehicle' | 'chassis' | 'body' | 'trailer'
  readonly model: Model
  readonly used: boolean
  readonly modelYear: number
  readonly firstDate: CalendarDate | null
  readonly ageMonths: number
  readonly trueKm: number
  /** What the odometer says now. */
  readonly shownKm: number
  readonly vin: string | null
  readonly engine: string
  readonly plate: string | null
  /** What it is worth, which no source knows exactly. */
  readonly worthFen: number
  readonly priceFen: number
  readonly usage: string
}

export interface Deal {
  readonly product: 'direct-lease' | 'leaseback'
  readonly priceFen: number
  readonly downPaymentFen: number
  readonly insuranceFen: number
  readonly taxFen: number
  readonly otherFen: number
  readonly amountFen: number
  readonly depositFen: number
  readonly balloonFen: number
  readonly feesFen: number
  readonly termMonths: number
  readonly rate: number
  readonly pattern: string
  readonly instalmentFen: number
}

/** Prices end in whole hundreds of yuan. */
const priceRound = (fen: number) => Math.max(10_000, Math.round(fen / 10_000) * 10_000)
const yuanRound = (fen: number) => Math.round(fen / 100) * 100

export function isUsed(scenario: Scenario, random: Random): boolean {
  if (scenario === 'passenger-used' || scenario === 'commercial-used' || scenario === 'leaseback') return true
  return scenario === 'affiliation' ? random.chance(0.3) : scenario === 'semi-trailer' ? random.chance(0.2) : false
}

function usageOf(scenario: Scenario, model: Model): string {
  if (scenario === 'ride-hailing') return 'rideHailing'
  if (model.vehicleClass === 'tanker') return 'dangerousGoods'
  if (model.vehicleClass === 'bus') return 'passengerTransport'
  if (model.vehicleClass === 'tipper' || model.vehicleClass === 'mixer') return 'construction'
  return isCommercial(model.vehicleClass) ? 'freight' : 'private'
}

const monthlyKm = (model: Model, usage: string) =>
  model.vehicleClass === 'tractor'
    ? 9500
    : usage === 'rideHailing'
      ? 5200
      : isCommercial(model.vehicleClass)
        ? 4300
        : 1250

/** One vehicle, a function of the seed and of the application in which it first appeared. */
function makeVehicle(
  random: Random,
  plan: Plan,
  model: Model,
  unit: Vehicle['unit'],
  used: boolean,
  today: CalendarDate,
): Vehicle {
  const usage = usageOf(plan.scenario, model)
  const ageMonths = used ? random.int(10, isCommercial(model.vehicleClass) ? 60 : 96) : 0
  const firstDate = used ? addDays(addMonths(today, -ageMonths), random.int(-14, 14)) : null
  const modelYear = partsOf(firstDate ?? today).year - (random.chance(0.2) ? 1 : 0)
  const trueKm = used ? Math.round(ageMonths * random.around(monthlyKm(model, usage), 0.35)) : random.int(3, 90)
  const lost = used ? Math.max(0, 0.16 * (plan.drift.rollback - 1.35)) : 0
  const wear = Math.exp(-ageMonths * 0.0135) * (used ? 0.9 : 1) * random.around(1, used ? 0.09 : 0.025)
  const worthFen = Math.round(model.list * 100 * wear * (used ? 1 : 0.94))
  const overprice = Math.exp(0.025 + 0.07 * plan.drift.overprice + 0.02 * random.normal())
  const electric = isNewEnergy(model.powertrain)
  const kind =
    unit === 'trailer'
      ? 'trailer'
      : !electric
        ? 'ordinary'
        : model.powertrain === 'batteryElectric'
          ? 'battery'
          : 'plugIn'
  return {
    unit,
    model,
    used,
    modelYear,
    firstDate,
    ageMonths,
    trueKm,
    shownKm: Math.round(trueKm * (1 - Math.min(0.6, lost))),
    vin: unit === 'body' ? null : vin(random, model.wmi, modelYear),
    engine: engineNumber(random),
    plate: used && unit !== 'body' ? plate(random, plan.city, kind, isCommercial(model.vehicleClass)) : null,
    worthFen,
    priceFen: priceRound(worthFen * overprice),
    usage,
  }
}

/** A few fleets in a hundred are of ten million yuan and more; the rest are small. */
function fleetSize(random: Random): number {
  return random.chance(0.12) ? random.int(28, 60) : 2 + Math.min(14, random.poisson(3.5))
}

export function makeVehicles(seed: number, plan: Plan, today: CalendarDate): readonly Vehicle[] {
  const random = new Random(seed, 'vehicle', plan.root.vehicle)
  const model = random.pick(MODELS_OF[plan.scenario])
  const used = isUsed(plan.scenario, random)
  const make = (of: Model, unit: Vehicle['unit']) => makeVehicle(random, plan, of, unit, used, today)
  if (plan.scenario === 'fleet') return Array.from({ length: fleetSize(random) }, () => make(model, 'vehicle'))
  if (plan.scenario === 'semi-trailer') return [make(model, 'vehicle'), make(TRAILER, 'trailer')]
  const bodied = plan.scenario === 'commercial-new' && model.vehicleClass.endsWith('Truck') && random.chance(0.4)
  return bodied ? [make(model, 'chassis'), make(BODY, 'body')] : [make(model, 'vehicle')]
}

const BASE_RATE: Readonly<Record<Scenario, number>> = {
  'passenger-new': 0.072,
  'passenger-used': 0.118,
  'commercial-new': 0.084,
  'commercial-used': 0.122,
  'semi-trailer': 0.086,
  'new-energy': 0.068,
  'ride-hailing': 0.105,
  fleet: 0.062,
  affiliation: 0.098,
  leaseback: 0.125,
}

/** The level instalment of a lease in arrears, in fen: amount and balloon discounted at a twelfth of the rate a month. */
export function levelInstalment(amountFen: number, balloonFen: number, rate: number, months: number): number {
  const monthly = rate / 12
  const growth = (1 + monthly) ** months
  return Math.round(((amountFen * growth - balloonFen) * monthly) / (growth - 1))
}

export function makeDeal(seed: number, plan: Plan, vehicles: readonly Vehicle[]): Deal {
  const random = new Random(seed, 'deal', plan.index)
  const priceFen = vehicles.reduce((sum, vehicle) => sum + vehicle.priceFen, 0)
  const used = vehicles.some(vehicle => vehicle.used)
  const leaseback = plan.scenario === 'leaseback' || random.chance(plan.scenario === 'passenger-used' ? 0.5 : 0.15)
  const share = Math.min(
    0.6,
    Math.max(0, Math.round((0.24 - 0.055 * plan.drift.thinStake + 0.03 * random.normal()) * 20) / 20),
  )
  const downPaymentFen = plan.scenario === 'leaseback' ? 0 : priceRound(priceFen * share)
  const withInsurance = random.chance(0.45)
  const insuranceFen = withInsurance ? yuanRound(priceFen * random.between(0.025, 0.05)) : 0
  const taxFen = !used && random.chance(0.35) ? yuanRound((priceFen / 1.13) * 0.1) : 0
  const otherFen = random.chance(0.25) ? random.int(8, 60) * 10_000 : 0
  const cap = plan.scenario === 'leaseback' ? random.between(0.6, 0.85) + 0.03 * Math.max(0, plan.drift.thinStake) : 1
  const amountFen = yuanRound((priceFen - downPaymentFen) * Math.min(1, cap) + insuranceFen + taxFen + otherFen)
  const termMonths = random.pick(used ? [24, 24, 36, 36, 36, 48] : [24, 36, 36, 36, 48, 60])
  const rate = Math.round((BASE_RATE[plan.scenario] + 0.012 * random.normal()) * 1000) / 1000
  const balloonFen = random.chance(0.07) ? yuanRound(amountFen * 0.2) : 0
  return {
    product: leaseback ? 'leaseback' : 'direct-lease',
    priceFen,
    downPaymentFen,
    insuranceFen,
    taxFen,
    otherFen,
    amountFen,
    depositFen: random.chance(0.3) ? yuanRound(amountFen * 0.05) : 0,
    balloonFen,
    feesFen: yuanRound(
      priceFen * (plan.oddities.has('feesHigh') ? random.between(0.03, 0.07) : random.between(0, 0.012)),
    ),
    termMonths,
    rate: Math.max(0.03, rate),
    pattern:
      balloonFen > 0
        ? 'balloon'
        : random.weighted({ level: 0.86, levelPrincipal: 0.05, seasonal: 0.06, quarterly: 0.03 }),
    instalmentFen: levelInstalment(amountFen, balloonFen, Math.max(0.03, rate), termMonths),
  }
}
