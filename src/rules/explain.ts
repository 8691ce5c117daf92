/** Why a decision came out as it did, in words: rendered from the record and the book, never stored. */

import type { Language } from '../domain/language.ts'
import type { Currency } from '../domain/money.ts'
import { type Leaf, leavesOf, type Operator, referenceOf } from './conditions.ts'
import type { FactDefinition, Rule, RulebookDocument } from './document.ts'
import { parameterIn } from './evaluate.ts'
import type { Facts } from './facts.ts'
import { type Figure, formatPair } from './figures.ts'
import { type DecisionRecord, type Fired, NO_SCENARIO, unknownReason } from './record.ts'
import { type FactUnit, parameterOf, type Unknown } from './vocabulary.ts'

export type Both = { readonly zh: string; readonly en: string }

/** One comparison of a rule that fired, as the case screen shows it. */
export type ConditionRow = {
  readonly rule: string
  readonly outcome: Fired['outcome']
  /** The rule's sentence with its figures, and why the rule exists. */
  readonly sentence: Both
  readonly why: Both
  readonly fact: Both
  readonly unit: FactUnit | null
  readonly actual: Figure
  readonly operator: Operator | ''
  readonly limit: Figure
  /** The source and the instant it speaks of; null once the facts have been erased. */
  readonly source: string | null
  readonly asOf: string | null
  /** Why `actual` is missing, where it is. */
  readonly unknown: Unknown | null
}

/** A sentence for each rule that fired, in the record's order. */
export function sentences(record: DecisionRecord, document: RulebookDocument, language: Language): string[] {
  return record.fired.map(fired => sentenceOf(fired, record, document)[language === 'en' ? 'en' : 'zh'])
}

/**
 * Every comparison of every rule that fired, with its actual against its limit. Without facts (erased, or not asked for)
 * a rule shows the one comparison that the record itself keeps.
 */
export function conditionRows(record: DecisionRecord, document: RulebookDocument, facts: Facts | null): ConditionRow[] {
  return record.fired.flatMap(fired => {
    const rule = document.rules.find(each => each.id === fired.rule)
    const said = {
      rule: fired.rule,
      outcome: fired.outcome,
      sentence: sentenceOf(fired, record, document),
      why: rule?.why ?? gone(fired.rule),
    }
    const leaves = rule === undefined ? [] : leavesOf(rule.conditions).map(each => each.leaf)
    const told = leaves.find(each => each.fact === fired.fact)
    if (facts === null || leaves.length === 0) return [{ ...said, ...toldRow(fired, document, told) }]
    return leaves.map(leaf => ({ ...said, ...leafRow(leaf, record.scenario, document, facts) }))
  })
}

/** The facts that were not known, by name. */
export function unknownFacts(record: DecisionRecord, document: RulebookDocument): { fact: Both; reason: Unknown }[] {
  return record.unknown.map(({ fact, why }) => ({ fact: factName(document, fact), reason: why }))
}

/** Names by id of everything that a record or a case refers to. */
export function namesOf(document: RulebookDocument): {
  scenarios: Record<string, Both>
  reasons: Record<string, Both>
} {
  const name = ({ id, zh, en }: { id: string } & Both): [string, Both] => [id, { zh, en }]
  return {
    scenarios: Object.fromEntries(document.scenarios.map(name)),
    reasons: Object.fromEntries([
      ...document.rules.flatMap(rule => [name(rule), [unknownReason(rule.id), toVerify(rule)] as const]),
      [NO_SCENARIO, NO_SCENARIO_NAME],
    ]),
  }
}

/** That a rule could not be checked is not that it holds: a list of reasons must not accuse anybody. */
const toVerify = ({ zh, en }: Rule): Both => ({ zh: `待核实：${zh}`, en: `To verify: ${en}` })

const NO_SCENARIO_NAME: Both = { zh: '没有适用的规则', en: 'No rule applies' }
const WHY_UNKNOWN: Readonly<Record<Unknown, Both>> = {
  absent: { zh: '来源没有记录', en: 'the source holds nothing' },
  stale: { zh: '已过有效期', en: 'the answer is too old' },
  error: { zh: '无法读取', en: 'the answer cannot be read' },
}

