/** Rows into applications by a mapping, and mappings that are refused. */
import { describe, expect, test } from 'vitest'
import { applicationLine } from '../../../src/commands/intake/line.ts'
import { nameColumns } from '../../../src/domain/intake/columns.ts'
import { expectedOf, REJECT_CODES } from '../../../src/domain/intake/rejects.ts'
import { AT, column, constant, LEAST, mapped, mapping, mapTable, problemOf, rejected } from './rows.ts'

const HEADINGS = ['编号', '金额']

test('the least that a row says makes an application', () => {
  const line = mapped(mapping(LEAST), HEADINGS, ['A-1', '123456.78'])
  expect(line).toMatchObject({
    id: 'a-file-A-1',
    sourceKey: 'A-1',
    scenario: 'passenger-new',
    product: 'direct-lease',
    amountFen: 12_345_678,
    submittedAt: AT,
    vehicles: [],
    evidence: [],
    outcome: null,
  })
  expect(line.parties).toMatchObject([{ role: 'lessee', kind: 'person', id: 'p-file|A-1|lessee' }])
  expect(applicationLine.safeParse(line).success).toBe(true)
})

test('rejects name row, column, value and what was expected, every one of a row', () => {
  const given = mapping([...LEAST, column('application.termMonths', '期数')])
  expect(rejected(given, ['编号', '金额', '期数'], ['', 'much', '99999'])).toEqual([
    { row: 2, column: '编号', value: '', code: 'missing', detail: { field: 'application.sourceKey' } },
    { row: 2, column: '金额', value: 'much', code: 'amount', detail: {} },
    { row: 2, column: '期数', value: '99999', code: 'range', detail: { min: 1, max: 600 } },
  ])
})

test('every code has a sentence in both languages, with its figures in it', () => {
  for (const code of REJECT_CODES)
    for (const language of ['zh-CN', 'en'] as const) expect(expectedOf({ code, detail: {} }, language)).not.toBe('')
  expect(expectedOf({ code: 'range', detail: { min: 1, max: 600 } }, 'en')).toBe('between 1 and 600')
  expect(expectedOf({ code: 'code', detail: { known: ['a', 'b'] } }, 'zh-CN')).toBe('以下之一：a、b')
})

test('a long value is cut in the reject, not in the file', () => {
  const [reject] = rejected(mapping(LEAST), HEADINGS, ['1', 'x'.repeat(5_000)])
  expect(reject?.value).toHaveLength(200)
})

test('a row with more filled cells than headings has slipped; empty cells behind it are harmless', () => {
  expect(rejected(mapping(LEAST), HEADINGS, ['1', '5', '', '7'])).toMatchObject([
    { column: '#3', code: 'cells', detail: { most: 2, found: 4 } },
  ])
  expect(mapped(mapping(LEAST), HEADINGS, ['1', '5', '', ' ']).amountFen).toBe(500)
})

test('a short row has empty cells at its end', () => {
  const given = mapping([...LEAST, column('lessee.name', '姓名')])
  expect(mapped(given, [...HEADINGS, '姓名'], ['1', '5']).parties[0]?.name).toBeNull()
})

test('headings that are names of a prototype are headings like any other', () => {
  const headings = ['__proto__', 'constructor', '编号', '金额']
  const given = mapping([...LEAST, column('lessee.name', '__proto__'), column('lessee.address', 'constructor')])
  const line = mapped(given, headings, ['polluted', 'x', '1', '5'])
  expect(line.parties[0]).toMatchObject({ name: 'polluted', address: 'x' })
  expect(({} as Record<string, unknown>).name).toBeUndefined()
})

test('columns are named each for itself', () => {
  expect(nameColumns(['金额', '', '金额', '金额 (2)', ' a\u202eb\n', '#2'])).toEqual([
    '金额',
    '#2',
    '金额 (2)',
    '金额 (2) (2)',
    'ab',
    '#2 (2)',
  ])
})

