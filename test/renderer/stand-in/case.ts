/** The whole of a made-up case, from its row. */
import type { CaseDetail, QueueRow } from '../../../src/protocol/desktop/review.ts'

const WHY: Record<string, Omit<CaseDetail['why'][number], 'asOf'>> = {
  'ltv-high': {
    rule: 'R-118',
    outcome: 'refer',
    sentence: { zh: '成数高于该车型上限', en: 'Loan to value is above the limit for this model' },
    why: {
      zh: '接近上限时应有人核对估值与首付：河南 11 月残值指数下调 5.6 %，处置时车价可能不足以清偿。',
      en: 'Close to the ceiling a person checks the valuation and the down payment: a sale may not cover what is owed.',
    },
    fact: { zh: '融资额对车辆价值比 LTV', en: 'Loan to value (LTV)' },
    unit: 'fraction',
    actual: 0.821,
    operator: 'greaterThan',
    limit: 0.8,
    source: 'valuation',
  },
  'lenders-many': {
    rule: 'R-064',
    outcome: 'refer',
    sentence: { zh: '近 6 个月新增机构 3 家，多于 2 家', en: '3 new lenders in 6 months, more than 2' },
    why: { zh: '短期内多头申请，常在资金链断裂之前。', en: 'Many applications within weeks often precede a default.' },
    fact: { zh: '近 6 个月新增机构数', en: 'New lenders in 6 months' },
    unit: 'count',
    actual: 3,
    operator: 'greaterThan',
    limit: 2,
    source: 'multiLending',
  },
  'capacity-low': {
    rule: 'R-071',
    outcome: 'refer',
    sentence: { zh: '月还款占收入 68 %，高于 60 %', en: 'Payments take 68 % of the income, more than 60 %' },
    why: { zh: '经营一有波动就会逾期。', en: 'The first bad month is missed.' },
    fact: { zh: '月还款收入比', en: 'Payment to income' },
    unit: 'fraction',
    actual: 0.68,
    operator: 'greaterThan',
    limit: 0.6,
    source: 'bankFlow',
  },
  'phone-shared': {
    rule: 'X-017',
    outcome: 'tag',
    sentence: { zh: '申报电话与另一进件相同', en: 'The phone is on another application' },
    why: {
      zh: '同一电话出现在两份进件上，须确认关系。',
      en: 'One phone on two applications: ask how they are related.',
    },
    fact: { zh: '相同电话的其他进件数', en: 'Other applications with this phone' },
    unit: 'count',
    actual: 1,
    operator: 'greaterThan',
    limit: 0,
    source: 'shared',
  },
  'exposure-large': {
    rule: 'R-001',
    outcome: 'refer',
    sentence: {
      zh: '合并敞口 12,140,000 元，须由人审批',
      en: 'Exposure of CNY 12,140,000 must be decided by a person',
    },
    why: { zh: '大额敞口必须由人审批。', en: 'A large exposure is decided by a person.' },
    fact: { zh: '90 天合并申请额', en: 'Aggregate exposure, 90 days' },
    unit: 'fen',
    actual: 1_214_000_000,
    operator: 'greaterThanInclusive',
    limit: 1_000_000_000,
    source: 'portfolio',
  },
  'overdue-now': {
    rule: 'R-032',
    outcome: 'decline',
    sentence: { zh: '征信当前逾期 6,120 元', en: 'CNY 6,120 overdue now at the bureau' },
    why: { zh: '当前有未清偿的逾期。', en: 'There is an arrear that has not been paid.' },
    fact: { zh: '征信当前逾期金额', en: 'Overdue now at the bureau' },
    unit: 'fen',
    actual: 612_000,
    operator: 'greaterThan',
    limit: 100_000,
    source: 'bureau',
  },
  'vehicle-old': {
    rule: 'R-045',
    outcome: 'refer',
    sentence: { zh: '到期时车龄 11.5 年，高于 10 年', en: 'Vehicle 11.5 years old at the end, more than 10' },
    why: { zh: '车辆过旧，残值难以覆盖余额。', en: 'An old vehicle is worth less than the balance.' },
    fact: { zh: '到期时车龄', en: 'Vehicle age at the end of the term' },
    unit: 'years',
    actual: 11.5,
    operator: 'greaterThan',
    limit: 10,
    source: 'registration',
  },
}

const both = (zh: string, en: string) => ({ zh, en })
const observed = (
  id: string,
  zh: string,
  en: string,
  unit: string | null,
  value: string | number | boolean | null,
  stale = false,
) => ({
  id,
  name: both(zh, en),
  unit,
  value,
  /** A value of null stands for one that is withheld. */
  withheld: value === null ? ('sensitive' as const) : null,
  stale,
})

export interface Circumstances {
  now: number
  me: string
  draft: string | null
  decisions: CaseDetail['decisions']
  version: number
}

