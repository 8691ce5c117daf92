/** Who sits behind the form: card and police, carrier, social insurance, and how the form was filled in. */
import { addDays, cstTimeOf } from '../../domain/dates.ts'
import { type Case, type Party, sourceRandom } from '../case.ts'
import { type Sheet, when } from '../facts.ts'
import { personName } from '../fictitious/names.ts'
import { addressOf } from '../people.ts'
import { Random } from '../random.ts'
import { occupationOf } from './declared.ts'
import { clamp, share, thousandths, validUntil, whole, yuan } from './figures.ts'

export function askIdCard(of: Case, sheet: Sheet, party: Party): void {
  const { truth } = party
  if (truth.kind !== 'person') return
  const random = sourceRandom(of, 'idCard', party.role)
  const odd = (id: Parameters<Case['odd']>[0]) => party.role === 'lessee' && of.odd(id)
  const until = validUntil(random, of.today, odd('cardExpired'), 6500)
  const doubt = party.role === 'lessee' ? of.z('faceDoubt') : 0
  const read = odd('cardReadWrong') ? `${truth.idNumber.slice(0, 9)}8${truth.idNumber.slice(10)}` : truth.idNumber
  sheet.put(party.id, [
    ['idCard.name', odd('cardReadWrong') && random.chance(0.5) ? personName(random, truth.sex) : truth.name],
    ['idCard.number', read],
    ['idCard.birthDate', truth.birthDate],
    ['idCard.sex', truth.sex],
    [
      'idCard.address',
      addressOf(of.seed, of.plan.root.address, party.role === 'lessee' ? 'lessee' : party.role, of.plan.city),
    ],
    ['idCard.validFromDate', addDays(until, -(random.chance(0.5) ? 7305 : 3652))],
    ['idCard.validUntilDate', until],
    ['idCard.policeMatch', odd('policeNoRecord') ? 'noRecord' : odd('policeNameDiffers') ? 'nameDiffers' : 'match'],
    ['idCard.reportedLost', odd('cardReportedLost')],
    ['idCard.faceSimilarity', share(1 - 0.11 * Math.exp(0.45 * doubt + 0.45 * random.normal()))],
    ['idCard.livenessPassed', !odd('livenessFailed')],
    ['idCard.photoOfScreen', odd('photoOfScreen')],
  ])
}

/** Carriers band the months of a number. */
const BANDS = [0, 3, 6, 12, 24, 36, 60, 120]

export function askTelecom(of: Case, sheet: Sheet): void {
  const random = sourceRandom(of, 'telecom', 'lessee')
  const months = of.odd('phoneNew') ? random.int(0, 5) : 46 * Math.exp(0.5 * of.z('roots') + 0.7 * random.normal())
  const differs = of.odd('phoneNotOwn')
  const away = of.z('distance') + random.normal() > 2.6
  sheet.put(of.lessee.id, [
    ['telecom.ownerMatch', differs ? (random.chance(0.6) ? 'nameDiffers' : 'idDiffers') : 'match'],
    ['telecom.monthsInNet', BANDS.findLast(foot => foot <= months) ?? 0],
    ['telecom.status', random.weighted({ active: 0.975, suspended: 0.01, virtual: of.odd('phoneNew') ? 0.12 : 0.012 })],
    ['telecom.usualRegion', away ? of.elsewhere.code : of.plan.city.code],
    ['telecom.contactReachable', !of.odd('contactUnreached')],
    [
      'telecom.lenderCalls3m',
      of.odd('collectorCalls') ? random.int(3, 40) : random.poisson(0.25 * Math.exp(0.4 * of.z('hunger'))),
    ],
  ])
}

/** Whether the agency holds an account at all: drivers and farmers mostly have none. */
export function isInsured(of: Case): boolean {
  const employed = ['employee', 'publicServant'].includes(occupationOf(of))
  if (of.odd('notInsured')) return false
  return employed || new Random(of.seed, 'insured', of.plan.root.person).chance(0.35)
}

