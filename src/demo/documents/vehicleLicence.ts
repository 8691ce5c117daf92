/** A picture of a vehicle licence (行驶证): an SVG whose text is outlines, so that it looks the same without the font. */
import { type ApplicationLine, lesseeOf } from '../../commands/intake/line.ts'
import { cstDateOf } from '../../domain/dates.ts'
import { classOnPaper } from './classes.ts'
import type { Press } from './press.ts'

type VehicleLine = ApplicationLine['vehicles'][number]

const WIDTH = 880
const HEIGHT = 600

/** The registered owner is the one whom the vehicle office has, where it was asked. */
function ownerOf(line: ApplicationLine): string {
  const row = line.evidence.find(each => each.source === 'registration' && each.status === 'answered')
  return String(row?.values['registration.ownerName'] ?? lesseeOf(line).name ?? '')
}

export function vehicleLicence(line: ApplicationLine, vehicle: VehicleLine, press: Press): string {
  const registered = vehicle.firstRegistered ?? cstDateOf(line.submittedAt)
  const label = (text: string, x: number, y: number) => `<g fill="#7a5a3a">${press.outlines(text, x, y, 17)}</g>`
  const field = (name: string, text: string, x: number, y: number) =>
    `${label(name, x, y)}<g fill="#1b1b1b">${press.outlines(text, x + 118, y + 2, 22)}</g>`
  const body = [
    `<g fill="#5c3d1e">${press.outlines('中华人民共和国机动车行驶证（样本）', 170, 66, 30)}</g>`,
    field('号牌号码', vehicle.plate ?? '', 50, 130),
    field('车辆类型', classOnPaper(vehicle.vehicleClass), 450, 130),
    field('所有人', ownerOf(line), 50, 190),
    field('住址', lesseeOf(line).address ?? '', 50, 250),
    field('品牌型号', `${vehicle.make ?? ''} ${vehicle.model ?? ''}`, 50, 310),
    field('车辆识别代号', vehicle.vin ?? '', 50, 370),
    field('注册日期', registered, 50, 430),
    field('发证日期', registered, 450, 430),
    `<g fill="#b3261e" opacity="0.75">${press.outlines('演示样本 虚构数据', 560, 540, 28)}</g>`,
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="24" fill="#f3ead9" stroke="#c9b68f" stroke-width="4"/>`,
    `<rect x="28" y="90" width="824" height="390" rx="10" fill="none" stroke="#c9b68f"/>`,
    ...body,
    '</svg>',
  ].join('')
}
