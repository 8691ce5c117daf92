/**
 * Makers by the first three characters of a VIN (world manufacturer identifier): those that a Chinese lessor meets most.
 * Far from complete on purpose: a prefix that is not here is unknown, never wrong.
 */

export interface Maker {
  readonly wmi: string
  readonly zh: string
  readonly en: string
}

const row = (wmi: string, zh: string, en: string): Maker => ({ wmi, zh, en })

export const MAKERS: readonly Maker[] = [
  row('HLX', '理想汽车', 'Li Auto'),
  row('L6T', '吉利汽车', 'Geely'),
  row('LB3', '吉利汽车', 'Geely'),
  row('LBE', '北京现代', 'Beijing Hyundai'),
  row('LBV', '华晨宝马', 'BMW Brilliance'),
  row('LC0', '比亚迪汽车工业', 'BYD Auto Industry'),
  row('LDC', '神龙汽车', 'Dongfeng Peugeot-Citroën'),
  row('LDY', '中通客车', 'Zhongtong Bus'),
  row('LE4', '北京奔驰', 'Beijing Benz'),
  row('LFM', '一汽丰田', 'FAW Toyota'),
  row('LFP', '一汽轿车', 'FAW Car'),
  row('LFV', '一汽-大众', 'FAW-Volkswagen'),
  row('LFW', '一汽解放', 'FAW Jiefang'),
  row('LGA', '东风商用车', 'Dongfeng Commercial Vehicle'),
  row('LGB', '东风日产', 'Dongfeng Nissan'),
  row('LGG', '东风柳汽', 'Dongfeng Liuzhou Motor'),
  row('LGJ', '东风风神', 'Dongfeng Fengshen'),
  row('LGW', '长城汽车', 'Great Wall Motor'),
  row('LGX', '比亚迪汽车', 'BYD Auto'),
  row('LH1', '一汽海马', 'FAW Haima'),
  row('LHG', '广汽本田', 'GAC Honda'),
  row('LJ1', '江淮汽车', 'JAC Motors'),
  row('LJD', '悦达起亚', 'Yueda Kia'),
  row('LKL', '苏州金龙', 'Higer Bus'),
  row('LLV', '力帆汽车', 'Lifan'),
  row('LMG', '广汽传祺', 'GAC Trumpchi'),
  row('LRW', '特斯拉（上海）', 'Tesla Shanghai'),
  row('LS5', '长安汽车', 'Changan Automobile'),
  row('LSG', '上汽通用', 'SAIC General Motors'),
  row('LSJ', '上汽乘用车', 'SAIC Motor'),
  row('LSV', '上汽大众', 'SAIC Volkswagen'),
  row('LSY', '华晨中华', 'Brilliance'),
  row('LTV', '一汽丰田（天津）', 'FAW Toyota Tianjin'),
  row('LVB', '北汽福田', 'Beiqi Foton'),
  row('LVG', '广汽丰田', 'GAC Toyota'),
  row('LVH', '东风本田', 'Dongfeng Honda'),
  row('LVR', '长安马自达', 'Changan Mazda'),
  row('LVS', '长安福特', 'Changan Ford'),
  row('LVV', '奇瑞汽车', 'Chery'),
  row('LVY', '沃尔沃汽车（亚太）', 'Volvo Cars Asia Pacific'),
  row('LYV', '沃尔沃汽车', 'Volvo Cars'),
  row('LZE', '广汽五十铃', 'Isuzu Guangzhou'),
  row('LZG', '陕汽集团', 'Shaanxi Automobile'),
  row('LZW', '上汽通用五菱', 'SAIC-GM-Wuling'),
  row('LZY', '宇通客车', 'Yutong Bus'),
  row('LZZ', '中国重汽', 'Sinotruk'),
]

const byWmi = new Map(MAKERS.map(maker => [maker.wmi, maker]))

/** The maker of a VIN, or 'unknown'. */
export function makerOf(vin: string): Maker | 'unknown' {
  return byWmi.get(vin.slice(0, 3)) ?? 'unknown'
}
