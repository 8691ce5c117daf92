/** What every parser of the domain answers: the value, or a typed problem whose `code` the catalogues translate. */

export type Parsed<Value, Problem extends { readonly code: string }> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

/** The answer of a parser that understood. */
export function understood<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

/** The answer of a parser that did not, with what a person needs to mend the input. */
export function refused<const Problem extends { readonly code: string }>(
  problem: Problem,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem }
}
