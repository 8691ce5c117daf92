/** What the form says and no column holds: about the parties, the vehicles and the lease. */
import type { JsonValue } from '../../domain/canonical.ts'
import type { Case, Party } from '../case.ts'
import { type Fact, type Sheet, when } from '../facts.ts'
import { isCommercial, isNewEnergy } from '../fictitious/vehicles.ts'
import { Random } from '../random.ts'
import { whole, yuan } from './figures.ts'

const OCCUPATIONS = {
  passenger: {
    employee: 0.55,
    publicServant: 0.06,
    businessOwner: 0.14,
    freelance: 0.15,
    farmer: 0.04,
    none: 0.02,
    retired: 0.02,
    student: 0.02,
  },
  'ride-hailing': { rideHailingDriver: 0.86, taxiDriver: 0.06, freelance: 0.08 },
  commercial: { ownerDriver: 0.8, businessOwner: 0.15, farmer: 0.05 },
} as const

export function occupationOf(of: Case): string {
  const random = new Random(of.seed, 'occupation', of.plan.root.person)
  if (of.plan.scenario === 'ride-hailing') return random.weighted(OCCUPATIONS['ride-hailing'])
  return random.weighted(drivesForALiving(of) ? OCCUPATIONS.commercial : OCCUPATIONS.passenger)
}

export function drivesForALiving(of: Case): boolean {
  return of.vehicles.some(vehicle => vehicle.usage !== 'private')
}

/** The home district picked from the form's list: the city itself, as demo districts have no codes. */
function personFacts(of: Case, party: Party): (Fact | undefined)[] {
  const random = new Random(of.seed, 'form', of.plan.index, party.role)
  const lessee = party.role === 'lessee'
  const married = of.parties.some(other => other.role === 'spouse') || random.chance(0.5)
  const { money } = of
  return [
    ['declared.partyKind', 'person'],
    ['declared.relationToLessee', lessee ? 'self' : relationOf(random, party)],
    when(
      lessee,
      'declared.maritalStatus',
      married ? 'married' : random.weighted({ single: 0.7, divorced: 0.25, widowed: 0.05 }),
    ),
    when(lessee, 'declared.occupation', occupationOf(of)),
    when(lessee, 'declared.incomeMonthlyFen', money.statedFen),
    when(lessee, 'declared.debtServiceMonthlyFen', yuan(money.otherDebtFen * random.between(0.5, 1))),
    when(lessee, 'declared.housing', housingOf(random, of.z('roots'))),
    when(lessee, 'declared.monthsAtAddress', Math.max(1, of.monthsSettled)),
    when(lessee, 'declared.monthsInWork', whole(of.monthsSettled * random.around(0.9, 0.6))),
    when(lessee, 'declared.dependants', random.poisson(1.2)),
    when(lessee, 'declared.employerName', of.employer),
    when(lessee, 'declared.contactPhone', of.contactPhone),
    when(lessee, 'declared.fleetSize', drivesForALiving(of) ? random.poisson(0.7) : random.int(0, 1)),
    ['declared.homeRegion', of.plan.city.code],
  ]
}

function relationOf(random: Random, party: Party): string {
  if (party.role === 'spouse') return 'spouse'
  if (party.role === 'driver') return 'none'
  return random.weighted({ parent: 0.25, sibling: 0.25, friend: 0.2, partner: 0.2, child: 0.1 })
}

function housingOf(random: Random, roots: number): string {
  const settled = Math.exp(0.5 * roots)
  return random.weighted({
    ownedClear: 0.25 * settled,
    ownedMortgaged: 0.25 * settled,
    family: 0.2,
    rented: 0.25,
    dormitory: 0.05,
  })
}

function companyFacts(of: Case, party: Party): (Fact | undefined)[] {
  const random = new Random(of.seed, 'form', of.plan.index, party.role)
  if (party.truth.kind !== 'company') return []
  const lessee = party.role === 'lessee'
  return [
    ['declared.partyKind', 'company'],
    ['declared.relationToLessee', lessee ? 'self' : 'affiliationCompany'],
    ['declared.legalRepresentativeName', party.truth.representative],
    when(lessee, 'declared.revenueYearlyFen', yuan(of.money.statedFen * 12 * random.around(4, 0.4))),
    when(lessee, 'declared.debtServiceMonthlyFen', yuan(of.money.otherDebtFen * random.between(0.5, 1))),
    ['declared.fleetSize', random.poisson(of.vehicles.length * 2 + 3)],
    ['declared.homeRegion', of.plan.city.code],
  ]
}

export function declareParties(of: Case, sheet: Sheet): void {
  for (const party of of.parties)
    sheet.put(party.id, party.truth.kind === 'person' ? personFacts(of, party) : companyFacts(of, party))
}

export function declareVehicles(of: Case, sheet: Sheet, subjects: readonly string[]): void {
  for (const [line, subject] of subjects.entries()) {
    const vehicle = of.vehicles[line]
    if (vehicle === undefined) continue
    const random = new Random(of.seed, 'vehicle-form', of.plan.index, line)
    sheet.put(subject, [
      ['declared.condition', vehicle.used ? 'used' : random.chance(0.02) ? 'demonstrator' : 'new'],
      ['declared.usage', vehicle.usage],
      ['declared.engineNumber', vehicle.engine],
      when(isCommercial(vehicle.model.vehicleClass), 'declared.affiliated', of.plan.scenario === 'affiliation'),
      when(isNewEnergy(vehicle.model.powertrain), 'declared.residualGuaranteed', random.chance(0.12)),
    ])
  }
}

const PROMOTIONS = ['DEMO-ZERO', 'DEMO-SPRING', 'DEMO-GREEN']

/** Facts of the lease, for the line's own `declared`; amounts, term and rate have columns. */
export function declaredOf(of: Case): Record<string, JsonValue> {
  const { deal, plan } = of
  const random = new Random(of.seed, 'lease-form', plan.index)
  const living = drivesForALiving(of)
  const driven = of.vehicles.reduce(
    (most, each) => Math.max(most, each.model.vehicleClass === 'tractor' ? 9500 : 4300),
    0,
  )
  const more = Math.exp(0.14 * of.z('overwork') + 0.15 * random.normal())
  const facts: (Fact | undefined)[] = [
    ['declared.channel', plan.throughDealer ? 'dealer' : random.weighted({ branch: 0.5, online: 0.3, partner: 0.2 })],
    when(plan.throughDealer, 'declared.dealerStaffId', `${plan.dealer.id}-s${plan.staff}`),
    ['declared.insuranceFinancedFen', deal.insuranceFen],
    ['declared.taxFinancedFen', deal.taxFen],
    ['declared.otherFinancedFen', deal.otherFen],
    ['declared.depositFen', deal.depositFen],
    ['declared.balloonFen', deal.balloonFen],
    ['declared.dealerFeesFen', deal.feesFen],
    ['declared.repaymentPattern', deal.pattern],
    ['declared.mileageMonthlyKm', Math.round(((living ? driven : 1300) * more) / 100) * 100],
    when(living, 'declared.freightRevenueMonthlyFen', yuan(of.money.trueFen * 2.1 * more)),
    ['declared.vehicleCount', of.vehicles.filter(each => each.unit !== 'body').length],
    ['declared.trackingConsent', !of.odd('trackingRefused')],
    when(random.chance(0.12), 'declared.promotionCode', random.pick(PROMOTIONS)),
  ]
  return Object.fromEntries(facts.filter(fact => fact !== undefined) as [string, JsonValue][])
}
