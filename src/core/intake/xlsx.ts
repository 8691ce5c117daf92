/**
 * Reads one sheet of a workbook as a stream. exceljs's own streaming reader took twice the memory and writes the texts
 * of a workbook, which are personal, into the system's temporary folder; its parser (saxes) is used directly instead.
 * A formula is never computed: the result that the workbook holds is taken.
 */
import { dateOfExcelSerial } from '../../domain/dateText.ts'
import { FileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'
import { headed, type Table, type TableRow } from './table.ts'
import { openWorkbook, type Workbook } from './workbook.ts'
import { xmlReader } from './xml.ts'
import { openZip } from './zip.ts'

/** `sheet`: its name, or null for the first. */
export async function readXlsx(path: string, sheet: string | null): Promise<Table> {
  const zip = await openZip(path)
  const workbook = await openWorkbook(zip)
  const names = workbook.sheets.map(each => each.name)
  const chosen = workbook.sheets.find(each => sheet === null || each.name === sheet)
  if (chosen === undefined) throw new FileProblem('no-such-sheet', { sheet, sheets: names })
  let progress = 0
  const text = zip.text(chosen.part, share => {
    progress = share
  })
  const { columns, rows } = await headed(rowsOf(text, workbook))
  return {
    head: { format: 'xlsx', encoding: null, delimiter: null, sheet: chosen.name, sheets: names, columns },
    rows,
    progress: () => progress,
  }
}

async function* rowsOf(text: AsyncIterable<string>, workbook: Workbook): AsyncGenerator<TableRow> {
  const sheet = new SheetReader(workbook)
  for await (const chunk of text) yield* sheet.read(chunk)
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: number
}

/** Collects cells into rows; what stands between `v` or `t` is the value, formulas are passed by. */
class SheetReader {
  readonly #workbook: Workbook
  readonly #write: (text: string) => void
  #done: TableRow[] = []
  #number = 0
  #cells: string[] = []
  #characters = 0
  #cell: OpenCell | null = null
  #text = ''
  #inValue = false
  /** Pronunciation above the characters is not part of the text. */
  #inReading = false

  constructor(workbook: Workbook) {
    this.#workbook = workbook
    this.#write = xmlReader({
      open: (name, attribute) => this.#open(name, attribute),
      text: text => this.#add(text),
      close: name => this.#close(name),
    })
  }

  /** The rows that this chunk completes. */
  read(chunk: string): TableRow[] {
    this.#write(chunk)
    const rows = this.#done
    this.#done = []
    return rows
  }

  #open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'v' || name === 't') this.#inValue = !this.#inReading
    else if (name === 'c') {
      this.#text = ''
      this.#cell = {
        column: columnOf(attribute('r')) ?? this.#cells.length,
        type: attribute('t') ?? 'n',
        style: Number(attribute('s') ?? 0),
      }
    } else if (name === 'rPh') this.#inReading = true
    else if (name === 'row') {
      const given = Number(attribute('r'))
      this.#number = Number.isSafeInteger(given) && given > this.#number ? given : this.#number + 1
      this.#cells = []
      this.#characters = 0
    }
  }

  #add(text: string): void {
    if (!this.#inValue) return
    this.#text += text
    this.#count(text.length)
  }

  #count(characters: number): void {
    this.#characters += characters
    if (this.#characters > LIMITS.rowCharacters)
      throw new FileProblem('row-too-long', { row: this.#number, most: LIMITS.rowCharacters })
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false
    else if (name === 'rPh') this.#inReading = false
    else if (name === 'c' && this.#cell !== null) this.#put(this.#cell)
    else if (name === 'row') this.#done.push([this.#number, this.#cells])
  }

  #put({ column, type, style }: OpenCell): void {
    this.#cell = null
    if (this.#text === '') return
    if (column >= LIMITS.columns)
      throw new FileProblem('too-many-columns', { row: this.#number, found: column + 1, most: LIMITS.columns })
    while (this.#cells.length < column) this.#cells.push('')
    const value = this.#value(type, style)
    if (value.includes('\0')) throw new FileProblem('nul-bytes', { row: this.#number })
    this.#cells[column] = value
  }

  #value(type: string, style: number): string {
    const text = this.#text
    if (type === 's') {
      const shared = this.#workbook.sharedTexts[Number(text)]
      if (shared === undefined) throw new FileProblem('workbook-damaged', { row: this.#number })
      this.#count(shared.length)
      return shared
    }
    if (type === 'b') return text === '1' ? 'true' : 'false'
    if (type !== 'n') return text
    const figure = Number(text)
    if (!Number.isFinite(figure)) return text
    return (
      (this.#workbook.isDate[style] === true ? dateText(figure, this.#workbook.dateSystem) : undefined) ??
      figureText(figure)
    )
  }
}

/** `BC12` is column 54. */
function columnOf(reference: string | undefined): number | undefined {
  let column = 0
  for (const character of reference ?? '') {
    const letter = character.charCodeAt(0) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column === 0 ? undefined : column - 1
}

/**
 * The fifteen digits that a spreadsheet means: 0.1 + 0.2 is 0.3 there. From 10^15 on digits are gone for good, and the
 * exponent shows it: an ID number stored as a figure must not pass for one.
 */
function figureText(figure: number): string {
  const shown = Number(figure.toPrecision(15))
  return Math.abs(shown) >= 1e15 ? shown.toExponential() : String(shown)
}

const SECONDS_A_DAY = 86_400

/** Undefined for a time without a day, and for what is no day. */
function dateText(serial: number, system: 1900 | 1904): string | undefined {
  const seconds = Math.round((serial - Math.floor(serial)) * SECONDS_A_DAY)
  const day = dateOfExcelSerial(seconds === SECONDS_A_DAY ? Math.floor(serial) + 1 : serial, system)
  if (!day.ok) return undefined
  const rest = seconds % SECONDS_A_DAY
  if (rest === 0) return day.value
  const parts = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
  return `${day.value} ${parts.map(part => String(part).padStart(2, '0')).join(':')}`
}
