/** The words a rulebook is written in: stages, outcomes, types and units of facts, and what an id looks like. */
import { z } from 'zod'
import { UNITS } from '../domain/observables/observable.ts'

/** The version of the meaning of documents and records; `replay.ts` keeps every one that was released. */
export const SEMANTICS = 1
/** In the order in which they are evaluated and their reasons listed. */
export const STAGES = ['validate', 'cross-check', 'knock-out', 'score', 'limit', 'price', 'route'] as const
export type Stage = (typeof STAGES)[number]
export const OUTCOMES = ['refer', 'decline', 'tag'] as const
/** What a rule does when a fact it reads is not known: a person looks, it is passed over, or nothing is decided by machine. */
export const UNKNOWN_POLICIES = ['refer', 'ignore', 'stop'] as const

/** The dictionary's units, and two for derived ages, which the dictionary has no use for: Chinese counts people in 岁. */
export const FACT_UNITS = [...UNITS, 'years', 'yearsOfAge'] as const
export type FactUnit = (typeof FACT_UNITS)[number]
export const FACT_TYPES = ['integer', 'number', 'boolean', 'code', 'codes', 'text'] as const
export type FactType = (typeof FACT_TYPES)[number]
export type FactValue = number | boolean | string | readonly string[]
/** Why a fact is not known: the source holds nothing, its answer is too old, or it cannot be read as what it should be. */
export type Unknown = 'absent' | 'stale' | 'error'

/** Keys that mean something to JavaScript itself; refused wherever a document names anything. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype']
/** Parameters share one namespace with facts, under this prefix, as the library sees them. */
export const PARAMETER_PREFIX = 'param.'

/** Words joined by dots or hyphens, so that none is a key that means something to JavaScript itself. */
const ID = /^[a-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/

export const id = z
  .string()
  .max(80)
  .regex(ID)
  .refine(value => !FORBIDDEN_KEYS.includes(value))
  .refine(value => !value.startsWith(PARAMETER_PREFIX))

/** What a condition may name: a fact, or a parameter by `param.<id>`. */
export const reference = z.string().max(90).regex(ID)

/** The parameter that a reference names, undefined where it names a fact. */
export function parameterOf(name: string): string | undefined {
  return name.startsWith(PARAMETER_PREFIX) ? name.slice(PARAMETER_PREFIX.length) : undefined
}
