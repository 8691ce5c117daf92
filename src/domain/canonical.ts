/**
 * Canonical JSON (RFC 8785) for everything that is hashed or signed: one value, one sequence of bytes. The library
 * drops what JSON cannot say (undefined, functions) as `JSON.stringify` does; here that is an error, since a fact that
 * vanished silently would still verify.
 */
import canonicalize from 'canonicalize'

export type JsonPrimitive = string | number | boolean | null
export type JsonObject = { readonly [key: string]: JsonValue }
export type JsonValue = JsonPrimitive | JsonObject | readonly JsonValue[]

export type CanonicalFault =
  | 'undefined'
  | 'function'
  | 'symbol'
  | 'bigint'
  | 'notFinite'
  | 'loneSurrogate'
  | 'notPlainObject'
  | 'sparseArray'
  /** Nested deeper than `MAX_DEPTH`, which every cycle is too. */
  | 'tooDeep'

/** A value that has no canonical JSON, with the way to the part that has none. */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError'
  readonly fault: CanonicalFault
  readonly path: readonly (string | number)[]

  constructor(fault: CanonicalFault, path: readonly (string | number)[]) {
    super(`No canonical JSON: ${fault} at ${pointerOf(path)}`)
    this.fault = fault
    this.path = path
  }
}

/** Deeper than any entry or rulebook, and far below what a stack holds. */
export const MAX_DEPTH = 200

const encoder = new TextEncoder()

/** The canonical text of a value. Throws `CanonicalError`. */
export function canonicalJson(value: JsonValue): string {
  assertJson(value)
  const text = canonicalize(value)
  if (text === undefined) throw new CanonicalError('undefined', [])
  return text
}

/** The canonical bytes of a value: its text in UTF-8. Throws `CanonicalError`. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return encoder.encode(canonicalJson(value))
}

/** Whether two values have the same canonical JSON. Throws `CanonicalError`. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/** Throws `CanonicalError` unless the value says the same before and after a trip through JSON. */
export function assertJson(value: unknown): asserts value is JsonValue {
  const found = faultIn(value, 0)
  if (found !== undefined) throw new CanonicalError(found.fault, found.path)
}

/** The path is put together on the way back only, so that a sound value costs no allocation. */
interface Found {
  readonly fault: CanonicalFault
  readonly path: (string | number)[]
}

function faultIn(value: unknown, depth: number): Found | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : found('loneSurrogate')
    case 'number':
      return Number.isFinite(value) ? undefined : found('notFinite')
    case 'boolean':
      return undefined
    case 'object':
      if (value === null) return undefined
      if (depth >= MAX_DEPTH) return found('tooDeep')
      return Array.isArray(value) ? faultInArray(value, depth) : faultInObject(value, depth)
    case 'undefined':
      return found('undefined')
    case 'function':
      return found('function')
    case 'symbol':
      return found('symbol')
    default:
      return found('bigint')
  }
}

function faultInArray(array: readonly unknown[], depth: number): Found | undefined {
  for (let index = 0; index < array.length; index++) {
    if (!(index in array)) return at(index, found('sparseArray'))
    const inside = faultIn(array[index], depth + 1)
    if (inside !== undefined) return at(index, inside)
  }
  return undefined
}

function faultInObject(object: object, depth: number): Found | undefined {
  if (!isPlain(object)) return found('notPlainObject')
  for (const key of Object.keys(object)) {
    const inside = key.isWellFormed() ? faultIn(object[key], depth + 1) : found('loneSurrogate')
    if (inside !== undefined) return at(key, inside)
  }
  return undefined
}

/** No class behind it (dates, maps, buffers: of any realm), nothing hidden under a symbol. */
function isPlain(object: object): object is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(object)
  const bare = prototype === null || Object.getPrototypeOf(prototype) === null
  return bare && Object.getOwnPropertySymbols(object).length === 0
}

function found(fault: CanonicalFault): Found {
  return { fault, path: [] }
}

function at(key: string | number, inside: Found): Found {
  inside.path.unshift(key)
  return inside
}

/** A JSON Pointer (RFC 6901), but in words where it would be empty. */
function pointerOf(path: readonly (string | number)[]): string {
  return path.length === 0
    ? 'the top'
    : path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
