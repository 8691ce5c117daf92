/** Files that mean harm, or come from programs that do: a clear refusal each time, never a crash, nothing lost. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../../src/core/intake/limits.ts'
import { companyOfTest, fileOf, folderOfTest } from './company.ts'
import { excelOf, workbookOf, workbookParts, zipOf } from './files.ts'
import { problemOf, read } from './read.ts'

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const oldContainer = (entry: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(70_000), utf16(entry), Buffer.alloc(100)])

describe('what is no table', () => {
  test.each([
    ['an empty file', '', 'empty'],
    ['empty lines only', '\r\n \r\n,,\r\n', 'empty'],
    ['the old Excel format', oldContainer('Workbook'), 'old-excel'],
    ['an encrypted workbook', oldContainer('EncryptedPackage'), 'encrypted'],
    ['an encrypted zip file', zipOf([{ name: 'xl/workbook.xml', content: 'x', encrypted: true }]), 'encrypted'],
    ['a web page under a spreadsheet’s name', '<html><table><tr><td>1', 'web-page'],
    ['a PDF', '%PDF-1.7\n', 'not-a-table'],
    ['a zip file of something else', zipOf([{ name: 'a.txt', content: 'x' }]), 'zip-not-workbook'],
    ['an empty zip file', zipOf([]), 'zip-not-workbook'],
    ['a zip file cut short', workbookOf('<row/>').subarray(0, 200), 'zip-damaged'],
    [
      'a workbook without its sheet',
      zipOf(workbookParts('').filter(({ name }) => !/sheet1/.test(name))),
      'workbook-damaged',
    ],
    ['XML that is none', workbookOf('<row><c><v>1</c></row>'), 'workbook-damaged'],
    ['a text that the workbook does not have', workbookOf('<row><c t="s"><v>9</v></c></row>'), 'workbook-damaged'],
    ['bytes of no encoding', Buffer.from('a,b\n1,\xff\xff\n', 'latin1'), 'encoding'],
    [
      'UTF-8 that breaks off',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('a,张').subarray(0, 4)]),
      'encoding',
    ],
    ['half a surrogate in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('a,b\n1,\ud800\n')]), 'encoding'],
    ['NUL bytes', 'a,b\n1,\0\n', 'nul-bytes'],
    ['a quotation mark that is never closed', 'a,b\n1,"x\n2,y\n', 'quotes'],
  ])('%s', async (_, content, code) => {
    expect((await problemOf(fileOf(content, 'file.xlsx'))).code).toBe(`file.${code}`)
  })

  test('a file that is not there, and a folder', async () => {
    const folder = folderOfTest()
    mkdirSync(join(folder, 'inside'))
    expect((await problemOf(join(folder, 'none.csv'))).code).toBe('file.absent')
    expect((await problemOf(join(folder, 'inside'))).code).toBe('file.absent')
  })
})

describe('too much of something', () => {
  test('a line without end', async () => {
    expect(await problemOf(fileOf('x'.repeat(5_000_000)))).toMatchObject({
      code: 'file.row-too-long',
      detail: { row: 1, most: LIMITS.rowCharacters },
    })
  })

  test('a quotation mark that swallows the rest of a large file', async () => {
    expect(await problemOf(fileOf(`a,b\n1,"x\n${'x,y\n'.repeat(400_000)}`))).toMatchObject({
      code: 'file.row-too-long',
      detail: { row: 2 },
    })
  })

  test('10,000 columns, in the heading and below it, in text and in a workbook', async () => {
    const wide = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')
    expect(await problemOf(fileOf(wide))).toMatchObject({
      code: 'file.too-many-columns',
      detail: { found: 10_000, most: LIMITS.columns },
    })
    expect(await problemOf(fileOf(`a\n${wide}`))).toMatchObject({ code: 'file.too-many-columns', detail: { row: 2 } })
    const far = workbookOf('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')
    expect(await problemOf(fileOf(far))).toMatchObject({ code: 'file.too-many-columns' })
  })

  test('a cell of a million characters: read in text up to the limit, refused beyond', async () => {
    const { rows } = await read(fileOf(`a,b\n1,${'x'.repeat(900_000)}\n`))
    expect(rows[0]?.[1][1]).toHaveLength(900_000)
    const cell = `<row><c t="inlineStr"><is><t>${'x'.repeat(1_000_001)}</t></is></c></row>`
    expect((await problemOf(fileOf(workbookOf(cell)))).code).toBe('file.row-too-long')
  })

  test('one shared text of a thousand cells does not multiply without limit', async () => {
    const shared = { name: 'xl/sharedStrings.xml', content: `<sst><si><t>${'x'.repeat(100_000)}</t></si></sst>` }
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(1_000)}</row>`
    expect((await problemOf(fileOf(workbookOf(row, [shared])))).code).toBe('file.row-too-long')
  })
})

describe('zip bombs', () => {
  const zeros = Buffer.alloc(50_000_000)

  test('a part that unpacks to a thousand times its size', async () => {
    const bomb = zipOf([...workbookParts(''), { name: 'xl/sharedStrings.xml', content: zeros }])
    expect((await problemOf(fileOf(bomb))).code).toBe('file.zip-bomb')
  })

  test('the same, and the directory lies about it', async () => {
    const bomb = zipOf([...workbookParts('<row/>'), { name: 'xl/sharedStrings.xml', content: zeros, claimed: 1_000 }])
    expect((await problemOf(fileOf(bomb))).code).toMatch(/^file\.(?:zip-bomb|zip-damaged|workbook-damaged)$/)
  })

  test('a directory that promises more than a disk holds', async () => {
    const parts = [1, 2].map(n => ({ name: `${n}`, content: '', claimed: 4_000_000_000 }))
    expect((await problemOf(fileOf(zipOf(parts)))).code).toBe('file.zip-bomb')
  })

  test('too many parts', async () => {
    const parts = Array.from({ length: LIMITS.zip.entries + 1 }, (_, n) => ({ name: `${n}`, content: '' }))
    expect(await problemOf(fileOf(zipOf(parts)))).toMatchObject({
      code: 'file.zip-bomb',
      detail: { entries: LIMITS.zip.entries + 1 },
    })
  })

  test('entities that would grow are not expanded', async () => {
    const nested = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')
    const sheet = `<!DOCTYPE x [<!ENTITY e0 "ha">${nested}]><worksheet><sheetData><row><c t="str"><v>&e9;</v></c></row></sheetData></worksheet>`
    const parts = workbookParts('').map(part => (/sheet1/.test(part.name) ? { ...part, content: sheet } : part))
    expect((await problemOf(fileOf(zipOf(parts)))).code).toBe('file.workbook-damaged')
  })
})

describe('the reading thread', () => {
  test('one that takes too much memory is ended, and says so', async () => {
    const texts = Array.from({ length: 400_000 }, (_, n) => `<si><t>${n}${'x'.repeat(200)}</t></si>`).join('')
    const shared = { name: 'xl/sharedStrings.xml', content: `<sst>${texts}</sst>` }
    const path = fileOf(workbookOf('<row/>', [shared]))
    const limits = { heapMegabytes: 24, blockMilliseconds: 60_000 }
    expect((await problemOf(path, { limits })).code).toBe('file.too-much-memory')
  })

  test('one that takes too long is ended, and says so', async () => {
    const path = fileOf(`a,b\n${'1,2\n'.repeat(1_000)}`)
    const limits = { heapMegabytes: 256, blockMilliseconds: 0 }
    expect((await problemOf(path, { limits })).code).toBe('file.too-slow')
  })

  test('one that dies answers for it', async () => {
    const worker = new URL(`data:text/javascript,${encodeURIComponent('throw new Error("dead")')}`)
    expect((await problemOf(fileOf('a\n1'), { worker })).code).toBe('file.reader-died')
  })
})

test('a company that was handed all of them stands as before, and takes the next good file', async () => {
  const { intake, session, desk } = await companyOfTest()
  const before = desk.journal?.head.n
  for (const bad of [
    '',
    'x'.repeat(2_000_000),
    'application.sourceKey,application.amountFen\n1,"5',
    oldContainer('Workbook'),
  ])
    await expect(intake.importFile(session, fileOf(bad), 'leasedesk')).rejects.toMatchObject({ code: /^file\./ })
  // The last row is broken: nothing of the rows before it may stand.
  const late = `application.sourceKey,application.amountFen\n${'k,5\n'.repeat(1_000)}1,"5`
  await expect(intake.importFile(session, fileOf(late), 'leasedesk')).rejects.toMatchObject({ code: 'file.quotes' })
  expect(desk.journal?.head.n).toBe(before)
  const good = await excelOf(workbook => {
    const sheet = workbook.addWorksheet('S')
    sheet.addRow(['application.sourceKey', '__proto__', 'constructor', 'application.amountFen', 'lessee.name'])
    sheet.addRow(['1', 'x', 'y', { formula: '1+1', result: 123.45 }, '=HYPERLINK("http://x","y")'])
  })
  expect(await intake.importFile(session, fileOf(good), 'leasedesk')).toEqual({
    read: 1,
    imported: 1,
    rejected: 0,
    duplicates: 0,
  })
  const [row] = await desk.store.sql.query('select amount_fen, lessee_name from application')
  expect(row).toEqual({ amount_fen: 12_345, lessee_name: '=HYPERLINK("http://x","y")' })
})
