/** What went wrong with a call, as one tagged value that a screen can put into words. */
import { ORPCError } from '@orpc/client'

export type Detail = Readonly<Record<string, unknown>>

export type Failure =
  | { readonly kind: 'refused' | 'problem' | 'read-only'; readonly code: string; readonly detail: Detail }
  | { readonly kind: 'not-allowed'; readonly need: readonly string[] }
  | { readonly kind: 'not-known'; readonly detail: Detail }
  | { readonly kind: 'lost' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unexpected'; readonly message: string }

/** The connection to the core went while a call was under way, or was not there when it was made. */
export class CoreLostError extends Error {
  override readonly name = 'CoreLostError'
}

/** The caller ended the call itself. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'
}

interface CodedData {
  code?: string
  detail?: Detail
  need?: string[]
}

export function failureOf(error: unknown): Failure {
  if (error instanceof CoreLostError) return { kind: 'lost' }
  if (error instanceof CancelledError) return { kind: 'cancelled' }
  if (!(error instanceof ORPCError)) return { kind: 'unexpected', message: messageOf(error) }
  const data: CodedData = typeof error.data === 'object' && error.data !== null ? error.data : {}
  const { code = '', detail = {}, need = [] } = data
  switch (error.code) {
    case 'REFUSED':
      return { kind: 'refused', code, detail }
    case 'PROBLEM':
      return { kind: 'problem', code, detail }
    case 'READ_ONLY':
      return { kind: 'read-only', code, detail }
    case 'NOT_ALLOWED':
      return { kind: 'not-allowed', need }
    case 'NOT_KNOWN':
      return { kind: 'not-known', detail }
    default:
      return { kind: 'unexpected', message: error.message }
  }
}

/** Why a job failed: what was refused or not saved carries that word before its own code. */
export function failureOfJob(problem: { code: string; detail: Detail } | null): Failure {
  const { code, detail } = problem ?? { code: 'internal', detail: {} }
  if (code.startsWith('refused.')) return { kind: 'refused', code: code.slice('refused.'.length), detail }
  if (code === 'not-known') return { kind: 'not-known', detail }
  if (code !== 'not-allowed') return { kind: 'problem', code, detail }
  return { kind: 'not-allowed', need: Array.isArray(detail.need) ? detail.need.map(String) : [] }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
