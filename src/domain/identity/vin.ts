/**
 * Vehicle identification numbers by GB 16735 (ISO 3779): maker (3), description (5), check character (1), model year
 * (1), plant (1), serial (6, the last four are digits). The letters I, O and Q are not used. The check character is
 * compulsory in China; vehicles made for Europe may carry another character there, so its problem says where the
 * vehicle comes from.
 */
import { type Parsed, refused, understood } from '../parsed.ts'
import { compactCode } from '../text/normalise.ts'
import { type CharacterAt, firstOutside } from './checkCharacters.ts'
import { type Maker, makerOf } from './makers.ts'
import { maskMiddle } from './mask.ts'

export type VinOrigin = 'china' | 'elsewhere'

export interface Vin {
  /** 17 characters, upper case. */
  readonly vin: string
  /** First three characters. */
  readonly wmi: string
  readonly maker: Maker | 'unknown'
  readonly origin: VinOrigin
  /** The tenth character; `modelYearOf` says the year. */
  readonly modelYearCode: string
  readonly plantCode: string
  readonly serial: string
}

export type VinProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'length'; readonly length: number }
  /** I, O or Q, which a VIN has not: most likely this digit was meant. */
  | ({ readonly code: 'confusable'; readonly meant: '0' | '1' } & CharacterAt)
  | ({ readonly code: 'character' } & CharacterAt)
  | { readonly code: 'checkCharacter'; readonly expected: string; readonly found: string; readonly origin: VinOrigin }
  | { readonly code: 'modelYear'; readonly found: string }
  /** The last four characters are not all digits. */
  | { readonly code: 'serial'; readonly found: string }

const VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from('0123456789ABCDEFGHJKLMNPRSTUVWXYZ', (character, index) => [
    character,
    index < 10 ? index : Number('12345678123457923456789'.charAt(index - 10)),
  ]),
)
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const CONFUSABLE: Readonly<Record<string, '0' | '1'>> = { I: '1', O: '0', Q: '0' }
/** A cycle of thirty years; `1` is 2001 and 1971 and 2031. */
const MODEL_YEARS = '123456789ABCDEFGHJKLMNPRSTVWXY'
const FIRST_YEAR_OF_CYCLE = 2001

/** The check character of 17 characters, whatever stands at the ninth. Throws `RangeError` where one has no value. */
export function vinCheckCharacter(vin: string): string {
  let sum = 0
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = weight === 0 ? 0 : VALUES[vin.charAt(index)]
    if (value === undefined) throw new RangeError(`Character ${index + 1} has no value: ${vin}`)
    sum += value * weight
  }
  return '0123456789X'.charAt(sum % 11)
}

/** The same number with the right check character at the ninth place. */
export function withVinCheckCharacter(vin: string): string {
  return vin.slice(0, 8) + vinCheckCharacter(vin) + vin.slice(9)
}

/** Reads a VIN however it was typed. */
export function parseVin(text: string): Parsed<Vin, VinProblem> {
  const vin = compactCode(text)
  if (vin === '') return refused({ code: 'empty' })
  const stranger = firstOutside(vin, /[0-9A-HJ-NPR-Z]/)
  const meant = stranger && CONFUSABLE[stranger.character]
  if (stranger && meant) return refused({ code: 'confusable', ...stranger, meant })
  if (stranger) return refused({ code: 'character', ...stranger })
  if (vin.length !== 17) return refused({ code: 'length', length: vin.length })
  return readParts(vin)
}

function readParts(vin: string): Parsed<Vin, VinProblem> {
  const origin = vin.startsWith('L') || vin.startsWith('H') ? 'china' : 'elsewhere'
  const expected = vinCheckCharacter(vin)
  const found = vin.charAt(8)
  if (expected !== found) return refused({ code: 'checkCharacter', expected, found, origin })
  const modelYearCode = vin.charAt(9)
  if (!MODEL_YEARS.includes(modelYearCode)) return refused({ code: 'modelYear', found: modelYearCode })
  const serial = vin.slice(11)
  if (!/\d{4}$/.test(serial)) return refused({ code: 'serial', found: serial })
  const wmi = vin.slice(0, 3)
  return understood({ vin, wmi, maker: makerOf(vin), origin, modelYearCode, plantCode: vin.charAt(10), serial })
}

/**
 * The latest year that a model-year character can mean, up to `notAfter` (a model year may run a calendar year ahead,
 * so hand in next year). Undefined where the character means none.
 */
export function modelYearOf(modelYearCode: string, notAfter: number): number | undefined {
  const index = modelYearCode.length === 1 ? MODEL_YEARS.indexOf(modelYearCode) : -1
  if (index < 0) return undefined
  const inFirstCycle = FIRST_YEAR_OF_CYCLE + index
  return inFirstCycle + Math.floor((notAfter - inFirstCycle) / MODEL_YEARS.length) * MODEL_YEARS.length
}

/** `LSV**********1234`, of any text, valid or not. */
export function maskVin(text: string): string {
  return maskMiddle(compactCode(text), 3, 4)
}
