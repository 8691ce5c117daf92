/** The values of one row by field, and the ids that are made of them: what the builders of a line's parts share. */
import type { CellValue } from './cells.ts'
import type { Plan } from './plan.ts'

/** Where ids come from: the same natural key gives the same id on every desktop of a company. */
export interface Ids {
  /** `idNumber` is an ID number or credit code that checks; without one the party is known by its natural key only. */
  party(kind: 'person' | 'company', idNumber: string | null, naturalKey: string): string
  application(source: string, sourceKey: string): string
  /** Of a dealer that a file names without a number. */
  dealer(name: string): string
}

/** What a row says, field by field; null where it says nothing. */
export interface Values {
  readonly plan: Plan
  readonly read: readonly CellValue[]
  mapped(field: string): boolean
  text(field: string): string | null
  number(field: string): number | null
  flag(field: string): boolean | null
}

/** The cells of a row, as the plan's readers read them, by field. */
export function valuesOf(plan: Plan, read: readonly CellValue[]): Values {
  const of = (field: string): CellValue => read[plan.position.get(field) ?? -1] ?? null
  return {
    plan,
    read,
    mapped: field => plan.position.has(field),
    text: field => of(field) as string | null,
    number: field => of(field) as number | null,
    flag: field => of(field) as boolean | null,
  }
}

/** The head of the ids of the `n`th vehicle's fields: `vehicle`, `vehicle2`, `vehicle3`. */
export const vehiclePrefix = (n: number): string => (n === 1 ? 'vehicle' : `vehicle${n}`)

/** Whether any cell about this role is filled. */
export function namesRole({ plan, read }: Values, role: string): boolean {
  return plan.steps.some(
    ({ field: { place } }, index) => place.of === 'party' && place.role === role && read[index] !== null,
  )
}
