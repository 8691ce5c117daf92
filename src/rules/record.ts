/**
 * What a decision leaves behind: ids and figures, no sentence, so that mending a word changes no record. These are type
 * aliases and not interfaces, so that they count as JSON where rows and packs take it.
 */
import { type FactValue, STAGES, type Stage, type Unknown } from './vocabulary.ts'

export type Outcome = 'approve' | 'refer' | 'decline'

/** A rule that had its say, because its conditions hold or because a fact it needs is not known. */
export type Fired = {
  readonly rule: string
  readonly stage: Stage
  readonly outcome: 'refer' | 'decline' | 'tag'
  /** No decline overrules it. */
  readonly binding: boolean
  /** What the lists call it: the rule's id, or `unknownReason` of it where a fact is not known. */
  readonly reason: string
  /** The comparison that told: the first, in the document's order, of those that made the rule fire. */
  readonly fact: string
  readonly actual: FactValue | null
  readonly limit: FactValue | readonly number[] | null
  /** Why `fact` is not known, where that is what the rule says; null where its conditions hold. */
  readonly unknown: Unknown | null
}

/** Names the facts version that a decision was made on: its id, and the digest of its canonical bytes. */
export type FactsReference = {
  readonly id: string
  readonly digest: string
}

export type DecisionRecord = {
  readonly semantics: number
  /** Hash of the canonical document. */
  readonly rulebook: string
  readonly facts: FactsReference
  readonly scenario: string
  readonly instant: string
  readonly outcome: Outcome
  readonly score: null
  readonly limit: null
  readonly price: null
  /** By stage, then rule id. */
  readonly fired: readonly Fired[]
  /** By fact id. */
  readonly unknown: readonly { readonly fact: string; readonly why: Unknown }[]
  /** Sorted. */
  readonly tags: readonly string[]
}

/** The reason of an application whose scenario the book does not know or has no rule for: a person decides. */
export const NO_SCENARIO = 'scenario'

/** The reason of a rule that could not be checked, which is another one than that it holds. No rule's id has a colon. */
export const unknownReason = (rule: string): string => `${rule}:unknown`

/** A binding referral beats a decline, a decline a referral, a referral the approval. */
export function outcomeOf(fired: readonly Fired[]): Outcome {
  if (fired.some(each => each.binding)) return 'refer'
  if (fired.some(each => each.outcome === 'decline')) return 'decline'
  return fired.some(each => each.outcome === 'refer') ? 'refer' : 'approve'
}

/**
 * The reason ids to keep with a decision or a case, the weightiest first: binding referrals, then declines, then
 * referrals, each by stage and id. Empty for an approval.
 */
export function reasonsOf(record: DecisionRecord): string[] {
  const weight = (fired: Fired) => (fired.binding ? 0 : fired.outcome === 'decline' ? 1 : 2)
  const reasons = record.fired.filter(each => each.outcome !== 'tag').toSorted((a, b) => weight(a) - weight(b))
  return [...new Set(reasons.map(each => each.reason))]
}

/** The order of a record's fired rules: by stage, then by id, so that the same decision has the same bytes. */
export function byStageThenRule(a: Fired, b: Fired): number {
  return STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || compareIds(a.rule, b.rule)
}

/** By code unit, the same on every machine and in every language. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