export function makeCase(row: QueueRow, { now, me, draft, decisions, version }: Circumstances): CaseDetail {
  const asOf = new Date(now - 86_400_000 * 1.4).toISOString()
  const price = Math.round(row.amountFen / 0.821)
  const held = row.heldBy !== null && row.heldBy !== me
  return {
    case: { ...row, heldBy: held ? row.heldBy : me, version, pausedMinutes: null },
    application: {
      product: 'direct-lease',
      priceFen: price,
      downPaymentFen: price - row.amountFen,
      amountFen: row.amountFen,
      termMonths: 36,
      rate: 0.126,
      submittedAt: row.openedAt,
      state: 'referred',
    },
    parties: [
      {
        role: 'lessee',
        id: 'p1',
        kind: 'person',
        name: row.lesseeName,
        idNumber: '4101**********1234',
        phone: '138****2207',
        region: row.region,
        erased: row.lesseeName === null,
      },
      {
        role: 'spouse',
        id: 'p2',
        kind: 'person',
        name: '李敏',
        idNumber: '4101**********5528',
        phone: null,
        region: null,
        erased: false,
      },
      {
        role: 'affiliation-company',
        id: 'p3',
        kind: 'company',
        name: '豫通物流有限公司',
        idNumber: null,
        phone: null,
        region: '410100',
        erased: false,
      },
    ],
    vehicles: [
      {
        line: 1,
        unit: 'vehicle',
        make: '解放',
        model: 'J6P',
        modelYear: 2026,
        used: false,
        vehicleClass: 'tractor',
        powertrain: 'diesel',
        vin: 'LFWSRXRJ0P1E00381',
        plate: null,
        firstRegistered: null,
        mileageKm: null,
        priceFen: Math.round(price * 0.84),
        invoiceFen: Math.round(price * 0.84),
      },
      {
        line: 2,
        unit: 'trailer',
        make: '中集',
        model: '13 米',
        modelYear: 2026,
        used: true,
        vehicleClass: 'semiTrailer',
        powertrain: 'unpowered',
        vin: null,
        plate: '豫A·7K22挂',
        firstRegistered: '2023-05-11',
        mileageKm: 184_000,
        priceFen: Math.round(price * 0.16),
        invoiceFen: Math.round(price * 0.15),
      },
    ],
    exposureFen: 121_400_000,
    why: row.reasons.map(reason => ({ ...(WHY[reason] ?? (WHY['ltv-high'] as (typeof WHY)[string])), asOf })),
    unknown: [
      { fact: both('从业资格证有效期', 'Validity of the driver’s qualification'), reason: 'absent' },
      { fact: both('二手车估值', 'Valuation of the used vehicle'), reason: 'stale' },
    ],
    figures: { ltv: { value: 0.821, limit: 0.8 }, paymentToIncome: { value: 0.31, limit: 0.5 } },
    evidence: evidenceAt(asOf, !held && row.state !== 'decided'),
    // The second case came without.
    documents:
      row.id === 'case-1'
        ? []
        : [
            { id: 'd-id', kind: 'idCard', name: '身份证.png', mediaType: 'image/png', bytes: 48_210 },
            { id: 'd-flow', kind: 'bankFlow', name: '银行流水.png', mediaType: 'image/png', bytes: 182_004 },
            {
              id: 'd-contract',
              kind: 'purchaseContract',
              name: '购车合同.pdf',
              mediaType: 'application/pdf',
              bytes: 1_820_040,
            },
            {
              id: 'd-affiliation',
              kind: 'affiliationAgreement',
              name: '挂靠协议.pdf',
              mediaType: 'application/pdf',
              bytes: 420_040,
            },
          ],
    decisions: [
      {
        id: `${row.id}-auto`,
        by: 'leasedesk',
        automatic: true,
        at: row.openedAt,
        outcome: 'refer',
        reasons: row.reasons,
        note: null,
        takenBackAt: null,
        rulebookVersion: 1,
        takeBackUntil: null,
      },
      ...decisions,
    ],
    history: [
      {
        id: 'h1',
        at: new Date(Date.parse(row.openedAt) - 600_000).toISOString(),
        actor: 'he',
        kind: 'imported',
        detail: {},
      },
      { id: 'h2', at: row.openedAt, actor: 'leasedesk', kind: 'decided.refer', detail: {} },
    ],
    draft,
    claim:
      row.state === 'decided'
        ? null
        : { mine: !held, person: held ? (row.heldBy ?? '') : me, until: new Date(now + 900_000).toISOString() },
  }
}

function evidenceAt(asOf: string, holds: boolean): CaseDetail['evidence'] {
  const sensitive = (value: number) => (holds ? value : null)
  return [
    {
      id: 'e1',
      source: 'bureau',
      subject: 'lessee',
      asOf,
      status: 'answered',
      values: [
        observed('bureau.score', '征信评分', 'Bureau score', 'points', sensitive(612)),
        observed('bureau.overdueNowFen', '当前逾期金额', 'Overdue now', 'fen', sensitive(0)),
        observed(
          'bureau.overdue24m.maxDigit',
          '近 24 月最高逾期期数',
          'Worst bucket in 24 months',
          'count',
          sensitive(2),
        ),
        observed('bureau.adverseAccounts', '不良账户数', 'Adverse accounts', 'count', sensitive(0)),
      ],
    },
    {
      id: 'e2',
      source: 'bankFlow',
      subject: 'lessee',
      asOf,
      status: 'answered',
      values: [
        observed(
          'bankFlow.monthlyIncomeFen',
          '月均经营转入',
          'Mean monthly business income',
          'fen',
          sensitive(2_840_000),
        ),
        observed('bankFlow.paymentToIncome', '月还款收入比', 'Payment to income', 'fraction', sensitive(0.31)),
      ],
    },
    {
      id: 'e3',
      source: 'valuation',
      subject: 'vehicle',
      asOf,
      status: 'answered',
      values: [
        observed('valuation.fairFen', '评估价', 'Fair value', 'fen', 37_150_000),
        observed('valuation.confidence', '可信度', 'Confidence', 'fraction', 0.92, true),
      ],
    },
    { id: 'e4', source: 'court', subject: 'lessee', asOf, status: 'absent', values: [] },
  ]
}
