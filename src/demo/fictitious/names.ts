/** Names of people, common characters and rare ones, and names of companies that a reader sees to be invented. */
import type { Random } from '../random.ts'
import type { City } from './places.ts'

const SURNAMES = Array.from(
  '王王王王李李李李张张张张刘刘刘陈陈陈杨杨黄黄赵赵吴吴周周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
)
const RARE_SURNAMES = ['欧阳', '司马', '上官', '逄', '仝', '亓', '𠮷', '缑', '佴', '訾']
const GIVEN_MALE = Array.from('伟强磊军洋勇杰涛明超刚平辉鹏飞波斌宇浩凯健俊帆龙建国华志文海峰亮新利清林东旭博晨阳天宁')
const GIVEN_FEMALE = Array.from('芳娜敏静丽艳娟霞秀玲燕红梅英慧玉洁莉婷雪琳颖萍丹蓉佳欣怡梦雨婉晴思琪蕾彤菲岚月')
const RARE_GIVEN = ['㛃', '䶮', '𬭚', '喆', '犇', '燊', '𣲗', '赟', '翀', '㼆', '堃', '玥']

/** A person's name of two to four characters; three in a thousand carry a character outside most fonts. */
export function personName(random: Random, sex: 'male' | 'female'): string {
  const surname = random.chance(0.012) ? random.pick(RARE_SURNAMES) : random.pick(SURNAMES)
  const given = sex === 'male' ? GIVEN_MALE : GIVEN_FEMALE
  const first = random.chance(0.006) ? random.pick(RARE_GIVEN) : random.pick(given)
  if (random.chance(0.0012)) return `${random.pick(MINORITY_GIVEN)}·${random.pick(MINORITY_FATHER)}`
  return random.chance(0.14) ? surname + first : surname + first + random.pick(given)
}

const MINORITY_GIVEN = ['阿依古丽', '买买提', '热依扎', '卓玛次仁', '巴特尔']
const MINORITY_FATHER = ['艾合买提江', '吐尔逊', '库尔班', '额尔德尼', '多吉扎西']

const INVENTED = [
  '虚谷',
  '拟川',
  '演辰',
  '示澜',
  '样舟',
  '例丰',
  '幻驰',
  '仿达',
  '假日行',
  '模安',
  '未名顺',
  '设想通',
  '试驿',
  '空集',
]
const TRANSPORT = ['物流', '运输', '货运', '供应链管理', '汽车运输', '冷链物流', '危险品运输', '渣土运输']
const TRADES = [
  '商贸',
  '建材',
  '科技',
  '餐饮管理',
  '装饰工程',
  '机械制造',
  '食品',
  '服饰',
  '电子',
  '教育咨询',
  '农业开发',
  '医疗器械',
]
const DEALER_TRADES = ['汽车销售服务', '汽车贸易', '商用车销售', '新能源汽车销售', '二手车经纪', '汽车城']

function companyOf(random: Random, city: City, trades: readonly string[]): string {
  const place = city.name.replace('市', '')
  const invented = random.pick(INVENTED) + (random.chance(0.5) ? random.pick(Array.from('泰和诚远通达瑞盛')) : '')
  return `${place}${invented}${random.pick(trades)}有限公司`
}

/** Forty characters at most; two in a hundred come near it. */
export function transportCompanyName(random: Random, city: City): string {
  const name = companyOf(random, city, TRANSPORT)
  if (!random.chance(0.02)) return name
  const long = `${name.replace('有限公司', '')}城际干线甩挂联运与多式联运服务（集团）股份有限公司${city.name}示例第二分公司`
  return Array.from(long).slice(0, 40).join('')
}

export function employerName(random: Random, city: City): string {
  if (random.chance(0.06))
    return `${city.name}${random.pick(['示例', '样本', '拟定'])}${random.pick(['中学', '医院', '街道办事处'])}`
  return companyOf(random, city, TRADES)
}

export function dealerName(random: Random, city: City): string {
  return companyOf(random, city, DEALER_TRADES)
}
