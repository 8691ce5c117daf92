/** Failures as a window is told them: a catalogue code and what a person needs to mend it, never a stack. */
import type { JsonValue } from '../domain/canonical.ts'
import { NotKnown, NotSaved, ReadOnly, Refused } from './writing/refused.ts'

export interface Told {
  code: string
  detail: Record<string, JsonValue>
}

/** What a person brought or asked for is wrong: the file, the folder, the request; catalogue key `problem.<code>`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly detail: Record<string, JsonValue>
  constructor(code: string, detail: Record<string, JsonValue> = {}) {
    super(`${code} ${JSON.stringify(detail)}`)
    this.code = code
    this.detail = detail
  }
}

/** The actor may not see or do this; `need` names the roles of which one would do. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed'
  readonly need: string[]
  constructor(need: string[] = []) {
    super(need.length === 0 ? 'sign in first' : `needs one of the roles ${need.join(', ')}`)
    this.need = need
  }
}

const SOURCE_LINE = /([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/m
const CODE = /^[A-Z0-9_]{1,40}$/

/**
 * What of an error may stand in a log: its class, its code, the line it comes from. Messages stay out: they quote what
 * was typed, read from a file, or found in a row.
 */
export function loggable(error: unknown): { reason: string; code: string | null; at: string | null } {
  if (!(error instanceof Error)) return { reason: typeof error, code: null, at: null }
  const code = 'code' in error && typeof error.code === 'string' && CODE.test(error.code) ? error.code : null
  return { reason: error.name, code, at: SOURCE_LINE.exec(error.stack ?? '')?.[1] ?? null }
}

export function problemOf(error: unknown): Told {
  if (error instanceof Problem || error instanceof ReadOnly) return { code: error.code, detail: error.detail }
  if (error instanceof Refused) return { code: `refused.${error.code}`, detail: error.detail }
  if (error instanceof NotSaved) return { code: `not-saved.${error.code}`, detail: {} }
  if (error instanceof NotKnown) return { code: 'not-known', detail: {} }
  if (error instanceof NotAllowed) return { code: 'not-allowed', detail: { need: error.need } }
  return { code: 'internal', detail: { kind: error instanceof Error ? error.name : 'unknown' } }
}
