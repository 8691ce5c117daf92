/**
 * The rulebook: one document that holds everything a decision follows from, besides the facts. This file says what a
 * document is and reads one; `references.ts` holds its parts against each other.
 */
import { z } from 'zod'
import { group } from './conditions.ts'
import { DERIVATION_IDS } from './derivations.ts'
import { problem, problemsOf, type RulebookProblem, scan } from './problems.ts'
import { checkReferences, type Dictionary } from './references.ts'
import { FACT_TYPES, FACT_UNITS, id, OUTCOMES, SEMANTICS, STAGES, UNKNOWN_POLICIES } from './vocabulary.ts'

export const MAX_RULES = 5_000
const MAX_TEXT = 20_000_000

const name = z.string().trim().min(1).max(120)
const names = { zh: name, en: name }
const sentence = z.string().trim().min(1).max(600)
const why = z.strictObject({ zh: sentence, en: sentence })

const unit = z.enum(FACT_UNITS)

/**
 * Where a fact comes from: a source's answer about the party in the role `of` (the lessee unless said) or about the
 * vehicles, several of which must agree unless the highest or lowest is taken; or a derivation of `derivations.ts`.
 * `ages: false` is for bought portfolios, whose answers speak of their origination whenever they are looked at.
 */
const from = z.union([
  z.strictObject({
    observable: z.string().min(1).max(80),
    of: z.enum(['lessee', 'co-lessee', 'spouse', 'guarantor', 'affiliation-company', 'driver', 'supplier']).optional(),
    take: z.enum(['agreed', 'highest', 'lowest']).optional(),
    ages: z.literal(false).optional(),
  }),
  z.strictObject({ derived: z.enum(DERIVATION_IDS) }),
])

const fact = z.strictObject({ id, type: z.enum(FACT_TYPES), unit: unit.nullable(), ...names, from })

const parameter = z.strictObject({
  id,
  value: z.number(),
  unit,
  bounds: z.tuple([z.number(), z.number()]),
  ...names,
  why,
  /** For limits that the law or an authority sets: the text, its article, since when, and where. */
  source: name.optional(),
  article: name.optional(),
  effective: z.iso.date().optional(),
  province: name.optional(),
})

const scenario = z.strictObject({ id, ...names, currency: z.enum(['CNY', 'USD']) })

const rule = z.strictObject({
  id,
  stage: z.enum(STAGES),
  scenarios: z.union([z.literal('all'), z.array(id).min(1).max(200)]),
  ...names,
  why,
  conditions: group,
  outcome: z.enum(OUTCOMES),
  /** A referral that not even a decline overrules: a person decides, whatever else fired. */
  binding: z.literal(true).optional(),
  /** Sentences for whom it concerns; `{actual}` and `{limit}` stand for the figures of the comparison that told. */
  reason: why,
  unknown: z.enum(UNKNOWN_POLICIES),
  /** What a rule of outcome `tag` puts on the application. */
  tag: id.optional(),
})

export const rulebookDocument = z.strictObject({
  semantics: z.literal(SEMANTICS),
  id,
  version: z.int().min(1),
  name: z.strictObject(names),
  facts: z.array(fact).max(2_000),
  parameters: z.array(parameter).max(20_000),
  /** Values by scenario id, then parameter id, where a scenario differs. */
  overrides: z.record(id, z.record(id, z.number())),
  scenarios: z.array(scenario).min(1).max(200),
  rules: z.array(rule).max(MAX_RULES),
})

export type RulebookDocument = z.infer<typeof rulebookDocument>
export type FactDefinition = RulebookDocument['facts'][number]
export type Parameter = RulebookDocument['parameters'][number]
export type Scenario = RulebookDocument['scenarios'][number]
export type Rule = RulebookDocument['rules'][number]

export type Read =
  | { readonly ok: true; readonly document: RulebookDocument }
  | { readonly ok: false; readonly problems: readonly RulebookProblem[] }

/** Reads a rulebook file. Never throws; every problem names its place. `dictionary` looks up an observable by its id. */
export function readRulebook(text: string, dictionary: Dictionary): Read {
  if (text.length > MAX_TEXT) return refuse(problem([], 'tooLarge', { max: MAX_TEXT, unit: 'characters' }))
  try {
    return checkRulebook(JSON.parse(text), dictionary)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse(syntaxProblem(text, error.message))
  }
}

/** Holds a parsed value against the schema, its own references, and the dictionary of observables. Never throws. */
export function checkRulebook(value: unknown, dictionary: Dictionary): Read {
  const breach = tooManyRules(value) ?? scan(value) ?? futureSemantics(value)
  if (breach !== undefined) return refuse(breach)
  const parsed = rulebookDocument.safeParse(value)
  if (!parsed.success) return refuse(...problemsOf(parsed.error, value))
  const problems = checkReferences(parsed.data, dictionary)
  return problems.length === 0 ? { ok: true, document: parsed.data } : refuse(...problems)
}

/** Before anything walks them: a file of 50,000 rules is a mistake, and is named as one at once. */
function tooManyRules(value: unknown): RulebookProblem | undefined {
  const rules = property(value, 'rules')
  const many = Array.isArray(rules) && rules.length > MAX_RULES
  return many ? problem(['rules'], 'tooMany', { max: MAX_RULES, found: rules.length }) : undefined
}

function futureSemantics(value: unknown): RulebookProblem | undefined {
  const found = property(value, 'semantics')
  const future = typeof found === 'number' && found > SEMANTICS
  return future ? problem(['semantics'], 'futureSemantics', { known: SEMANTICS, found }) : undefined
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

/** A file that ends too early was cut on its way; anything else is not JSON where it says. */
function syntaxProblem(text: string, message: string): RulebookProblem {
  const stated = /position (\d+)/.exec(message)?.[1]
  const end = text.trimEnd().length
  const position = stated === undefined ? end : Number(stated)
  const before = text.slice(0, position).split('\n')
  const at = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  return { at, code: position >= end ? 'cut' : 'notJson', detail: { characters: text.length } }
}

function refuse(...problems: RulebookProblem[]): Read {
  return { ok: false, problems }
}
