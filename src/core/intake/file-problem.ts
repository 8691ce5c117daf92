/** A file that cannot be read as a table, and what its owner can do about it; catalogue keys `problem.file.<code>`. */
import type { JsonValue } from '../../domain/canonical.ts'

export type FileProblemCode =
  | 'absent'
  | 'empty'
  | 'too-large'
  /** A heading and nothing below it. */
  | 'no-rows'
  /** No text in any encoding we know, or broken in the one it seems to be. */
  | 'encoding'
  | 'nul-bytes'
  | 'quotes'
  | 'row-too-long'
  | 'too-many-columns'
  /** The binary format of Excel before 2007: save as .xlsx. */
  | 'old-excel'
  | 'encrypted'
  /** A web page under a spreadsheet's name, as some banks' sites send it: open and save as .xlsx. */
  | 'web-page'
  | 'not-a-table'
  | 'zip-damaged'
  | 'zip-not-workbook'
  | 'zip-bomb'
  | 'workbook-damaged'
  | 'no-such-sheet'
  | 'too-much-memory'
  | 'too-slow'
  | 'reader-died'

/** Thrown where the file is read; it crosses threads as its code and detail. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'
  readonly code: FileProblemCode
  readonly detail: Record<string, JsonValue>

  constructor(code: FileProblemCode, detail: Record<string, JsonValue> = {}) {
    super(`${code} ${JSON.stringify(detail)}`)
    this.code = code
    this.detail = detail
  }
}
