/** A hundred thousand made-up cases, cheap to make: everything follows from a row's place by arithmetic. */
import type { QueueRow } from '../../../src/protocol/desktop/review.ts'

const FAMILY = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '朱',
  '马',
  '胡',
  '郭',
  '林',
  '何',
  '高',
  '罗',
  '阿卜杜外力·',
]
const GIVEN = [
  '建国',
  '敏',
  '立军',
  '秀兰',
  '伟',
  '志强',
  '晓东',
  '海燕',
  '国庆',
  '丽',
  '小龙',
  '文博',
  '春梅',
  '永福',
  '雪',
]
const COMPANIES = ['豫通物流有限公司', '鑫达汽车运输有限公司', '众和供应链管理有限公司', '远航冷链物流有限责任公司']
const DEALERS = [
  '郑州鑫达汽贸',
  '成都蜀运重卡',
  '西安秦岭汽车',
  '济南泉城商用车',
  '武汉江汉新能源',
  '新疆众和卡车',
  null,
]
const REGIONS = ['410100', '510100', '610100', '370100', '420100', '650100', '330100', '440100', null]
export const SCENARIOS = {
  'heavy-truck': { zh: '重卡 · 个体', en: 'Heavy truck, owner-driver' },
  'tractor-trailer': { zh: '牵引车带挂', en: 'Tractor with trailer' },
  'light-truck': { zh: '轻卡', en: 'Light truck' },
  'passenger-new': { zh: '乘用车 · 新车', en: 'Passenger car, new' },
  'passenger-used': { zh: '乘用车 · 二手', en: 'Passenger car, used' },
  'ride-hailing': { zh: '网约车 · 新能源', en: 'Ride-hailing, new energy' },
  'cold-chain': { zh: '冷藏车', en: 'Refrigerated truck' },
}
export const REASONS = {
  'ltv-high': { zh: '成数高于该车型上限', en: 'Loan to value is above the limit for this model' },
  'lenders-many': { zh: '近期申请机构过多', en: 'Applied to too many lenders lately' },
  'capacity-low': { zh: '月还款占收入过高', en: 'Payments take too much of the income' },
  'phone-shared': { zh: '申报电话与另一进件相同', en: 'The phone is on another application' },
  'exposure-large': { zh: '合并敞口须由人审批', en: 'Exposure that a person must decide' },
  'overdue-now': { zh: '征信当前有逾期', en: 'Overdue now at the bureau' },
  'vehicle-old': { zh: '到期时车龄过高', en: 'Vehicle too old at the end of the term' },
}

const pick = <T>(list: readonly T[], place: number): T => list[place % list.length] as T
/** A well-mixed number of 32 bits from a row's place and a salt. */
function mixed(place: number, salt: number): number {
  let value = Math.imul(place + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}

const LONG =
  '中国第一汽车集团新疆维吾尔自治区巴音郭楞蒙古自治州和静县巴音布鲁克镇众和供应链管理与冷链运输服务有限责任公司（第二分公司）'

export function makeRow(place: number, now: number, long: boolean): QueueRow {
  const company = mixed(place, 1) % 9 === 0
  const name = company ? pick(COMPANIES, mixed(place, 2)) : pick(FAMILY, mixed(place, 3)) + pick(GIVEN, mixed(place, 4))
  const reasons = reasonsOf(place)
  const waits = mixed(place, 6) % 100
  const state = waits < 82 ? 'waiting' : waits < 90 ? 'awaiting-documents' : waits < 95 ? 'escalated' : 'decided'
  const openedAt = now - (mixed(place, 7) % (6 * 86_400_000))
  return {
    id: `case-${place}`,
    applicationId: `application-${place}`,
    number: `2026-${String(1000 + (place % 131)).slice(1)}-${String(100_000 + place).slice(1)}`,
    lesseeName: rareOr(place, long ? LONG : name),
    scenario: pick(Object.keys(SCENARIOS), mixed(place, 8)),
    region: pick(REGIONS, mixed(place, 9)),
    dealer: long ? `${LONG}经销部` : pick(DEALERS, mixed(place, 10)),
    currency: 'CNY',
    amountFen: (50_000 + (mixed(place, 11) % 900) * 1_000) * 100,
    reasons,
    firstReason: reasons[0] ?? 'ltv-high',
    state,
    boost: mixed(place, 12) % 40 === 0 ? 10 : 0,
    openedAt: new Date(openedAt).toISOString(),
    deadlineAt: state === 'awaiting-documents' ? null : new Date(now + place * 40_000 - 2_000_000).toISOString(),
    heldBy: mixed(place, 13) % 60 === 1 ? 'he' : null,
    decision:
      state === 'escalated'
        ? { outcome: 'escalate', by: 'he', at: new Date(now).toISOString(), reasons: ['escalate.above-authority'] }
        : state === 'decided'
          ? { outcome: 'decline', by: 'he', at: new Date(now).toISOString(), reasons: ['decline.cannot-repay'] }
          : null,
  }
}

function rareOr(place: number, name: string): string | null {
  if (place === 3) return '𠮷野军'
  return mixed(place, 14) % 500 === 7 ? null : name
}

function reasonsOf(place: number): string[] {
  const ids = Object.keys(REASONS)
  const first = mixed(place, 5) % ids.length
  const many = 1 + (mixed(place, 15) % 3)
  return Array.from({ length: many }, (_, step) => pick(ids, first + step * 2))
}
