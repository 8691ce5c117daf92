/** The demo's catalogue of models: makers as `domain/identity/makers.ts` knows them, models that nobody sells. */
import type { Scenario } from '../mix.ts'

export interface Model {
  readonly wmi: string
  readonly make: string
  readonly model: string
  readonly vehicleClass: string
  readonly powertrain: string
  /** List price in yuan, tax included. */
  readonly list: number
  readonly massKg: number
}

const row = (text: string): Model => {
  const [wmi = '', make = '', model = '', vehicleClass = '', powertrain = '', list = '0', mass = '0'] = text.split('|')
  return { wmi, make, model, vehicleClass, powertrain, list: Number(list), massKg: Number(mass) }
}

const MODELS = [
  'LSV|上汽大众|示例轿 1.5L 舒适型|car|petrol|119900|1750',
  'LFV|一汽-大众|示例轿 1.4T 豪华型|car|petrol|158900|1850',
  'LVG|广汽丰田|示例轿 2.0L 双擎|car|hybrid|189800|1980',
  'LBV|华晨宝马|示例轿 325Li|car|petrol|339900|2120',
  'LVH|东风本田|示例越野 1.5T|suv|petrol|185900|2010',
  'LGW|长城汽车|示例越野 2.0T 四驱|suv|petrol|215800|2450',
  'LVV|奇瑞汽车|示例越野 1.6T|suv|petrol|129900|1990',
  'LMG|广汽传祺|示例商务 2.0T|mpv|petrol|209800|2540',
  'LSG|上汽通用|示例商务 652T|mpv|petrol|289900|2580',
  'LZW|上汽通用五菱|示例微面 1.5L|miniVan|petrol|49800|1700',
  'LZE|广汽五十铃|示例皮卡 1.9T|pickup|diesel|139800|2950',
  'LGX|比亚迪汽车|示例轿 EV 510|car|batteryElectric|139800|2050',
  'LGX|比亚迪汽车|示例轿 DM-i 120|car|plugInHybrid|125800|1980',
  'LRW|特斯拉（上海）|示例电动 后驱版|car|batteryElectric|245900|2190',
  'HLX|理想汽车|示例增程 Max|suv|rangeExtended|339800|2980',
  'LMG|广汽传祺|示例网约 EV 470|car|batteryElectric|118800|2010',
  'LS5|长安汽车|示例网约 EV 401|car|batteryElectric|99900|1960',
  'LVB|北汽福田|示例轻卡 3800|lightTruck|diesel|128000|4495',
  'LJ1|江淮汽车|示例轻卡 3360 EV|lightTruck|batteryElectric|189000|4495',
  'LFW|一汽解放|示例中卡 5800|mediumTruck|diesel|198000|11995',
  'LGA|东风商用车|示例载货 8×4|heavyTruck|diesel|365000|31000',
  'LZZ|中国重汽|示例载货 6×2|heavyTruck|diesel|318000|25000',
  'LZG|陕汽集团|示例自卸 8×4|tipper|diesel|398000|31000',
  'LZZ|中国重汽|示例搅拌 8×4|mixer|diesel|405000|31000',
  'LVB|北汽福田|示例冷藏 4200|reefer|diesel|188000|4495',
  'LGG|东风柳汽|示例罐车 8×4|tanker|diesel|465000|31000',
  'LFW|一汽解放|示例牵引 6×4 500马力|tractor|diesel|412000|25000',
  'LZZ|中国重汽|示例牵引 6×4 480马力|tractor|diesel|396000|25000',
  'LZG|陕汽集团|示例牵引 6×4 LNG 460马力|tractor|gas|428000|25000',
  'LGA|东风商用车|示例牵引 6×4 换电|tractor|batteryElectric|695000|25000',
  'LZY|宇通客车|示例客车 11米|bus|diesel|620000|17500',
  'LVB|北汽福田|示例洒水车|special|diesel|268000|18000',
].map(row)

/** A trailer and a body are made by others than the chassis; their prefixes are in nobody's list. */
export const TRAILER = row('LZ9|示例挂车厂|13米栏板半挂|semiTrailer|unpowered|98000|40000')
export const BODY = row('LZ9|示例改装厂|厢式上装|body|unpowered|62000|0')

const CARS = ['car', 'suv', 'mpv', 'pickup', 'miniVan']
const TRUCKS = ['lightTruck', 'mediumTruck', 'heavyTruck', 'tipper', 'mixer', 'reefer', 'tanker', 'special']
const ELECTRIC = ['batteryElectric', 'plugInHybrid', 'rangeExtended']

const isOf = (classes: readonly string[]) => (model: Model) => classes.includes(model.vehicleClass)
const PASSENGER = MODELS.filter(isOf(CARS))
const COMMERCIAL = MODELS.filter(isOf(TRUCKS))
const TRACTORS = MODELS.filter(isOf(['tractor']))

/** What is leased in each scenario. */
export const MODELS_OF: Readonly<Record<Scenario, readonly Model[]>> = {
  'passenger-new': PASSENGER,
  'passenger-used': PASSENGER,
  'commercial-new': COMMERCIAL,
  'commercial-used': [...COMMERCIAL, ...TRACTORS],
  'semi-trailer': TRACTORS,
  'new-energy': MODELS.filter(model => ELECTRIC.includes(model.powertrain)),
  'ride-hailing': MODELS.filter(model => model.vehicleClass === 'car' && ELECTRIC.includes(model.powertrain)),
  fleet: [...TRACTORS, ...COMMERCIAL, ...MODELS.filter(isOf(['bus']))],
  affiliation: [...TRACTORS, ...MODELS.filter(isOf(['heavyTruck', 'tipper']))],
  leaseback: [...PASSENGER, ...COMMERCIAL, ...TRACTORS],
}

const COMMERCIAL_CLASSES = new Set([...TRUCKS, 'tractor', 'semiTrailer', 'bus', 'body'])

export function isCommercial(vehicleClass: string): boolean {
  return COMMERCIAL_CLASSES.has(vehicleClass)
}

export function isNewEnergy(powertrain: string): boolean {
  return ELECTRIC.includes(powertrain) || powertrain === 'fuelCell'
}
