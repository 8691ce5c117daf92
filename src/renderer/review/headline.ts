/** The figures of the header strip, picked out of what a case carries. Pure. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'

type Figure = CaseDetail['figures']['ltv']

export interface Headline {
  /** What the last automatic decision said. */
  suggestion: string | null
  /** As the decision reckoned it, over the valuation; without its facts, the amount over the price. */
  ltv: Figure
  paymentToIncome: Figure
  termMonths: number | null
  rate: number | null
}

export function headline({ application, decisions, figures }: CaseDetail): Headline {
  const automatic = decisions.findLast(decision => decision.automatic && decision.takenBackAt === null)
  return {
    suggestion: automatic?.outcome ?? null,
    ltv: figures.ltv ?? amountOverPrice(application),
    paymentToIncome: figures.paymentToIncome,
    termMonths: numberOf(application.termMonths),
    rate: numberOf(application.rate),
  }
}

function amountOverPrice({ amountFen, priceFen }: CaseDetail['application']): Figure {
  const financed = numberOf(amountFen)
  const price = numberOf(priceFen)
  return financed === null || price === null || price === 0 ? null : { value: financed / price, limit: null }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
