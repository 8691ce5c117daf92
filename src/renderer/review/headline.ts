/** The figures of the header strip, picked out of what a case carries. Pure. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'

export interface Headline {
  /** What the last automatic decision said. */
  suggestion: string | null
  ltv: number | null
  /** The limit that a fired rule held the ratio against, where one did. */
  ltvLimit: number | null
  paymentToIncome: number | null
  termMonths: number | null
  rate: number | null
}

const PAYMENT_TO_INCOME = /\.(paymentToIncome|dti|debtToIncome)$/i

export function headline(detail: CaseDetail): Headline {
  const { application, decisions, evidence, why } = detail
  const automatic = decisions.findLast(decision => decision.automatic && decision.takenBackAt === null)
  const financed = numberOf(application.amountFen)
  const price = numberOf(application.priceFen)
  const ltv = financed === null || price === null || price === 0 ? null : financed / price
  const observed = evidence.flatMap(({ values }) => values).find(({ id }) => PAYMENT_TO_INCOME.test(id))
  const limits = why
    .filter(row => /LTV|loan to value|价值比|成数/i.test(row.fact.en + row.fact.zh))
    .map(row => numberOf(row.limit))
  return {
    suggestion: automatic?.outcome ?? null,
    ltv,
    ltvLimit: limits.find(limit => limit !== null) ?? null,
    paymentToIncome: numberOf(observed?.value),
    termMonths: numberOf(application.termMonths),
    rate: numberOf(application.rate),
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
