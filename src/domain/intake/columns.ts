/** Headings as a file has them, made into names that a mapping can point at: each its own, none empty, safe to show. */
import { displayLine } from '../text/normalise.ts'

/** Longer headings are cut; a paragraph of notes is no name. */
const LONGEST = 120

/**
 * One name a column: an empty heading becomes `#<n>` (columns count from 1), the second `金额` becomes `金额 (2)`. Names
 * are only ever compared and listed, never used as keys of an object, so `__proto__` is a heading like any other.
 */
export function nameColumns(headings: readonly string[]): string[] {
  const taken = new Set<string>()
  return headings.map((heading, index) => {
    const name = displayLine(heading).slice(0, LONGEST) || `#${index + 1}`
    let unique = name
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`
    taken.add(unique)
    return unique
  })
}
