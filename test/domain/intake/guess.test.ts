/** A first mapping of files as companies keep them. */
import { expect, test } from 'vitest'
import { guessMapping } from '../../../src/domain/intake/guess.ts'

const guessed = (columns: string[], ...sample: string[][]) =>
  Object.fromEntries(
    guessMapping(columns, sample).fields.map(({ column, field, format }) => [
      column,
      format === '' ? field : `${field} ${format}`,
    ]),
  )

test('a Chinese ledger of applications', () => {
  expect(
    guessed(
      [
        '申请编号',
        '客户姓名',
        '身份证号码',
        '手机号',
        '融资金额(万元)',
        '期数',
        '年利率%',
        '申请日期',
        '车架号',
        '车牌',
        '品牌',
        '备注',
      ],
      [
        'A1',
        '张三',
        '11010519491231002X',
        '13800138000',
        '12.5',
        '36',
        '7.25',
        '2026/1/5',
        'LSV',
        '豫A12345',
        '解放',
        '急',
      ],
      ['A2', '李四', '11010519491231002X', '13800138000', '8', '24', '6.9', '2026/1/6', 'LSV', '豫A12345', '解放', ''],
    ),
  ).toEqual({
    申请编号: 'application.sourceKey',
    客户姓名: 'lessee.name',
    身份证号码: 'lessee.idNumber',
    手机号: 'lessee.phone',
    '融资金额(万元)': 'application.amountFen amount:万',
    期数: 'application.termMonths',
    '年利率%': 'application.rate percent',
    申请日期: 'application.submittedAt date',
    车架号: 'vehicle.vin',
    车牌: 'vehicle.plate',
    品牌: 'vehicle.make',
  })
})

test('an English one, and whose column it is', () => {
  expect(
    guessed(
      ['Application ID', 'Name', 'Guarantor Name', 'Loan Amount', 'Interest Rate', 'First registered', 'VIN2'],
      ['1', 'Li', 'Wang', '125,000.00', '0.0725', '31/12/2020', 'X'],
    ),
  ).toEqual({
    'Application ID': 'application.sourceKey',
    Name: 'lessee.name',
    'Guarantor Name': 'guarantor.name',
    'Loan Amount': 'application.amountFen amount',
    'Interest Rate': 'application.rate fraction',
    'First registered': 'vehicle.firstRegistered date:DD/MM/YYYY',
    VIN2: 'vehicle2.vin',
  })
})

test('what cannot be read, or could be read in two ways, is left to the person', () => {
  expect(guessed(['编号?', '金额', '上牌日期'], ['x', 'abc', '05/01/2020'])).toEqual({})
  expect(guessMapping(['申请编号'], []).scenario).toBe('')
})

test('days of a spreadsheet, and words for used', () => {
  expect(guessed(['上牌日期', '是否二手车'], ['43000', '二手'], ['44000', '新车'])).toEqual({
    上牌日期: 'vehicle.firstRegistered date:serial',
    是否二手车: 'vehicle.used code:二手=true;二手车=true;新=false;新车=false',
  })
})
