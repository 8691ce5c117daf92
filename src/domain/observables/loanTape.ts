// Fields that an originator gives with a bought portfolio.
import { date, group, money, ratio, text } from './observable.ts'

/** Fields of a portfolio bought from another originator, who verified them or not; a Chinese application has none. */
export const loanTape = group('loanTape', { subject: 'application', sensitivity: 'internal' }, [
  {
    id: 'loanTape.originatorName',
    ...text,
    zh: '原始权益人',
    en: 'Originator',
    meaning: 'Originator whom the tape names.',
  },
  {
    id: 'loanTape.originatedDate',
    ...date,
    zh: '发放日期',
    en: 'Originated',
    meaning: 'Date of origination on the tape, for which all its other fields speak.',
  },
  {
    id: 'loanTape.paymentToIncome',
    ...ratio,
    zh: '还款收入比',
    en: 'Payment to income',
    meaning: 'Instalment over income as the originator reckoned it and wrote it on the tape.',
  },
  {
    id: 'loanTape.incomeVerification',
    type: 'code',
    codes: [
      { code: 'none', zh: '未申报', en: 'not stated' },
      { code: 'stated', zh: '申报未核实', en: 'stated, not verified' },
      { code: 'partly', zh: '部分核实', en: 'stated, partly verified' },
      { code: 'verified', zh: '已核实', en: 'stated, verified' },
    ],
    zh: '收入核实程度',
    en: 'Income verification',
    meaning: 'How far the originator verified income, as the tape codes it.',
  },
  {
    id: 'loanTape.employmentVerification',
    type: 'code',
    codes: [
      { code: 'none', zh: '未申报', en: 'not stated' },
      { code: 'stated', zh: '申报未核实', en: 'stated, not verified' },
      { code: 'verified', zh: '已核实', en: 'stated, verified' },
    ],
    zh: '职业核实程度',
    en: 'Employment verification',
    meaning: 'How far the originator verified employment, as the tape codes it.',
  },
  {
    id: 'loanTape.vehicleValueFen',
    ...money,
    subject: 'vehicle',
    zh: '资产包车辆价值',
    en: 'Vehicle value on tape',
    meaning: 'Value of the vehicle at origination that the originator wrote on the tape.',
  },
  {
    id: 'loanTape.location',
    ...text,
    zh: '债务人所在地',
    en: 'Obligor’s location',
    meaning: 'State or province of the obligor on the tape.',
  },
])
