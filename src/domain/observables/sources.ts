// The sources an underwriting desk can hear from, in the order in which a case page shows them.

/** Where an observable comes from; the id is the first part of the observable's own id. */
export const SOURCES = [
  { id: 'declared', zh: '申请表', en: 'Application form', meaning: 'What the applicant or the dealer typed.' },
  {
    id: 'telemetry',
    zh: '填写行为',
    en: 'Form telemetry',
    meaning: 'How the form was filled in, and on which device.',
  },
  { id: 'document', zh: '资料包', en: 'Document package', meaning: 'What reading the uploaded documents yields.' },
  {
    id: 'idCard',
    zh: '身份核验',
    en: 'ID card and identity check',
    meaning: 'The card as read, and the police service.',
  },
  { id: 'bureau', zh: '征信', en: 'Credit bureau', meaning: 'The personal or enterprise credit report.' },
  {
    id: 'multiLending',
    zh: '多头借贷',
    en: 'Multi-lending',
    meaning: 'Queries by other lenders, pooled by a data vendor.',
  },
  { id: 'bankFlow', zh: '银行流水', en: 'Bank flow', meaning: 'Statements of the account that the rent would leave.' },
  { id: 'telecom', zh: '运营商', en: 'Telecom', meaning: 'The carrier that issued the phone number.' },
  { id: 'socialInsurance', zh: '社保公积金', en: 'Social insurance', meaning: 'Contributions paid by an employer.' },
  { id: 'court', zh: '法院', en: 'Court', meaning: 'Published judgments and enforcement lists.' },
  { id: 'registry', zh: '工商', en: 'Business registry', meaning: 'The public company register.' },
  { id: 'watchlist', zh: '名单', en: 'Watch lists', meaning: 'Lists kept by the industry, by authorities and by us.' },
  { id: 'valuation', zh: '估值', en: 'Valuation', meaning: 'A valuer independent of the seller.' },
  { id: 'market', zh: '市场指数', en: 'Market index', meaning: 'Price and turnover series by model and region.' },
  { id: 'invoice', zh: '发票', en: 'Invoice', meaning: 'The tax invoice and the tax office’s check of it.' },
  {
    id: 'registration',
    zh: '车辆登记',
    en: 'Vehicle registration',
    meaning: 'Vehicle licence and vehicle office record.',
  },
  { id: 'title', zh: '权属登记', en: 'Title registration', meaning: 'The movable finance register (中登网).' },
  { id: 'maintenance', zh: '维保检测', en: 'Service and inspection', meaning: 'Workshops and our own inspector.' },
  { id: 'insurance', zh: '保险', en: 'Insurance', meaning: 'The insurers’ shared platform.' },
  { id: 'transport', zh: '运政驾管', en: 'Transport authority', meaning: 'Driver licences, permits and violations.' },
  { id: 'logistics', zh: '物流轨迹', en: 'Logistics and GPS', meaning: 'Trackers, toll gates and freight platforms.' },
  {
    id: 'dealer',
    zh: '经销商档案',
    en: 'Dealer history',
    meaning: 'Our own records of the dealer that sends the case.',
  },
  { id: 'own', zh: '本公司历史', en: 'Own history', meaning: 'Earlier applications and contracts with us.' },
  {
    id: 'shared',
    zh: '身份共用',
    en: 'Shared identities',
    meaning: 'Counts of other applications with the same data.',
  },
  {
    id: 'portfolio',
    zh: '组合与额度',
    en: 'Portfolio and headroom',
    meaning: 'Our exposure and what is left of each limit.',
  },
  { id: 'loanTape', zh: '资产包', en: 'Loan tape', meaning: 'Fields an originator gives with a bought portfolio.' },
] as const satisfies readonly SourceEntry[]

interface SourceEntry {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly meaning: string
}

export type SourceId = (typeof SOURCES)[number]['id']
