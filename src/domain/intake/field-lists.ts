/** The fields of a row by what they belong to: names in both languages, types, and the headings people use. */
import type { PartyRole } from '../model/application.ts'
import { observableById } from '../observables/index.ts'
import type { IntakeField } from './fields.ts'

export type Described = Pick<IntakeField, 'zh' | 'en' | 'type'> &
  Partial<Pick<IntakeField, 'unit' | 'required' | 'codes' | 'range' | 'headings' | 'barredFrom'>> & {
    readonly name: string
  }

const codesOf = (id: 'declared.vehicleClass' | 'declared.powertrain') => {
  const observable = observableById(id)
  return observable.type === 'code' ? observable.codes : []
}

const PRODUCTS = [
  { code: 'direct-lease', zh: '直租', en: 'direct lease' },
  { code: 'leaseback', zh: '回租', en: 'leaseback' },
]
const CURRENCIES = [
  { code: 'CNY', zh: '人民币', en: 'yuan' },
  { code: 'USD', zh: '美元', en: 'US dollar' },
]
const PARTY_KINDS = [
  { code: 'person', zh: '个人', en: 'person' },
  { code: 'company', zh: '企业', en: 'company' },
]
const UNITS_OF_A_VEHICLE = [
  { code: 'vehicle', zh: '整车', en: 'vehicle' },
  { code: 'chassis', zh: '底盘', en: 'chassis' },
  { code: 'body', zh: '上装', en: 'body' },
  { code: 'trailer', zh: '挂车', en: 'trailer' },
]

export const APPLICATION_FIELDS: readonly Described[] = [
  {
    name: 'sourceKey',
    zh: '申请编号',
    en: 'Application number at the source',
    type: 'text',
    required: true,
    headings: ['进件编号', '申请号', '进件号', '订单号', '合同号', 'application number', 'application id', 'loan id'],
  },
  {
    name: 'source',
    zh: '来源系统',
    en: 'Source system',
    type: 'text',
    headings: ['来源', 'source'],
  },
  { name: 'scenario', zh: '场景', en: 'Scenario', type: 'text', headings: ['业务场景'] },
  {
    name: 'product',
    zh: '租赁方式',
    en: 'Product',
    type: 'code',
    codes: PRODUCTS,
    headings: ['产品', '产品类型', '业务类型'],
  },
  { name: 'currency', zh: '币种', en: 'Currency', type: 'code', codes: CURRENCIES },
  { name: 'region', zh: '业务地区', en: 'Region', type: 'text', headings: ['地区', '区域', '省份', '城市'] },
  {
    name: 'priceFen',
    zh: '车辆总价',
    en: 'Total price',
    type: 'amount',
    unit: 'fen',
    headings: ['成交总价', '总价', 'price', 'purchase price'],
  },
  {
    name: 'downPaymentFen',
    zh: '首付款',
    en: 'Down payment',
    type: 'amount',
    unit: 'fen',
    headings: ['首付', '首付金额', 'deposit paid'],
  },
  {
    name: 'amountFen',
    zh: '融资额',
    en: 'Financed amount',
    type: 'amount',
    unit: 'fen',
    required: true,
    headings: ['融资金额', '申请金额', '贷款金额', '申请额', 'amount', 'loan amount', 'financed'],
  },
  {
    name: 'termMonths',
    zh: '租期',
    en: 'Term',
    type: 'integer',
    unit: 'months',
    range: [1, 600],
    headings: ['期数', '期限', '融资期限', '租赁期限', 'months', 'term months', 'loan term'],
  },
  {
    name: 'rate',
    zh: '合同年利率',
    en: 'Contract rate a year',
    type: 'rate',
    unit: 'annualRate',
    range: [0, 10],
    barredFrom: ['score'],
    headings: ['年利率', '利率', '费率', 'rate', 'interest rate', 'apr'],
  },
  {
    name: 'submittedAt',
    zh: '申请时间',
    en: 'Submitted',
    type: 'instant',
    headings: ['申请日期', '进件日期', '进件时间', '提交时间', 'application date', 'submitted at', 'date'],
  },
]

export const DEALER_FIELDS: readonly Described[] = [
  {
    name: 'id',
    zh: '经销商编号',
    en: 'Dealer number',
    type: 'text',
    headings: ['门店编号', '渠道编号', 'dealer id', 'dealer code'],
  },
  {
    name: 'name',
    zh: '经销商名称',
    en: 'Dealer name',
    type: 'text',
    headings: ['经销商', '门店', '渠道', '车商', 'dealer'],
  },
  { name: 'region', zh: '经销商地区', en: 'Dealer region', type: 'text' },
  { name: 'city', zh: '经销商城市', en: 'Dealer city', type: 'text' },
  { name: 'tier', zh: '经销商等级', en: 'Dealer tier', type: 'text' },
]

