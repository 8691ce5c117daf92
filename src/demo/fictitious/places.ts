/**
 * Where the demo happens: real cities with their codes (GB/T 2260) and plate offices, since regions must add up, and
 * streets and districts that do not exist.
 */
import type { Random } from '../random.ts'

export interface City {
  /** GB/T 2260 code of the city. */
  readonly code: string
  readonly name: string
  /** Province character and letter of the plate office: `豫A`. */
  readonly plate: string
  readonly weight: number
}

const row = (text: string): City => {
  const [code = '', name = '', plate = '', weight = '1'] = text.split(' ')
  return { code, name, plate, weight: Number(weight) }
}

export const CITIES: readonly City[] = [
  '110100 北京市 京A 2',
  '120100 天津市 津A 2',
  '130100 石家庄市 冀A 4',
  '130400 邯郸市 冀D 3',
  '140100 太原市 晋A 3',
  '140900 忻州市 晋H 1',
  '150100 呼和浩特市 蒙A 2',
  '150600 鄂尔多斯市 蒙K 2',
  '210100 沈阳市 辽A 3',
  '220100 长春市 吉A 2',
  '230100 哈尔滨市 黑A 2',
  '310100 上海市 沪A 2',
  '320100 南京市 苏A 3',
  '320300 徐州市 苏C 4',
  '330100 杭州市 浙A 3',
  '330300 温州市 浙C 2',
  '340100 合肥市 皖A 4',
  '341200 阜阳市 皖K 3',
  '350100 福州市 闽A 2',
  '360100 南昌市 赣A 3',
  '360900 宜春市 赣C 2',
  '370100 济南市 鲁A 4',
  '371300 临沂市 鲁Q 5',
  '410100 郑州市 豫A 6',
  '411400 商丘市 豫N 3',
  '420100 武汉市 鄂A 4',
  '430100 长沙市 湘A 4',
  '440100 广州市 粤A 4',
  '440300 深圳市 粤B 3',
  '441900 东莞市 粤S 3',
  '450100 南宁市 桂A 3',
  '460100 海口市 琼A 1',
  '500100 重庆市 渝A 4',
  '510100 成都市 川A 5',
  '520100 贵阳市 贵A 3',
  '530100 昆明市 云A 3',
  '540100 拉萨市 藏A 0.3',
  '610100 西安市 陕A 4',
  '610800 榆林市 陕K 2',
  '620100 兰州市 甘A 2',
  '630100 西宁市 青A 1',
  '640100 银川市 宁A 1',
  '650100 乌鲁木齐市 新A 2',
].map(row)

const TOTAL = CITIES.reduce((sum, city) => sum + city.weight, 0)

/** A city, as often as its weight says. */
export function cityAt(fraction: number): City {
  let left = fraction * TOTAL
  for (const city of CITIES) {
    left -= city.weight
    if (left < 0) return city
  }
  return CITIES[0] as City
}

/** A city of another province. */
export function cityElsewhere(random: Random, than: City): City {
  for (let tries = 0; tries < 20; tries++) {
    const city = cityAt(random.next())
    if (!city.code.startsWith(than.code.slice(0, 2))) return city
  }
  return than.code.startsWith('41') ? cityAt(0) : (CITIES.find(city => city.code === '410100') as City)
}

const DISTRICTS = ['演东区', '演西区', '示北区', '示南区', '虚河县', '拟山县', '样湖区']
const STREETS = [
  '未有路',
  '样本大街',
  '示范西路',
  '虚拟道',
  '拟态路',
  '演练街',
  '无名巷',
  '例证路',
  '模型大道',
  '假定路',
]
const ESTATES = ['样板小区', '示例花园', '虚苑', '拟家园', '演岸公馆', '例里']

/** An address in a district and street that the city does not have. */
export function fictitiousAddress(random: Random, city: City): string {
  const street = `${city.name}${random.pick(DISTRICTS)}${random.pick(STREETS)}${random.int(1, 999)}号`
  return random.chance(0.75)
    ? `${street}${random.pick(ESTATES)}${random.int(1, 30)}号楼${random.int(1, 33)}0${random.int(1, 6)}室`
    : street
}
