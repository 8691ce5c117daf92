/** Decides one application by the rulebook, with json-rules-engine running the document's rules as they are. */
import { Engine, type EngineResult, type RuleResult } from 'json-rules-engine'
import { type Group, mapLimits, referenceOf } from './conditions.ts'
import type { FactDefinition, Rule, RulebookDocument } from './document.ts'
import { type Facts, factsReadBy, isOfType, rulesIn } from './facts.ts'
import {
  byStageThenRule,
  compareIds,
  type DecisionRecord,
  type FactsReference,
  type Fired,
  NO_SCENARIO,
  outcomeOf,
  unknownReason,
} from './record.ts'
import { type FactValue, parameterOf, SEMANTICS, STAGES, type Unknown } from './vocabulary.ts'

export interface CompiledBook {
  /**
   * Decides on frozen facts; `reference` names them and goes into the record. Facts of the wrong type count as in error,
   * an unknown scenario goes to a person: it rejects only for a defect of the program.
   */
  decide(facts: Facts, reference: FactsReference): Promise<DecisionRecord>
}

/** Makes a checked document ready to decide. `hash` is the hash of its canonical bytes, as the caller computed it. */
export function compileBook(document: RulebookDocument, hash: string): CompiledBook {
  const scenarios = new Map(document.scenarios.map(({ id }) => [id, new CompiledScenario(document, id)]))
  const tagOf = new Map(document.rules.map(rule => [rule.id, rule.tag]))
  return {
    async decide(facts, reference) {
      const { fired, unknown } = (await scenarios.get(facts.scenario)?.evaluate(facts)) ?? UNKNOWN_SCENARIO
      return {
        semantics: SEMANTICS,
        rulebook: hash,
        facts: { id: reference.id, digest: reference.digest },
        scenario: facts.scenario,
        instant: facts.instant,
        outcome: outcomeOf(fired),
        score: null,
        limit: null,
        price: null,
        fired,
        unknown,
        tags: tagsOf(fired, tagOf),
      }
    },
  }
}

const UNKNOWN_SCENARIO: Evaluated = {
  fired: [
    {
      rule: NO_SCENARIO,
      stage: 'validate',
      outcome: 'refer',
      binding: true,
      reason: NO_SCENARIO,
      fact: NO_SCENARIO,
      actual: null,
      limit: null,
      unknown: 'error',
    },
  ],
  unknown: [],
}

type Evaluated = Pick<DecisionRecord, 'fired' | 'unknown'>

/** The value of a parameter in a scenario; undefined where the book has no such parameter. */
export function parameterIn(document: RulebookDocument, scenario: string, id: string): number | undefined {
  const overrides = Object.hasOwn(document.overrides, scenario) ? document.overrides[scenario] : undefined
  if (overrides !== undefined && Object.hasOwn(overrides, id)) return overrides[id]
  return document.parameters.find(each => each.id === id)?.value
}

type CompiledRule = {
  readonly rule: Rule
  readonly stage: number
  readonly reads: readonly string[]
  readonly conditions: Group
}

/** One scenario's rules with their parameters put in, and the engines that run them. */
class CompiledScenario {
  readonly #rules: readonly CompiledRule[]
  readonly #facts: readonly FactDefinition[]
  readonly #engines = new Map<string, SerialEngine>()

