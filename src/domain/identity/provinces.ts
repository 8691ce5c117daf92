/** The 34 provincial divisions of GB/T 2260, with the character that their number plates start with (GA 36). */

export interface Province {
  /** First two digits of an administrative code (GB/T 2260). */
  readonly code: string
  readonly zh: string
  readonly en: string
  /** First character of plates issued there; undefined where GA 36 plates are not issued. */
  readonly plate: string | undefined
}

const row = (code: string, zh: string, en: string, plate?: string): Province => ({ code, zh, en, plate })

export const PROVINCES: readonly Province[] = [
  row('11', '北京市', 'Beijing', '京'),
  row('12', '天津市', 'Tianjin', '津'),
  row('13', '河北省', 'Hebei', '冀'),
  row('14', '山西省', 'Shanxi', '晋'),
  row('15', '内蒙古自治区', 'Inner Mongolia', '蒙'),
  row('21', '辽宁省', 'Liaoning', '辽'),
  row('22', '吉林省', 'Jilin', '吉'),
  row('23', '黑龙江省', 'Heilongjiang', '黑'),
  row('31', '上海市', 'Shanghai', '沪'),
  row('32', '江苏省', 'Jiangsu', '苏'),
  row('33', '浙江省', 'Zhejiang', '浙'),
  row('34', '安徽省', 'Anhui', '皖'),
  row('35', '福建省', 'Fujian', '闽'),
  row('36', '江西省', 'Jiangxi', '赣'),
  row('37', '山东省', 'Shandong', '鲁'),
  row('41', '河南省', 'Henan', '豫'),
  row('42', '湖北省', 'Hubei', '鄂'),
  row('43', '湖南省', 'Hunan', '湘'),
  row('44', '广东省', 'Guangdong', '粤'),
  row('45', '广西壮族自治区', 'Guangxi', '桂'),
  row('46', '海南省', 'Hainan', '琼'),
  row('50', '重庆市', 'Chongqing', '渝'),
  row('51', '四川省', 'Sichuan', '川'),
  row('52', '贵州省', 'Guizhou', '贵'),
  row('53', '云南省', 'Yunnan', '云'),
  row('54', '西藏自治区', 'Tibet', '藏'),
  row('61', '陕西省', 'Shaanxi', '陕'),
  row('62', '甘肃省', 'Gansu', '甘'),
  row('63', '青海省', 'Qinghai', '青'),
  row('64', '宁夏回族自治区', 'Ningxia', '宁'),
  row('65', '新疆维吾尔自治区', 'Xinjiang', '新'),
  row('71', '台湾省', 'Taiwan'),
  row('81', '香港特别行政区', 'Hong Kong'),
  row('82', '澳门特别行政区', 'Macao'),
]

const byCode = new Map(PROVINCES.map(province => [province.code, province]))
const byPlate = new Map(PROVINCES.map(province => [province.plate, province]))

/** The province of any administrative code (two to twelve digits), or undefined. */
export function provinceOfCode(code: string): Province | undefined {
  return byCode.get(code.slice(0, 2))
}

/** The province whose plates start with this character, or undefined. */
export function provinceOfPlateCharacter(character: string): Province | undefined {
  return byPlate.get(character)
}
