/** Debts and money: bureau, pooled queries of other lenders, and the account that the rent would leave. */
import { type Case, type Party, sourceRandom } from '../case.ts'
import { type Sheet, when } from '../facts.ts'
import { personName } from '../fictitious/names.ts'
import type { Random } from '../random.ts'
import { drivesForALiving } from './declared.ts'
import { clamp, share, thousandths, whole, yuan } from './figures.ts'

const MONTHS = 24

/** Worst repayment digit of each of 24 months, oldest first: spells of arrears that climb and are cured. */
function repaymentDigits(random: Random, discipline: number, historyMonths: number): string {
  const start = Math.min(0.4, 0.016 * Math.exp(-1.05 * discipline))
  let [text, digit] = ['', 0]
  for (let month = 0; month < MONTHS; month++) {
    if (MONTHS - month > historyMonths) {
      text += '/'
      continue
    }
    if (digit > 0) digit = random.chance(clamp(0.62 + 0.12 * discipline, 0.2, 0.9)) ? 0 : Math.min(7, digit + 1)
    else if (random.chance(start)) digit = 1
    text += digit > 0 ? String(digit) : random.chance(0.04) ? '*' : random.chance(0.01) ? '#' : 'N'
  }
  return text
}

const digitsIn = (text: string) => Array.from(text, Number).filter(digit => digit >= 1)

/** A thin file is no answer; the row is left out and becomes 'absent'. */
export function askBureau(of: Case, sheet: Sheet, party: Party): void {
  const random = sourceRandom(of, 'bureau', party.role)
  const own = party.role === 'lessee'
  const [discipline, file, hunger] = own
    ? [of.z('discipline'), of.z('file'), of.z('hunger')]
    : [random.normal(), random.normal(), random.normal()]
  if (file + 0.5 * random.normal() < -1.9) return
  const person = party.truth.kind === 'person'
  const historyMonths = whole(clamp(52 * Math.exp(0.65 * file + 0.2 * random.normal()), 1, 320))
  const text = repaymentDigits(random, discipline, historyMonths)
  const [digits, recent] = [digitsIn(text), digitsIn(text.slice(-6))]
  const now = Number(text.at(-1)) || 0
  const openLoans = random.poisson(1.3 * Math.exp(0.2 * file + 0.3 * hunger))
  const service = own ? of.money.otherDebtFen * random.around(1, 0.12 * of.noise) : random.around(180_000, 0.8)
  const shown = openLoans === 0 ? 0 : yuan(service)
  const weekly = Math.exp(0.5 * hunger)
  const queries1m = random.poisson(0.75 * weekly)
  const mood = 0.75 * discipline + 0.3 * file - 0.3 * hunger
  sheet.put(party.id, [
    when(historyMonths >= 6, 'bureau.score', Math.round(clamp(655 + 55 * mood + 42 * random.normal(), 300, 900))),
    ['bureau.historyMonths', historyMonths],
    ['bureau.repayment24m', text],
    ['bureau.currentStatus', now > 0 ? String(now) : 'N'],
    ['bureau.overdue24m.maxDigit', Math.max(0, ...digits)],
    ['bureau.overdue24m.months', digits.length],
    ['bureau.overdue6m.months', recent.length],
    ['bureau.overdueNowFen', now > 0 ? yuan(random.around(400_000 * now, 0.7)) : 0],
    ['bureau.adverseAccounts', random.poisson(Math.min(2, 0.02 * Math.exp(-1.1 * discipline)))],
    ['bureau.openLoans', openLoans],
    ['bureau.loanBalanceFen', yuan(shown * random.between(9, 40))],
    ['bureau.vehicleLoans', Math.min(openLoans, random.poisson(drivesForALiving(of) ? 0.6 : 0.2))],
    when(person, 'bureau.smallLoans', random.poisson(0.6 * Math.exp(0.5 * hunger - 0.25 * discipline))),
    when(
      person,
      'bureau.cardUsage',
      thousandths(clamp(0.42 * Math.exp(0.32 * hunger - 0.15 * discipline + 0.5 * random.normal()), 0, 1.3)),
    ),
    ['bureau.debtServiceMonthlyFen', shown],
    ['bureau.guaranteedFen', random.chance(0.12) ? random.int(3, 80) * 1_000_000 : 0],
    ['bureau.lenderQueries1m', queries1m],
    ['bureau.lenderQueries6m', queries1m + random.poisson(2.2 * weekly)],
    when(
      person && own,
      'bureau.employerName',
      random.chance(0.78) && !of.odd('insuredElsewhere') ? of.employer : `${of.employer.slice(0, 2)}旧例商贸有限公司`,
    ),
    ['bureau.consentOnFile', !random.chance(0.006 * of.noise)],
  ])
}

