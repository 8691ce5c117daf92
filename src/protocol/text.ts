/**
 * Texts that come in over a wire: what is typed is made safe to show before it is kept (no control characters, no
 * bidirectional overrides, `domain/text`), what names a record is held to the characters that ids have.
 */
import { z } from 'zod'
import { displayBlock, displayLine } from '../domain/text/normalise.ts'

/** An id of ours: printable ASCII without blanks, so that it can stand in a key, a path of a route, or a log. */
export const identifier = z.string().regex(/^[\x21-\x7e]{1,200}$/)

/** A reason from a list, e.g. `income-verified`; its sentence stands in the catalogues or in the rulebook. */
export const reasonId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/i)
  .max(60)

/** The reasons of a decision: one at least, each once. */
export const reasonIds = z
  .array(reasonId)
  .min(1)
  .max(20)
  .refine(reasons => new Set(reasons).size === reasons.length, { error: 'a reason is given twice' })

/** Typed text is cut nowhere: what is too long is refused. */
const typed = (most: number) => z.string().max(most)

/** One line with at least one character to see. */
export const line = (most: number) => typed(most).transform(displayLine).pipe(z.string().min(1))

/** A text of several lines, perhaps empty. */
export const block = (most: number) => typed(most).transform(displayBlock)
