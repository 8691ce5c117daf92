/** What a vehicle is worth, and what its papers and records say: valuer, index, invoice, vehicle office, insurers. */
import { addDays, addMonths } from '../../domain/dates.ts'
import type { Case } from '../case.ts'
import type { Vehicle } from '../deal.ts'
import { type Sheet, when } from '../facts.ts'
import { invoiceNumber, vin as makeVin } from '../fictitious/numbers.ts'
import { isCommercial, isNewEnergy } from '../fictitious/vehicles.ts'
import { Random } from '../random.ts'
import { strangerName } from './credit.ts'
import { clamp, share, thousandths, validUntil, whole, yuan } from './figures.ts'

/** A vehicle and how sources name it. */
export interface Asked {
  readonly vehicle: Vehicle
  readonly subject: string
  /** Oddities of the papers show on the first vehicle of a case. */
  readonly odd: Case['odd']
  readonly random: (source: string) => Random
}

/** Vehicles of a fleet that sources are asked about; the others wait for the delivery check. */
const ASKED_OF_A_FLEET = 3

export function askedOf(of: Case): readonly Asked[] {
  return of.vehicles.slice(0, ASKED_OF_A_FLEET).map((vehicle, line) => ({
    vehicle,
    subject: `vehicle:${line + 1}`,
    odd: id => line === 0 && of.odd(id),
    random: source => new Random(of.seed, source, of.plan.index, line),
  }))
}

export function askValuation(of: Case, sheet: Sheet, { vehicle, subject, random: stream }: Asked): void {
  const random = stream('valuation')
  const marketFen = yuan(vehicle.worthFen * random.around(1, 0.055 * of.noise))
  const confidence = share(0.9 - (vehicle.used ? 0.08 : 0) - 0.08 * Math.abs(random.normal()))
  const left = Math.exp(-(vehicle.ageMonths + of.deal.termMonths) * 0.0145)
  sheet.put(subject, [
    ['valuation.marketFen', marketFen],
    ['valuation.liquidationFen', yuan(marketFen * random.between(0.76, 0.9))],
    ['valuation.listPriceFen', vehicle.model.list * 100],
    when(!vehicle.used, 'valuation.transactionPriceFen', yuan(vehicle.model.list * 94 * random.around(1, 0.02))),
    ['valuation.confidence', confidence],
    ['valuation.residualAtEndFraction', share(left * random.around(0.95, 0.08))],
    when(
      isNewEnergy(vehicle.model.powertrain),
      'valuation.batteryHealth',
      share(1 - vehicle.ageMonths * 0.0018 * random.around(1, 0.35) - vehicle.trueKm * 2.5e-7),
    ),
    ['valuation.modelDiscontinued', random.chance(vehicle.ageMonths > 48 ? 0.18 : 0.015)],
  ])
}

export function askMarket(sheet: Sheet, { vehicle, subject, random: stream }: Asked): void {
  const random = stream('market')
  const falling = isNewEnergy(vehicle.model.powertrain) ? -0.025 : -0.008
  sheet.put(subject, [
    ['market.modelChange30d', thousandths(falling + 0.02 * random.normal())],
    ['market.regionChange90d', thousandths(2 * falling + 0.03 * random.normal())],
    ['market.daysToSell', whole(random.around(isCommercial(vehicle.model.vehicleClass) ? 52 : 31, 0.3))],
  ])
}

export function askMarketOfCase(of: Case, sheet: Sheet): void {
  const random = new Random(of.seed, 'market', of.plan.city.code)
  sheet.put('application', [
    ['market.freightRateChange90d', thousandths(0.05 * random.normal())],
    ['market.regionOverdueFraction', share(0.035 * Math.exp(0.3 * random.normal()))],
  ])
}

const VAT = 0.13