export function askMultiLending(of: Case, sheet: Sheet): void {
  const random = sourceRandom(of, 'multiLending', 'lessee')
  const hunger = of.z('hunger')
  const lenders7d = random.poisson(0.5 * Math.exp(0.5 * hunger))
  const lenders30d = lenders7d + random.poisson(1.1 * Math.exp(0.5 * hunger))
  sheet.put(of.lessee.id, [
    ['multiLending.lenders7d', lenders7d],
    ['multiLending.lenders30d', lenders30d],
    ['multiLending.vehicleLenders30d', Math.min(lenders30d, random.poisson(0.5 * Math.exp(0.3 * hunger)))],
    ['multiLending.nightApplications', share(0.1 * Math.exp(0.3 * hunger + 0.6 * random.normal()))],
    [
      'multiLending.overdueLenders',
      random.poisson(Math.min(4, 0.06 * Math.exp(-0.8 * of.z('discipline') + 0.3 * hunger))),
    ],
  ])
}

/** A forged flow shows what was stated; an honest one what is earned, with months that are not typical. */
export function askBankFlow(of: Case, sheet: Sheet): void {
  const { money } = of
  const random = sourceRandom(of, 'bankFlow', 'lessee')
  const person = of.lessee.truth.kind === 'person'
  const living = drivesForALiving(of)
  const made = clamp(0.35 * of.z('artificialFlow'), 0, 1)
  const seen = (money.trueFen * (1 - made) + money.statedFen * made) * (living ? 1.5 : 1)
  const inflow = yuan(seen * random.around(1.06, 0.2))
  const salary = living ? 0 : yuan(inflow * random.between(0.55, 0.98))
  const payer = living ? 0.34 : 0.6
  sheet.put(of.lessee.id, [
    ['bankFlow.monthsCovered', Number(random.weighted({ '3': 0.1, '5': 0.05, '6': 0.6, '12': 0.25 }))],
    ['bankFlow.ownerMatches', !of.odd('flowOwnerDiffers')],
    ['bankFlow.inflowMonthlyFen', inflow],
    when(person, 'bankFlow.salaryMonthlyFen', random.chance(0.12) ? 0 : salary),
    when(living, 'bankFlow.freightMonthlyFen', yuan(inflow * random.between(0.55, 0.95) * (1 - 0.25 * made))),
    [
      'bankFlow.balanceAverageFen',
      Math.round(seen * 0.75 * Math.exp(0.5 * of.z('capacity') + 0.9 * random.normal() - 0.5 * made)) -
        (random.chance(0.02) ? yuan(seen) : 0),
    ],
    ['bankFlow.roundTripFraction', share(0.14 * Math.exp(0.42 * of.z('artificialFlow') + 0.5 * random.normal()))],
    ['bankFlow.topPayerFraction', share(payer + 0.1 * of.z('artificialFlow') + 0.15 * random.normal())],
    ['bankFlow.lenderDebitsMonthlyFen', yuan(money.otherDebtFen * random.around(1.02, 0.25))],
    ['bankFlow.gamblingEntries', of.odd('gambling') ? random.int(2, 60) : random.chance(0.05) ? 1 : 0],
    [
      'bankFlow.fuelAndTollMonthlyFen',
      yuan(seen * (living ? 0.28 : 0.05) * Math.exp(-0.12 * of.z('overwork') + 0.35 * random.normal())),
    ],
    ['bankFlow.balanceBreaks', of.odd('balanceBreaks') ? random.int(1, 9) : 0],
    ['bankFlow.bankVerified', !of.odd('bankUnverified')],
  ])
}

/** A name that is nobody's, for sources that have somebody else on record. */
export function strangerName(random: Random): string {
  return personName(random, random.chance(0.75) ? 'male' : 'female')
}
