/** Facts that no source states but that follow from what they do: a closed list, until formulas are part of the book. */

import { cstDateOf, isCalendarDate, wholeYearsBetween } from '../domain/dates.ts'
import type { Product } from '../domain/model/application.ts'
import type { Answer, FactInput, Origin } from './answers.ts'
import { ask, askEach } from './answers.ts'
import type { FactType, FactUnit, Unknown } from './vocabulary.ts'

interface Derivation {
  readonly type: FactType
  readonly unit: FactUnit | null
  /** The codes that one of type `code` can take. */
  readonly codes?: readonly string[]
  readonly derive: (input: FactInput) => Answer
}

const MONTHS_A_YEAR = 12

export const DERIVATION_IDS = [
  'amount',
  'price',
  'downPaymentFraction',
  'termMonths',
  'exposure',
  'ltv',
  'paymentToIncome',
  'lesseeAgeYears',
  'vehicleAgeYears',
  'vehicleAgeAtEndYears',
  'identityMismatch',
  'product',
  'vehicles',
] as const
export type DerivationId = (typeof DERIVATION_IDS)[number]

/** Money is in minor units of the application's currency; ages are whole years at the instant of the decision. */
export const DERIVATIONS: Readonly<Record<DerivationId, Derivation>> = {
  amount: { type: 'integer', unit: 'fen', derive: input => column(input, input.application.amountFen) },
  price: { type: 'integer', unit: 'fen', derive: input => column(input, input.application.priceFen) },
  downPaymentFraction: { type: 'number', unit: 'fraction', derive: downPaymentFraction },
  termMonths: { type: 'integer', unit: 'months', derive: input => column(input, input.application.termMonths) },
  exposure: { type: 'integer', unit: 'fen', derive: exposure },
  ltv: { type: 'number', unit: 'ratio', derive: ltv },
  paymentToIncome: { type: 'number', unit: 'ratio', derive: paymentToIncome },
  lesseeAgeYears: { type: 'integer', unit: 'yearsOfAge', derive: lesseeAgeYears },
  vehicleAgeYears: { type: 'integer', unit: 'years', derive: vehicleAgeYears },
  vehicleAgeAtEndYears: { type: 'number', unit: 'years', derive: input => atEnd(input, vehicleAgeYears(input)) },
  identityMismatch: { type: 'boolean', unit: null, derive: identityMismatch },
  product: {
    type: 'code',
    unit: null,
    codes: ['direct-lease', 'leaseback'] satisfies Product[],
    derive: input => ({ ...onForm(input), value: input.application.product }),
  },
  vehicles: { type: 'integer', unit: 'count', derive: input => ({ ...onForm(input), value: input.vehicles.length }) },
}

/** A figure of the application's own row: a whole number that is not negative, or an error. */
function column(input: FactInput, value: number | null): Answer {
  if (value === null) return { ...onForm(input), unknown: 'absent' }
  return Number.isSafeInteger(value) && value >= 0
    ? { ...onForm(input), value }
    : { ...onForm(input), unknown: 'error' }
}

function downPaymentFraction(input: FactInput): Answer {
  const price = column(input, input.application.priceFen)
  const paid = column(input, input.application.downPaymentFen)
  return over(paid, price)
}

/** A sum that leaves this very application out was added up wrong, and nothing may rest on it. */
function exposure(input: FactInput): Answer {
  const origin = { source: 'portfolio', asOf: input.instant }
  const { exposureFen: value } = input
  if (value === null) return { ...origin, unknown: 'absent' }
  const sound = Number.isSafeInteger(value) && value >= input.application.amountFen
  return sound ? { ...origin, value } : { ...origin, unknown: 'error' }
}

/**
 * Financed amount over the value of all vehicles: the independent valuation, else the tape's value, else the price. A
 * leaseback is never measured by its price, which the seller himself named.
 */
function ltv(input: FactInput): Answer {
  const amount = column(input, input.application.amountFen)
  const valued = ['valuation.marketFen', 'loanTape.vehicleValueFen'].map(observable => total(input, observable))
  const value = valued.find(each => !('unknown' in each && each.unknown === 'absent'))
  if (value !== undefined) return over(amount, value)
  const fallsBack = input.application.product !== 'leaseback'
  return fallsBack ? over(amount, column(input, input.application.priceFen)) : (valued[0] ?? amount)
}

function total(input: FactInput, observable: string): Answer {
  const answers = askEach(input, { observable })
  const worst = ask(input, { observable, take: 'highest' })
  if ('unknown' in worst) return worst
  const oldest = answers.map(each => each.asOf).sort()[0] ?? worst.asOf
  return {
    source: worst.source,
    asOf: oldest,
    value: answers.reduce((sum, each) => sum + ('value' in each ? Number(each.value) : 0), 0),
  }
}

/** Instalment of this lease and what the bureau says is due each month, over income as the account shows it, else as declared. */
function paymentToIncome(input: FactInput): Answer {
  const income = monthlyIncome(input)
  const instalment = levelInstalment(input)
  if ('unknown' in instalment) return instalment
  const due = ask(input, { observable: 'bureau.debtServiceMonthlyFen' })
  if ('unknown' in due && due.unknown !== 'absent') return due
  const others = 'value' in due ? Number(due.value) : 0
  return over({ ...instalment, value: Number(instalment.value) + others }, income)
}

