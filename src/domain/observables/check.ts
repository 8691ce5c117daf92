// Whether a value is one that an observable can take: a value that is not must never reach a condition.
import type { Observable, ObservableType } from './observable.ts'

export type ObservedValue = number | boolean | string | readonly string[]

export type Problem =
  | { readonly kind: 'wrongType'; readonly expected: ObservableType; readonly found: string }
  | { readonly kind: 'outOfRange'; readonly min: number; readonly max: number; readonly found: number }
  | { readonly kind: 'unknownCode'; readonly known: readonly string[]; readonly found: string }
  | { readonly kind: 'repeatedCode'; readonly found: string }
  | { readonly kind: 'notADate'; readonly found: string }
  | { readonly kind: 'emptyText' }
  | { readonly kind: 'malformedText'; readonly pattern: string; readonly found: string }

export type Checked =
  | { readonly ok: true; readonly value: ObservedValue }
  | { readonly ok: false; readonly problem: Problem }

/** Holds `value` against the type, range, codes or pattern of `observable`; any JSON value may be handed in. */
export function checkObserved(observable: Observable, value: unknown): Checked {
  switch (observable.type) {
    case 'integer':
    case 'number':
      return checkNumber(observable.type, observable.range, value)
    case 'boolean':
      return typeof value === 'boolean' ? accept(value) : wrongType('boolean', value)
    case 'date':
      if (typeof value !== 'string') return wrongType('date', value)
      return isCalendarDate(value) ? accept(value) : refuse({ kind: 'notADate', found: value })
    case 'text':
      return checkText(observable.pattern, value)
    case 'code': {
      if (typeof value !== 'string') return wrongType('code', value)
      const problem = codeProblem(codesOf(observable.codes), value)
      return problem ? refuse(problem) : accept(value)
    }
    case 'codes':
      return checkCodes(codesOf(observable.codes), value)
  }
}

function checkNumber(type: 'integer' | 'number', [min, max]: readonly [number, number], value: unknown): Checked {
  if (typeof value !== 'number' || Number.isNaN(value)) return wrongType(type, value)
  if (value < min || value > max) return refuse({ kind: 'outOfRange', min, max, found: value })
  if (type === 'integer' && !Number.isSafeInteger(value)) return wrongType(type, value)
  return accept(value)
}

function checkText(pattern: string | undefined, value: unknown): Checked {
  if (typeof value !== 'string') return wrongType('text', value)
  if (value.trim() === '') return refuse({ kind: 'emptyText' })
  if (pattern === undefined || new RegExp(pattern, 'u').test(value)) return accept(value)
  return refuse({ kind: 'malformedText', pattern, found: value })
}

function checkCodes(known: readonly string[], value: unknown): Checked {
  if (!Array.isArray(value)) return wrongType('codes', value)
  const seen = new Set<string>()
  for (const found of value as readonly unknown[]) {
    if (typeof found !== 'string') return wrongType('codes', found)
    const problem = codeProblem(known, found)
    if (problem) return refuse(problem)
    if (seen.has(found)) return refuse({ kind: 'repeatedCode', found })
    seen.add(found)
  }
  return accept([...seen])
}

function codesOf(codes: readonly { readonly code: string }[]): readonly string[] {
  return codes.map(each => each.code)
}

function codeProblem(known: readonly string[], found: string): Problem | undefined {
  return known.includes(found) ? undefined : { kind: 'unknownCode', known, found }
}

/** Parsing rolls 30 February over to March, so a date is one only when it comes back as it was written. */
function isCalendarDate(value: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (!parts) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

function accept(value: ObservedValue): Checked {
  return { ok: true, value }
}

function refuse(problem: Problem): Checked {
  return { ok: false, problem }
}

function wrongType(expected: ObservableType, value: unknown): Checked {
  return refuse({ kind: 'wrongType', expected, found: describe(value) })
}

/** A name for the kind of thing found, never the thing itself: it may be personal, huge, or throw when printed. */
function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isNaN(value) ? 'not a number' : 'number'
  return typeof value
}
