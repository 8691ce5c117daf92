/** The dealers of the demo, each with a behaviour of its own, which shows in our records of it. */
import type { Fact } from './facts.ts'
import { dealerName } from './fictitious/names.ts'
import { creditCode } from './fictitious/numbers.ts'
import { type City, cityAt } from './fictitious/places.ts'
import { Random } from './random.ts'

export type DealerTrade = 'passenger' | 'commercial'

export interface Dealer {
  readonly id: string
  readonly name: string
  readonly city: City
  readonly creditCode: string
  readonly trade: DealerTrade
  /** Standard normal; the crooked ones are high. Nobody sees it. */
  readonly crookedness: number
  /** Applications a month. */
  readonly volume: number
  readonly staff: number
  readonly tier: 'A' | 'B' | 'C' | 'D'
}

export const DEALERS = 240

function makeDealer(seed: number, index: number): Dealer {
  const random = new Random(seed, 'dealer', index)
  const city = cityAt(random.next())
  const crookedness = random.normal()
  const seenAs = 0.75 * crookedness + 0.8 * random.normal()
  return {
    id: `demo-dealer-${String(index + 1).padStart(3, '0')}`,
    name: dealerName(random, city),
    city,
    creditCode: creditCode(random, city),
    trade: index % 2 === 0 ? 'passenger' : 'commercial',
    crookedness,
    volume: Math.max(2, Math.round(random.around(22, 0.8))),
    staff: random.int(2, 9),
    tier: seenAs > 1.7 ? 'D' : seenAs > 0.9 ? 'C' : seenAs > -0.6 ? 'B' : 'A',
  }
}

/** All dealers, in the order of their numbers. */
export function makeDealers(seed: number): readonly Dealer[] {
  return Array.from({ length: DEALERS }, (_, index) => makeDealer(seed, index))
}

/** The dealers of one trade, the straight first, to be drawn by a drift: those with more business come more often. */
export class DealerRanking {
  readonly #ranked: readonly Dealer[]
  readonly #total: number

  constructor(dealers: readonly Dealer[], trade: DealerTrade) {
    this.#ranked = dealers.filter(dealer => dealer.trade === trade).sort((a, b) => a.crookedness - b.crookedness)
    this.#total = this.#ranked.reduce((sum, dealer) => sum + dealer.volume, 0)
  }

  /** The dealer at this place of the ranking, 0 the straightest, 1 the most crooked. */
  at(place: number): Dealer {
    let left = place * this.#total
    for (const dealer of this.#ranked) {
      left -= dealer.volume
      if (left < 0) return dealer
    }
    return this.#ranked.at(-1) as Dealer
  }
}

const clamp = (figure: number, least: number, most: number) => Math.min(most, Math.max(least, figure))
const rounded = (figure: number) => Math.round(figure * 1000) / 1000

/** What our own records say of a dealer: the same in all its applications. */
export function dealerFacts(seed: number, dealer: Dealer): readonly Fact[] {
  const random = new Random(seed, 'dealer-records', dealer.id)
  const lean = 0.8 * dealer.crookedness
  const firstDue = Math.round(dealer.volume * random.between(2, 9))
  const missed = random.poisson(firstDue * clamp(0.012 * Math.exp(0.7 * lean + 0.3 * random.normal()), 0, 0.3))
  const proven = random.poisson(0.12 * Math.exp(0.8 * lean))
  const abnormal = random.poisson(0.25 * Math.exp(0.7 * lean))
  return [
    ['dealer.tier', dealer.tier],
    ['dealer.status', statusOf(random, lean)],
    ['dealer.cooperationMonths', clamp(Math.round(random.around(38 * Math.exp(-0.25 * lean), 0.7)), 1, 180)],
    ['dealer.applications30d', dealer.volume],
    ['dealer.applicationsChange', rounded(clamp(0.05 + 0.2 * lean + 0.35 * random.normal(), -0.9, 5))],
    ['dealer.approvalFraction90d', rounded(clamp(0.68 - 0.06 * lean + 0.08 * random.normal(), 0.1, 0.98))],
    ['dealer.firstPaymentDefaultFraction', firstDue === 0 ? 0 : rounded(clamp(missed / firstDue, 0, 1))],
    ['dealer.firstDueContracts', firstDue],
    ['dealer.overdue30Fraction', rounded(clamp(0.03 * Math.exp(0.5 * lean + 0.4 * random.normal()), 0, 0.6))],
    ['dealer.fraudCases24m', proven],
    ['dealer.priceToValuation', rounded(clamp(1.03 + 0.035 * lean + 0.03 * random.normal(), 0.8, 1.6))],
    ['dealer.stockVehicles', random.poisson(dealer.volume * 2.2)],
    [
      'dealer.repurchaseOverdueFen',
      random.chance(clamp(0.06 + 0.08 * lean, 0.01, 0.5)) ? random.int(5, 160) * 1_000_000 : 0,
    ],
    ['dealer.abnormalMonths', abnormal],
  ]
}

function statusOf(random: Random, lean: number): string {
  const watched = clamp(0.05 + 0.06 * lean, 0.01, 0.4)
  if (random.chance(watched)) return random.chance(0.75) ? 'flexibleControl' : 'frozen'
  return random.chance(0.1) ? 'probation' : 'active'
}
