/** The papers of a demo application: contract, invoice and bank flow as pages, the vehicle licence as a picture. */
import { type ApplicationLine, lesseeOf } from '../../commands/intake/line.ts'
import { addDays, addMonths, cstDateOf, formatDate } from '../../domain/dates.ts'
import { formatFen } from '../../domain/money.ts'
import { levelInstalment } from '../deal.ts'
import { invoiceNumber } from '../fictitious/numbers.ts'
import { Random } from '../random.ts'
import { classOnPaper } from './classes.ts'
import { openPress, type Page, type Press } from './press.ts'
import { vehicleLicence } from './vehicleLicence.ts'

export interface DemoDocument {
  readonly kind: 'purchaseContract' | 'invoice' | 'bankFlow' | 'vehicleLicence'
  readonly name: string
  readonly mediaType: 'application/pdf' | 'image/svg+xml'
  readonly bytes: Uint8Array
}

const amount = (fen: number) => formatFen(fen, 'zh-CN', 'CNY')
const SPECIMEN = '演示样本 · 虚构数据 · 不具任何效力'

/** The papers of some applications; `fontBytes` is a TrueType font that holds Chinese. Parsed once for all of them. */
export function demoDocumentsWith(fontBytes: Uint8Array): (line: ApplicationLine) => Promise<DemoDocument[]> {
  const press = openPress(fontBytes)
  return line => demoDocuments(line, press)
}

async function demoDocuments(line: ApplicationLine, press: Press): Promise<DemoDocument[]> {
  const number = line.sourceKey
  const pdf = async (kind: DemoDocument['kind'], title: string, draw: (page: Page) => void): Promise<DemoDocument> => ({
    kind,
    name: `${title}-${number}.pdf`,
    mediaType: 'application/pdf',
    bytes: await press.pdf(title, draw),
  })
  const papers = [
    await pdf('purchaseContract', '购车合同', page => drawContract(page, line)),
    await pdf('bankFlow', '银行流水', page => drawBankFlow(page, line)),
  ]
  if (value(line, 'invoice', 'invoice.totalFen') !== undefined)
    papers.push(await pdf('invoice', '机动车销售统一发票', page => drawInvoice(page, line)))
  const plated = line.vehicles.find(vehicle => vehicle.plate !== null)
  if (plated !== undefined) {
    const bytes = new TextEncoder().encode(vehicleLicence(line, plated, press))
    papers.push({ kind: 'vehicleLicence', name: `行驶证-${number}.svg`, mediaType: 'image/svg+xml', bytes })
  }
  return papers
}

function value(line: ApplicationLine, source: string, id: string): unknown {
  return line.evidence.find(row => row.source === source && row.values[id] !== undefined)?.values[id]
}

function rowsOf(page: Page, rows: readonly (readonly [string, string])[], top: number): void {
  for (const [place, [label, text]] of rows.entries()) {
    const y = top + place * 26
    page.text(label, 60, y, 10, 'grey')
    page.text(text, 170, y)
    page.line(60, y + 8, 535, y + 8)
  }
}

function drawContract(page: Page, line: ApplicationLine): void {
  const lessee = lesseeOf(line)
  const vehicle = line.vehicles[0]
  const day = formatDate(addDays(cstDateOf(line.submittedAt), -3), 'zh-CN')
  const price = value(line, 'document', 'document.contractPriceFen') ?? vehicle?.priceFen ?? 0
  page.centred('汽车买卖合同', 80, 22)
  page.text(`合同编号：${line.sourceKey}`, 60, 115, 9, 'grey')
  rowsOf(
    page,
    [
      ['买受人（乙方）', lessee.name ?? ''],
      ['证件号码', lessee.idNumber ?? ''],
      ['联系电话', lessee.phone ?? ''],
      ['地址', lessee.address ?? ''],
      ['品牌型号', `${vehicle?.make ?? ''} ${vehicle?.model ?? ''}`],
      ['车辆识别代号', vehicle?.vin ?? '出厂前未定'],
      ['台数', `${line.vehicles.length} 台`],
      ['单价（含税）', amount(Number(price))],
      ['合计', amount(line.priceFen ?? 0)],
      ['首付款', amount(line.downPaymentFen ?? 0)],
      ['余款支付', `由融资租赁公司支付，租期 ${line.termMonths ?? ''} 个月`],
    ],
    150,
  )
  const terms = [
    '一、出卖人保证所售车辆来源合法，与所附凭证一致。',
    '二、买受人于交车时查验车辆，交付凭证自签字之日起生效。',
    '三、本合同一式三份，双方及出租人各执一份。',
  ]
  for (const [place, term] of terms.entries()) page.text(term, 60, 470 + place * 24)
  page.text('出卖人（盖章）：', 60, 600)
  page.text('买受人（签字）：', 330, 600)
  page.text(lessee.name ?? '', 430, 600, 14)
  page.text(day, 330, 630)
  page.text(SPECIMEN, 60, 800, 9, 'red')
}

