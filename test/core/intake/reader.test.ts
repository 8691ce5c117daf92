/** Tables as files hold them: encodings, delimiters, line ends, cells of a workbook. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { delimiterOf } from '../../../src/core/intake/csv.ts'
import { openTable } from '../../../src/core/intake/reader.ts'
import { clock, fileOf, READER } from './company.ts'
import { excelOf, workbookOf } from './files.ts'
import { read } from './read.ts'

const TABLE = '申请编号,姓名,金额\r\n1,张三𠮷龘㐀,"1,234.50"\r\n2,"李""四""",￥5\r\n'
const ROWS = [
  [2, ['1', '张三𠮷龘㐀', '1,234.50']],
  [3, ['2', '李"四"', '￥5']],
]

describe('encodings', () => {
  const bom = (bytes: number[], content: Uint8Array) => Buffer.concat([Buffer.from(bytes), content])
  test.each([
    ['utf-8', iconv.encode(TABLE, 'utf-8')],
    ['utf-8', bom([0xef, 0xbb, 0xbf], iconv.encode(TABLE, 'utf-8'))],
    ['gb18030', iconv.encode(TABLE, 'gb18030')],
    ['utf-16le', iconv.encode(TABLE, 'utf-16le')],
    ['utf-16le', bom([0xff, 0xfe], iconv.encode(TABLE, 'utf-16le'))],
    ['utf-16be', iconv.encode(TABLE, 'utf-16be')],
    ['utf-16be', bom([0xfe, 0xff], iconv.encode(TABLE, 'utf-16be'))],
  ])('%s', async (encoding, bytes) => {
    const { head, rows } = await read(fileOf(bytes))
    expect(head).toMatchObject({ format: 'csv', encoding, delimiter: ',', columns: ['申请编号', '姓名', '金额'] })
    expect(rows).toEqual(ROWS)
  })

  test('Chinese that comes late in a long file decides as well', async () => {
    const plain = `${'1,x\n'.repeat(60_000)}`
    const { head, rows } = await read(fileOf(iconv.encode(`a,b\n${plain}2,张三\n`, 'gb18030')))
    expect(head.encoding).toBe('gb18030')
    expect(rows.at(-1)).toEqual([60_002, ['2', '张三']])
  })

  test('any text comes back from each encoding', async () => {
    const characters = fc.constantFrom(...'张三李四¥元,;|"\t 0aZ＋𠮷龘é')
    const cell = fc.array(characters, { maxLength: 8 }).map(each => each.join(''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('utf-8', 'gb18030', 'utf-16le', 'utf-16be'),
        async (table, encoding) => {
          const quoted = table.map(([a, b], index) =>
            [`r${index}`, a, b].map(text => `"${text.replaceAll('"', '""')}"`),
          )
          const text = ['编号,甲,乙', ...quoted.map(cells => cells.join(','))].join('\n')
          const { rows } = await read(fileOf(iconv.encode(text, encoding)))
          expect(rows.map(([, cells]) => cells)).toEqual(table.map((cells, index) => [`r${index}`, ...cells]))
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('delimited text', () => {
  test.each([
    ['a,b;c,d', ','],
    ['a;b;c', ';'],
    ['a\tb,c\td', '\t'],
    ['a|b|c', '|'],
    ['"a;b;c",d', ','],
    ['only', ','],
  ])('the delimiter of %j', (heading, delimiter) => {
    expect(delimiterOf(`${heading}\n1;2;3;4;5;6\n`)).toBe(delimiter)
  })

  test('rows keep the number that a spreadsheet shows, past empty lines and whatever ends a line', async () => {
    const { head, rows } = await read(fileOf('\n\na,b\r\n\r\n1,2\n"x\ny",3\r4,5'))
    expect(head.columns).toEqual(['a', 'b'])
    expect(rows).toEqual([
      [5, ['1', '2']],
      [6, ['x\ny', '3']],
      [7, ['4', '5']],
    ])
  })

  test('ragged rows, stray quotation marks and what looks like a formula are just cells', async () => {
    const { rows } = await read(fileOf('a,b\n1\n1,2,3\n5" pipe,=1+1\n@x,-2\n'))
    expect(rows.map(([, cells]) => cells)).toEqual([['1'], ['1', '2', '3'], ['5" pipe', '=1+1'], ['@x', '-2']])
  })

  test('a heading alone is a table without rows', async () => {
    expect((await read(fileOf('a,b\n'))).rows).toEqual([])
  })

  test('blocks come one by one, as they are asked for', async () => {
    const path = fileOf(`a,b\n${'1,2\n'.repeat(1_200)}`)
    const table = await openTable({ path, sheet: null }, { clock, worker: READER })
    const sizes: number[] = []
    for await (const { rows } of table.blocks) sizes.push(rows.length)
    await table.close()
    expect(sizes).toEqual([500, 500, 200])
  })
})

describe('workbooks', () => {
  test('cells of every kind, as a person sees them', async () => {
    const bytes = await excelOf(workbook => {
      const sheet = workbook.addWorksheet('申请')
      sheet.addRow(['文字', '数字', '日期', '时间', '公式', '是否', '富文本', '长号', '百分'])
      sheet.addRow([
        '张三',
        0.1 + 0.2,
        new Date(Date.UTC(2020, 0, 5)),
        new Date(Date.UTC(2020, 0, 5, 9, 30, 15)),
        { formula: 'B2*2', result: 7 },
        true,
        { richText: [{ text: '甲' }, { text: '乙' }] },
        Number('110105194912310021'),
        0.0725,
      ])
      sheet.getCell('I2').numFmt = '0.00%'
      sheet.getCell('B2').numFmt = '"日"0.00;[Red]-0.00'
      sheet.addRow([])
      sheet.addRow([{ formula: 'A2', result: '文本结果' }, null, { error: '#N/A' }])
    })
    // By content: the name says something else.
    const { head, rows } = await read(fileOf(bytes, 'file.csv'))
    expect(head).toMatchObject({ format: 'xlsx', encoding: null, sheet: '申请', sheets: ['申请'] })
    expect(rows).toEqual([
      [2, ['张三', '0.3', '2020-01-05', '2020-01-05 09:30:15', '7', 'true', '甲乙', '1.1010519491231e+17', '0.0725']],
      [4, ['文本结果', '', '#N/A']],
    ])
  })

  test('several sheets: the first visible one, or the one that is asked for', async () => {
    const path = fileOf(
      await excelOf(workbook => {
        workbook.addWorksheet('隐藏', { state: 'hidden' }).addRow(['x'])
        workbook.addWorksheet('甲').addRow(['a'])
        workbook.addWorksheet('乙').addRow(['b'])
      }),
    )
    expect((await read(path)).head).toMatchObject({ sheet: '甲', sheets: ['甲', '乙', '隐藏'], columns: ['a'] })
    expect((await read(path, '乙')).head.columns).toEqual(['b'])
    await expect(read(path, '丙')).rejects.toMatchObject({ code: 'file.no-such-sheet' })
  })

  test('merged cells have their value once; days of the old Macintosh system are theirs', async () => {
    const path = fileOf(
      await excelOf(workbook => {
        workbook.properties.date1904 = true
        const sheet = workbook.addWorksheet('S')
        sheet.addRow(['a', 'b', 'c'])
        sheet.addRow(['x', 'y', new Date(Date.UTC(2020, 0, 5))])
        sheet.mergeCells('A2:B2')
      }),
    )
    expect((await read(path)).rows).toEqual([[2, ['x', '', '2020-01-05']]])
  })

  test('sheets without references, with prefixes, inline text and pronunciation', async () => {
    const bytes = workbookOf(
      '<x:row xmlns:x="u"><x:c t="inlineStr"><x:is><x:t>甲</x:t><x:rPh><x:t>jia</x:t></x:rPh></x:is></x:c></x:row>' +
        '<row><c t="s"><v>0</v></c><c><f>NOW()</f><v>5</v></c></row>',
      [
        {
          name: 'xl/sharedStrings.xml',
          content: '<sst><si><t>共</t><rPh><t>gong</t></rPh><r><t>享</t></r></si></sst>',
        },
      ],
    )
    const { head, rows } = await read(fileOf(bytes))
    expect(head.columns).toEqual(['甲'])
    expect(rows).toEqual([[2, ['共享', '5']]])
  })
})
