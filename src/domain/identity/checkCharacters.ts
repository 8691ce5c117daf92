/** What the check characters of the identity numbers have in common: weighted sums, and Luhn's alternating one. */

/** The sum of each character's value times its weight. A character outside the alphabet throws: parsers look first. */
export function weightedSum(text: string, alphabet: string, weights: readonly number[]): number {
  let sum = 0
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(text.charAt(index))
    if (text.charAt(index) === '' || value < 0) throw new RangeError(`Character ${index + 1} has no value: ${text}`)
    sum += value * weight
  }
  return sum
}

/** Whether a string of digits satisfies ISO/IEC 7812-1 annex B (Luhn), its last digit being the check digit. */
export function satisfiesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.charAt(digits.length - 1 - place))
    const doubled = digit * 2
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** A place in a number, counted from 1 as people count, and what stands there. */
export interface CharacterAt {
  readonly at: number
  readonly character: string
}

/** The first character that a class of one character does not allow, or undefined. */
export function firstOutside(text: string, allowed: RegExp): CharacterAt | undefined {
  const characters = Array.from(text)
  const index = characters.findIndex(character => !allowed.test(character))
  return index < 0 ? undefined : { at: index + 1, character: characters[index] ?? '' }
}
