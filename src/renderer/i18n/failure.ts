/** A failed call as a sentence: what happened, to what, and what to do. */
import type { Detail, Failure } from '../connection/failure.ts'
import { personName } from '../people/person-name.ts'
import type { Texts, Values } from './index.ts'

/** The figures and names of an error's detail, as the catalogues' placeholders take them. */
export function placeholders(detail: Readonly<Record<string, unknown>>): Values {
  const values: Record<string, string | number> = {}
  for (const [name, raw] of Object.entries(detail)) {
    values[name] = typeof raw === 'number' || typeof raw === 'string' ? raw : JSON.stringify(raw)
  }
  return values
}

/** Whom and what a failure is about by their names, where its detail holds their ids. */
function inWords(texts: Texts, code: string, detail: Detail): Values {
  const { person, column } = detail
  return placeholders({
    ...detail,
    ...(typeof person === 'string' ? { person: personName(texts, person) } : {}),
    // Elsewhere a column is that of a file, which calls it what it likes.
    ...(code === 'filter' && typeof column === 'string' ? { column: texts.coded('column', column, null) } : {}),
  })
}

export function failureText(texts: Texts, failure: Failure): string {
  const { t, coded } = texts
  switch (failure.kind) {
    case 'refused':
      return coded('refusal', failure.code, 'failure.refused', inWords(texts, failure.code, failure.detail))
    case 'problem':
      return coded('problem', failure.code, 'failure.problem', inWords(texts, failure.code, failure.detail))
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
