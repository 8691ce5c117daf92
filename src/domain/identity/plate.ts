/**
 * Number plates of mainland China by GA 36-2018: a province character, the letter of the issuing office, and a serial
 * of five characters (six on new-energy plates), of which the last is 挂 on trailers, 学 on driving-school cars, 警 on
 * police cars, 港 or 澳 on cars that come over the border. Serials have no I and no O.
 */
import { type Parsed, refused, understood } from '../parsed.ts'
import { compactCode } from '../text/normalise.ts'
import { maskMiddle } from './mask.ts'
import { provinceOfPlateCharacter } from './provinces.ts'

export type PlateKind = 'ordinary' | 'newEnergy' | 'trailer' | 'learner' | 'police' | 'hongKong' | 'macao'

export interface Plate {
  /** Without separators, upper case: `豫A12345`. */
  readonly plate: string
  readonly kind: PlateKind
  /** GB/T 2260 code of the issuing province. */
  readonly provinceCode: string
  readonly office: string
  readonly serial: string
  /** What a new-energy plate says of its vehicle: small or large, driven by a battery alone or by something else too. */
  readonly newEnergy: { readonly size: 'small' | 'large'; readonly power: 'battery' | 'other' } | undefined
}

export type PlateProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'length'; readonly length: number }
  /** The first character is no province. */
  | { readonly code: 'province'; readonly character: string }
  /** The second character is no letter of an issuing office. */
  | { readonly code: 'office'; readonly character: string }
  /** I or O in the serial, which plates have not: most likely this digit was meant. */
  | { readonly code: 'confusable'; readonly at: number; readonly character: string; readonly meant: '0' | '1' }
  /** The serial fits none of the kinds. */
  | { readonly code: 'serial'; readonly serial: string }
  /** 港 and 澳 are issued as 粤Z only. */
  | { readonly code: 'borderOffice'; readonly office: string }
  /** Embassies, consulates and the armed police: plates that no leased vehicle has. */
  | { readonly code: 'notCivil' }

const NOT_CIVIL = /^使|[使领]$|^WJ/
const LAST_CHARACTERS: Readonly<Record<string, PlateKind>> = {
  挂: 'trailer',
  学: 'learner',
  警: 'police',
  港: 'hongKong',
  澳: 'macao',
}
const ORDINARY_SERIAL = /^[0-9A-HJ-NP-Z]{5}$/
const SPECIAL_SERIAL = /^[0-9A-HJ-NP-Z]{4}[挂学警港澳]$/
/** Small vehicles: the class letter first, then a letter or digit, then digits. Large ones: the class letter last. */
const SMALL_NEW_ENERGY = /^([A-HJK])[0-9A-HJ-NP-Z]\d{4}$/
const LARGE_NEW_ENERGY = /^\d{5}([A-HJK])$/
/** D came first and the others follow where it is used up; F and G, H, J, K are the same for hybrids and fuel cells. */
const BATTERY_LETTERS = 'DABCE'

/** Reads a plate however it was typed: full width, lower case, with dots, dashes or spaces. */
export function parsePlate(text: string): Parsed<Plate, PlateProblem> {
  const plate = compactPlate(text)
  if (plate === '') return refused({ code: 'empty' })
  if (NOT_CIVIL.test(plate)) return refused({ code: 'notCivil' })
  const characters = Array.from(plate)
  const [first = '', office = '', ...serial] = characters
  const province = provinceOfPlateCharacter(first)
  if (province === undefined) return refused({ code: 'province', character: first })
  if (characters.length !== 7 && characters.length !== 8) return refused({ code: 'length', length: characters.length })
  if (!/^[A-HJ-NP-Z]$/.test(office)) return refused({ code: 'office', character: office })
  const confusable = serial.findIndex(character => character === 'I' || character === 'O')
  if (confusable >= 0) {
    const character = serial[confusable] ?? ''
    return refused({ code: 'confusable', at: confusable + 3, character, meant: character === 'I' ? '1' : '0' })
  }
  return readSerial({ plate, provinceCode: province.code, office, serial: serial.join('') })
}

function readSerial(found: Omit<Plate, 'kind' | 'newEnergy'>): Parsed<Plate, PlateProblem> {
  const { serial } = found
  if (ORDINARY_SERIAL.test(serial)) return understood({ ...found, kind: 'ordinary', newEnergy: undefined })
  const newEnergy = newEnergyOf(serial)
  if (newEnergy !== undefined) return understood({ ...found, kind: 'newEnergy', newEnergy })
  const kind = SPECIAL_SERIAL.test(serial) ? LAST_CHARACTERS[serial.charAt(4)] : undefined
  if (kind === undefined) return refused({ code: 'serial', serial })
  const border = kind === 'hongKong' || kind === 'macao'
  if (border && !found.plate.startsWith('粤Z'))
    return refused({ code: 'borderOffice', office: found.plate.slice(0, 2) })
  return understood({ ...found, kind, newEnergy: undefined })
}

function newEnergyOf(serial: string): Plate['newEnergy'] {
  const small = SMALL_NEW_ENERGY.exec(serial)?.[1]
  const letter = small ?? LARGE_NEW_ENERGY.exec(serial)?.[1]
  if (letter === undefined) return undefined
  return {
    size: small === undefined ? 'large' : 'small',
    power: BATTERY_LETTERS.includes(letter) ? 'battery' : 'other',
  }
}

/** As it stands on the vehicle, with the dot: `豫A·12345`. */
export function formatPlate(plate: string): string {
  return `${plate.slice(0, 2)}·${plate.slice(2)}`
}

/** `豫A****5`, of any text, valid or not. */
export function maskPlate(text: string): string {
  return maskMiddle(compactPlate(text), 2, 1)
}

function compactPlate(text: string): string {
  return compactCode(text).replaceAll('.', '')
}