export const ROLES_OF_A_ROW: readonly {
  readonly role: PartyRole
  readonly zh: string
  readonly en: string
  readonly headings: readonly string[]
}[] = [
  {
    role: 'lessee',
    zh: '承租人',
    en: 'Lessee:',
    headings: ['承租人', '客户', '申请人', '借款人', 'lessee ', 'customer '],
  },
  { role: 'co-lessee', zh: '共同承租人', en: 'Co-lessee:', headings: ['共同承租人', '共同申请人', 'co-lessee '] },
  { role: 'spouse', zh: '配偶', en: 'Spouse:', headings: ['配偶', 'spouse '] },
  { role: 'guarantor', zh: '担保人', en: 'Guarantor:', headings: ['担保人', '保证人', 'guarantor '] },
  {
    role: 'affiliation-company',
    zh: '挂靠公司',
    en: 'Affiliation company:',
    headings: ['挂靠公司', '挂靠单位', '挂靠', 'affiliation company '],
  },
]

export const PARTY_FIELDS: readonly Described[] = [
  {
    name: 'kind',
    zh: '类型',
    en: 'Person or company',
    type: 'code',
    codes: PARTY_KINDS,
    headings: ['类型', '客户类型', 'kind', 'type'],
  },
  {
    name: 'name',
    zh: '姓名或名称',
    en: 'Name',
    type: 'text',
    headings: ['姓名', '名称', '客户姓名', '客户名称', 'name'],
  },
  {
    name: 'idNumber',
    zh: '证件号',
    en: 'ID number or credit code',
    type: 'idNumber',
    headings: ['身份证号', '身份证', '身份证号码', '证件号码', '证件号', '统一社会信用代码', 'id number', 'id card'],
  },
  {
    name: 'phone',
    zh: '手机号',
    en: 'Phone',
    type: 'phone',
    headings: ['手机', '手机号', '电话', '联系电话', 'phone', 'mobile'],
  },
  { name: 'address', zh: '地址', en: 'Address', type: 'text', headings: ['地址', '居住地址', '住址', 'address'] },
  {
    name: 'bankCard',
    zh: '扣款卡号',
    en: 'Debit account',
    type: 'bankCard',
    headings: ['银行卡号', '银行卡', '扣款卡', '卡号', 'bank card', 'account'],
  },
  { name: 'region', zh: '地区', en: 'Region', type: 'text', headings: ['地区', 'region'] },
  { name: 'groupId', zh: '集团编号', en: 'Group', type: 'text', headings: ['集团', '集团编号', 'group'] },
]

/** A tractor, its trailer, and one more. */
export const VEHICLES_OF_A_ROW = 3

export const VEHICLE_FIELDS: readonly Described[] = [
  { name: 'unit', zh: '单元', en: 'Unit', type: 'code', codes: UNITS_OF_A_VEHICLE },
  { name: 'vin', zh: '车架号', en: 'VIN', type: 'vin', headings: ['车架号', '车辆识别代号', '车辆识别代码', 'vin'] },
  {
    name: 'plate',
    zh: '车牌号',
    en: 'Plate',
    type: 'plate',
    headings: ['车牌', '车牌号', '车牌号码', '号牌', 'plate'],
  },
  { name: 'make', zh: '品牌', en: 'Make', type: 'text', headings: ['品牌', '车辆品牌', '厂牌', 'make', 'brand'] },
  { name: 'model', zh: '车型', en: 'Model', type: 'text', headings: ['车型', '型号', '车辆型号', 'model'] },
  {
    name: 'vehicleClass',
    zh: '车辆类别',
    en: 'Vehicle class',
    type: 'code',
    codes: codesOf('declared.vehicleClass'),
    headings: ['车辆类别', '车辆类型', '车类', 'vehicle class', 'vehicle type'],
  },
  {
    name: 'powertrain',
    zh: '动力类型',
    en: 'Powertrain',
    type: 'code',
    codes: codesOf('declared.powertrain'),
    headings: ['动力类型', '燃料', '燃料类型', '能源类型', 'powertrain', 'fuel'],
  },
  { name: 'used', zh: '是否二手', en: 'Used', type: 'boolean', headings: ['是否二手车', '二手车', '是否二手', 'used'] },
  {
    name: 'modelYear',
    zh: '年款',
    en: 'Model year',
    type: 'integer',
    unit: 'year',
    range: [1900, 2200],
    headings: ['年款', '年份', '出厂年份', 'model year', 'year'],
  },
  {
    name: 'firstRegistered',
    zh: '初次登记日期',
    en: 'First registered',
    type: 'date',
    headings: ['初次登记日期', '上牌日期', '首次上牌', '注册日期', 'first registered', 'first registration'],
  },
  {
    name: 'mileageKm',
    zh: '里程',
    en: 'Mileage',
    type: 'integer',
    unit: 'km',
    range: [0, 10_000_000],
    headings: ['里程', '里程数', '公里数', '表显里程', 'mileage', 'odometer'],
  },
  {
    name: 'priceFen',
    zh: '价格',
    en: 'Price',
    type: 'amount',
    unit: 'fen',
    headings: ['车价', '成交价', '车辆价格', 'vehicle price'],
  },
  {
    name: 'invoiceFen',
    zh: '发票金额',
    en: 'Invoice',
    type: 'amount',
    unit: 'fen',
    headings: ['发票金额', '开票价', '发票价', 'invoice'],
  },
  {
    name: 'owner',
    zh: '登记所有人',
    en: 'Owner of record',
    type: 'code',
    codes: ROLES_OF_A_ROW.map(({ role, zh, en }) => ({ code: role, zh, en: en.replace(':', '').toLowerCase() })),
    headings: ['所有人', '登记车主', 'owner'],
  },
]
