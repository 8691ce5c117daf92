/**
 * The conditions of a rule: json-rules-engine's own JSON, narrowed to what is data. No `path` (an expression evaluator in
 * disguise), no custom or decorated operators, no priorities, no named conditions, no parameters of facts.
 */
import { z } from 'zod'
import { reference } from './vocabulary.ts'

/** The library's operators by what they take: what a fact of a kind may be compared with, and how. */
export const ORDERINGS = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const
export const EQUALITIES = ['equal', 'notEqual'] as const
export const MEMBERSHIPS = ['in', 'notIn'] as const
export const CONTAINMENTS = ['contains', 'doesNotContain'] as const
export const OPERATORS = [...ORDERINGS, ...EQUALITIES, ...MEMBERSHIPS, ...CONTAINMENTS] as const
export type Operator = (typeof OPERATORS)[number]

const text = z.string().min(1).max(200)
/** A limit: another fact or a parameter (`param.<id>`) by reference, or a literal. */
const limit = z.union([
  z.strictObject({ fact: reference }),
  z.number(),
  z.boolean(),
  text,
  z.array(text).min(1).max(500),
  z.array(z.number()).min(1).max(500),
])
export const leaf = z.strictObject({ fact: reference, operator: z.enum(OPERATORS), value: limit })
export type Leaf = z.infer<typeof leaf>
export type Limit = Leaf['value']

export type All = { all: Condition[] }
export type Any = { any: Condition[] }
export type Not = { not: Condition }
export type Group = All | Any | Not
export type Condition = Group | Leaf

const nested: z.ZodType<Condition> = z.lazy(() => z.union([leaf, all, any, not]))
/** An empty list would be true of everything in the library, so there is none. */
const list = z.array(nested).min(1).max(100)
const all: z.ZodType<All> = z.strictObject({ all: list })
const any: z.ZodType<Any> = z.strictObject({ any: list })
const not: z.ZodType<Not> = z.strictObject({ not: nested })
export const group: z.ZodType<Group> = z.union([all, any, not])

/** Every comparison of a condition with its place, in document order. */
export function leavesOf(
  condition: Condition,
  at: readonly (string | number)[] = [],
): { leaf: Leaf; at: readonly (string | number)[] }[] {
  if ('all' in condition) return condition.all.flatMap((each, index) => leavesOf(each, [...at, 'all', index]))
  if ('any' in condition) return condition.any.flatMap((each, index) => leavesOf(each, [...at, 'any', index]))
  if ('not' in condition) return leavesOf(condition.not, [...at, 'not'])
  return [{ leaf: condition, at }]
}

/** The fact or parameter that a limit names, undefined where it is a literal. */
export function referenceOf(value: Limit): string | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? value.fact : undefined
}

/** The same condition with every limit replaced. */
export function mapLimits(condition: Group, replace: (limit: Limit) => Limit): Group
export function mapLimits(condition: Condition, replace: (limit: Limit) => Limit): Condition
export function mapLimits(condition: Condition, replace: (limit: Limit) => Limit): Condition {
  if ('all' in condition) return { all: condition.all.map(each => mapLimits(each, replace)) }
  if ('any' in condition) return { any: condition.any.map(each => mapLimits(each, replace)) }
  if ('not' in condition) return { not: mapLimits(condition.not, replace) }
  return { ...condition, value: replace(condition.value) }
}
