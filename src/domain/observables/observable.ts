// What an entry of the dictionary of observable facts is, and the small vocabulary that the source files are written in.
import type { SourceId } from './sources.ts'

export const SUBJECTS = ['party', 'vehicle', 'application', 'dealer'] as const
export type Subject = (typeof SUBJECTS)[number]

export const SENSITIVITIES = ['public', 'internal', 'personal', 'sensitive'] as const
/** `personal` identifies or describes a person; `sensitive` is seen only by whoever holds the case (`shown.ts`). */
export type Sensitivity = (typeof SENSITIVITIES)[number]

/**
 * `fraction` is a share of a whole (0 to 1), `change` a relative change (-0.05 is a fall of 5 %), `ratio` a quotient
 * without a ceiling, `annualRate` a decimal fraction a year, `hourOfDay` a clock hour of China Standard Time.
 */
export const UNITS = [
  'fen',
  'count',
  'points',
  'fraction',
  'change',
  'ratio',
  'annualRate',
  'year',
  'months',
  'days',
  'seconds',
  'hourOfDay',
  'km',
  'kg',
] as const
export type Unit = (typeof UNITS)[number]

/** The one kind of subject that an observable applies to; elsewhere it is not observed, and its absence says nothing. */
export const KINDS = ['person', 'company', 'used', 'newEnergy', 'commercial'] as const
export type Kind = (typeof KINDS)[number]

export const USES = ['score', 'price'] as const
/** Where the law or the company's own rule keeps an observable out (sex from scores, a device from prices). */
export type Use = (typeof USES)[number]

export interface Code {
  readonly code: string
  readonly zh: string
  readonly en: string
}

/**
 * The values an observable can take. A range holds everything that the source could truthfully say, so that an unlikely
 * figure (an income typed in the wrong unit) still reaches the rules; only what cannot be a value at all is outside.
 * `date` is a calendar date `YYYY-MM-DD`; `codes` is a set, in any order and perhaps empty, without repeats.
 */
export type Shape =
  | { readonly type: 'integer' | 'number'; readonly unit: Unit; readonly range: readonly [min: number, max: number] }
  | { readonly type: 'boolean' | 'date' }
  | { readonly type: 'text'; readonly pattern?: string }
  | { readonly type: 'code' | 'codes'; readonly codes: readonly Code[] }

export type ObservableType = Shape['type']

interface Description<Id extends string> {
  /** Source, then name, in lower camel case; never reused for another meaning. */
  readonly id: Id
  readonly zh: string
  readonly en: string
  /** One sentence that says how the source comes to know it. */
  readonly meaning: string
  readonly only?: Kind
  readonly barredFrom?: readonly Use[]
}

interface Handling {
  readonly subject: Subject
  readonly sensitivity: Sensitivity
  /** An answer older than this is stale, which counts as unknown; without it an answer does not age. */
  readonly validityDays?: number
}

/** One thing that the desk can observe at the moment of decision. */
export type Observable<Id extends string = string> = Description<Id> & Handling & { readonly source: SourceId } & Shape

type Defaults = Handling & Pick<Description<string>, 'only' | 'barredFrom'>
type Entry<Id extends string> = Description<Id> & Partial<Handling> & Shape

/** The entries of one source that share a way of being handled; an entry's own fields win over the group's. */
export function group<const Id extends string>(
  source: SourceId,
  defaults: Defaults,
  entries: readonly Entry<Id>[],
): readonly Observable<Id>[] {
  return entries.map(entry => ({ source, ...defaults, ...entry }))
}

// Shapes that recur. Ranges are ceilings of what can be true, not of what is plausible.
export const money = { type: 'integer', unit: 'fen', range: [0, 1e13] } as const
export const signedMoney = { type: 'integer', unit: 'fen', range: [-1e13, 1e13] } as const
export const count = { type: 'integer', unit: 'count', range: [0, 1e6] } as const
export const months = { type: 'integer', unit: 'months', range: [0, 1200] } as const
export const days = { type: 'integer', unit: 'days', range: [0, 36_600] } as const
export const year = { type: 'integer', unit: 'year', range: [1900, 2200] } as const
export const hour = { type: 'integer', unit: 'hourOfDay', range: [0, 23] } as const
export const seconds = { type: 'integer', unit: 'seconds', range: [0, 31_622_400] } as const
export const distance = { type: 'number', unit: 'km', range: [0, 1e7] } as const
export const fraction = { type: 'number', unit: 'fraction', range: [0, 1] } as const
export const change = { type: 'number', unit: 'change', range: [-1, 100] } as const
export const ratio = { type: 'number', unit: 'ratio', range: [0, 1e6] } as const
export const flag = { type: 'boolean' } as const
export const date = { type: 'date' } as const
export const text = { type: 'text' } as const
/** Six digits of GB/T 2260, as in the head of an ID number. */
export const region = { type: 'text', pattern: '^\\d{6}$' } as const
