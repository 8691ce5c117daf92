/** Why a rulebook is refused, each with its place: typed, so that the catalogues can say it in either language. */
import type { z } from 'zod'
import { FORBIDDEN_KEYS } from './vocabulary.ts'

export type ProblemCode =
  | 'cut'
  | 'notJson'
  | 'tooLarge'
  | 'tooDeep'
  | 'tooMany'
  | 'forbiddenKey'
  | 'futureSemantics'
  | 'unknownKey'
  | 'missing'
  | 'wrongType'
  | 'notOneOf'
  | 'malformed'
  | 'outOfRange'
  | 'notAnAlternative'
  | 'repeatedId'
  | 'unknownFact'
  | 'unknownParameter'
  | 'unknownScenario'
  | 'unknownObservable'
  | 'unknownCode'
  | 'barred'
  | 'outOfBounds'
  | 'boundsReversed'
  | 'factMismatch'
  | 'operatorMismatch'
  | 'limitMismatch'
  | 'unitMismatch'
  | 'unknownPlaceholder'
  | 'bindingNeedsRefer'
  | 'tagMismatch'

export interface RulebookProblem {
  /** Where, as in `rules[3].conditions.all[0].value`, or `line 4, column 17` of a text that is not JSON. */
  readonly at: string
  readonly code: ProblemCode
  /** What was found and what was expected; `element` is the id of the rule, fact or parameter it stands in. */
  readonly detail: Readonly<Record<string, string | number>>
}

export type Place = readonly PropertyKey[]

/** No more are listed: the rest would say the same. */
export const MAX_PROBLEMS = 100
const MAX_DEPTH = 24
const MAX_VALUES = 500_000

/** A problem of the document at a place of it; the catalogue has a sentence for each code. */
export function problem(place: Place, code: ProblemCode, detail: RulebookProblem['detail'] = {}): RulebookProblem {
  return { at: writePlace(place), code, detail }
}

/**
 * Looks at any parsed JSON without recursion, before a schema does: nesting, size and keys that JavaScript itself would
 * act on. Answers the first breach.
 */
export function scan(root: unknown): RulebookProblem | undefined {
  const stack: { value: unknown; place: Place }[] = [{ value: root, place: [] }]
  let values = 0
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, place } = next
    values += 1
    if (values > MAX_VALUES) return problem([], 'tooLarge', { max: MAX_VALUES, unit: 'values' })
    if (typeof value !== 'object' || value === null) continue
    if (place.length >= MAX_DEPTH) return problem(place, 'tooDeep', { max: MAX_DEPTH })
    for (const key of Object.keys(value)) {
      if (FORBIDDEN_KEYS.includes(key)) return problem(place, 'forbiddenKey', { key })
      stack.push({
        value: (value as Record<string, unknown>)[key],
        place: [...place, Array.isArray(value) ? Number(key) : key],
      })
    }
  }
  return undefined
}

/** Turns the schema's findings about `root` into problems, of each union the alternative that was nearest. */
export function problemsOf(error: z.ZodError, root: unknown): RulebookProblem[] {
  return error.issues.flatMap(issue => fromIssue(issue, [], root)).slice(0, MAX_PROBLEMS)
}

type Issue = z.core.$ZodIssue

function fromIssue(issue: Issue, base: Place, root: unknown): RulebookProblem[] {
  const place = [...base, ...issue.path]
  const element = elementOf(place, root)
  const say = (code: ProblemCode, detail: RulebookProblem['detail'] = {}) => [
    problem(place, code, { ...element, ...detail }),
  ]
  const found = valueAt(root, place)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap(key => say('unknownKey', { key: cut(key) }))
    case 'invalid_type':
      return found === undefined
        ? say('missing', { expected: issue.expected })
        : say('wrongType', { expected: issue.expected, found: kindOf(found) })
    case 'invalid_value':
      return found === undefined
        ? say('missing', { expected: issue.values.join(' | ') })
        : say('notOneOf', { expected: issue.values.join(' | '), found: sample(found) })
    case 'too_big':
      return say('outOfRange', { max: Number(issue.maximum), of: issue.origin })
    case 'too_small':
      return say('outOfRange', { min: Number(issue.minimum), of: issue.origin })
    case 'invalid_union':
      return nearest(issue.errors, place, root) ?? say('notAnAlternative', { found: kindOf(found) })
    case 'invalid_key':
      return issue.issues.flatMap(each => fromIssue(each, place, root))
    default:
      return say('malformed', { found: sample(found) })
  }
}

/** The alternative with the fewest complaints is the one its author meant. */
function nearest(alternatives: Issue[][], place: Place, root: unknown): RulebookProblem[] | undefined {
  const [first, second] = [...alternatives].sort((a, b) => a.length - b.length)
  if (first === undefined || (first.length === second?.length && isPrimitiveMismatch(first))) return undefined
  return first.flatMap(issue => fromIssue(issue, place, root))
}

function isPrimitiveMismatch(issues: Issue[]): boolean {
  return issues.length === 1 && issues[0]?.code === 'invalid_type' && issues[0].path.length === 0
}

function writePlace(place: Place): string {
  return place
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${cut(String(part))}`))
    .join('')
}

function valueAt(root: unknown, place: Place): unknown {
  let value = root
  for (const part of place) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<PropertyKey, unknown>)[part]
  }
  return value
}

function elementOf([list, index]: Place, root: unknown): { element?: string } {
  if (list === undefined || typeof index !== 'number') return {}
  const found = valueAt(root, [list, index, 'id'])
  return typeof found === 'string' ? { element: cut(found) } : {}
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function sample(value: unknown): string {
  return typeof value === 'object' || value === undefined ? kindOf(value) : cut(String(value))
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
