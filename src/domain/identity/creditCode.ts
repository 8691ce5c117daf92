/**
 * Unified social credit codes of companies and other organisations by GB 32100-2015: registering authority (1), kind
 * of organisation (1), region (6), organisation code (9, GB 11714 with a check character of its own), check character
 * (MOD 31-3). The letters I, O, S, V and Z are not used.
 */
import { type Parsed, refused, understood } from '../parsed.ts'
import { compactCode } from '../text/normalise.ts'
import { type CharacterAt, firstOutside, weightedSum } from './checkCharacters.ts'
import { maskMiddle } from './mask.ts'
import { provinceOfCode } from './provinces.ts'

/** What the first two characters say, as far as leasing tells them apart. */
export type OrganisationKind = 'enterprise' | 'soleTrader' | 'farmersCooperative' | 'other'

export interface CreditCode {
  /** 18 characters, letters in upper case. */
  readonly code: string
  readonly kind: OrganisationKind
  /** Where it was registered; `100000` is the national registry. */
  readonly regionCode: string
  /** GB/T 2260 code of the province; undefined for the national registry. */
  readonly provinceCode: string | undefined
  /** The nine characters that were the organisation code before 2015. */
  readonly organisationCode: string
  /** Whether its own check character is right; some codes given out for sole traders are not, so it is only a hint. */
  readonly organisationCodeChecks: boolean
}

export type CreditCodeProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'length'; readonly length: number }
  | ({ readonly code: 'character' } & CharacterAt)
  /** The fifteen digits of a business licence from before 2015 (工商注册号). */
  | { readonly code: 'oldRegistrationNumber' }
  | { readonly code: 'region'; readonly regionCode: string }
  | { readonly code: 'checkCharacter'; readonly expected: string; readonly found: string }

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3 to the power of the place, modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const NATIONAL_REGISTRY = '100000'
const KINDS: Readonly<Record<string, OrganisationKind>> = {
  '91': 'enterprise',
  '92': 'soleTrader',
  '93': 'farmersCooperative',
}

/** The check character of the first 17 characters. Throws `RangeError` where one is outside the alphabet. */
export function creditCodeCheckCharacter(first17: string): string {
  return ALPHABET.charAt((31 - (weightedSum(first17, ALPHABET, WEIGHTS) % 31)) % 31)
}

/** The whole code of 17 characters, check character appended. */
export function withCreditCodeCheckCharacter(first17: string): string {
  return first17.slice(0, 17) + creditCodeCheckCharacter(first17)
}

/** The check character of an organisation code's first eight characters (GB 11714-1997). Throws `RangeError`. */
export function organisationCodeCheckCharacter(first8: string): string {
  return '0X987654321'.charAt(weightedSum(first8, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11)
}

/** Reads a unified social credit code however it was typed. */
export function parseCreditCode(text: string): Parsed<CreditCode, CreditCodeProblem> {
  const code = compactCode(text)
  if (code === '') return refused({ code: 'empty' })
  if (/^\d{15}$/.test(code)) return refused({ code: 'oldRegistrationNumber' })
  const stranger = firstOutside(code, /[0-9A-HJ-NPQRTUWXY]/)
  if (stranger !== undefined) return refused({ code: 'character', ...stranger })
  if (code.length !== 18) return refused({ code: 'length', length: code.length })
  return readParts(code)
}

function readParts(code: string): Parsed<CreditCode, CreditCodeProblem> {
  const regionCode = code.slice(2, 8)
  const province = /^\d{6}$/.test(regionCode) ? provinceOfCode(regionCode) : undefined
  if (province === undefined && regionCode !== NATIONAL_REGISTRY) return refused({ code: 'region', regionCode })
  const expected = creditCodeCheckCharacter(code)
  const found = code.charAt(17)
  if (expected !== found) return refused({ code: 'checkCharacter', expected, found })
  const organisationCode = code.slice(8, 17)
  return understood({
    code,
    kind: KINDS[code.slice(0, 2)] ?? 'other',
    regionCode,
    provinceCode: province?.code,
    organisationCode,
    organisationCodeChecks: organisationCodeCheckCharacter(organisationCode) === organisationCode.charAt(8),
  })
}

/** `9135**********0Y43`, of any text, valid or not. */
export function maskCreditCode(text: string): string {
  return maskMiddle(compactCode(text), 4, 4)
}
