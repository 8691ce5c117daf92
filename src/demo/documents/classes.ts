/** What papers call the classes of the form (GA 802). */
const CLASSES: Readonly<Record<string, string>> = {
  car: '小型轿车',
  suv: '小型越野客车',
  mpv: '小型普通客车',
  miniVan: '微型普通客车',
  pickup: '轻型普通货车',
  bus: '大型普通客车',
  lightTruck: '轻型厢式货车',
  mediumTruck: '中型厢式货车',
  heavyTruck: '重型仓栅式货车',
  tractor: '重型半挂牵引车',
  semiTrailer: '重型仓栅式半挂车',
  tipper: '重型自卸货车',
  reefer: '轻型冷藏车',
  mixer: '重型混凝土搅拌车',
  tanker: '重型罐式货车',
}

/** The type of vehicle as a licence or an invoice prints it. */
export function classOnPaper(vehicleClass: string | null): string {
  return CLASSES[vehicleClass ?? ''] ?? '专项作业车'
}
