/**
 * What of an observed value the desk is shown. What is sensitive is withheld until somebody views it for a purpose that
 * is written down; numbers that identify a person are masked, whichever field they stand in.
 */
import type { JsonValue } from '../canonical.ts'
import { maskBankCard, parseBankCard } from '../identity/bankCard.ts'
import { maskIdCard, parseIdCard } from '../identity/idCard.ts'
import { maskPhone, parsePhone } from '../identity/phone.ts'
import { type ObservableId, observableById } from './index.ts'

export interface Shown {
  /** Null where it is withheld. */
  readonly value: JsonValue
  readonly withheld: boolean
}

/** Phone numbers also when they were typed wrong. */
const PHONES: ReadonlySet<string> = new Set<ObservableId>(['declared.phone', 'declared.contactPhone'])

/** `id` is that of the observable; a value that the dictionary does not know is nobody's to show. */
export function shownValue(id: string, value: JsonValue): Shown {
  const sensitivity = observableById(id)?.sensitivity ?? 'sensitive'
  if (sensitivity === 'sensitive') return { value: null, withheld: true }
  if (sensitivity !== 'personal' || typeof value !== 'string') return { value, withheld: false }
  return { value: PHONES.has(id) ? maskPhone(value) : maskedNumber(value), withheld: false }
}

/** Other texts as they are: names, places and numbers of vehicles, which are compared with papers. */
function maskedNumber(text: string): string {
  if (parseIdCard(text).ok) return maskIdCard(text)
  if (parsePhone(text).ok) return maskPhone(text)
  return parseBankCard(text).ok ? maskBankCard(text) : text
}
