/**
 * What is decided about an application before anything of it can be seen: whether it is good, bad or a fraud, its hidden
 * drifts and oddities, and with which earlier applications it shares a phone, a device, a person or a vehicle.
 *
 * Applications are planned in blocks, so that sharing needs no growing state: a block is a function of the seed and its
 * number alone, and sharing never crosses blocks.
 */
import { type Dealer, DealerRanking, type DealerTrade, makeDealers } from './dealers.ts'
import { DRIFT_IDS, type DriftId, driftMean, LEAVES_NOTHING, ROUGH_LEAN, ROUGH_SHARE, ROUGH_TIMES } from './drifts.ts'
import { type City, cityAt } from './fictitious/places.ts'
import { BAD_SHARE, FRAUD_FITS, FRAUD_GOES_BAD, type Fraud, type Mix, type Scenario } from './mix.ts'
import { ODDITY_IDS, type OddityId, oddityRate } from './oddities.ts'
import { Random } from './random.ts'

export const BLOCK = 1024

/** What applications can share, and the oddity that says that they do. */
export const SHARINGS = {
  person: 'sharedPerson',
  phone: 'sharedPhone',
  contact: 'sharedContact',
  address: 'sharedAddress',
  card: 'sharedCard',
  employer: 'sharedEmployer',
  device: 'sharedDevice',
  vehicle: 'sharedVin',
  invoice: 'sharedInvoice',
} as const satisfies Record<string, OddityId>
export type Sharing = keyof typeof SHARINGS
const SHARING_IDS = Object.keys(SHARINGS) as Sharing[]
/** What a person brings along when applying again. */
const OF_THE_PERSON: readonly Sharing[] = ['person', 'phone', 'contact', 'address', 'card', 'employer']

/** How much is asked of the sources: cheap, usual, or everything. */
export type Depth = 'quick' | 'standard' | 'full'

export interface Plan {
  readonly index: number
  readonly scenario: Scenario
  readonly status: 'good' | 'bad'
  readonly fraud: Fraud | null
  readonly lesseeKind: 'person' | 'company'
  readonly drift: Readonly<Record<DriftId, number>>
  readonly oddities: ReadonlySet<OddityId>
  readonly dealer: Dealer
  /** Whether the case came through the dealer; otherwise the dealer only supplies the vehicle. */
  readonly throughDealer: boolean
  readonly staff: number
  readonly city: City
  readonly depth: Depth
  /** When, as a share of the intake's window. */
  readonly moment: number
  /** The first application with the same phone, device…: its index names the thing. The own index where not shared. */
  readonly root: Readonly<Record<Sharing, number>>
  /** Other lessees among the earlier applications with the same thing. */
  readonly earlier: Readonly<Record<Sharing, number>>
  /** How well the person paid so far, when first seen. */
  readonly pastDiscipline: number
}

/** Draws plans; the dealers and the mix stay the same for a portfolio. */
export class Planner {
  readonly dealers: readonly Dealer[]
  readonly #seed: number
  readonly #mix: Mix
  readonly #rankings: Readonly<Record<DealerTrade, DealerRanking>>
  #block: readonly Plan[] = []
  #blockNumber = -1

