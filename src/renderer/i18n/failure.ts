/** A failed call as a sentence: what happened, to what, and what to do. */
import type { Failure } from '../connection/failure.ts'
import type { Texts, Values } from './index.ts'

/** The figures and names of an error's detail, as the catalogues' placeholders take them. */
export function placeholders(detail: Readonly<Record<string, unknown>>): Values {
  const values: Record<string, string | number> = {}
  for (const [name, raw] of Object.entries(detail)) {
    values[name] = typeof raw === 'number' || typeof raw === 'string' ? raw : JSON.stringify(raw)
  }
  return values
}

export function failureText(texts: Texts, failure: Failure): string {
  const { t, coded } = texts
  switch (failure.kind) {
    case 'refused':
      return coded('refusal', failure.code, 'failure.refused', placeholders(failure.detail))
    case 'problem':
      return coded('problem', failure.code, 'failure.problem', placeholders(failure.detail))
    case 'read-only':
      return t('failure.read-only', {
        why: coded('damage', failure.code, 'damage.other', placeholders(failure.detail)),
      })
    case 'not-allowed':
      return failure.need.length === 0
        ? t('failure.sign-in')
        : t('failure.not-allowed', { need: failure.need.map(role => coded('role', role, null)).join(t('list.or')) })
    case 'not-known':
      return t('failure.not-known')
    case 'lost':
      return t('failure.lost')
    case 'cancelled':
      return t('failure.cancelled')
    case 'unexpected':
      return t('failure.unexpected', { message: failure.message })
  }
}
