/** What our own books say: earlier contracts, shared identities, dealer records, exposure and headroom. */
import { type Case, sourceRandom } from '../case.ts'
import { dealerFacts } from '../dealers.ts'
import { type Sheet, when } from '../facts.ts'
import { Random } from '../random.ts'
import type { Asked } from './asset.ts'
import { share, yuan } from './figures.ts'

export function askOwn(of: Case, sheet: Sheet): void {
  const random = sourceRandom(of, 'own', 'lessee')
  const { past } = of
  const due = past.reduce((sum, contract) => sum + contract.termMonths, 0)
  const late = past.reduce((sum, contract) => sum + contract.late, 0)
  const worst = Math.max(0, ...past.map(contract => contract.worstDaysPastDue))
  const running = random.chance(past.length > 0 ? 0.2 : 0.03) ? 1 : 0
  const declined = of.odd('declinedBefore') ? random.int(1, 2) : 0
  const arrears = running === 1 && random.chance(0.05 * Math.exp(-0.8 * of.z('discipline'))) ? random.int(1, 40) : 0
  sheet.put(of.lessee.id, [
    ['own.applications90d', of.plan.earlier.person + declined + (random.chance(0.04) ? 1 : 0)],
    ['own.declined180d', declined],
    when(declined > 0, 'own.lastDeclineReasons', [
      random.weighted({ credit: 0.35, capacity: 0.3, documents: 0.2, policy: 0.1, asset: 0.05 }),
    ]),
    ['own.contractsEnded', past.filter(contract => contract.paidFen.at(-1) !== 0).length],
    ['own.contractsRunning', running],
    when(due > 0, 'own.maxDaysPastDue', worst),
    when(running > 0, 'own.daysPastDueNow', arrears),
    when(due > 0, 'own.instalmentsOnTimeFraction', share(1 - late / Math.max(1, due))),
    when(due > 0, 'own.repossessions', past.filter(contract => contract.worstDaysPastDue > 180).length),
    when(random.chance(0.03), 'own.preapprovedLineFen', random.int(5, 40) * 1_000_000),
  ])
}

export function askOwnOfVehicle(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  const random = stream('own')
  const { earlier } = of.plan
  sheet.put(subject, [
    when(vehicle.used, 'own.vehicleFinancedBefore', (odd('financedWithUs') ? 1 : 0) + (random.chance(0.05) ? 1 : 0)),
    ['own.vehicleFinancedNow', odd('financedWithUs')],
    ['shared.applicantsOnVin', subject === 'vehicle:1' ? earlier.vehicle : 0],
    ['shared.vehiclesOnEngineNumber', odd('engineShared') ? 1 : 0],
    ['shared.invoiceUsedBefore', subject === 'vehicle:1' ? earlier.invoice : 0],
    ['shared.photoUsedBefore', odd('photoReused') ? random.int(1, 3) : 0],
  ])
}

export function askShared(of: Case, sheet: Sheet): void {
  const { earlier } = of.plan
  const person = of.lessee.truth.kind === 'person'
  const random = sourceRandom(of, 'shared', 'lessee')
  sheet.put(of.lessee.id, [
    ['shared.applicantsOnPhone', earlier.phone],
    when(person, 'shared.applicantsOnContactPhone', earlier.contact),
    ['shared.applicantsOnAddress', earlier.address],
    ['shared.applicantsOnBankCard', earlier.card],
    when(person, 'shared.applicantsOnEmployer', earlier.employer),
    ['shared.lesseesGuaranteed', random.chance(0.03) ? 1 : 0],
  ])
  const affiliation = of.parties.find(party => party.role === 'affiliation-company')
  if (affiliation) sheet.put(affiliation.id, [['shared.lesseesGuaranteed', random.poisson(9)]])
}

export function askTitleOfLessee(of: Case, sheet: Sheet): void {
  const random = sourceRandom(of, 'title', 'lessee')
  sheet.put(of.lessee.id, [
    ['title.lesseeEntries12m', random.poisson(0.25 * Math.exp(0.5 * of.z('hunger'))) + (of.odd('titleTaken') ? 1 : 0)],
    ['title.receivablesPledged', random.chance(of.odd('titleBlanket') ? 0.5 : 0.03)],
  ])
}

export function askDealer(of: Case, sheet: Sheet): void {
  if (of.plan.throughDealer) sheet.put('dealer', dealerFacts(of.seed, of.plan.dealer))
}

export function askDealerOfVehicle(of: Case, sheet: Sheet, { vehicle, subject, odd }: Asked): void {
  if (!of.plan.throughDealer || of.plan.scenario === 'leaseback' || vehicle.unit === 'body') return
  sheet.put(subject, [['dealer.vehicleInStock', !odd('notInStock')]])
}

/** The lessor of the demo: two billion of net assets. */
const NET_ASSETS_FEN = 200_000_000_000

export function askPortfolio(of: Case, sheet: Sheet): void {
  const random = sourceRandom(of, 'portfolio', 'application')
  const exposure = of.past.length > 0 && random.chance(0.2) ? yuan(random.around(9_000_000, 0.6)) : 0
  const group = of.parties.some(party => party.groupId !== null) ? yuan(random.around(of.deal.amountFen * 3, 0.8)) : 0
  const house = new Random(of.seed, 'house')
  const region = new Random(of.seed, 'region', of.plan.city.code.slice(0, 2))
  sheet.put('application', [
    ['portfolio.exposureLesseeFen', exposure],
    ['portfolio.exposureGroupFen', exposure + group],
    ['portfolio.applied90dFen', of.plan.earlier.person > 0 ? yuan(of.deal.amountFen * random.between(0.7, 1.4)) : 0],
    ['portfolio.netAssetsFen', NET_ASSETS_FEN],
    ['portfolio.riskAssetsFen', Math.round(NET_ASSETS_FEN * house.between(5.2, 6.4))],
    ['portfolio.relatedExposureFen', Math.round(NET_ASSETS_FEN * house.between(0.02, 0.08))],
    ['portfolio.regionExposureFraction', share(region.between(0.01, 0.09))],
    when(of.plan.throughDealer, 'portfolio.dealerExposureFen', of.plan.dealer.volume * 14 * 1_200_000 * 10),
    ['portfolio.headroomConfirmed', !random.chance(0.05)],
  ])
}