  constructor(seed: number, mix: Mix) {
    this.#seed = seed
    this.#mix = mix
    this.dealers = makeDealers(seed)
    this.#rankings = {
      passenger: new DealerRanking(this.dealers, 'passenger'),
      commercial: new DealerRanking(this.dealers, 'commercial'),
    }
  }

  /** The plan of an application. In rising order each block is made once. */
  plan(index: number): Plan {
    const number = Math.floor(index / BLOCK)
    if (number !== this.#blockNumber) {
      this.#block = this.#makeBlock(number)
      this.#blockNumber = number
    }
    return this.#block[index - number * BLOCK] as Plan
  }

  #makeBlock(number: number): readonly Plan[] {
    const plans: Plan[] = []
    for (let slot = 0; slot < BLOCK; slot++) plans.push(this.#linked(this.#draw(number * BLOCK + slot), plans))
    return plans
  }

  #draw(index: number): Plan {
    const random = new Random(this.#seed, 'plan', index)
    const { fraud, scenario, bad } = drawKind(random, this.#mix)
    const hidden = drawHidden(random, bad, fraud, this.#mix.noise)
    const trade = tradeOf(scenario)
    const place = normalShare(hidden.drift.dealerPressure)
    const dealer = this.#rankings[trade].at(place)
    const needsDealer = fraud === 'phantom-vehicle' || fraud === 'inflated-price'
    const own = Object.fromEntries(SHARING_IDS.map(id => [id, index])) as Record<Sharing, number>
    return {
      index,
      scenario,
      status: bad ? 'bad' : 'good',
      fraud,
      lesseeKind: lesseeKindOf(random, scenario),
      ...hidden,
      dealer,
      throughDealer: needsDealer || random.chance(scenario === 'leaseback' ? 0.4 : 0.85),
      staff: random.int(1, dealer.staff),
      city: random.chance(0.82) ? dealer.city : cityAt(random.next()),
      depth: depthOf(random, scenario, hidden.oddities),
      moment: (index * 0.618_033_988_749_895) % 1,
      root: own,
      earlier: Object.fromEntries(SHARING_IDS.map(id => [id, 0])) as Record<Sharing, number>,
      pastDiscipline: hidden.drift.discipline,
    }
  }

  /** Ties a plan to earlier ones where its oddities say so; an oddity that finds no partner is dropped. */
  #linked(drawn: Plan, before: readonly Plan[]): Plan {
    const oddities = new Set(drawn.oddities)
    const root = { ...drawn.root }
    let { city, pastDiscipline } = drawn
    const random = new Random(this.#seed, 'links', drawn.index)
    for (const sharing of SHARING_IDS) {
      if (!oddities.has(SHARINGS[sharing])) continue
      const partner = partnerOf(random, drawn, sharing, before)
      if (partner === undefined) oddities.delete(SHARINGS[sharing])
      else if (sharing === 'person') {
        for (const each of OF_THE_PERSON) root[each] = partner.root[each]
        city = partner.city
        pastDiscipline = partner.pastDiscipline
      } else root[sharing] = partner.root[sharing]
    }
    const linked = { ...drawn, city, pastDiscipline, oddities, root }
    return { ...linked, earlier: countEarlier(linked, before) }
  }
}

function drawKind(random: Random, mix: Mix): { fraud: Fraud | null; scenario: Scenario; bad: boolean } {
  if (random.chance(mix.fraudShare)) {
    const fraud = random.weighted(mix.byFraud)
    const fits = Object.entries(FRAUD_FITS[fraud]) as [Scenario, number][]
    const weights = Object.fromEntries(fits.map(([id, fit]) => [id, fit * (mix.byScenario[id] ?? 0)]))
    // A mix without any scenario that suits the fraud gets it in the scenarios that it has.
    const possible = Object.values(weights).some(weight => weight > 0) ? weights : mix.byScenario
    return { fraud, scenario: random.weighted(possible) as Scenario, bad: random.chance(FRAUD_GOES_BAD[fraud]) }
  }
  const scenario = random.weighted(mix.byScenario)
  return { fraud: null, scenario, bad: random.chance(BAD_SHARE[scenario]) }
}

function drawHidden(
  random: Random,
  bad: boolean,
  fraud: Fraud | null,
  noise: number,
): Pick<Plan, 'drift' | 'oddities'> {
  const masked = fraud !== null && random.chance(LEAVES_NOTHING[fraud])
  const trace = masked ? null : fraud
  const showsBad = bad && fraud === null
  const rough = trace === null && random.chance(ROUGH_SHARE * noise)
  const drift = {} as Record<DriftId, number>
  for (const id of DRIFT_IDS) {
    const lean = rough ? ROUGH_LEAN * leaningOf(id) : 0
    drift[id] = driftMean(id, showsBad, trace) + lean + random.normal()
  }
  const oddities = new Set<OddityId>()
  for (const id of ODDITY_IDS) {
    const times = trace !== null ? 1 : noise * (rough ? ROUGH_TIMES : 1)
    if (random.chance(oddityRate(id, showsBad, trace) * times)) oddities.add(id)
  }
  return { drift, oddities }
}

/** Of these drifts more is better; of the others worse. */
const VIRTUES: readonly DriftId[] = ['discipline', 'capacity', 'roots', 'file']

function leaningOf(id: DriftId): number {
  return VIRTUES.includes(id) ? -1 : 1
}

const PASSENGER_SCENARIOS: readonly Scenario[] = ['passenger-new', 'passenger-used', 'new-energy', 'ride-hailing']

function tradeOf(scenario: Scenario): DealerTrade {
  return PASSENGER_SCENARIOS.includes(scenario) ? 'passenger' : 'commercial'
}

function lesseeKindOf(random: Random, scenario: Scenario): 'person' | 'company' {
  if (scenario === 'fleet') return 'company'
  const share = { 'commercial-new': 0.35, 'commercial-used': 0.15, 'semi-trailer': 0.25, leaseback: 0.3 } as const
  return random.chance(share[scenario as keyof typeof share] ?? 0.02) ? 'company' : 'person'
}

/** Oddities that the cheap answers already show. */
const SEEN_AT_ONCE: readonly OddityId[] = [
  'phoneNotOwn',
  'phoneNew',
  'livenessFailed',
  'deviceElsewhere',
  'bankUnverified',
  'incomeRetyped',
  'editedImages',
  'mortgaged',
  'ownerDiffers',
  'titleTaken',
  'taxDiffers',
  'taxNoRecord',
  'taxReversed',
  'internalGrey',
  'sharedPhone',
  'sharedDevice',
  'sharedVin',
]
const STEP_UP = 0.33

/** Policy by scenario, and more questions where the first answers look odd. */
function depthOf(random: Random, scenario: Scenario, oddities: ReadonlySet<OddityId>): Depth {
  const large = scenario === 'fleet' || scenario === 'leaseback'
  const weights = large ? { quick: 0.3, standard: 0.6, full: 0.1 } : { quick: 0.84, standard: 0.14, full: 0.02 }
  const depth = random.weighted(weights)
  if (depth === 'full') return depth
  const odd = SEEN_AT_ONCE.filter(id => oddities.has(id)).length
  if (!random.chance(1 - (1 - STEP_UP) ** odd)) return depth
  return depth === 'quick' ? 'standard' : 'full'
}

/**
 * Whom a case shares with: an earlier one of the same kind of lessee, in a fraud rather another fraud, else rather one
 * from nearby. A person or a vehicle is shared only within the scenario, since both follow from it.
 */
function partnerOf(random: Random, plan: Plan, sharing: Sharing, before: readonly Plan[]): Plan | undefined {
  const sameScenario = sharing === 'person' || sharing === 'vehicle'
  const fits = (other: Plan) =>
    other.moment < plan.moment &&
    other.lesseeKind === plan.lesseeKind &&
    (!sameScenario || other.scenario === plan.scenario)
  const candidates = before.filter(fits)
  if (candidates.length === 0) return undefined
  const accomplices = plan.fraud === null ? [] : candidates.filter(other => other.fraud === plan.fraud)
  if (accomplices.length > 0 && random.chance(0.7)) return random.pick(accomplices)
  const neighbours = candidates.filter(other => other.city.code === plan.city.code)
  return neighbours.length > 0 && random.chance(0.8) ? random.pick(neighbours) : random.pick(candidates)
}

function countEarlier(plan: Plan, before: readonly Plan[]): Record<Sharing, number> {
  const counts = {} as Record<Sharing, number>
  for (const sharing of SHARING_IDS) {
    if (plan.root[sharing] === plan.index) {
      counts[sharing] = 0
      continue
    }
    const others = new Set<number>()
    for (const other of before) {
      if (other.root[sharing] !== plan.root[sharing] || other.moment >= plan.moment) continue
      others.add(sharing === 'person' ? other.index : other.root.person)
    }
    // An earlier application by the same person is no other lessee; of the person itself all are counted.
    if (sharing !== 'person') others.delete(plan.root.person)
    counts[sharing] = others.size
  }
  return counts
}

/** The share of a standard normal below `z` (Zelen and Severo's approximation, error under 1e-5). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.332_67 * Math.abs(z))
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const tail = density * t * (0.436_183_6 + t * (-0.120_167_6 + t * 0.937_298))
  return z < 0 ? tail : 1 - tail
}
