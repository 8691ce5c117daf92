/** The facts of one evaluation: all that it reads, frozen, so that the same decision can be recomputed at any time. */
import { type Answer, ask, type FactInput } from './answers.ts'
import { leavesOf, referenceOf } from './conditions.ts'
import { DERIVATIONS } from './derivations.ts'
import type { FactDefinition, Rule, RulebookDocument } from './document.ts'
import { type FactType, type FactValue, parameterOf, type Unknown } from './vocabulary.ts'

export type Facts = {
  readonly version: 1
  readonly instant: string
  readonly scenario: string
  readonly values: Readonly<Record<string, FactValue>>
  readonly unknown: Readonly<Record<string, Unknown>>
  readonly sources: Readonly<Record<string, { readonly source: string; readonly asOf: string }>>
}

/** Every fact that the scenario's rules read, known or with the reason why not; nothing else. */
export function deriveFacts(document: RulebookDocument, input: FactInput): Facts {
  const { scenario } = input.application
  const values: Record<string, FactValue> = {}
  const unknown: Record<string, Unknown> = {}
  const sources: Record<string, { source: string; asOf: string }> = {}
  for (const definition of factsReadIn(document, scenario)) {
    const answer = answerTo(definition, input)
    sources[definition.id] = { source: answer.source, asOf: answer.asOf }
    if ('unknown' in answer) unknown[definition.id] = answer.unknown
    else if (isOfType(answer.value, definition.type)) values[definition.id] = answer.value
    else unknown[definition.id] = 'error'
  }
  return { version: 1, instant: input.instant, scenario, values, unknown, sources }
}

/** The rules that apply in a scenario, in the document's order. */
export function rulesIn(document: RulebookDocument, scenario: string): Rule[] {
  return document.rules.filter(rule => rule.scenarios === 'all' || rule.scenarios.includes(scenario))
}

/** The ids of the facts that a rule reads, on either side of a comparison, sorted. */
export function factsReadBy(rule: Rule): string[] {
  const read = leavesOf(rule.conditions).flatMap(({ leaf }) => [leaf.fact, referenceOf(leaf.value) ?? leaf.fact])
  return [...new Set(read)].filter(name => parameterOf(name) === undefined).sort()
}

function factsReadIn(document: RulebookDocument, scenario: string): FactDefinition[] {
  const read = new Set(rulesIn(document, scenario).flatMap(factsReadBy))
  return document.facts.filter(fact => read.has(fact.id))
}

function answerTo({ from }: FactDefinition, input: FactInput): Answer {
  return 'derived' in from ? DERIVATIONS[from.derived].derive(input) : ask(input, from)
}

/** Whether a value is one that a fact of that type can take; the library itself would take '10' for a number. */
export function isOfType(value: unknown, type: FactType): value is FactValue {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'codes':
      return Array.isArray(value) && value.every(isText)
    default:
      return isText(value)
  }
}

/** Half a surrogate pair has no canonical bytes, so that no record could hold it. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed()
}