export function askInvoice(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  const random = stream('invoice')
  // An invoice is there once the vehicle was sold: always for a leaseback, mostly for the others.
  if (of.plan.scenario !== 'leaseback' && random.chance(vehicle.used ? 0.45 : 0.2)) return
  const totalFen = odd('invoiceTotalDiffers') ? yuan(vehicle.priceFen * random.between(0.8, 1.12)) : vehicle.priceFen
  const taxFen = Math.round((totalFen / (1 + VAT)) * VAT)
  const tax = odd('taxReversed')
    ? random.pick(['voided', 'reversed'])
    : odd('taxNoRecord')
      ? 'noRecord'
      : odd('taxDiffers')
        ? 'differs'
        : 'match'
  sheet.put(subject, [
    ['invoice.number', invoiceNumber(new Random(of.seed, 'invoice-number', of.plan.root.invoice, subject))],
    ['invoice.issuedDate', addDays(of.today, -random.int(0, vehicle.used ? 90 : 25))],
    ['invoice.totalFen', totalFen],
    ['invoice.taxFen', odd('taxSumOff') ? Math.round(taxFen * random.between(0.7, 1.25)) : taxFen],
    when(
      vehicle.vin !== null,
      'invoice.vin',
      odd('invoiceVinDiffers') ? makeVin(random, vehicle.model.wmi, vehicle.modelYear) : (vehicle.vin ?? '-'),
    ),
    ['invoice.buyerName', odd('invoiceBuyerDiffers') ? strangerName(random) : of.lessee.truth.name],
    [
      'invoice.sellerCreditCode',
      odd('invoiceSellerDiffers') ? of.plan.dealer.creditCode.replace(/^91/, '92') : of.plan.dealer.creditCode,
    ],
    ['invoice.taxOfficeAnswer', tax],
  ])
}

const USAGE_ON_RECORD: Readonly<Record<string, string>> = {
  private: 'nonCommercial',
  rideHailing: 'rideHailing',
  dangerousGoods: 'dangerousGoods',
  passengerTransport: 'passenger',
}

export function askRegistration(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  const { firstDate } = vehicle
  if (firstDate === null || vehicle.plate === null || vehicle.vin === null) return
  const random = stream('registration')
  const marks = new Set<string>()
  if (odd('mortgaged')) marks.add('mortgaged')
  if (odd('sealed')) marks.add('sealed')
  if (random.chance(0.04 * of.noise)) marks.add('inspectionOverdue')
  if (marks.size === 0) marks.add('normal')
  const transfers = of.plan.scenario === 'leaseback' ? random.poisson(0.4) : 1 + random.poisson(0.5)
  const lived = odd('justTransferred') ? random.int(0, 25) : random.int(20, Math.max(40, vehicle.ageMonths * 25))
  sheet.put(subject, [
    [
      'registration.vin',
      odd('vinOnRecordDiffers') ? makeVin(random, vehicle.model.wmi, vehicle.modelYear) : vehicle.vin,
    ],
    [
      'registration.engineNumber',
      odd('engineDiffers') ? `${vehicle.engine.slice(0, 6)}${random.int(1000, 9999)}` : vehicle.engine,
    ],
    ['registration.ownerName', ownerOf(of, random, odd)],
    [
      'registration.plateOnLicence',
      odd('plateDiffers')
        ? `${vehicle.plate.slice(0, 3)}${vehicle.plate.slice(4)}${vehicle.plate.charAt(3)}`
        : vehicle.plate,
    ],
    ['registration.firstDate', odd('firstDateOff') ? addMonths(firstDate, -random.int(3, 30)) : firstDate],
    ['registration.status', [...marks]],
    ['registration.usage', USAGE_ON_RECORD[vehicle.usage] ?? (random.chance(0.02) ? 'formerCommercial' : 'freight')],
    ['registration.transfers', transfers + (odd('justTransferred') ? 1 : 0)],
    when(transfers > 0 || odd('justTransferred'), 'registration.lastTransferDate', addDays(of.today, -lived)),
    when(odd('mortgaged'), 'registration.mortgageeName', '示例汽车金融有限公司'),
    [
      'registration.scrapDate',
      addMonths(firstDate, isCommercial(vehicle.model.vehicleClass) ? 180 : vehicle.usage === 'rideHailing' ? 96 : 600),
    ],
    ['registration.emissionStage', emissionOf(vehicle, random)],
    ['registration.grossMassKg', vehicle.model.massKg],
  ])
}

/** The owner of record of a used vehicle is the lessee only in a leaseback; else it stands in the supplier's name. */
function ownerOf(of: Case, random: Random, odd: Case['odd']): string {
  if (odd('ownerDiffers')) return strangerName(random)
  const affiliation = of.parties.find(party => party.role === 'affiliation-company')
  if (affiliation !== undefined) return affiliation.truth.name
  return of.plan.scenario === 'leaseback' ? of.lessee.truth.name : of.plan.dealer.name
}

