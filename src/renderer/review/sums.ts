/** Sums of money, each currency by itself: yuan and dollars have none together. Pure. */
import type { Texts } from '../i18n/index.ts'
import { money } from '../i18n/value.ts'

export interface Sum {
  readonly currency: string
  readonly fen: number
}

/** One sum a currency, in the order of their names. */
export function sumsOf(amounts: readonly Sum[]): readonly Sum[] {
  const sums = new Map<string, number>()
  for (const { currency, fen } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + fen)
  return [...sums]
    .map(([currency, fen]) => ({ currency, fen }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1))
}

export function sumsText(texts: Texts, sums: readonly Sum[]): string {
  return sums.map(({ currency, fen }) => money(texts, fen, currency)).join(texts.t('list.and'))
}
