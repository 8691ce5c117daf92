/**
 * Prints Chinese: a pdf-lib page with an embedded subset of a font, and single glyphs as outlines for pictures.
 *
 * pdf-lib 1.17 expects fontkit 1's subset, which gave its bytes as a stream, and fontkit 1 leaves most Chinese glyphs of
 * such subsets blank. fontkit 2 encodes them right and returns the bytes at once; the adapter below hands those over as
 * the stream that pdf-lib listens to.
 */
import { create } from 'fontkit'
import { PDFDocument, type PDFFont, type PDFPage, rgb } from 'pdf-lib'

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0]
type Font = ReturnType<Fontkit['create']>
type Subset = ReturnType<Font['createSubset']>
type Listener = (bytes: Uint8Array) => void

/** The subset with its bytes as a stream of one piece. The methods of fontkit 2 stay on its own object. */
function streaming(subset: Subset & { encode(): Uint8Array; cff?: unknown }): Subset {
  const stream = {
    on(event: 'data' | 'end' | 'error', listener: Listener) {
      if (event === 'data') listener(subset.encode())
      if (event === 'end') listener(new Uint8Array())
      return stream
    },
  }
  return {
    includeGlyph: (glyph: Parameters<Subset['includeGlyph']>[0]) => subset.includeGlyph(glyph),
    encodeStream: () => stream,
    cff: subset.cff,
  } as unknown as Subset
}

/** fontkit 2 in the shape that pdf-lib registers. */
const adapter: Fontkit = {
  create(bytes: Uint8Array) {
    const font = create(bytes) as unknown as Font
    const createSubset = font.createSubset.bind(font)
    font.createSubset = () => streaming(createSubset() as Parameters<typeof streaming>[0])
    return font
  },
}

/** A mark that readers of Chinese print know for a character the font lacks (geta mark). */
const MISSING = '〓'

/** The text with every character that the font has no glyph for made visible. */
function printable(text: string, font: Font): string {
  return Array.from(text, each => (font.hasGlyphForCodePoint(each.codePointAt(0) ?? 0) ? each : MISSING)).join('')
}

/** A sheet of A4 (595 × 842 points); texts are placed from the top left. */
export interface Page {
  text(text: string, x: number, y: number, size?: number, tone?: 'black' | 'grey' | 'red'): void
  centred(text: string, y: number, size: number): void
  line(x1: number, y1: number, x2: number, y2: number): void
  box(x: number, y: number, width: number, height: number): void
}

const WIDTH = 595
const HEIGHT = 842
const TONES = { black: rgb(0.1, 0.1, 0.1), grey: rgb(0.45, 0.45, 0.45), red: rgb(0.72, 0.1, 0.1) }

/** What prints pages and glyphs of one font. */
export interface Press {
  pdf(title: string, draw: (page: Page) => void): Promise<Uint8Array>
  /** SVG paths of a text on its baseline at x, y. */
  outlines(text: string, x: number, y: number, size: number): string
}

/** `fontBytes`: a TrueType font that holds Chinese, such as Noto Sans SC. */
export function openPress(fontBytes: Uint8Array): Press {
  const font = adapter.create(fontBytes)
  return {
    async pdf(title, draw) {
      const document = await PDFDocument.create({ updateMetadata: false })
      document.setTitle(title)
      document.registerFontkit(adapter)
      const embedded = await document.embedFont(fontBytes, { subset: true })
      draw(pageOn(document.addPage([WIDTH, HEIGHT]), embedded, font))
      return document.save()
    },
    outlines: (text, x, y, size) => outlinesOf(font, printable(text, font), x, y, size),
  }
}

function pageOn(sheet: PDFPage, embedded: PDFFont, font: Font): Page {
  const write = (text: string, x: number, y: number, size: number, tone: keyof typeof TONES) =>
    sheet.drawText(printable(text, font), { x, y: HEIGHT - y, size, font: embedded, color: TONES[tone] })
  return {
    text: (text, x, y, size = 10, tone = 'black') => write(text, x, y, size, tone),
    centred: (text, y, size) =>
      write(text, (WIDTH - embedded.widthOfTextAtSize(printable(text, font), size)) / 2, y, size, 'black'),
    line: (x1, y1, x2, y2) =>
      sheet.drawLine({
        start: { x: x1, y: HEIGHT - y1 },
        end: { x: x2, y: HEIGHT - y2 },
        thickness: 0.6,
        color: TONES.grey,
      }),
    box: (x, y, width, height) =>
      sheet.drawRectangle({ x, y: HEIGHT - y - height, width, height, borderWidth: 0.8, borderColor: TONES.grey }),
  }
}

function outlinesOf(font: Font, text: string, x: number, y: number, size: number): string {
  const scale = size / font.unitsPerEm
  const paths: string[] = []
  let at = x
  for (const glyph of font.layout(text).glyphs) {
    const place = `translate(${at.toFixed(1)} ${y}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})`
    paths.push(`<path transform="${place}" d="${glyph.path.toSVG()}"/>`)
    at += glyph.advanceWidth * scale
  }
  return paths.join('')
}
