/** Holds the parts of a rulebook against each other and against the dictionary: names, types, units, bounds. */
import type { Observable } from '../domain/observables/observable.ts'
import {
  CONTAINMENTS,
  EQUALITIES,
  type Leaf,
  leavesOf,
  MEMBERSHIPS,
  type Operator,
  ORDERINGS,
  referenceOf,
} from './conditions.ts'
import { DERIVATIONS } from './derivations.ts'
import type { FactDefinition, Parameter, Rule, RulebookDocument } from './document.ts'
import { MAX_PROBLEMS, type Place, type ProblemCode, problem, type RulebookProblem } from './problems.ts'
import { type FactType, parameterOf } from './vocabulary.ts'

/** Looks up an observable of the dictionary; undefined where no source knows it. */
export type Dictionary = (id: string) => Observable | undefined

type Index = {
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly scenarios: ReadonlySet<string>
  readonly dictionary: Dictionary
}
type Findings = RulebookProblem[]

/** Everything in a well-formed document that points at nothing, or at the wrong kind of thing. */
export function checkReferences(document: RulebookDocument, dictionary: Dictionary): RulebookProblem[] {
  const findings: Findings = [
    ...repeatedIds('facts', document.facts),
    ...repeatedIds('parameters', document.parameters),
    ...repeatedIds('scenarios', document.scenarios),
    ...repeatedIds('rules', document.rules),
  ]
  const index: Index = {
    facts: new Map(document.facts.map(each => [each.id, each])),
    parameters: new Map(document.parameters.map(each => [each.id, each])),
    scenarios: new Set(document.scenarios.map(each => each.id)),
    dictionary,
  }
  findings.push(
    ...document.facts.flatMap((fact, at) => factProblems(fact, ['facts', at], dictionary)),
    ...document.parameters.flatMap((each, at) => boundsProblems(each, each.value, ['parameters', at])),
    ...overrideProblems(document, index),
    ...document.rules.flatMap((rule, at) => ruleProblems(rule, ['rules', at], index)),
  )
  return findings.slice(0, MAX_PROBLEMS)
}

function repeatedIds(list: string, elements: readonly { readonly id: string }[]): Findings {
  const seen = new Set<string>()
  return elements.flatMap(({ id }, at) => {
    const repeated = seen.has(id)
    seen.add(id)
    return repeated ? [problem([list, at, 'id'], 'repeatedId', { element: id })] : []
  })
}

/** A fact says its own type and unit, so that a rulebook reads without the dictionary; here they must agree. */
function factProblems(fact: FactDefinition, place: Place, dictionary: Dictionary): Findings {
  const element = fact.id
  const [known, named] =
    'derived' in fact.from
      ? [DERIVATIONS[fact.from.derived], fact.from.derived]
      : [dictionary(fact.from.observable), fact.from.observable]
  if (known === undefined) return [problem([...place, 'from'], 'unknownObservable', { element, observable: named })]
  const unit = 'unit' in known ? known.unit : null
  const typeAgrees = known.type === fact.type || (known.type === 'integer' && fact.type === 'number')
  const expected = unit === null ? known.type : `${known.type}, ${unit}`
  if (typeAgrees && unit === fact.unit) return []
  return [problem(place, 'factMismatch', { element, expected, found: `${fact.type}, ${fact.unit}` })]
}

function boundsProblems(parameter: Parameter, value: number, place: Place): Findings {
  const [min, max] = parameter.bounds
  const element = parameter.id
  if (min > max) return [problem(place, 'boundsReversed', { element, min, max })]
  return value < min || value > max ? [problem(place, 'outOfBounds', { element, min, max, found: value })] : []
}

function overrideProblems(document: RulebookDocument, index: Index): Findings {
  return Object.entries(document.overrides).flatMap(([scenario, values]) => {
    const place = ['overrides', scenario]
    if (!index.scenarios.has(scenario)) return [problem(place, 'unknownScenario', { scenario })]
    return Object.entries(values).flatMap(([id, value]) => {
      const parameter = index.parameters.get(id)
      if (parameter === undefined) return [problem([...place, id], 'unknownParameter', { parameter: id })]
      return boundsProblems(parameter, value, [...place, id])
    })
  })
}

function ruleProblems(rule: Rule, place: Place, index: Index): Findings {
  const element = rule.id
  const findings: Findings = []
  const say = (part: Place, code: ProblemCode, detail: RulebookProblem['detail'] = {}) =>
    findings.push(problem([...place, ...part], code, { element, ...detail }))
  if (rule.scenarios !== 'all') {
    rule.scenarios.forEach((scenario, at) => {
      if (!index.scenarios.has(scenario)) say(['scenarios', at], 'unknownScenario', { scenario })
    })
  }
  if (rule.binding === true && rule.outcome !== 'refer') say(['binding'], 'bindingNeedsRefer')
  if ((rule.tag !== undefined) !== (rule.outcome === 'tag')) say(['tag'], 'tagMismatch')
  for (const language of ['zh', 'en'] as const) {
    for (const placeholder of rule.reason[language].match(/\{[^}]*\}?/g) ?? []) {
      if (placeholder !== '{actual}' && placeholder !== '{limit}') {
        say(['reason', language], 'unknownPlaceholder', { placeholder: placeholder.slice(0, 40) })
      }
    }
  }
  for (const { leaf, at } of leavesOf(rule.conditions)) {
    findings.push(...leafProblems(leaf, [...place, 'conditions', ...at], rule, index))
  }
  return findings
}