  constructor(document: RulebookDocument, scenario: string) {
    this.#rules = rulesIn(document, scenario).map(rule => compileRule(document, scenario, rule))
    const read = new Set(this.#rules.flatMap(each => each.reads))
    this.#facts = document.facts.filter(each => read.has(each.id)).toSorted((a, b) => compareIds(a.id, b.id))
  }

  async evaluate(facts: Facts): Promise<Evaluated> {
    if (this.#rules.length === 0) return UNKNOWN_SCENARIO
    const { values, unknown } = sift(this.#facts, facts)
    const stopsAfter = this.#lastStage(unknown)
    const reached = this.#rules.filter(each => each.stage <= stopsAfter)
    const { blocked = [], running = [] } = Object.groupBy(reached, each =>
      isBlocked(each, unknown) ? 'blocked' : 'running',
    )
    const result = await this.#engineFor(running).run(values)
    const fired = [
      ...result.results.map(each => this.#firedBy(each)),
      ...blocked.flatMap(each => firedByUnknown(each, unknown)),
    ]
    return { fired: fired.sort(byStageThenRule), unknown: [...unknown].map(([fact, why]) => ({ fact, why })) }
  }

  /** A rule that says 'stop' ends the evaluation with its own stage when a fact it reads is not known. */
  #lastStage(unknown: ReadonlyMap<string, Unknown>): number {
    const stops = this.#rules.filter(each => each.rule.unknown === 'stop' && isBlocked(each, unknown))
    return Math.min(STAGES.length, ...stops.map(each => each.stage))
  }

  /**
   * The engine over these rules. Building one takes about a millisecond, and which facts are missing
   * comes in few patterns, so the last used are kept.
   */
  #engineFor(running: readonly CompiledRule[]): SerialEngine {
    const key = running.map(each => each.rule.id).join(' ')
    const engine = this.#engines.get(key) ?? new SerialEngine(running)
    this.#engines.delete(key)
    this.#engines.set(key, engine)
    const [oldest] = this.#engines.keys()
    if (this.#engines.size > MAX_ENGINES && oldest !== undefined) this.#engines.delete(oldest)
    return engine
  }

  #firedBy(result: RuleResult): Fired {
    const rule = this.#rules.find(each => each.rule.id === result.name)?.rule
    const told = telling(result.conditions as ConditionResult, true)
    if (rule === undefined || told === undefined)
      throw new Error(`json-rules-engine fired ${result.name} without a cause`)
    return { ...saidBy(rule), fact: told.fact, actual: told.factResult, limit: told.valueResult, unknown: null }
  }
}

/** A rule that reads what is not known is not asked: the library would take a missing fact for unequal to everything. */
function isBlocked({ reads }: CompiledRule, unknown: ReadonlyMap<string, Unknown>): boolean {
  return reads.some(fact => unknown.has(fact))
}

const MAX_ENGINES = 64

/**
 * One run at a time: the library keeps its state on the engine, so that a run which ends between another's start and
 * its first rule would make that one skip every rule in silence.
 */
class SerialEngine {
  readonly #engine: Engine
  readonly #rules: number
  #last: Promise<unknown> = Promise.resolve()

  constructor(rules: readonly CompiledRule[]) {
    this.#rules = rules.length
    this.#engine = new Engine(
      rules.map(({ rule, conditions }) => ({ name: rule.id, conditions, event: { type: rule.outcome } })),
      { allowUndefinedFacts: false, pathResolver: refusePath },
    )
  }

  run(values: Record<string, FactValue>): Promise<EngineResult> {
    const run = this.#last.then(() => this.#engine.run(values)).then(result => this.#complete(result))
    this.#last = run.catch(() => undefined)
    return run
  }

  #complete(result: EngineResult): EngineResult {
    const evaluated = result.results.length + result.failureResults.length
    if (evaluated !== this.#rules) throw new Error(`json-rules-engine evaluated ${evaluated} of ${this.#rules} rules`)
    return result
  }
}

/** The schema lets no `path` in; should one get here, it must not reach an expression evaluator. */
function refusePath(): never {
  throw new Error('a condition with a path is not evaluated')
}

function compileRule(document: RulebookDocument, scenario: string, rule: Rule): CompiledRule {
  const conditions = mapLimits(rule.conditions, limit => {
    const parameter = parameterOf(referenceOf(limit) ?? '')
    return parameter === undefined ? limit : (parameterIn(document, scenario, parameter) ?? limit)
  })
  return { rule, stage: STAGES.indexOf(rule.stage), reads: factsReadBy(rule), conditions }
}

/** Facts as stored may have been touched since: what is not of its type is in error, what is not there is absent. */
function sift(
  definitions: readonly FactDefinition[],
  facts: Facts,
): { values: Record<string, FactValue>; unknown: Map<string, Unknown> } {
  const values: Record<string, FactValue> = {}
  const unknown = new Map<string, Unknown>()
  for (const { id, type } of definitions) {
    const value = Object.hasOwn(facts.values, id) ? facts.values[id] : undefined
    if (isOfType(value, type)) values[id] = value
    else if (value !== undefined) unknown.set(id, 'error')
    else unknown.set(id, (Object.hasOwn(facts.unknown, id) ? facts.unknown[id] : undefined) ?? 'absent')
  }
  return { values, unknown }
}

/** A rule that needs what is not known does what it says it does then. */
function firedByUnknown({ rule, reads }: CompiledRule, unknown: ReadonlyMap<string, Unknown>): Fired[] {
  const fact = reads.find(each => unknown.has(each))
  if (rule.unknown === 'ignore' || fact === undefined) return []
  const stops = rule.unknown === 'stop'
  return [
    {
      ...saidBy(rule),
      reason: unknownReason(rule.id),
      outcome: 'refer',
      binding: stops,
      fact,
      actual: null,
      limit: null,
      unknown: unknown.get(fact) ?? null,
    },
  ]
}

function saidBy(rule: Rule): Pick<Fired, 'rule' | 'stage' | 'outcome' | 'binding' | 'reason'> {
  return { rule: rule.id, stage: rule.stage, outcome: rule.outcome, binding: rule.binding === true, reason: rule.id }
}

function tagsOf(fired: readonly Fired[], tagOf: ReadonlyMap<string, string | undefined>): string[] {
  const tags = fired.filter(each => each.outcome === 'tag').map(each => tagOf.get(each.rule))
  return [...new Set(tags)].filter(tag => tag !== undefined).sort(compareIds)
}

/** What the library hands back: its conditions with results written into them. */
type LeafResult = { fact: string; factResult: FactValue; valueResult: FactValue | readonly number[]; result: boolean }
type ConditionResult = { result?: boolean } & (
  | { all: ConditionResult[] }
  | { any: ConditionResult[] }
  | { not: ConditionResult }
  | LeafResult
)

/** The first comparison, in the document's order, of those that made the whole come out as `wanted`. */
function telling(condition: ConditionResult, wanted: boolean): LeafResult | undefined {
  if ('not' in condition) return telling(condition.not, !wanted)
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined
  if (parts === undefined) return condition as LeafResult
  for (const part of parts) {
    if (part.result === wanted) {
      const told = telling(part, wanted)
      if (told !== undefined) return told
    }
  }
  return undefined
}