function sentenceOf(fired: Fired, record: DecisionRecord, document: RulebookDocument): Both {
  if (fired.rule === NO_SCENARIO) return noScenario(record.scenario)
  const rule = document.rules.find(each => each.id === fired.rule)
  if (rule === undefined) return gone(fired.rule)
  if (fired.unknown !== null) return notKnown(rule, factName(document, fired.fact), WHY_UNKNOWN[fired.unknown])
  const unit = document.facts.find(each => each.id === fired.fact)?.unit ?? null
  const currency = currencyOf(document, record.scenario)
  return {
    zh: fill(rule.reason.zh, formatPair(fired.actual, fired.limit, { unit, currency, language: 'zh-CN' })),
    en: fill(rule.reason.en, formatPair(fired.actual, fired.limit, { unit, currency, language: 'en' })),
  }
}

function fill(template: string, figures: { actual: string; limit: string }): string {
  return template.replace(/\{(actual|limit)\}/g, (_, name: 'actual' | 'limit') => figures[name])
}

function notKnown(rule: Rule, fact: Both, why: Both): Both {
  return {
    zh: `“${fact.zh}”未知：${why.zh}。规则“${rule.zh}”无法核对，需人工处理。`,
    en: `“${fact.en}” is not known: ${why.en}. The rule “${rule.en}” cannot be checked, so a person must look.`,
  }
}

function noScenario(scenario: string): Both {
  return {
    zh: `规则书没有适用于场景“${scenario}”的规则，由人审批。`,
    en: `The rulebook has no rule for the scenario “${scenario}”; a person decides.`,
  }
}

/** Shown as what it is: the book at hand no longer has the rule, and its id is all that is known. */
function gone(rule: string): Both {
  return { zh: `${rule}（规则书中已无此规则）`, en: `${rule} (no longer in the rulebook)` }
}

type Comparison = Pick<ConditionRow, 'fact' | 'unit' | 'actual' | 'operator' | 'limit' | 'source' | 'asOf' | 'unknown'>

function leafRow(leaf: Leaf, scenario: string, document: RulebookDocument, facts: Facts): Comparison {
  const origin = own(facts.sources, leaf.fact)
  return {
    fact: factName(document, leaf.fact),
    unit: definitionOf(document, leaf.fact)?.unit ?? null,
    actual: own(facts.values, leaf.fact) ?? null,
    operator: leaf.operator,
    limit: limitOf(leaf, scenario, document, facts),
    source: origin?.source ?? null,
    asOf: origin?.asOf ?? null,
    unknown: own(facts.values, leaf.fact) === undefined ? (own(facts.unknown, leaf.fact) ?? 'absent') : null,
  }
}

function limitOf(leaf: Leaf, scenario: string, document: RulebookDocument, facts: Facts): Figure {
  const name = referenceOf(leaf.value)
  if (name === undefined) return leaf.value as Exclude<Leaf['value'], { fact: string }>
  const parameter = parameterOf(name)
  return (parameter === undefined ? own(facts.values, name) : parameterIn(document, scenario, parameter)) ?? null
}

function toldRow(fired: Fired, document: RulebookDocument, told: Leaf | undefined): Comparison {
  return {
    fact: factName(document, fired.fact),
    unit: definitionOf(document, fired.fact)?.unit ?? null,
    actual: fired.actual,
    operator: told?.operator ?? '',
    limit: fired.limit,
    source: null,
    asOf: null,
    unknown: fired.unknown,
  }
}

function factName(document: RulebookDocument, id: string): Both {
  const { zh, en } = definitionOf(document, id) ?? { zh: id, en: id }
  return { zh, en }
}

function definitionOf(document: RulebookDocument, id: string): FactDefinition | undefined {
  return document.facts.find(each => each.id === id)
}

function currencyOf(document: RulebookDocument, scenario: string): Currency {
  return document.scenarios.find(each => each.id === scenario)?.currency ?? 'CNY'
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
