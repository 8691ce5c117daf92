/**
 * Numbers that pass every check and belong to nobody:
 * - identity numbers and credit codes carry the district `99xx` of a province, which GB/T 2260 has never given out;
 * - mobile numbers stand in segments that the ministry has not given to any operator;
 * - VINs carry `ZZ` at the start of the description and plant `Z`, under the maker's real prefix so that makes add up;
 * - ordinary plates have four letters in the serial (trailers three), which no plate office issues; new-energy plates
 *   have no room for that, and take `Z` at their second place, which no office has reached;
 * - cards start with 629999, which we know no bank to issue.
 */
import { satisfiesLuhn } from '../../domain/identity/checkCharacters.ts'
import { organisationCodeCheckCharacter, withCreditCodeCheckCharacter } from '../../domain/identity/creditCode.ts'
import { withIdCardCheckCharacter } from '../../domain/identity/idCard.ts'
import { withVinCheckCharacter } from '../../domain/identity/vin.ts'
import { DIGITS, type Random } from '../random.ts'
import type { City } from './places.ts'

const two = (figure: number) => String(figure).padStart(2, '0')

/** An identity number of this birth date and sex. */
export function idNumber(random: Random, city: City, birthDate: string, sex: 'male' | 'female'): string {
  const sequence = random.int(0, 499) * 2 + (sex === 'male' ? 1 : 0)
  const region = `${city.code.slice(0, 2)}99${two(random.int(0, 99))}`
  return withIdCardCheckCharacter(region + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0'))
}

const ORGANISATION = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The unified social credit code of an enterprise. */
export function creditCode(random: Random, city: City): string {
  const organisation = `YY${random.text(ORGANISATION, 6)}`
  const region = `${city.code.slice(0, 2)}99${two(random.int(0, 99))}`
  return withCreditCodeCheckCharacter(`91${region}${organisation}${organisationCodeCheckCharacter(organisation)}`)
}

const UNASSIGNED_SEGMENTS = ['142', '143', '154', '160', '161', '163', '164', '168', '169', '174', '179', '194']
const SUBSCRIBERS = 100_000_000

/** The mobile number of the `place`-th phone of the demo: no two places below a thousand million share one. */
export function phoneNumber(seed: number, place: number): string {
  const segment = UNASSIGNED_SEGMENTS[place % UNASSIGNED_SEGMENTS.length]
  const turn = Math.floor(place / UNASSIGNED_SEGMENTS.length)
  // 48271 has no factor in common with a hundred million, so the product runs through all subscribers before repeating.
  const subscriber = (((turn * 48_271) % SUBSCRIBERS) + (seed % SUBSCRIBERS) + SUBSCRIBERS) % SUBSCRIBERS
  return `${segment}${String(Math.floor(subscriber)).padStart(8, '0')}`
}

/** A bank card of 19 digits. */
export function bankCard(random: Random): string {
  const body = `629999${random.text(DIGITS, 12)}`
  const last = Array.from(DIGITS).find(digit => satisfiesLuhn(body + digit))
  return body + (last ?? '0')
}

const MODEL_YEARS = '123456789ABCDEFGHJKLMNPRSTVWXY'
const VIN_ALPHABET = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ'

/** A VIN of this maker and model year. */
export function vin(random: Random, wmi: string, modelYear: number): string {
  const year = MODEL_YEARS.charAt((((modelYear - 2001) % 30) + 30) % 30)
  return withVinCheckCharacter(`${wmi}ZZ${random.text(VIN_ALPHABET, 3)}0${year}Z${random.text(DIGITS, 6)}`)
}

const PLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A plate of the kind that the vehicle carries. */
export function plate(
  random: Random,
  city: City,
  kind: 'ordinary' | 'battery' | 'plugIn' | 'trailer',
  large: boolean,
): string {
  const letters = (length: number) => random.text(PLATE_LETTERS, length)
  if (kind === 'trailer') return `${city.plate}${letters(3)}${random.int(0, 9)}挂`
  if (kind === 'ordinary') return `${city.plate}${letters(4)}${random.int(0, 9)}`
  const power = kind === 'battery' ? 'D' : 'F'
  return large ? `${city.plate}0${random.text(DIGITS, 4)}${power}` : `${city.plate}${power}Z${random.text(DIGITS, 4)}`
}

export function engineNumber(random: Random): string {
  return `DM${random.text(VIN_ALPHABET, 2)}${random.text(DIGITS, 6)}`
}

/** An invoice number of 20 digits, as fully digital invoices have had since 2024; year 99 was never reached. */
export function invoiceNumber(random: Random): string {
  return `99${random.text(DIGITS, 18)}`
}