function leafProblems(leaf: Leaf, place: Place, rule: Rule, index: Index): Findings {
  const element = rule.id
  const fact = index.facts.get(leaf.fact)
  if (fact === undefined) return [problem([...place, 'fact'], 'unknownFact', { element, fact: leaf.fact })]
  if (isBarred(fact, rule, index.dictionary)) return [problem([...place, 'fact'], 'barred', { element, fact: fact.id })]
  if (!operatorsFor(fact.type).includes(leaf.operator)) {
    return [problem([...place, 'operator'], 'operatorMismatch', { element, operator: leaf.operator, type: fact.type })]
  }
  return limitProblems(leaf, fact, place, element, index)
}

/**
 * What is kept out of a score (sex; a contract rate, which is itself an answer to risk) decides nothing else either:
 * validations and cross-checks may still hold it against another source. What is kept out of prices may decide.
 */
function isBarred(fact: FactDefinition, rule: Rule, dictionary: Dictionary): boolean {
  const barred = 'observable' in fact.from ? (dictionary(fact.from.observable)?.barredFrom ?? []) : []
  if (rule.stage === 'validate' || rule.stage === 'cross-check') return false
  return barred.includes('score') || (rule.stage === 'price' && barred.includes('price'))
}

/** Orderings of text would compare what the library happens to parse as a number; the schema has none. */
function operatorsFor(type: FactType): readonly Operator[] {
  if (type === 'codes') return CONTAINMENTS
  if (type === 'boolean') return EQUALITIES
  return type === 'integer' || type === 'number'
    ? [...ORDERINGS, ...EQUALITIES, ...MEMBERSHIPS]
    : [...EQUALITIES, ...MEMBERSHIPS]
}

function limitProblems(leaf: Leaf, fact: FactDefinition, place: Place, element: string, index: Index): Findings {
  const at = [...place, 'value']
  const name = referenceOf(leaf.value)
  const takesList = MEMBERSHIPS.some(each => each === leaf.operator)
  if (name === undefined) return literalProblems(leaf, fact, takesList, at, element, index.dictionary)
  const parameter = parameterOf(name)
  const limit = parameter === undefined ? index.facts.get(name) : index.parameters.get(parameter)
  if (limit === undefined) {
    return parameter === undefined
      ? [problem(at, 'unknownFact', { element, fact: name })]
      : [problem(at, 'unknownParameter', { element, parameter })]
  }
  const kind = 'type' in limit ? kindOf(limit.type) : 'number'
  if (takesList || kind !== kindOf(fact.type) || kind === 'codes') {
    return [problem(at, 'limitMismatch', { element, expected: takesList ? 'list' : kindOf(fact.type), found: kind })]
  }
  if (limit.unit !== fact.unit) {
    return [problem(at, 'unitMismatch', { element, expected: String(fact.unit), found: String(limit.unit) })]
  }
  return []
}

function literalProblems(
  leaf: Leaf,
  fact: FactDefinition,
  takesList: boolean,
  at: Place,
  element: string,
  dictionary: Dictionary,
): Findings {
  const values: readonly unknown[] = Array.isArray(leaf.value) ? leaf.value : [leaf.value]
  const expected = fact.type === 'codes' ? 'text' : kindOf(fact.type)
  const found = values.map(value => (typeof value === 'string' ? 'text' : typeof value)).find(kind => kind !== expected)
  if (Array.isArray(leaf.value) !== takesList || found !== undefined) {
    const form = takesList ? `list of ${expected}` : expected
    return [
      problem(at, 'limitMismatch', { element, expected: form, found: found ?? (takesList ? 'single value' : 'list') }),
    ]
  }
  const known = codesOf(fact, dictionary)
  return values
    .filter(value => known !== undefined && !known.some(code => code === value))
    .map(value => problem(at, 'unknownCode', { element, found: String(value) }))
}

/** The codes that a fact can take, undefined where it is not one of a list. */
function codesOf({ from }: FactDefinition, dictionary: Dictionary): readonly string[] | undefined {
  if ('derived' in from) return DERIVATIONS[from.derived].codes
  const observable = dictionary(from.observable)
  return observable !== undefined && 'codes' in observable ? observable.codes.map(each => each.code) : undefined
}

function kindOf(type: FactType): 'number' | 'boolean' | 'text' | 'codes' {
  if (type === 'integer' || type === 'number') return 'number'
  return type === 'boolean' || type === 'codes' ? type : 'text'
}
