/** What a mapping says: which column fills which field, and how its text is read. The wire carries the same shape. */
import type { Currency } from '../money.ts'

export interface FieldMapping {
  /** A target field's id (`fields.ts`). */
  readonly field: string
  /** A column by the name `nameColumns` gave it; null where a constant stands. */
  readonly column: string | null
  readonly constant: string | null
  /** How the text is read (`cells.ts`); empty: as the field's type is usually written. */
  readonly format: string
}

export interface Mapping {
  /** The preset it comes from, or null where it was put together by hand. */
  readonly preset: string | null
  readonly scenario: string
  readonly currency: Currency
  readonly fields: readonly FieldMapping[]
}

/** A mapping that cannot be used with this file, with what has to change; catalogue keys `problem.mapping.<code>`. */
export type MappingProblem =
  | { readonly code: 'unknownField'; readonly field: string }
  | { readonly code: 'unknownColumn'; readonly column: string; readonly field: string }
  | { readonly code: 'twice'; readonly field: string }
  | { readonly code: 'missing'; readonly field: string }
  | { readonly code: 'unknownFormat'; readonly field: string; readonly format: string }
  | { readonly code: 'constant'; readonly field: string; readonly value: string }
  | { readonly code: 'noScenario' }
  /** A column that says how the loan went on, or that nobody allowed, on its way to where rules read. */
  | { readonly code: 'leak'; readonly column: string; readonly field: string }
  /** An outcome field filled from a column that is none: it would count as an ending in every evaluation. */
  | { readonly code: 'notAnOutcome'; readonly column: string; readonly field: string }