function drawInvoice(page: Page, line: ApplicationLine): void {
  const vehicle = line.vehicles[0]
  const lessee = lesseeOf(line)
  const total = Number(value(line, 'invoice', 'invoice.totalFen') ?? vehicle?.invoiceFen ?? 0)
  const tax = Number(value(line, 'invoice', 'invoice.taxFen') ?? Math.round((total / 1.13) * 0.13))
  const issued = String(value(line, 'invoice', 'invoice.issuedDate') ?? cstDateOf(line.submittedAt))
  page.box(45, 50, 505, 430)
  page.centred('机动车销售统一发票', 90, 20)
  rowsOf(
    page,
    [
      ['发票号码', invoiceNumberOf(line)],
      ['开票日期', formatDate(issued, 'zh-CN')],
      ['购买方名称', String(value(line, 'invoice', 'invoice.buyerName') ?? lessee.name ?? '')],
      ['购买方证件号', lessee.idNumber ?? ''],
      ['车辆类型', classOnPaper(vehicle?.vehicleClass ?? null)],
      ['厂牌型号', `${vehicle?.make ?? ''} ${vehicle?.model ?? ''}`],
      ['车辆识别代号', String(value(line, 'invoice', 'invoice.vin') ?? vehicle?.vin ?? '')],
      ['价税合计', amount(total)],
      ['税率 13%  税额', amount(tax)],
      ['不含税价', amount(total - tax)],
      ['销货单位税号', String(value(line, 'invoice', 'invoice.sellerCreditCode') ?? '')],
    ],
    130,
  )
  page.text('销货单位（章）', 400, 450, 11, 'red')
  page.text(SPECIMEN, 60, 800, 9, 'red')
}

/** The number that was read; where reading it was not asked for, one that stands on this paper only. */
function invoiceNumberOf(line: ApplicationLine): string {
  const read = value(line, 'invoice', 'invoice.number')
  return read === undefined ? invoiceNumber(new Random(0, 'invoice', line.sourceKey)) : String(read)
}

const PAYERS = ['工资', '运费结算', '平台提现', '货款', '转账']
const SPENDING = ['加油', '通行费', '生活缴费', '还款', '转账支出']

/** A page of entries whose balance adds up; a flow that does not is the reader's business, and stands in the facts. */
function drawBankFlow(page: Page, line: ApplicationLine): void {
  const lessee = lesseeOf(line)
  const random = new Random(0, 'bank-flow', line.sourceKey)
  const given = Number(value(line, 'bankFlow', 'bankFlow.inflowMonthlyFen') ?? 0)
  const inflow = given > 0 ? given : levelInstalment(line.amountFen, 0, line.rate ?? 0.08, line.termMonths ?? 36) * 2
  const start = addMonths(cstDateOf(line.submittedAt), -2)
  page.centred('示例银行 个人账户交易明细', 70, 17)
  page.text(`户名：${lessee.name ?? ''}    账号：${lessee.bankCard ?? ''}`, 50, 105)
  page.text('币种：人民币', 470, 105, 9, 'grey')
  for (const [place, heading] of ['日期', '摘要', '收入', '支出', '余额'].entries())
    page.text(heading, 55 + place * 105, 135, 10, 'grey')
  page.line(50, 142, 545, 142)
  let balance = Math.round(inflow * random.between(0.2, 1.2))
  for (let entry = 0; entry < 26; entry++) {
    const earns = random.chance(0.35)
    const figure = Math.min(
      earns ? Number.MAX_SAFE_INTEGER : balance,
      Math.round(inflow * random.between(0.02, earns ? 0.32 : 0.16)),
    )
    balance += earns ? figure : -figure
    const y = 162 + entry * 23
    page.text(addDays(start, Math.floor(entry * 2.3)), 55, y)
    page.text(random.pick(earns ? PAYERS : SPENDING), 160, y)
    page.text(formatFen(figure, 'zh-CN'), earns ? 265 : 370, y)
    page.text(formatFen(balance, 'zh-CN'), 475, y)
  }
  page.text(SPECIMEN, 60, 800, 9, 'red')
}
