/** How numbers of people are shown to those who need to recognise them, and not to read them. */

const LEAST_HIDDEN = 4

/** Keeps so many characters at the start and at the end, one `*` for each between; a text too short for that is all `*`. */
export function maskMiddle(text: string, start: number, end: number): string {
  const characters = Array.from(text)
  const hiddenTo = characters.length - end
  if (hiddenTo - start < LEAST_HIDDEN) return '*'.repeat(characters.length)
  return characters.map((character, index) => (index < start || index >= hiddenTo ? character : '*')).join('')
}
