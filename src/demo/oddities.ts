/**
 * The yes-or-no half of the latent process: oddities that a case shows or not. `honest` is how often an honest one does
 * (mistakes of people, sources that are wrong), `bad` an honest one that will not pay, `byFraud` a fraud; a kind that is
 * not named is as odd as an honest case. docs/demo-portfolio.md carries the same table, and a test holds them equal.
 */
import type { Fraud } from './mix.ts'

export interface Oddity {
  readonly honest: number
  readonly bad?: number
  readonly byFraud: Readonly<Partial<Record<Fraud, number>>>
}

const odd = (honest: number, byFraud: Oddity['byFraud'], bad = honest): Oddity => ({ honest, bad, byFraud })

export const ODDITIES = {
  // The person behind the form.
  phoneNotOwn: odd(0.035, { 'stolen-identity': 0.7, 'straw-lessee': 0.18, 'phantom-vehicle': 0.23, 'bust-out': 0.12 }),
  phoneReported: odd(0.006, {
    'stolen-identity': 0.24,
    'straw-lessee': 0.091,
    'bust-out': 0.091,
    'phantom-vehicle': 0.076,
  }),
  phoneNew: odd(
    0.05,
    { 'stolen-identity': 0.7, 'straw-lessee': 0.38, 'bust-out': 0.38, 'phantom-vehicle': 0.38 },
    0.09,
  ),
  contactUnreached: odd(
    0.09,
    { 'stolen-identity': 0.7, 'straw-lessee': 0.34, 'bust-out': 0.46, 'phantom-vehicle': 0.38 },
    0.14,
  ),
  collectorCalls: odd(0.03, { 'bust-out': 0.24, 'double-financing': 0.22, 'forged-income': 0.15 }, 0.14),
  cardReportedLost: odd(0.008, { 'stolen-identity': 0.34 }),
  photoOfScreen: odd(0.02, { 'stolen-identity': 0.49, 'phantom-vehicle': 0.24, 'straw-lessee': 0.076 }),
  livenessFailed: odd(0.022, { 'stolen-identity': 0.43, 'phantom-vehicle': 0.12 }),
  policeNameDiffers: odd(0.006, { 'stolen-identity': 0.076 }),
  policeNoRecord: odd(0.003, { 'stolen-identity': 0.045, 'phantom-vehicle': 0.076 }),
  idNumberMistyped: odd(0.008, { 'stolen-identity': 0.045 }),
  cardReadWrong: odd(0.012, { 'stolen-identity': 0.076 }),
  cardExpired: odd(0.02, { 'stolen-identity': 0.12 }),
  idNumberRetyped: odd(0.06, { 'stolen-identity': 0.46, 'phantom-vehicle': 0.3, 'straw-lessee': 0.15 }),
  deviceTampered: odd(0.008, {
    'stolen-identity': 0.27,
    'phantom-vehicle': 0.18,
    'spoofed-mileage': 0.091,
    'bust-out': 0.091,
  }),
  networkHidden: odd(0.03, { 'stolen-identity': 0.37, 'phantom-vehicle': 0.15, 'bust-out': 0.18 }),
  deviceElsewhere: odd(0.06, {
    'stolen-identity': 0.61,
    'phantom-vehicle': 0.3,
    'straw-lessee': 0.23,
    'bust-out': 0.18,
  }),
  deviceOfDealer: odd(0.2, {
    'phantom-vehicle': 0.7,
    'straw-lessee': 0.46,
    'inflated-price': 0.54,
    'forged-invoice': 0.49,
  }),
  coached: odd(0.02, { 'straw-lessee': 0.38, 'phantom-vehicle': 0.18, 'forged-income': 0.23 }),
  // What it shares with earlier cases.
  sharedPhone: odd(0.006, {
    'stolen-identity': 0.23,
    'straw-lessee': 0.18,
    'phantom-vehicle': 0.37,
    'bust-out': 0.091,
  }),
  sharedContact: odd(0.015, {
    'straw-lessee': 0.43,
    'phantom-vehicle': 0.38,
    'stolen-identity': 0.15,
    'bust-out': 0.15,
  }),
  sharedAddress: odd(0.03, {
    'straw-lessee': 0.34,
    'phantom-vehicle': 0.37,
    'stolen-identity': 0.15,
    'bust-out': 0.18,
  }),
  sharedCard: odd(0.004, { 'straw-lessee': 0.24, 'phantom-vehicle': 0.24 }),
  sharedEmployer: odd(0.05, { 'forged-income': 0.46, 'straw-lessee': 0.34, 'phantom-vehicle': 0.23 }),
  sharedDevice: odd(0.03, { 'straw-lessee': 0.46, 'stolen-identity': 0.46, 'phantom-vehicle': 0.38, 'bust-out': 0.18 }),
  sharedVin: odd(0.008, { 'double-financing': 0.54, 'cloned-vin': 0.49, 'phantom-vehicle': 0.12 }),
  sharedInvoice: odd(0.002, { 'forged-invoice': 0.34, 'double-financing': 0.27, 'phantom-vehicle': 0.15 }),
  sharedPerson: odd(0.03, { 'bust-out': 0.23, 'straw-lessee': 0.076, 'double-financing': 0.18 }, 0.06),
  staffIsParty: odd(0.004, { 'phantom-vehicle': 0.22, 'inflated-price': 0.091, 'straw-lessee': 0.076 }),
  staffBurst: odd(0.04, { 'phantom-vehicle': 0.54, 'straw-lessee': 0.27, 'inflated-price': 0.18, 'bust-out': 0.15 }),
  // Income and account.
  flowOwnerDiffers: odd(0.03, { 'forged-income': 0.22, 'stolen-identity': 0.3, 'straw-lessee': 0.27 }),
  balanceBreaks: odd(0.02, { 'forged-income': 0.49, 'straw-lessee': 0.12, 'bust-out': 0.091 }),
  bankUnverified: odd(0.12, { 'forged-income': 0.7, 'straw-lessee': 0.38, 'stolen-identity': 0.46, 'bust-out': 0.38 }),
  insuredElsewhere: odd(0.07, { 'forged-income': 0.43, 'straw-lessee': 0.22, 'bust-out': 0.15 }, 0.09),
  notInsured: odd(
    0.15,
    { 'forged-income': 0.61, 'straw-lessee': 0.61, 'bust-out': 0.46, 'phantom-vehicle': 0.46 },
    0.22,
  ),
  employerUnknown: odd(0.04, { 'forged-income': 0.4, 'straw-lessee': 0.24, 'bust-out': 0.22, 'stolen-identity': 0.15 }),
  incomeRetyped: odd(0.07, { 'forged-income': 0.49, 'straw-lessee': 0.34, 'bust-out': 0.23 }, 0.1),
  editedImages: odd(0.02, {
    'forged-income': 0.49,
    'forged-invoice': 0.46,
    'cloned-vin': 0.3,
    'stolen-identity': 0.23,
    'phantom-vehicle': 0.27,
  }),
  gambling: odd(0.025, { 'bust-out': 0.24, 'double-financing': 0.12, 'forged-income': 0.091 }, 0.09),
  // The vehicle and its papers.
  vinMistyped: odd(0.012, { 'cloned-vin': 0.061, 'phantom-vehicle': 0.061 }),
  vinOnRecordDiffers: odd(0.01, { 'cloned-vin': 0.46, 'double-financing': 0.076 }),
  engineDiffers: odd(0.02, { 'cloned-vin': 0.65 }),
  plateDiffers: odd(0.008, { 'cloned-vin': 0.3 }),
  engineShared: odd(0.004, { 'cloned-vin': 0.22, 'phantom-vehicle': 0.15 }),
  ownerDiffers: odd(0.05, { 'double-financing': 0.37, 'cloned-vin': 0.3, 'forged-invoice': 0.27 }),
  mortgaged: odd(0.05, { 'double-financing': 0.52, 'cloned-vin': 0.18, 'forged-invoice': 0.15 }),
  sealed: odd(0.003, { 'double-financing': 0.076, 'cloned-vin': 0.076 }),
  titleTaken: odd(0.03, { 'double-financing': 0.68, 'cloned-vin': 0.24, 'bust-out': 0.061 }),
  titleBlanket: odd(0.07, { 'double-financing': 0.37 }),
  financedWithUs: odd(0.004, { 'double-financing': 0.18, 'cloned-vin': 0.18 }),
  vinPlateTouched: odd(0.008, { 'cloned-vin': 0.46, 'spoofed-mileage': 0.045 }),
  odometerFell: odd(0.025, { 'spoofed-mileage': 0.61, 'cloned-vin': 0.34 }),
  stolenVehicle: odd(0.0004, { 'cloned-vin': 0.091 }),
  totalLoss: odd(0.008, { 'cloned-vin': 0.15, 'inflated-price': 0.15 }),
  policyholderDiffers: odd(0.06, {
    'double-financing': 0.24,
    'cloned-vin': 0.4,
    'straw-lessee': 0.4,
    'stolen-identity': 0.23,
  }),
  insuranceMissing: odd(0.05, { 'phantom-vehicle': 0.61, 'cloned-vin': 0.18 }),
  invoiceVinDiffers: odd(0.008, { 'forged-invoice': 0.24, 'phantom-vehicle': 0.22, 'cloned-vin': 0.076 }),
  invoiceBuyerDiffers: odd(0.02, { 'forged-invoice': 0.22, 'straw-lessee': 0.091, 'double-financing': 0.15 }),
  invoiceSellerDiffers: odd(0.04, { 'forged-invoice': 0.4, 'inflated-price': 0.18, 'phantom-vehicle': 0.22 }),
  invoiceTotalDiffers: odd(0.02, { 'forged-invoice': 0.27, 'inflated-price': 0.24 }),
  taxDiffers: odd(0.012, { 'forged-invoice': 0.34, 'inflated-price': 0.076 }),
  taxNoRecord: odd(0.02, { 'forged-invoice': 0.37, 'phantom-vehicle': 0.24 }),
  taxReversed: odd(0.004, { 'forged-invoice': 0.22, 'phantom-vehicle': 0.22, 'double-financing': 0.091 }),
  taxSumOff: odd(0.01, { 'forged-invoice': 0.34 }),
  notInStock: odd(0.07, { 'phantom-vehicle': 0.7, 'forged-invoice': 0.23 }),
  photoReused: odd(0.006, { 'phantom-vehicle': 0.52, 'forged-invoice': 0.12, 'cloned-vin': 0.15 }),
  photoFar: odd(0.04, { 'phantom-vehicle': 0.46, 'cloned-vin': 0.43, 'straw-lessee': 0.18, 'bust-out': 0.12 }),
  contractPriceDiffers: odd(0.03, { 'inflated-price': 0.37, 'forged-invoice': 0.18 }),
  modelYearOff: odd(0.02, { 'inflated-price': 0.24, 'cloned-vin': 0.15, 'forged-invoice': 0.091 }),
  firstDateOff: odd(0.02, { 'cloned-vin': 0.34, 'inflated-price': 0.18, 'forged-invoice': 0.22 }),
  justTransferred: odd(0.06, { 'double-financing': 0.3, 'inflated-price': 0.38, 'cloned-vin': 0.38 }),
  // Money at the start.
  stakeByOther: odd(0.05, { 'straw-lessee': 0.57, 'inflated-price': 0.4, 'phantom-vehicle': 0.52, 'bust-out': 0.12 }),
  stakeShort: odd(0.03, { 'inflated-price': 0.52, 'straw-lessee': 0.18, 'phantom-vehicle': 0.3 }),
  feesHigh: odd(0.06, { 'inflated-price': 0.3, 'straw-lessee': 0.23 }, 0.1),
  // Records and lists.
  industryFraud: odd(0.0015, {
    'straw-lessee': 0.076,
    'bust-out': 0.091,
    'double-financing': 0.091,
    'stolen-identity': 0.061,
  }),
  industryDefault: odd(0.004, { 'double-financing': 0.12, 'bust-out': 0.076, 'straw-lessee': 0.076 }, 0.03),
  internalGrey: odd(
    0.02,
    { 'bust-out': 0.11, 'straw-lessee': 0.12, 'forged-income': 0.11, 'inflated-price': 0.091 },
    0.06,
  ),
  internalBlack: odd(0.001, { 'straw-lessee': 0.03, 'double-financing': 0.045 }, 0.004),
  dishonest: odd(0.003, { 'double-financing': 0.061, 'straw-lessee': 0.061 }, 0.025),
  enforced: odd(0.015, { 'double-financing': 0.2, 'forged-income': 0.12, 'straw-lessee': 0.091 }, 0.08),
  sued: odd(0.03, { 'double-financing': 0.23, 'forged-income': 0.15, 'bust-out': 0.091 }, 0.12),
  convicted: odd(0.002, { 'straw-lessee': 0.045, 'bust-out': 0.03, 'cloned-vin': 0.061 }, 0.006),
  declinedBefore: odd(
    0.04,
    { 'forged-income': 0.22, 'straw-lessee': 0.15, 'bust-out': 0.18, 'double-financing': 0.18 },
    0.09,
  ),
  companyYoung: odd(0.08, { 'bust-out': 0.61, 'phantom-vehicle': 0.54, 'forged-income': 0.27 }, 0.14),
  representativeChanged: odd(0.06, { 'bust-out': 0.54, 'phantom-vehicle': 0.38, 'double-financing': 0.24 }, 0.11),
  companyIrregular: odd(0.02, { 'bust-out': 0.15, 'phantom-vehicle': 0.15, 'double-financing': 0.15 }, 0.06),
  related: odd(0.002, {}),
  exposed: odd(0.002, {}),
  // The road.
  licenceUnfit: odd(0.02, { 'straw-lessee': 0.55, 'stolen-identity': 0.38, 'phantom-vehicle': 0.38 }, 0.03),
  qualificationLapsed: odd(0.05, { 'straw-lessee': 0.43, 'forged-income': 0.15 }, 0.08),
  permitLapsed: odd(0.04, { 'double-financing': 0.15, 'cloned-vin': 0.24 }, 0.06),
  driverIsAnother: odd(0.06, { 'straw-lessee': 0.57, 'stolen-identity': 0.46, 'forged-income': 0.22 }, 0.09),
  violationsOpen: odd(0.12, { 'cloned-vin': 0.46, 'spoofed-mileage': 0.27, 'straw-lessee': 0.23 }, 0.2),
  seenElsewhere: odd(
    0.08,
    { 'spoofed-mileage': 0.4, 'straw-lessee': 0.34, 'cloned-vin': 0.46, 'stolen-identity': 0.23 },
    0.11,
  ),
  trackingRefused: odd(0.03, {
    'double-financing': 0.27,
    'bust-out': 0.22,
    'straw-lessee': 0.15,
    'spoofed-mileage': 0.22,
  }),
  // The package.
  papersMissing: odd(0.1, { 'stolen-identity': 0.3, 'phantom-vehicle': 0.34, 'forged-income': 0.24 }, 0.13),
  papersExpired: odd(0.05, { 'stolen-identity': 0.15, 'straw-lessee': 0.12 }, 0.07),
  namesDiffer: odd(0.035, {
    'stolen-identity': 0.24,
    'forged-invoice': 0.22,
    'straw-lessee': 0.15,
    'cloned-vin': 0.18,
  }),
} as const satisfies Readonly<Record<string, Oddity>>

export type OddityId = keyof typeof ODDITIES
export const ODDITY_IDS = Object.keys(ODDITIES) as OddityId[]

/** How often a case of this kind shows the oddity, before noise and rough files. */
export function oddityRate(id: OddityId, bad: boolean, fraud: Fraud | null): number {
  const found: Oddity = ODDITIES[id]
  if (fraud !== null) return found.byFraud[fraud] ?? found.honest
  return bad ? (found.bad ?? found.honest) : found.honest
}
