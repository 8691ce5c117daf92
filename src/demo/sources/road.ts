/** The road: transport authority, trackers, toll gates and freight platforms. */
import { addMonths } from '../../domain/dates.ts'
import { type Case, sourceRandom } from '../case.ts'
import { type Sheet, when } from '../facts.ts'
import { isCommercial } from '../fictitious/vehicles.ts'
import type { Asked } from './asset.ts'
import { drivesForALiving } from './declared.ts'
import { clamp, share, validUntil, whole, yuan } from './figures.ts'

/** The driver is the lessee, or for a company the driver whom it names. */
export function askTransport(of: Case, sheet: Sheet): void {
  const driver = of.parties.find(party => party.role === 'driver') ?? of.lessee
  const random = sourceRandom(of, 'transport', driver.role)
  if (driver.truth.kind === 'company') {
    sheet.put(driver.id, [
      ['transport.operatorPermitUntilDate', validUntil(random, of.today, of.odd('permitLapsed'), 1400)],
    ])
    return
  }
  const living = drivesForALiving(of)
  sheet.put(driver.id, [
    ['transport.licenceClasses', classesOf(of, random.chance(0.15))],
    ['transport.licenceFirstDate', addMonths(of.today, -whole(clamp(random.around(110, 0.6), 2, 420)))],
    [
      'transport.licenceStatus',
      random.weighted({ normal: 0.965, overdueInspection: 0.02, suspended: of.odd('licenceUnfit') ? 0.12 : 0.008 }),
    ],
    when(living, 'transport.qualificationUntilDate', validUntil(random, of.today, of.odd('qualificationLapsed'), 2100)),
  ])
}

function classesOf(of: Case, more: boolean): string[] {
  const heaviest = of.vehicles[0]?.model.vehicleClass ?? 'car'
  const needed =
    heaviest === 'tractor'
      ? 'A2'
      : heaviest === 'bus'
        ? 'A1'
        : ['lightTruck', 'reefer'].includes(heaviest) || !isCommercial(heaviest)
          ? 'C1'
          : 'B2'
  if (of.odd('licenceUnfit')) return needed === 'C1' ? [] : ['C1']
  if (needed !== 'C1') return [needed]
  return more ? ['B2'] : ['C1']
}

export function askTransportOfVehicle(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  const random = stream('transport')
  const working = isCommercial(vehicle.model.vehicleClass)
  if (!vehicle.used) return
  sheet.put(subject, [
    when(working, 'transport.vehiclePermitUntilDate', validUntil(random, of.today, odd('permitLapsed'), 350)),
    ['transport.openViolations', odd('violationsOpen') ? random.int(2, 14) : random.poisson(0.4)],
  ])
}

/** The track of the vehicle, or of the one driven now; private new cars have none. */
export function askLogistics(of: Case, sheet: Sheet, { vehicle, subject, odd, random: stream }: Asked): void {
  const working = isCommercial(vehicle.model.vehicleClass)
  if (vehicle.unit === 'body' || vehicle.unit === 'trailer' || of.odd('trackingRefused')) return
  const random = stream('logistics')
  if (!working && vehicle.usage === 'private' && random.chance(0.75)) return
  if (!vehicle.used && random.chance(0.35)) return
  const usual =
    vehicle.model.vehicleClass === 'tractor' ? 9500 : working ? 4300 : vehicle.usage === 'rideHailing' ? 5200 : 1300
  const monthly = usual * Math.exp(-0.1 * of.z('overwork') + 0.28 * random.normal())
  const defects = Math.exp(0.42 * of.z('trackDefects'))
  const tolled = monthly * clamp(0.55 + 0.15 * random.normal() - 0.04 * of.z('tollDodging'), 0.03, 0.95)
  const dodging = Math.exp(0.55 * of.z('tollDodging'))
  sheet.put(subject, [
    ['logistics.tracked', vehicle.used ? 'financed' : 'present'],
    ['logistics.daysCovered', whole(clamp(90 - 6 * defects * Math.abs(random.normal()), 0, 90))],
    ['logistics.activeDays30d', whole(clamp((working ? 23 : 19) + 4 * random.normal(), 0, 30))],
    ['logistics.mileageMonthlyKm', whole(monthly)],
    when(
      vehicle.used,
      'logistics.odometerKm',
      whole((random.chance(0.5) ? vehicle.shownKm : vehicle.trueKm) + random.int(0, 900)),
    ),
    when(working, 'logistics.tollMileageMonthlyKm', whole(tolled)),
    when(working, 'logistics.tollsMonthlyFen', yuan(tolled * 165 * random.around(1, 0.1))),
    [
      'logistics.nightTripFraction',
      share((working ? 0.24 : 0.1) * Math.exp(0.25 * of.z('tollDodging') + 0.4 * random.normal())),
    ],
    when(working, 'logistics.nightTollAvoided30d', random.poisson(1.3 * dodging)),
    ['logistics.usualRegion', odd('seenElsewhere') ? of.elsewhere.code : of.plan.city.code],
    when(working, 'logistics.routeRepeatFraction', share(0.55 + 0.17 * random.normal() - 0.05 * of.z('overwork'))),
    ['logistics.offlineGaps30d', random.poisson(1.1 * defects)],
    ['logistics.positionJumps30d', random.poisson(0.7 * defects)],
    when(working, 'logistics.tollGatesOffTrack30d', random.poisson(0.6 * defects)),
  ])
}

export function askPlatforms(of: Case, sheet: Sheet): void {
  if (!drivesForALiving(of)) return
  const random = sourceRandom(of, 'logistics', 'lessee')
  if (random.chance(0.25)) return
  const income = of.money.trueFen * random.between(0.6, 1.5)
  sheet.put(of.lessee.id, [
    ['logistics.platformOrders30d', random.poisson(of.plan.scenario === 'ride-hailing' ? 320 : 24)],
    ['logistics.platformIncomeMonthlyFen', yuan(income * Math.exp(-0.08 * of.z('overwork')))],
    when(of.lessee.truth.kind === 'person', 'logistics.drivenByParty', !of.odd('driverIsAnother')),
  ])
}
