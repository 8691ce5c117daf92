// Whether a value is one that an observable can take: a value that is not must never reach a condition.
import { isCalendarDate } from '../dates.ts'
import { type Parsed, refused, understood } from '../parsed.ts'
import type { Observable, ObservableType } from './observable.ts'

export type ObservedValue = number | boolean | string | readonly string[]

export type Problem =
  | { readonly code: 'wrongType'; readonly expected: ObservableType; readonly found: string }
  | { readonly code: 'outOfRange'; readonly min: number; readonly max: number; readonly found: number }
  | { readonly code: 'unknownCode'; readonly known: readonly string[]; readonly found: string }
  | { readonly code: 'repeatedCode'; readonly found: string }
  | { readonly code: 'notADate'; readonly found: string }
  | { readonly code: 'emptyText' }
  | { readonly code: 'malformedText'; readonly pattern: string; readonly found: string }

export type Checked = Parsed<ObservedValue, Problem>

/** Holds `value` against the type, range, codes or pattern of `observable`; any JSON value may be handed in. */
export function checkObserved(observable: Observable, value: unknown): Checked {
  switch (observable.type) {
    case 'integer':
    case 'number':
      return checkNumber(observable.type, observable.range, value)
    case 'boolean':
      return typeof value === 'boolean' ? understood(value) : wrongType('boolean', value)
    case 'date':
      if (typeof value !== 'string') return wrongType('date', value)
      return isCalendarDate(value) ? understood(value) : refused({ code: 'notADate', found: value })
    case 'text':
      return checkText(observable.pattern, value)
    case 'code': {
      if (typeof value !== 'string') return wrongType('code', value)
      const problem = codeProblem(codesOf(observable.codes), value)
      return problem ? refused(problem) : understood(value)
    }
    case 'codes':
      return checkCodes(codesOf(observable.codes), value)
  }
}

function checkNumber(type: 'integer' | 'number', [min, max]: readonly [number, number], value: unknown): Checked {
  if (typeof value !== 'number' || Number.isNaN(value)) return wrongType(type, value)
  if (value < min || value > max) return refused({ code: 'outOfRange', min, max, found: value })
  if (type === 'integer' && !Number.isSafeInteger(value)) return wrongType(type, value)
  return understood(value)
}

function checkText(pattern: string | undefined, value: unknown): Checked {
  if (typeof value !== 'string') return wrongType('text', value)
  if (value.trim() === '') return refused({ code: 'emptyText' })
  if (pattern === undefined || new RegExp(pattern, 'u').test(value)) return understood(value)
  return refused({ code: 'malformedText', pattern, found: value })
}

function checkCodes(known: readonly string[], value: unknown): Checked {
  if (!Array.isArray(value)) return wrongType('codes', value)
  const seen = new Set<string>()
  for (const found of value as readonly unknown[]) {
    if (typeof found !== 'string') return wrongType('codes', found)
    const problem = codeProblem(known, found)
    if (problem) return refused(problem)
    if (seen.has(found)) return refused({ code: 'repeatedCode', found })
    seen.add(found)
  }
  return understood([...seen])
}

function codesOf(codes: readonly { readonly code: string }[]): readonly string[] {
  return codes.map(each => each.code)
}

function codeProblem(known: readonly string[], found: string): Problem | undefined {
  return known.includes(found) ? undefined : { code: 'unknownCode', known, found }
}

function wrongType(expected: ObservableType, value: unknown): Checked {
  return refused({ code: 'wrongType', expected, found: describe(value) })
}

/** A name for the kind of thing found, never the thing itself: it may be personal, huge, or throw when printed. */
function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isNaN(value) ? 'not a number' : 'number'
  return typeof value
}
