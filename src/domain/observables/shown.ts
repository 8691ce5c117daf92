/**
 * What of an observed value somebody is shown. What is sensitive is for whoever holds the case, since to review it is what
 * it was gathered for; numbers that identify a person are masked for everybody, whichever field they stand in.
 */
import type { JsonValue } from '../canonical.ts'
import { maskBankCard, parseBankCard } from '../identity/bankCard.ts'
import { maskIdCard, parseIdCard } from '../identity/idCard.ts'
import { maskPhone, parsePhone } from '../identity/phone.ts'
import { type ObservableId, observableById } from './index.ts'

/** `sensitive`: shown to the holder of the case. `unknown`: the dictionary does not know it, so it is nobody's to show. */
export type Withheld = 'sensitive' | 'unknown'

export interface Shown {
  /** Null where it is withheld. */
  readonly value: JsonValue
  readonly withheld: Withheld | null
}

/** Fields that hold a number of a person: masked also where it was typed wrong. */
const NUMBERS: ReadonlyMap<string, (text: string) => string> = new Map<ObservableId, (text: string) => string>([
  ['declared.idNumber', maskIdCard],
  ['idCard.number', maskIdCard],
  ['declared.phone', maskPhone],
  ['declared.contactPhone', maskPhone],
  ['declared.bankCard', maskBankCard],
])

/** `id` is that of the observable, `holds` whether it is shown to the one who holds its case. */
export function shownValue(id: string, value: JsonValue, holds: boolean): Shown {
  const sensitivity = observableById(id)?.sensitivity
  if (sensitivity === undefined) return { value: null, withheld: 'unknown' }
  if (sensitivity === 'sensitive' && !holds) return { value: null, withheld: 'sensitive' }
  const ofPerson = sensitivity === 'personal' || sensitivity === 'sensitive'
  return { value: ofPerson ? masked(id, value) : value, withheld: null }
}

function masked(id: string, value: JsonValue): JsonValue {
  const mask = NUMBERS.get(id)
  if (mask !== undefined && (typeof value === 'string' || typeof value === 'number')) return mask(String(value))
  if (typeof value === 'string') return maskedNumber(value)
  return Array.isArray(value) ? value.map(each => masked(id, each)) : value
}

/** Other texts as they are: names, places and numbers of vehicles, which are compared with papers. */
function maskedNumber(text: string): string {
  if (parseIdCard(text).ok) return maskIdCard(text)
  if (parsePhone(text).ok) return maskPhone(text)
  return parseBankCard(text).ok ? maskBankCard(text) : text
}
