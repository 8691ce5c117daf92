/**
 * Citizen identity numbers by GB 11643-1999: region (6), birth date (8), sequence (3, odd for men), check character
 * (ISO 7064:1983 MOD 11-2). Residence permits of people from Hong Kong, Macao and Taiwan (since 2018, regions 810000,
 * 820000 and 830000) and of foreigners (since 2023-12, first digit 9) are numbered and checked the same way.
 */
import { type CalendarDate, dateOfParts } from '../dates.ts'
import { type Parsed, refused, understood } from '../parsed.ts'
import { compactCode } from '../text/normalise.ts'
import { type CharacterAt, firstOutside, weightedSum } from './checkCharacters.ts'
import { maskMiddle } from './mask.ts'
import { provinceOfCode } from './provinces.ts'

export type IdCardHolder = 'citizen' | 'hongKongMacaoTaiwan' | 'foreigner'

export interface IdCard {
  /** 18 characters, `X` in upper case. */
  readonly number: string
  readonly holder: IdCardHolder
  /** First six digits: the place of first registration, which may have been abolished since. */
  readonly regionCode: string
  /** GB/T 2260 code of the province, undefined for foreigners. */
  readonly provinceCode: string | undefined
  readonly birthDate: CalendarDate
  readonly sex: 'male' | 'female'
  readonly sequence: string
}

export type IdCardProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'length'; readonly length: number }
  | ({ readonly code: 'character' } & CharacterAt)
  /** A first-generation number (void since 2013), and the 18 digits it became, where its parts are right. */
  | { readonly code: 'fifteenDigits'; readonly upgraded: string | undefined }
  | { readonly code: 'region'; readonly regionCode: string }
  | { readonly code: 'birthDate'; readonly digits: string }
  | { readonly code: 'birthDateInFuture'; readonly birthDate: CalendarDate }
  | { readonly code: 'checkCharacter'; readonly expected: string; readonly found: string }

const DIGITS = '0123456789'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'
/** The residence permits write Taiwan as 83, GB/T 2260 as 71. */
const PERMIT_PROVINCES: Readonly<Record<string, string>> = { '81': '81', '82': '82', '83': '71' }

/** The check character of the first 17 digits (ISO 7064 MOD 11-2). Throws `RangeError` where they are not digits. */
export function idCardCheckCharacter(first17: string): string {
  return CHECK_CHARACTERS.charAt(weightedSum(first17, DIGITS, WEIGHTS) % 11)
}

/** The whole number of 17 digits, check character appended. */
export function withIdCardCheckCharacter(first17: string): string {
  return first17.slice(0, 17) + idCardCheckCharacter(first17)
}

/** Reads an identity number however it was typed. With `today`, a birth date after it is refused. */
export function parseIdCard(text: string, today?: CalendarDate): Parsed<IdCard, IdCardProblem> {
  const number = compactCode(text)
  if (number === '') return refused({ code: 'empty' })
  if (/^\d{15}$/.test(number)) return refused({ code: 'fifteenDigits', upgraded: upgrade(number) })
  const stranger = firstOutside(number, /\d/)
  if (stranger !== undefined && !(stranger.at === 18 && number.endsWith('X'))) {
    return refused({ code: 'character', ...stranger })
  }
  if (number.length !== 18) return refused({ code: 'length', length: number.length })
  return readParts(number, today)
}

function readParts(number: string, today: CalendarDate | undefined): Parsed<IdCard, IdCardProblem> {
  const regionCode = number.slice(0, 6)
  const issued = holderOf(regionCode)
  if (issued === undefined) return refused({ code: 'region', regionCode })
  const birthDate = birthDateOf(number.slice(6, 14))
  if (birthDate === undefined) return refused({ code: 'birthDate', digits: number.slice(6, 14) })
  if (today !== undefined && birthDate > today) return refused({ code: 'birthDateInFuture', birthDate })
  const expected = idCardCheckCharacter(number)
  const found = number.charAt(17)
  if (expected !== found) return refused({ code: 'checkCharacter', expected, found })
  const sequence = number.slice(14, 17)
  const sex = Number(sequence) % 2 === 1 ? 'male' : 'female'
  return understood({ number, ...issued, regionCode, birthDate, sex, sequence })
}

function holderOf(regionCode: string): Pick<IdCard, 'holder' | 'provinceCode'> | undefined {
  if (regionCode.startsWith('9')) return { holder: 'foreigner', provinceCode: undefined }
  const permit = PERMIT_PROVINCES[regionCode.slice(0, 2)]
  if (permit !== undefined) return { holder: 'hongKongMacaoTaiwan', provinceCode: permit }
  const province = provinceOfCode(regionCode)
  return province && { holder: 'citizen', provinceCode: province.code }
}

function birthDateOf(digits: string): CalendarDate | undefined {
  const date = dateOfParts(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))
  return date !== undefined && date >= '1900-01-01' ? date : undefined
}

/** Fifteen digits lack the century (all were 19xx) and the check character. */
function upgrade(fifteen: string): string | undefined {
  const number = withIdCardCheckCharacter(`${fifteen.slice(0, 6)}19${fifteen.slice(6)}`)
  return readParts(number, undefined).ok ? number : undefined
}

/** `4101**********1234`, of any text, valid or not. */
export function maskIdCard(text: string): string {
  return maskMiddle(compactCode(text), 4, 4)
}
