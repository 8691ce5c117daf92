/**
 * Bank card numbers by ISO/IEC 7812-1: up to 19 digits, the last one Luhn's. Accounts of companies are not cards and
 * have no check digit.
 */
import { type Parsed, refused, understood } from '../parsed.ts'
import { compactCode } from '../text/normalise.ts'
import { type CharacterAt, firstOutside, satisfiesLuhn } from './checkCharacters.ts'
import { maskMiddle } from './mask.ts'

export interface BankCard {
  /** Digits only. */
  readonly number: string
  /** First six digits: the issuer identification number of cards issued in China. */
  readonly issuer: string
  /** UnionPay's own range starts with 62; older cards of Chinese banks and foreign ones do not. */
  readonly unionPay: boolean
}

export type BankCardProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'length'; readonly length: number }
  | ({ readonly code: 'character' } & CharacterAt)
  | { readonly code: 'checkDigit' }

/** Reads a card number however it was typed. */
export function parseBankCard(text: string): Parsed<BankCard, BankCardProblem> {
  const number = compactCode(text)
  if (number === '') return refused({ code: 'empty' })
  const stranger = firstOutside(number, /\d/)
  if (stranger !== undefined) return refused({ code: 'character', ...stranger })
  if (number.length < 13 || number.length > 19) return refused({ code: 'length', length: number.length })
  if (!satisfiesLuhn(number)) return refused({ code: 'checkDigit' })
  return understood({ number, issuer: number.slice(0, 6), unionPay: number.startsWith('62') })
}

/** `6222***********1234`, of any text, valid or not. */
export function maskBankCard(text: string): string {
  return maskMiddle(compactCode(text), 4, 4)
}
