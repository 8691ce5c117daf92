/** Files for tests, made by hand where no producer would make them so. */
import { deflateRawSync } from 'node:zlib'
import Excel from 'exceljs'

export interface ZipPart {
  readonly name: string
  readonly content: Uint8Array | string
  /** What the directory says of the unpacked size, where it lies. */
  readonly claimed?: number
  readonly encrypted?: boolean
}

/** A zip file of these parts; checksums are left out, which no reader here looks at. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimed, encrypted } of parts) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain, { level: 9 })
    const path = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(encrypted ? 1 : 0, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(claimed ?? plain.length, 18)
    shared.writeUInt16LE(path.length, 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), shared, path, packed)
    const entry = Buffer.alloc(42)
    entry.writeUInt16LE(20, 0)
    shared.copy(entry, 2)
    entry.writeUInt32LE(offset, 38)
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), entry, path)
    offset += 30 + path.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>${body}`
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of the smallest workbook: one sheet with this content between `<sheetData>`. */
export function workbookParts(sheetData: string, more: readonly ZipPart[] = []): ZipPart[] {
  return [
    {
      name: '_rels/.rels',
      content: xml(
        `<Relationships><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/workbook.xml',
      content: xml('<workbook xmlns:r="x"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: xml(
        `<Relationships><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
          `<Relationship Id="r2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', content: xml(`<worksheet><sheetData>${sheetData}</sheetData></worksheet>`) },
    ...more,
  ]
}

export const workbookOf = (sheetData: string, more?: readonly ZipPart[]): Buffer =>
  zipOf(workbookParts(sheetData, more))

/** A workbook as a common producer writes it. */
export async function excelOf(fill: (workbook: Excel.Workbook) => void): Promise<Uint8Array> {
  const workbook = new Excel.Workbook()
  fill(workbook)
  return new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer)
}
