/** The rulebook that a new company starts with. */
import { observableById } from '../domain/observables/index.ts'
import { checkRulebook, type RulebookDocument } from './document.ts'
import book from './starter-book.json' with { type: 'json' }

/** The starter rulebook, checked like any other. Throws only if the shipped file itself is broken. */
export function starterBook(): RulebookDocument {
  const read = checkRulebook(book, observableById)
  if (read.ok) return read.document
  throw new Error(`the shipped rulebook is broken: ${JSON.stringify(read.problems[0])}`)
}
