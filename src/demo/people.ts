/** The people and companies of the demo: functions of the seed, an index and a role. */
import { addDays, type CalendarDate, dateOfDayNumber, dayNumberOf } from '../domain/dates.ts'
import { employerName, personName, transportCompanyName } from './fictitious/names.ts'
import { bankCard, creditCode, idNumber, phoneNumber } from './fictitious/numbers.ts'
import { type City, fictitiousAddress } from './fictitious/places.ts'
import { Random } from './random.ts'

/** In the order of their phones: a person of an application is the root's index and one of these. */
export const ROLES = [
  'lessee',
  'guarantor',
  'spouse',
  'affiliation-company',
  'driver',
  'contact',
  'earlier-lessee',
] as const
export type Role = (typeof ROLES)[number]

export interface Person {
  readonly kind: 'person'
  readonly name: string
  readonly idNumber: string
  readonly sex: 'male' | 'female'
  readonly birthDate: CalendarDate
}

export interface Company {
  readonly kind: 'company'
  readonly name: string
  readonly idNumber: string
  readonly foundedDate: CalendarDate
  readonly representative: string
}

/** A person as born: name and number. Ages run from 20 to 58 on the day of the portfolio. */
export function personOf(seed: number, index: number, role: Role, city: City, today: CalendarDate): Person {
  const random = new Random(seed, 'person', role, index)
  const sex = random.chance(role === 'spouse' ? 0.2 : 0.8) ? 'male' : 'female'
  const age = Math.min(58, Math.max(20, 36 + 9 * random.normal()))
  const birthDate = dateOfDayNumber(dayNumberOf(today) - Math.round(age * 365.25) - random.int(0, 364))
  return {
    kind: 'person',
    name: personName(random, sex),
    idNumber: idNumber(random, city, birthDate, sex),
    sex,
    birthDate,
  }
}

/** A company; `young`: founded within the last year. */
export function companyOf(
  seed: number,
  index: number,
  role: Role,
  city: City,
  today: CalendarDate,
  young: boolean,
): Company {
  const random = new Random(seed, 'company', role, index)
  const name = transportCompanyName(random, city)
  const code = creditCode(random, city)
  const days = young ? random.int(40, 360) : random.int(400, 6000)
  const representative = personName(random, random.chance(0.75) ? 'male' : 'female')
  return { kind: 'company', name, idNumber: code, foundedDate: addDays(today, -days), representative }
}

export function phoneOf(seed: number, index: number, role: Role): string {
  return phoneNumber(seed, index * ROLES.length + ROLES.indexOf(role))
}

export function addressOf(seed: number, index: number, role: Role, city: City): string {
  return fictitiousAddress(new Random(seed, 'address', role, index), city)
}

export function cardOf(seed: number, index: number): string {
  return bankCard(new Random(seed, 'card', index))
}

export function employerOf(seed: number, index: number, city: City): string {
  return employerName(new Random(seed, 'employer', index), city)
}