describe('parties', () => {
  const headings = [...HEADINGS, '承租人', '证件', '挂靠', '挂靠代码', '所有人', '车架号']
  const given = mapping([
    ...LEAST,
    column('lessee.name', '承租人'),
    column('lessee.idNumber', '证件'),
    column('affiliation-company.name', '挂靠'),
    column('affiliation-company.idNumber', '挂靠代码'),
    column('vehicle.owner', '所有人'),
    column('vehicle.vin', '车架号'),
  ])

  test('who has a number that checks is known by it; kind and owner follow', () => {
    const cells = ['1', '5', '张三', '11010519491231002x', '某某运输有限公司', '', '挂靠公司', 'X']
    const line = mapped(given, headings, cells)
    expect(line.parties.map(({ role, kind, id }) => [role, kind, id])).toEqual([
      ['lessee', 'person', 'p-person-11010519491231002X'],
      ['affiliation-company', 'company', 'p-file|1|affiliation-company'],
    ])
    expect(line.vehicles[0]?.ownerPartyId).toBe('p-file|1|affiliation-company')
  })

  test('a masked number makes nobody the same as somebody else', () => {
    const ids = ['1', '2'].map(key => mapped(given, headings, [key, '5', '张三', '1101**********002X']).parties[0]?.id)
    expect(new Set(ids).size).toBe(2)
  })

  test('an owner whom the row does not name keeps it out', () => {
    expect(rejected(given, headings, ['1', '5', '张三', '', '', '', '担保人', 'X'])).toMatchObject([
      { column: '所有人', code: 'noSuchParty', detail: { role: 'guarantor' } },
    ])
  })
})

describe('vehicles', () => {
  test('a tractor with its trailer; the total price only where both have one', () => {
    const headings = [...HEADINGS, 'v1', 'v2', 'c2', 'p1', 'p2']
    const given = mapping([
      ...LEAST,
      column('vehicle.vin', 'v1'),
      column('vehicle2.vin', 'v2'),
      column('vehicle2.vehicleClass', 'c2'),
      column('vehicle.priceFen', 'p1'),
      column('vehicle2.priceFen', 'p2'),
    ])
    const both = mapped(given, headings, ['1', '5', 'A', 'B', '半挂车', '10', '20'])
    expect(both.vehicles.map(({ unit, vin }) => [unit, vin])).toEqual([
      ['vehicle', 'A'],
      ['trailer', 'B'],
    ])
    expect(both.priceFen).toBe(3_000)
    expect(mapped(given, headings, ['1', '5', 'A', 'B', '', '10', '']).priceFen).toBeNull()
  })

  test('a constant alone makes no vehicle', () => {
    const given = mapping([...LEAST, constant('vehicle.used', 'true')])
    expect(mapped(given, HEADINGS, ['1', '5']).vehicles).toEqual([])
  })
})

test('evidence is one row a source and subject; what was declared stays with the application', () => {
  const given = mapping([
    ...LEAST,
    column('evidence:bureau.score', 'score'),
    column('evidence:valuation.marketFen', 'value'),
    column('evidence:declared.incomeMonthlyFen', 'income'),
    column('evidence.asOf', 'asOf'),
  ])
  const headings = [...HEADINGS, 'score', 'value', 'income', 'asOf']
  const line = mapped(given, headings, ['1', '5', '700', '100000', '8000', '2026-11-01'])
  expect(line.evidence).toEqual([
    {
      source: 'bureau',
      subject: line.parties[0]?.id,
      asOf: '2026-10-31T16:00:00.000Z',
      status: 'answered',
      values: { 'bureau.score': 700 },
    },
    {
      source: 'valuation',
      subject: line.id,
      asOf: '2026-10-31T16:00:00.000Z',
      status: 'answered',
      values: { 'valuation.marketFen': 10_000_000 },
    },
  ])
  expect(line.declared).toEqual({ 'declared.incomeMonthlyFen': 800_000 })
  expect(rejected(given, headings, ['1', '5', '5000'])).toMatchObject([{ column: 'score', code: 'range' }])
})

test('a dealer without a number has the same one in every file', () => {
  const given = mapping([...LEAST, column('dealer.name', '门店')])
  const rows = mapTable(given, [
    [...HEADINGS, '门店'],
    ['1', '5', '郑州一店'],
    ['2', '5', ''],
  ])
  expect(rows.map(row => row.ok && [row.line.dealerId, row.dealer?.name])).toEqual([
    ['d-郑州一店', '郑州一店'],
    [null, undefined],
  ])
})

describe('mappings that are refused', () => {
  test.each([
    ['unknownField', [...LEAST, column('application.colour', '编号')], {}],
    ['unknownColumn', [...LEAST, column('lessee.name', '没有')], {}],
    ['twice', [...LEAST, column('application.amountFen', '金额')], {}],
    ['missing', [LEAST[0] as (typeof LEAST)[0]], {}],
    ['unknownFormat', [...LEAST, column('lessee.name', '编号', 'date')], {}],
    ['constant', [...LEAST, constant('application.termMonths', 'soon')], {}],
    ['constant', [...LEAST, column('application.source', '编号')], {}],
    ['noScenario', LEAST, { scenario: ' ' }],
    // What our own books say is never read from a file.
    ['unknownField', [...LEAST, constant('evidence:own.vehicleFinancedNow', 'false')], {}],
  ])('%s', (code, fields, changes) => {
    expect(problemOf(mapping(fields, changes), HEADINGS)).toMatchObject({ code })
  })
})
