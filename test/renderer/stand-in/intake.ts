/** A made-up file, its preview, and what importing it comes to. */
import type { Preview } from '../../../src/protocol/desktop/intake.ts'

const field = (id: string, zh: string, en: string, type: string, required: boolean, unit: string | null = null) => ({
  id,
  zh,
  en,
  type,
  unit,
  required,
})
const mapped = (name: string, column: string, format = '') => ({ field: name, column, constant: null, format })

const FIELDS = [
  field('application.sourceKey', '进件编号', 'Application number', 'text', true),
  field('lessee.name', '承租人', 'Lessee', 'text', true),
  field('lessee.idNumber', '证件号码', 'ID number', 'text', true),
  field('lessee.phone', '电话', 'Phone', 'text', false),
  field('application.amountFen', '融资额', 'Amount financed', 'integer', true, 'fen'),
  field('application.priceFen', '车价', 'Price', 'integer', false, 'fen'),
  field('application.termMonths', '期限', 'Term', 'integer', false, 'months'),
  field('application.submittedAt', '提交日期', 'Submitted', 'date', true),
  field('vehicle.vin', '车架号', 'VIN', 'text', false),
  field('vehicle.plate', '车牌', 'Plate', 'text', false),
  field('application.dealer', '经销商', 'Dealer', 'text', false),
]

export function makePreview(uploadId: string, fileName: string, bytes: number): Preview {
  const guess = {
    preset: null,
    scenario: 'heavy-truck',
    currency: 'CNY' as const,
    fields: [
      mapped('application.sourceKey', '编号'),
      mapped('lessee.name', '客户姓名'),
      mapped('lessee.idNumber', '身份证号'),
      mapped('lessee.phone', '手机'),
      mapped('application.amountFen', '申请金额(元)', 'amount'),
      mapped('application.priceFen', '开票价', 'amount'),
      mapped('application.submittedAt', '进件日期', 'date:YYYY/MM/DD'),
      mapped('vehicle.vin', 'VIN'),
    ],
  }
  return {
    uploadId,
    fileName,
    bytes,
    format: 'csv',
    encoding: 'GB18030',
    delimiter: ',',
    sheet: null,
    sheets: [],
    columns: [
      '编号',
      '客户姓名',
      '身份证号',
      '手机',
      '申请金额(元)',
      '开票价',
      '期数',
      '进件日期',
      'VIN',
      '车牌',
      '经销商',
      '备注',
    ],
    rows: Array.from({ length: 20 }, (_, line) => [
      `A${1000 + line}`,
      ['王建国', '李敏', '周立军'][line % 3] ?? '',
      '410102********1234',
      '138****2207',
      `${386 + line},000.00`,
      '470,000',
      '36',
      '2026/11/21',
      'LFWSRXRJ0P1E00381',
      '豫A7K22',
      '郑州鑫达汽贸',
      '',
    ]),
    fields: FIELDS,
    guess,
    presets: [
      { id: 'abs-auto-loans', name: 'abs-auto-loans', builtIn: true, mapping: { ...guess, preset: 'abs-auto-loans' } },
      { id: 'p1', name: '郑州鑫达 周报', builtIn: false, mapping: { ...guess, preset: 'p1' } },
    ],
  }
}

export const RESULT = { read: 3_513, imported: 3_498, rejected: 9, duplicates: 6 }

export const REJECTS = [
  { row: 17, column: '申请金额(元)', value: '三十八万', code: 'amount', detail: {} },
  { row: 208, column: '身份证号', value: '41010219800230123X', code: 'idNumber', detail: {} },
  { row: 511, column: '进件日期', value: '2026/13/02', code: 'noSuchDay', detail: {} },
  { row: 512, column: 'VIN', value: 'LFWSRXRJ0P1E0038I', code: 'vin', detail: {} },
  { row: 690, column: '客户姓名', value: '', code: 'missing', detail: {} },
  { row: 1_204, column: '期数', value: '600', code: 'range', detail: { min: 1, max: 120 } },
  { row: 2_077, column: '备注', value: '=HYPERLINK("x")', code: 'text', detail: { pattern: '…' } },
]
