/** Why a row is not taken in: typed codes, and the one sentence for each in both languages. */
import type { JsonValue } from '../canonical.ts'
import type { Language } from '../language.ts'

/** What was found wrong with one cell; `detail` has what was expected, by the names in the sentences below. */
export interface CellProblem {
  readonly code: RejectCode
  readonly detail: Readonly<Record<string, JsonValue>>
}

/** A cell that keeps its row out. `row` is the number a spreadsheet shows: the heading is row 1. */
export interface Reject extends CellProblem {
  readonly row: number
  /** Name of the column, or of the field where no column fills it. */
  readonly column: string
  /** What stands in the cell, at most 200 characters of it. */
  readonly value: string
}

const SENTENCES = {
  missing: { zh: '必填', en: 'must not be empty' },
  amount: { zh: '金额，例如 123456.78 或 12.3万', en: 'an amount such as 123,456.78' },
  amountGrouping: { zh: '金额，千分位每三位一个逗号', en: 'an amount with a comma at every third digit, or none' },
  amountFinerThanFen: { zh: '金额，最多两位小数', en: 'an amount with at most two decimals' },
  amountCurrency: { zh: '金额币种应为{currency}', en: 'an amount in {currency}' },
  integer: { zh: '整数', en: 'a whole number' },
  number: { zh: '数字', en: 'a number' },
  range: { zh: '介于{min}与{max}之间', en: 'between {min} and {max}' },
  rate: { zh: '比率，例如 7.25% 或 0.0725', en: 'a rate such as 7.25% or 0.0725' },
  boolean: { zh: '是或否', en: 'yes or no' },
  date: { zh: '日期，格式 {pattern}', en: 'a date written {pattern}' },
  noSuchDay: { zh: '存在的日期', en: 'a day that exists' },
  code: { zh: '以下之一：{known}', en: 'one of {known}' },
  text: { zh: '格式 {pattern}', en: 'text of the form {pattern}' },
  tooLong: { zh: '最多{most}个字符', en: 'at most {most} characters' },
  digitsLost: {
    zh: '完整号码（表格软件已把它变成数字，末位丢失；请将该列设为文本后重新导出）',
    en: 'the whole number (a spreadsheet turned it into a figure and lost its last digits; format the column as text)',
  },
  idNumber: { zh: '有效的身份证号或统一社会信用代码', en: 'a valid ID number or unified social credit code' },
  vin: { zh: '有效的17位车架号', en: 'a valid VIN of 17 characters' },
  plate: { zh: '有效的车牌号', en: 'a valid plate' },
  phone: { zh: '有效的11位手机号', en: 'a valid mobile number of 11 digits' },
  bankCard: { zh: '有效的银行卡号', en: 'a valid bank card number' },
  cells: { zh: '最多{most}列（本行有{found}列）', en: 'at most {most} cells (this row has {found})' },
  noSuchParty: { zh: '本行已填写的参与方', en: 'a party that this row names' },
} as const satisfies Record<string, Record<'zh' | 'en', string>>

export type RejectCode = keyof typeof SENTENCES
export const REJECT_CODES = Object.keys(SENTENCES) as readonly RejectCode[]

/** What was expected, as a person reads it. */
export function expectedOf({ code, detail }: CellProblem, language: Language): string {
  const sentence = SENTENCES[code][language === 'zh-CN' ? 'zh' : 'en']
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(detail, name) ? detail[name] : ''
    return Array.isArray(value) ? value.join(language === 'zh-CN' ? '、' : ', ') : String(value)
  })
}