export function askSocialInsurance(of: Case, sheet: Sheet): void {
  if (of.lessee.truth.kind !== 'person' || !isInsured(of)) return
  const random = sourceRandom(of, 'socialInsurance', 'lessee')
  const away = of.z('distance') + random.normal() > 2.8
  sheet.put(of.lessee.id, [
    [
      'socialInsurance.employerName',
      of.odd('insuredElsewhere') ? `${of.employer.slice(0, 2)}虚设人力资源有限公司` : of.employer,
    ],
    ['socialInsurance.monthsPaid', whole(of.monthsSettled * random.around(0.8, 0.5))],
    ['socialInsurance.baseMonthlyFen', yuan(clamp(of.money.trueFen * random.around(0.62, 0.28), 400_000, 4_000_000))],
    ['socialInsurance.region', away ? of.elsewhere.code : of.plan.city.code],
  ])
}

export function askTelemetry(of: Case, sheet: Sheet): void {
  const { plan } = of
  const random = sourceRandom(of, 'telemetry', 'application')
  const haste = of.z('haste')
  const retypes = random.poisson(0.9)
  const coached = of.odd('coached')
  sheet.put('application', [
    ['telemetry.retypedFields', retypes + (of.odd('incomeRetyped') ? random.int(1, 3) : 0)],
    ['telemetry.idNumberRetypes', of.odd('idNumberRetyped') ? random.int(1, 4) : 0],
    ['telemetry.incomeRetypes', of.odd('incomeRetyped') ? random.int(1, 5) : 0],
    [
      'telemetry.incomeLastToFirst',
      thousandths(of.odd('incomeRetyped') ? Math.exp(0.25 + 0.2 * of.z('overstatement') + 0.25 * random.normal()) : 1),
    ],
    ['telemetry.pastedFields', random.poisson(1.4 * Math.exp(0.45 * haste) + (coached ? 4 : 0))],
    [
      'telemetry.fillSeconds',
      whole(clamp(random.around(620 * Math.exp(-0.32 * haste), 0.45) * (coached ? 0.6 : 1), 20, 40_000)),
    ],
    ['telemetry.submittedHour', Number(cstTimeOf(of.submittedAt).slice(0, 2))],
    ['telemetry.deviceId', deviceOf(of)],
    ['telemetry.deviceTampered', of.odd('deviceTampered')],
    ['telemetry.networkHidden', of.odd('networkHidden')],
    ['telemetry.deviceRegion', of.odd('deviceElsewhere') ? of.elsewhere.code : plan.city.code],
  ])
}

/** The dealer's tablet, or the applicant's own phone, which others may have used before. */
function deviceOf(of: Case): string {
  const { plan } = of
  if (of.odd('deviceOfDealer') && plan.throughDealer && !of.odd('sharedDevice'))
    return `demo-tablet-${plan.dealer.id.slice(-3)}-${plan.staff}`
  return `demo-phone-${(plan.root.device * 2_654_435_761) % 0x1_0000_0000}`
}

export function shareWithDealer(of: Case, sheet: Sheet): void {
  const { plan } = of
  const random = sourceRandom(of, 'shared', 'application')
  const tablet = of.odd('deviceOfDealer') && plan.throughDealer && !of.odd('sharedDevice')
  const weekly = (plan.dealer.volume / plan.dealer.staff / 30) * 7
  sheet.put('application', [
    ['shared.applicantsOnDevice', tablet ? random.poisson(weekly * 12) : plan.earlier.device],
    ['shared.deviceIsDealers', tablet],
    when(
      plan.throughDealer,
      'shared.applicationsByStaff7d',
      random.poisson(of.odd('staffBurst') ? weekly * 2.6 + 2 : weekly),
    ),
    ['shared.staffIsParty', of.odd('staffIsParty')],
  ])
}
