/** Reading with SQL, for screens and reports: what only a store with SQL offers. */
import type { JsonValue } from '../domain/canonical.ts'

export interface Sql {
  /** Rows as plain objects; instants and dates come back as the model's strings. */
  query<Row extends Record<string, JsonValue>>(text: string, parameters?: readonly JsonValue[]): Promise<Row[]>
}