function emissionOf(vehicle: Vehicle, random: Random): string {
  if (vehicle.model.powertrain === 'batteryElectric' || vehicle.model.powertrain === 'unpowered') return 'zero'
  if (vehicle.modelYear >= 2023) return 'cn6b'
  if (vehicle.modelYear >= 2020) return random.chance(0.5) ? 'cn6a' : 'cn6b'
  return vehicle.modelYear >= 2017 ? 'cn5' : 'cn4'
}

export function askTitle(of: Case, sheet: Sheet, { subject, odd, random: stream }: Asked): void {
  const random = stream('title')
  sheet.put(subject, [
    ['title.searchedDate', addDays(of.today, random.chance(0.03 * of.noise) ? -random.int(5, 20) : -random.int(0, 1))],
    ['title.otherEntries', odd('titleTaken') ? 1 + (random.chance(0.2) ? 1 : 0) : 0],
    ['title.overlappingEntries', odd('titleBlanket') ? random.int(1, 2) : 0],
  ])
}

/** The police list of stolen vehicles, for those that have a plate or had one. */
export function askStolen(sheet: Sheet, { vehicle, subject, odd }: Asked): void {
  if (vehicle.used) sheet.put(subject, [['watchlist.vehicleStolen', odd('stolenVehicle')]])
}

export function askMaintenance(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  if (!vehicle.used) return
  const random = stream('maintenance')
  const lastService = vehicle.trueKm * random.between(0.72, 0.99) * random.around(1, 0.015 * of.noise)
  const wear = of.z('damage') + 0.6 * random.normal() + vehicle.ageMonths / 60
  sheet.put(subject, [
    ['maintenance.odometerKm', whole(lastService)],
    ['maintenance.odometerFalls', odd('odometerFell') ? random.int(1, 3) : 0],
    ['maintenance.inspectedOdometerKm', whole(vehicle.shownKm + random.int(0, 400))],
    ['maintenance.conditionGrade', wear > 2.6 ? 'D' : wear > 1.6 ? 'C' : wear > 0.3 ? 'B' : 'A'],
    ['maintenance.vinPlateIntact', !odd('vinPlateTouched')],
  ])
}

export function askInsurance(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  const random = stream('insurance')
  if (odd('insuranceMissing') || vehicle.unit === 'body' || (!vehicle.used && random.chance(0.25))) return
  const claims = vehicle.used ? random.poisson(0.45 * Math.exp(0.5 * of.z('damage'))) : 0
  const holder = of.plan.scenario === 'leaseback' || !vehicle.used ? of.lessee.truth.name : of.plan.dealer.name
  sheet.put(subject, [
    [
      'insurance.compulsoryUntilDate',
      validUntil(random, of.today, vehicle.used && random.chance(0.04 * of.noise), 364),
    ],
    ['insurance.commercialUntilDate', validUntil(random, of.today, vehicle.used && random.chance(0.09), 364)],
    ['insurance.damageSumFen', yuan(vehicle.worthFen * random.around(0.97, 0.07))],
    ['insurance.policyholderName', odd('policyholderDiffers') ? strangerName(random) : holder],
    ['insurance.claims24m', claims],
    ['insurance.claimsPaidFen', claims === 0 ? 0 : yuan(random.around(450_000 * claims, 0.9))],
    ['insurance.totalLoss', odd('totalLoss')],
    when(claims > 0, 'insurance.odometerLastClaimKm', whole(vehicle.trueKm * random.between(0.5, 0.98))),
  ])
}

export function askDocuments(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  const random = stream('document')
  const distance = odd('photoFar') ? random.around(240, 0.9) : random.around(4, 1.1) * Math.exp(0.25 * of.z('distance'))
  sheet.put(subject, [
    [
      'document.contractPriceFen',
      odd('contractPriceDiffers') ? yuan(vehicle.priceFen * random.between(0.82, 0.97)) : vehicle.priceFen,
    ],
    ['document.photoDistanceKm', Math.round(clamp(distance, 0, 4000) * 10) / 10],
  ])
}
