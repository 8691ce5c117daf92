/** The uploaded package as the reader sees it. */
import { type Case, sourceRandom } from '../case.ts'
import { type Sheet, when } from '../facts.ts'
import { drivesForALiving } from './declared.ts'
import { share, yuan } from './figures.ts'

/** The kinds of document that a complete package of this case holds. */
export function documentKinds(of: Case): readonly string[] {
  const person = of.lessee.truth.kind === 'person'
  const used = of.vehicles.some(vehicle => vehicle.used)
  const living = drivesForALiving(of)
  const kinds: (string | false)[] = [
    person ? 'idCard' : 'businessLicence',
    person && 'driverLicence',
    'bureauConsent',
    'purchaseContract',
    'invoice',
    'bankFlow',
    'vehiclePhotos',
    of.deal.downPaymentFen > 0 && 'downPaymentReceipt',
    used && 'vehicleLicence',
    used && 'titleCertificate',
    person && !living && 'incomeProof',
    living && of.plan.scenario !== 'ride-hailing' && 'transportPermit',
    living && person && of.plan.scenario !== 'ride-hailing' && 'qualification',
    of.plan.scenario === 'ride-hailing' && 'rideHailingPermits',
    of.plan.scenario === 'affiliation' && 'affiliationAgreement',
    of.plan.scenario === 'fleet' && 'freightContract',
    of.parties.some(party => party.role === 'spouse') && 'spouseConsent',
  ]
  return kinds.filter(kind => kind !== false)
}

export function askPackage(of: Case, sheet: Sheet): void {
  const { deal } = of
  const random = sourceRandom(of, 'document', 'application')
  const complete = documentKinds(of)
  const missing = of.odd('papersMissing') ? random.int(0, complete.length - 1) : -1
  const paid = of.odd('stakeShort') ? yuan(deal.downPaymentFen * random.between(0, 0.6)) : deal.downPaymentFen
  const hasReceipt = deal.downPaymentFen > 0 && !random.chance(0.15 * of.noise)
  sheet.put('application', [
    ['document.kinds', complete.filter((_, place) => place !== missing)],
    ['document.nameMismatches', of.odd('namesDiffer') ? random.int(1, 3) : 0],
    ['document.expired', of.odd('papersExpired') ? random.int(1, 2) : 0],
    ['document.editedImages', of.odd('editedImages') ? random.int(1, 4) : 0],
    ['document.readConfidence', share(1 - 0.07 * Math.exp(0.5 * of.z('paperWear') + 0.6 * random.normal()))],
    when(hasReceipt, 'document.downPaymentPaidFen', paid),
    when(hasReceipt, 'document.downPaymentPayerIsParty', !of.odd('stakeByOther')),
  ])
}
