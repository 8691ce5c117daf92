/** Text as people and files really write it, made safe to show, comparable, and findable by any part. */

const FULL_WIDTH_ASCII = /[\uFF01-\uFF5E\u3000]/g
/** Joiners are format characters too, but Uyghur and Indic names need them; breaks and tabs are white space. */
const HIDDEN = /(?!\u200C|\u200D|[\t-\r\u0085])[\p{Cc}\p{Cf}]/gu
const WHITE_SPACE = /[\s\u0085]+/g
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g
const SEPARATORS = /[\p{Z}\p{Cc}\p{Cf}\p{Pd}\u2212\u00B7\u2022\u2027\u30FB]/gu

/** Turns full-width ASCII (０-９, Ａ-Ｚ, （, ：, ideographic space) into ASCII. Chinese characters stay as they are. */
export function toHalfWidth(text: string): string {
  return text.replace(FULL_WIDTH_ASCII, character =>
    character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )
}

/**
 * One line that is safe on any screen: NFC, no control characters, no invisible ones, no bidirectional overrides
 * (which could show a name or an amount in another order than it is stored), no broken surrogates; white space is
 * one space. What is hidden goes first: it may stand between two spaces, or between a letter and its accent.
 */
export function displayLine(text: string): string {
  return text.toWellFormed().replace(HIDDEN, '').normalize('NFC').replace(WHITE_SPACE, ' ').trim()
}

/** The same for a note of several lines: line breaks survive, each line is a `displayLine`. */
export function displayBlock(text: string): string {
  return text.replace(LINE_BREAK, '\n').split('\n').map(displayLine).join('\n').trim()
}

/**
 * The form in which text is compared when somebody looks for it by any part: width, case and compatibility forms are
 * folded, and spaces, dashes, name dots and invisible characters are gone. Both sides of a comparison go through it:
 * `searchable(stored).includes(searchable(typed))`.
 */
export function searchable(text: string): string {
  const folded = text.toWellFormed().normalize('NFKC').toLowerCase()
  return folded.replace(SEPARATORS, '').normalize('NFKC')
}

/** An identity number as typed or scanned, without what people put between its characters; upper case, half width. */
export function compactCode(text: string): string {
  return toHalfWidth(text.toWellFormed()).toUpperCase().replace(SEPARATORS, '')
}
