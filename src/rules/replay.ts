/** Recomputes a stored decision from its rulebook and facts, and says whether the bytes are the same. */
import { z } from 'zod'
import { canonicalJson, type JsonObject, type JsonValue } from '../domain/canonical.ts'
import type { RulebookDocument } from './document.ts'
import { type CompiledBook, compileBook } from './evaluate.ts'
import type { Facts } from './facts.ts'
import type { FactsReference } from './record.ts'

/** Where they differ, each path in the form `fired[0].limit`. `erased`: the lessee's facts are gone, as they should be. */
export type Replayed = 'same' | 'erased' | { readonly differs: readonly string[] }

export interface StoredFacts {
  /** The id of the row, and the digest computed afresh from `body`, not the one that was stored. */
  readonly reference: FactsReference
  /** Null once the lessee has been erased. */
  readonly body: JsonValue | null
}

/** Every semantics version that was released, by its number; a record is recomputed by the one it was made with. */
const SEMANTICS_VERSIONS: ReadonlyMap<number, (document: RulebookDocument, hash: string) => CompiledBook> = new Map([
  [1, compileBook],
])

const MAX_DIFFERENCES = 50

/**
 * Replays decisions of one rulebook, which is compiled once for all of them. `hash` is computed afresh from the document
 * by the caller, so that a book changed in its row shows. Rejects only for a defect of the program.
 */
export function replayer(
  document: RulebookDocument,
  hash: string,
): (stored: JsonValue | null, facts: StoredFacts) => Promise<Replayed> {
  const books = new Map<number, CompiledBook>()
  return async (stored, { reference, body }) => {
    if (stored === null || body === null) return 'erased'
    const semantics = isObject(stored) ? stored.semantics : undefined
    const compile = typeof semantics === 'number' ? SEMANTICS_VERSIONS.get(semantics) : undefined
    if (typeof semantics !== 'number' || compile === undefined) return { differs: ['semantics'] }
    const facts = factsOf(body)
    if (facts === undefined) return { differs: ['facts'] }
    const book = books.get(semantics) ?? compile(document, hash)
    books.set(semantics, book)
    const recomputed = await book.decide(facts, reference)
    if (canonicalJson(recomputed) === canonicalJson(stored)) return 'same'
    return { differs: differences(stored, recomputed).slice(0, MAX_DIFFERENCES) }
  }
}

const factValue = z.union([z.number(), z.boolean(), z.string(), z.array(z.string())])
const factsBody = z.strictObject({
  version: z.literal(1),
  instant: z.string(),
  scenario: z.string(),
  values: z.record(z.string(), factValue),
  unknown: z.record(z.string(), z.enum(['absent', 'stale', 'error'])),
  sources: z.record(z.string(), z.strictObject({ source: z.string(), asOf: z.string() })),
})

/** Facts as a row keeps them, undefined where they are not facts at all. */
export function factsOf(body: JsonValue): Facts | undefined {
  const parsed = factsBody.safeParse(body)
  return parsed.success ? parsed.data : undefined
}

/** The paths at which two JSON values differ, in order. */
export function differences(a: JsonValue | undefined, b: JsonValue | undefined, path = ''): string[] {
  if (Array.isArray(a) && Array.isArray(b)) {
    const longer = Math.max(a.length, b.length)
    return Array.from({ length: longer }, (_, at) => differences(a[at], b[at], `${path}[${at}]`)).flat()
  }
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
    return keys.flatMap(key => differences(own(a, key), own(b, key), path === '' ? key : `${path}.${key}`))
  }
  return a === b ? [] : [path]
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
