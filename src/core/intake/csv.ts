/** Reads delimited text as a stream, strictly in its encoding, whatever its delimiter and line ends are. */
import { createReadStream } from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { CsvError, type Options, parse } from 'csv-parse'
import { FileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'
import { sizeOf, startOf } from './sniff.ts'
import { type Encoding, headed, type Table, type TableRow } from './table.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const

export async function readCsv(path: string, encoding: Encoding): Promise<Table> {
  const start = new TextDecoder(encoding).decode(await startOf(path))
  const delimiter = delimiterOf(start)
  const size = await sizeOf(path)
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  const text = new StrictText(file, encoding)
  const parser = parse({ ...OPTIONS, delimiter })
  // Its error comes out of the parser's iteration.
  const failed = pipeline(text.chunks(), parser, () => undefined) as unknown as Readable
  const { columns, rows } = await headed(rowsOf(failed, text))
  return {
    head: { format: 'csv', encoding, delimiter, sheet: null, sheets: [], columns },
    rows,
    progress: () => (size === 0 ? 1 : file.bytesRead / size),
  }
}

/** Rows keep their numbers, so empty lines are counted and left out later; a stray quotation mark is a character. */
const OPTIONS: Options = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  max_record_size: LIMITS.rowCharacters,
}

/** The separator that the heading has most of, outside quotation marks; a comma where it has none. */
export function delimiterOf(text: string): string {
  const heading = /^\ufeff?\s*(.*)/.exec(text)?.[1] ?? ''
  const bare = heading.replaceAll(/"(?:[^"]|"")*"/g, '')
  const counts = DELIMITERS.map(delimiter => bare.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Decodes strictly and remembers whether a NUL went by, so that rows need looking through only then. */
class StrictText {
  hasNul = false
  readonly #bytes: Readable
  readonly #encoding: Encoding

  constructor(bytes: Readable, encoding: Encoding) {
    this.#bytes = bytes
    this.#encoding = encoding
  }

  async *chunks(): AsyncGenerator<string> {
    const decoder = new TextDecoder(this.#encoding, { fatal: true })
    try {
      for await (const chunk of this.#bytes) yield this.#seen(decoder.decode(chunk as Buffer, { stream: true }))
      yield this.#seen(decoder.decode())
    } catch (error) {
      if (error instanceof TypeError) throw new FileProblem('encoding', { tried: [this.#encoding] })
      throw error
    }
  }

  #seen(text: string): string {
    this.hasNul ||= text.includes('\0')
    return text
  }
}

async function* rowsOf(records: Readable, text: StrictText): AsyncGenerator<TableRow> {
  let number = 0
  try {
    for await (const record of records) {
      number++
      const cells = record as string[]
      if (text.hasNul && cells.some(cell => cell.includes('\0'))) throw new FileProblem('nul-bytes', { row: number })
      yield [number, cells]
    }
  } catch (error) {
    throw error instanceof CsvError ? problemOf(error, number + 1) : error
  }
}

function problemOf(error: CsvError, row: number): FileProblem {
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new FileProblem('row-too-long', { row, most: LIMITS.rowCharacters })
  return new FileProblem('quotes', { row })
}
