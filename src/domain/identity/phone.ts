/**
 * Mobile numbers of mainland China: eleven digits whose first three (号段) the ministry gave to an operator, under the
 * telecommunications numbering plan of 2017 and its later allocations. New segments appear every few years, so one
 * that is not listed is 'unknown', not wrong. Numbers may be carried to another operator since 2019.
 */
import { type Parsed, refused, understood } from '../parsed.ts'
import { compactCode } from '../text/normalise.ts'
import { type CharacterAt, firstOutside } from './checkCharacters.ts'
import { maskMiddle } from './mask.ts'

/** Whom the segment was given to; `virtual` resell another's network, `machines` are cards of devices. */
export type PhoneAllocation = 'chinaMobile' | 'chinaUnicom' | 'chinaTelecom' | 'chinaBroadnet' | 'virtual' | 'machines'

export interface MobilePhone {
  /** Eleven digits, without a country code. */
  readonly number: string
  readonly segment: string
  readonly allocatedTo: PhoneAllocation | 'unknown'
}

export type PhoneProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'length'; readonly length: number }
  | ({ readonly code: 'character' } & CharacterAt)
  /** Eleven digits, but the second is 0, 1 or 2, or the first is not 1: a landline or a service number. */
  | { readonly code: 'notMobile'; readonly segment: string }

const SEGMENTS: Readonly<Record<PhoneAllocation, string>> = {
  chinaMobile: '134 135 136 137 138 139 147 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198',
  chinaUnicom: '130 131 132 145 155 156 166 175 176 185 186 196',
  chinaTelecom: '133 153 173 177 180 181 189 190 191 193 199',
  chinaBroadnet: '192',
  virtual: '162 165 167 170 171',
  machines: '140 141 144 146 148 149',
}

const allocations = new Map(
  (Object.keys(SEGMENTS) as PhoneAllocation[]).flatMap(to => SEGMENTS[to].split(' ').map(each => [each, to] as const)),
)

/** Reads a mobile number however it was typed, with or without +86. */
export function parsePhone(text: string): Parsed<MobilePhone, PhoneProblem> {
  const number = compactPhone(text)
  if (number === '') return refused({ code: 'empty' })
  const stranger = firstOutside(number, /\d/)
  if (stranger !== undefined) return refused({ code: 'character', ...stranger })
  if (number.length !== 11) return refused({ code: 'length', length: number.length })
  const segment = number.slice(0, 3)
  if (!/^1[3-9]/.test(segment)) return refused({ code: 'notMobile', segment })
  return understood({ number, segment, allocatedTo: allocations.get(segment) ?? 'unknown' })
}

/** `138****8000`, of any text, valid or not. */
export function maskPhone(text: string): string {
  return maskMiddle(compactPhone(text), 3, 4)
}

function compactPhone(text: string): string {
  const compact = compactCode(text).replaceAll(/[()]/g, '')
  return compact.replace(/^(?:\+86|0086)/, '').replace(/^86(?=1\d{10}$)/, '')
}