function monthlyIncome(input: FactInput): Answer {
  const flow = ask(input, { observable: 'bankFlow.inflowMonthlyFen' })
  if (!('unknown' in flow && flow.unknown === 'absent')) return flow
  const declared = ask(input, { observable: 'declared.incomeMonthlyFen' })
  if (!('unknown' in declared && declared.unknown === 'absent')) return declared
  const yearly = ask(input, { observable: 'declared.revenueYearlyFen' })
  return 'value' in yearly ? { ...yearly, value: Number(yearly.value) / MONTHS_A_YEAR } : yearly
}

/** Level payment in arrears at the contract rate. */
function levelInstalment(input: FactInput): Answer {
  const { amountFen, termMonths, rate } = input.application
  const term = column(input, termMonths)
  if ('unknown' in term) return term
  if (rate === null) return { ...onForm(input), unknown: 'absent' }
  if (!(rate >= 0 && rate <= 10) || term.value === 0) return { ...onForm(input), unknown: 'error' }
  const months = Number(term.value)
  const monthly = rate / MONTHS_A_YEAR
  const factor = monthly === 0 ? 1 / months : monthly / (1 - (1 + monthly) ** -months)
  return { ...onForm(input), value: Math.round(amountFen * factor) }
}

/** A company has no card to be checked, so that nothing mismatches; a person without an answer is not known. */
function identityMismatch(input: FactInput): Answer {
  const lessee = input.parties.find(each => each.role === 'lessee')?.party
  if (lessee?.kind === 'company') return { ...onForm(input), value: false }
  const match = ask(input, { observable: 'idCard.policeMatch' })
  return 'value' in match ? { ...match, value: match.value !== 'match' } : match
}

/** From the card as read, else from the number of the party itself: its digits 7 to 14 are the day of birth. */
function lesseeAgeYears(input: FactInput): Answer {
  const today = cstDateOf(input.instant)
  const read = ask(input, { observable: 'idCard.birthDate' })
  if ('value' in read) return age(read, String(read.value), today)
  const party = input.parties.find(each => each.role === 'lessee')?.party
  const digits = party?.kind === 'person' ? /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(party.idNumber ?? '') : null
  if (digits === null) return read
  return age(onForm(input), digits.slice(1).join('-'), today)
}

function age(origin: Origin, born: string, today: string): Answer {
  const { source, asOf } = origin
  if (!isCalendarDate(born) || born > today) return { source, asOf, unknown: 'error' }
  return { source, asOf, value: wholeYearsBetween(born, today) }
}

/** Of the oldest vehicle: from first registration, else by model year, which may lie a year ahead. */
function vehicleAgeYears(input: FactInput): Answer {
  const on = cstDateOf(reckonedAt(input))
  const year = Number(on.slice(0, 4))
  const ages = input.vehicles.map(({ firstRegistered, modelYear }) => {
    if (firstRegistered !== null)
      return isCalendarDate(firstRegistered) && firstRegistered <= on ? wholeYearsBetween(firstRegistered, on) : 'error'
    if (modelYear !== null) return modelYear >= 1900 && modelYear <= year + 2 ? Math.max(0, year - modelYear) : 'error'
    return 'absent'
  })
  const unknown =
    (['error', 'absent'] as const).find(each => ages.includes(each)) ?? (ages.length === 0 ? 'absent' : undefined)
  if (unknown !== undefined) return { ...onForm(input), unknown }
  return { ...onForm(input), value: Math.max(...ages.map(Number)) }
}

/** A bought portfolio is judged as of its origination, everything else as of the decision. */
function reckonedAt(input: FactInput): string {
  const originated = ask(input, { observable: 'loanTape.originatedDate' })
  return 'value' in originated ? `${originated.value}T00:00:00.000Z` : input.instant
}

function atEnd(input: FactInput, years: Answer): Answer {
  const term = column(input, input.application.termMonths)
  if ('unknown' in years) return years
  if ('unknown' in term) return term
  return { ...years, value: tidy(Number(years.value) + Number(term.value) / MONTHS_A_YEAR) }
}

/** A quotient carries the origin of its divisor, the figure that a person would doubt. Nothing over nothing is an error. */
function over(dividend: Answer, divisor: Answer): Answer {
  const { source, asOf } = divisor
  const unknown: Unknown | undefined =
    'unknown' in divisor ? divisor.unknown : 'unknown' in dividend ? dividend.unknown : undefined
  if (unknown !== undefined) return { source, asOf, unknown }
  const quotient =
    'value' in dividend && 'value' in divisor ? Number(dividend.value) / Number(divisor.value) : Number.NaN
  return Number.isFinite(quotient) ? { source, asOf, value: tidy(quotient) } : { source, asOf, unknown: 'error' }
}

/** Six decimals: finer than any limit, and free of the tail that binary fractions leave. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function onForm({ application }: FactInput): Origin {
  return { source: 'declared', asOf: application.submittedAt }
}
