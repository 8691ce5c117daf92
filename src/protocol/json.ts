/** Any JSON value as a schema, typed as the domain has it. */
import { z } from 'zod'
import { assertJson, CanonicalError, type JsonValue } from '../domain/canonical.ts'

function isJson(value: unknown): boolean {
  try {
    assertJson(value)
    return true
  } catch (error) {
    if (error instanceof CanonicalError) return false
    throw error
  }
}

export const jsonValue = z.custom<JsonValue>(isJson, { error: 'expected JSON' })
