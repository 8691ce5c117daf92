/** What a workbook says about itself before its sheets are read: sheet names, shared texts, which styles are dates. */
import { FileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'
import { readXml } from './xml.ts'
import type { ZipParts } from './zip.ts'

export interface Workbook {
  /** Visible sheets in order, then hidden ones. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly dateSystem: 1900 | 1904
  readonly sharedTexts: readonly string[]
  /** By index of the cell style. */
  readonly isDate: readonly boolean[]
}

export async function openWorkbook(zip: ZipParts): Promise<Workbook> {
  const root = await relations(zip, '_rels/.rels', '')
  const part = root.find(each => each.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!zip.has(part)) throw new FileProblem('zip-not-workbook')
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const inside = await relations(zip, `${folder}_rels/${part.slice(folder.length)}.rels`, folder)
  const { sheets, dateSystem } = await sheetsOf(zip, part, inside)
  const partOf = (type: string) => inside.find(each => each.type === type && zip.has(each.target))?.target
  return {
    sheets,
    dateSystem,
    sharedTexts: await sharedTexts(zip, partOf('sharedStrings')),
    isDate: await dateStyles(zip, partOf('styles')),
  }
}

interface Relation {
  readonly id: string
  /** Last part of the type's address: the rest differs between editions of the standard. */
  readonly type: string
  readonly target: string
}

async function relations(zip: ZipParts, part: string, folder: string): Promise<Relation[]> {
  const found: Relation[] = []
  if (!zip.has(part)) return found
  await readXml(zip.text(part), {
    open(name, attribute) {
      if (name !== 'Relationship') return
      const target = attribute('Target') ?? ''
      found.push({
        id: attribute('Id') ?? '',
        type: (attribute('Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : folder + target,
      })
    },
  })
  return found
}

async function sheetsOf(zip: ZipParts, part: string, inside: readonly Relation[]) {
  const visible: { name: string; part: string }[] = []
  const hidden: { name: string; part: string }[] = []
  let dateSystem: 1900 | 1904 = 1900
  await readXml(zip.text(part), {
    open(name, attribute) {
      if (name === 'workbookPr' && /^(?:1|true)$/.test(attribute('date1904') ?? '')) dateSystem = 1904
      if (name !== 'sheet') return
      const relation = inside.find(each => each.id === attribute('id'))
      if (relation?.type !== 'worksheet') return
      const list = (attribute('state') ?? 'visible') === 'visible' ? visible : hidden
      list.push({ name: attribute('name') ?? '', part: relation.target })
    },
  })
  const sheets = [...visible, ...hidden].filter(sheet => zip.has(sheet.part))
  if (sheets.length === 0) throw new FileProblem('workbook-damaged', { missing: 'worksheet' })
  return { sheets, dateSystem }
}

async function sharedTexts(zip: ZipParts, part: string | undefined): Promise<string[]> {
  const texts: string[] = []
  if (part === undefined) return texts
  let characters = 0
  let text = ''
  let inText = false
  let inReading = false
  await readXml(zip.text(part), {
    open(name) {
      if (name === 'si') text = ''
      // Pronunciation above the characters is not part of the text.
      if (name === 'rPh') inReading = true
      inText = name === 't' && !inReading
    },
    text(more) {
      if (!inText) return
      characters += more.length
      if (characters > LIMITS.sharedCharacters) throw new FileProblem('too-much-memory')
      text += more
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inReading = false
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}

/** Number formats that every workbook has without naming them, those of Chinese editions included. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Quoted and escaped text, colours and conditions say nothing about what the figure is. */
const LITERAL = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General/gi
const isDateCode = (code: string): boolean => /[ymdhs]/i.test(code.replaceAll(LITERAL, ''))

async function dateStyles(zip: ZipParts, part: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = []
  if (part === undefined) return styles
  const codes = new Map<number, string>()
  let inCellStyles = false
  await readXml(zip.text(part), {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      if (name === 'cellXfs') inCellStyles = true
      if (name !== 'xf' || !inCellStyles) return
      const id = Number(attribute('numFmtId') ?? 0)
      const code = codes.get(id)
      styles.push(code === undefined ? isBuiltInDate(id) : isDateCode(code))
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}
