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
  phoneNotOwn: odd(0.035, { 'stolen-identity': 0.5, 'straw-lessee': 0.12, 'phantom-vehicle': 0.15, 'bust-out': 0.08 }),
  phoneReported: odd(0.006, {
    'stolen-identity': 0.16,
    'straw-lessee': 0.06,
    'bust-out': 0.06,
    'phantom-vehicle': 0.05,
  }),
  phoneNew: odd(
    0.05,
    { 'stolen-identity': 0.5, 'straw-lessee': 0.25, 'bust-out': 0.25, 'phantom-vehicle': 0.25 },
    0.09,
  ),
  contactUnreached: odd(
    0.09,
    { 'stolen-identity': 0.5, 'straw-lessee': 0.22, 'bust-out': 0.3, 'phantom-vehicle': 0.25 },
    0.14,
  ),
  collectorCalls: odd(0.03, { 'bust-out': 0.16, 'double-financing': 0.14, 'forged-income': 0.1 }, 0.14),
  cardReportedLost: odd(0.008, { 'stolen-identity': 0.22 }),
  photoOfScreen: odd(0.02, { 'stolen-identity': 0.32, 'phantom-vehicle': 0.16, 'straw-lessee': 0.05 }),
  livenessFailed: odd(0.022, { 'stolen-identity': 0.28, 'phantom-vehicle': 0.08 }),
  policeNameDiffers: odd(0.006, { 'stolen-identity': 0.05 }),
  policeNoRecord: odd(0.003, { 'stolen-identity': 0.03, 'phantom-vehicle': 0.05 }),
  idNumberMistyped: odd(0.008, { 'stolen-identity': 0.03 }),
  cardReadWrong: odd(0.012, { 'stolen-identity': 0.05 }),
  cardExpired: odd(0.02, { 'stolen-identity': 0.08 }),
  idNumberRetyped: odd(0.06, { 'stolen-identity': 0.3, 'phantom-vehicle': 0.2, 'straw-lessee': 0.1 }),
  deviceTampered: odd(0.008, {
    'stolen-identity': 0.18,
    'phantom-vehicle': 0.12,
    'spoofed-mileage': 0.06,
    'bust-out': 0.06,
  }),
  networkHidden: odd(0.03, { 'stolen-identity': 0.24, 'phantom-vehicle': 0.1, 'bust-out': 0.12 }),
  deviceElsewhere: odd(0.06, {
    'stolen-identity': 0.4,
    'phantom-vehicle': 0.2,
    'straw-lessee': 0.15,
    'bust-out': 0.12,
  }),
  deviceOfDealer: odd(0.2, {
    'phantom-vehicle': 0.55,
    'straw-lessee': 0.3,
    'inflated-price': 0.35,
    'forged-invoice': 0.32,
  }),
  coached: odd(0.02, { 'straw-lessee': 0.25, 'phantom-vehicle': 0.12, 'forged-income': 0.15 }),
  // What it shares with earlier cases.
  sharedPhone: odd(0.006, { 'stolen-identity': 0.15, 'straw-lessee': 0.12, 'phantom-vehicle': 0.24, 'bust-out': 0.06 }),
  sharedContact: odd(0.015, { 'straw-lessee': 0.28, 'phantom-vehicle': 0.25, 'stolen-identity': 0.1, 'bust-out': 0.1 }),
  sharedAddress: odd(0.03, { 'straw-lessee': 0.22, 'phantom-vehicle': 0.24, 'stolen-identity': 0.1, 'bust-out': 0.12 }),
  sharedCard: odd(0.004, { 'straw-lessee': 0.16, 'phantom-vehicle': 0.16 }),
  sharedEmployer: odd(0.05, { 'forged-income': 0.3, 'straw-lessee': 0.22, 'phantom-vehicle': 0.15 }),
  sharedDevice: odd(0.03, { 'straw-lessee': 0.3, 'stolen-identity': 0.3, 'phantom-vehicle': 0.25, 'bust-out': 0.12 }),
  sharedVin: odd(0.008, { 'double-financing': 0.35, 'cloned-vin': 0.32, 'phantom-vehicle': 0.08 }),
  sharedInvoice: odd(0.002, { 'forged-invoice': 0.22, 'double-financing': 0.18, 'phantom-vehicle': 0.1 }),
  sharedPerson: odd(0.03, { 'bust-out': 0.15, 'straw-lessee': 0.05, 'double-financing': 0.12 }, 0.06),
  staffIsParty: odd(0.004, { 'phantom-vehicle': 0.14, 'inflated-price': 0.06, 'straw-lessee': 0.05 }),
  staffBurst: odd(0.04, { 'phantom-vehicle': 0.35, 'straw-lessee': 0.18, 'inflated-price': 0.12, 'bust-out': 0.1 }),
  // Income and account.
  flowOwnerDiffers: odd(0.03, { 'forged-income': 0.14, 'stolen-identity': 0.2, 'straw-lessee': 0.18 }),
  balanceBreaks: odd(0.02, { 'forged-income': 0.32, 'straw-lessee': 0.08, 'bust-out': 0.06 }),
  bankUnverified: odd(0.12, { 'forged-income': 0.5, 'straw-lessee': 0.25, 'stolen-identity': 0.3, 'bust-out': 0.25 }),
  insuredElsewhere: odd(0.07, { 'forged-income': 0.28, 'straw-lessee': 0.14, 'bust-out': 0.1 }, 0.09),
  notInsured: odd(0.15, { 'forged-income': 0.4, 'straw-lessee': 0.4, 'bust-out': 0.3, 'phantom-vehicle': 0.3 }, 0.22),
  employerUnknown: odd(0.04, { 'forged-income': 0.26, 'straw-lessee': 0.16, 'bust-out': 0.14, 'stolen-identity': 0.1 }),
  incomeRetyped: odd(0.07, { 'forged-income': 0.32, 'straw-lessee': 0.22, 'bust-out': 0.15 }, 0.1),
  editedImages: odd(0.02, {
    'forged-income': 0.32,
    'forged-invoice': 0.3,
    'cloned-vin': 0.2,
    'stolen-identity': 0.15,
    'phantom-vehicle': 0.18,
  }),
  gambling: odd(0.025, { 'bust-out': 0.16, 'double-financing': 0.08, 'forged-income': 0.06 }, 0.09),
  // The vehicle and its papers.
  vinMistyped: odd(0.012, { 'cloned-vin': 0.04, 'phantom-vehicle': 0.04 }),
  vinOnRecordDiffers: odd(0.01, { 'cloned-vin': 0.3, 'double-financing': 0.05 }),
  engineDiffers: odd(0.02, { 'cloned-vin': 0.42 }),
  plateDiffers: odd(0.008, { 'cloned-vin': 0.2 }),
  engineShared: odd(0.004, { 'cloned-vin': 0.14, 'phantom-vehicle': 0.1 }),
  ownerDiffers: odd(0.05, { 'double-financing': 0.24, 'cloned-vin': 0.2, 'forged-invoice': 0.18 }),
  mortgaged: odd(0.05, { 'double-financing': 0.34, 'cloned-vin': 0.12, 'forged-invoice': 0.1 }),
  sealed: odd(0.003, { 'double-financing': 0.05, 'cloned-vin': 0.05 }),
  titleTaken: odd(0.03, { 'double-financing': 0.45, 'cloned-vin': 0.16, 'bust-out': 0.04 }),
  titleBlanket: odd(0.07, { 'double-financing': 0.24 }),
  financedWithUs: odd(0.004, { 'double-financing': 0.12, 'cloned-vin': 0.12 }),
  vinPlateTouched: odd(0.008, { 'cloned-vin': 0.3, 'spoofed-mileage': 0.03 }),
  odometerFell: odd(0.025, { 'spoofed-mileage': 0.4, 'cloned-vin': 0.22 }),
  stolenVehicle: odd(0.0004, { 'cloned-vin': 0.06 }),
  totalLoss: odd(0.008, { 'cloned-vin': 0.1, 'inflated-price': 0.1 }),
  policyholderDiffers: odd(0.06, {
    'double-financing': 0.16,
    'cloned-vin': 0.26,
    'straw-lessee': 0.26,
    'stolen-identity': 0.15,
  }),
  insuranceMissing: odd(0.05, { 'phantom-vehicle': 0.4, 'cloned-vin': 0.12 }),
  invoiceVinDiffers: odd(0.008, { 'forged-invoice': 0.16, 'phantom-vehicle': 0.14, 'cloned-vin': 0.05 }),
  invoiceBuyerDiffers: odd(0.02, { 'forged-invoice': 0.14, 'straw-lessee': 0.06, 'double-financing': 0.1 }),
  invoiceSellerDiffers: odd(0.04, { 'forged-invoice': 0.26, 'inflated-price': 0.12, 'phantom-vehicle': 0.14 }),
  invoiceTotalDiffers: odd(0.02, { 'forged-invoice': 0.18, 'inflated-price': 0.16 }),
  taxDiffers: odd(0.012, { 'forged-invoice': 0.22, 'inflated-price': 0.05 }),
  taxNoRecord: odd(0.02, { 'forged-invoice': 0.24, 'phantom-vehicle': 0.16 }),
  taxReversed: odd(0.004, { 'forged-invoice': 0.14, 'phantom-vehicle': 0.14, 'double-financing': 0.06 }),
  taxSumOff: odd(0.01, { 'forged-invoice': 0.22 }),
  notInStock: odd(0.07, { 'phantom-vehicle': 0.55, 'forged-invoice': 0.15 }),
  photoReused: odd(0.006, { 'phantom-vehicle': 0.34, 'forged-invoice': 0.08, 'cloned-vin': 0.1 }),
  photoFar: odd(0.04, { 'phantom-vehicle': 0.3, 'cloned-vin': 0.28, 'straw-lessee': 0.12, 'bust-out': 0.08 }),
  contractPriceDiffers: odd(0.03, { 'inflated-price': 0.24, 'forged-invoice': 0.12 }),
  modelYearOff: odd(0.02, { 'inflated-price': 0.16, 'cloned-vin': 0.1, 'forged-invoice': 0.06 }),
  firstDateOff: odd(0.02, { 'cloned-vin': 0.22, 'inflated-price': 0.12, 'forged-invoice': 0.14 }),
  justTransferred: odd(0.06, { 'double-financing': 0.2, 'inflated-price': 0.25, 'cloned-vin': 0.25 }),
  // Money at the start.
  stakeByOther: odd(0.05, { 'straw-lessee': 0.38, 'inflated-price': 0.26, 'phantom-vehicle': 0.34, 'bust-out': 0.08 }),
  stakeShort: odd(0.03, { 'inflated-price': 0.34, 'straw-lessee': 0.12, 'phantom-vehicle': 0.2 }),
  feesHigh: odd(0.06, { 'inflated-price': 0.2, 'straw-lessee': 0.15 }, 0.1),
  // Records and lists.
  industryFraud: odd(0.0015, {
    'straw-lessee': 0.05,
    'bust-out': 0.06,
    'double-financing': 0.06,
    'stolen-identity': 0.04,
  }),
  industryDefault: odd(0.004, { 'double-financing': 0.08, 'bust-out': 0.05, 'straw-lessee': 0.05 }, 0.03),
  internalGrey: odd(
    0.02,
    { 'bust-out': 0.07, 'straw-lessee': 0.08, 'forged-income': 0.07, 'inflated-price': 0.06 },
    0.06,
  ),
  internalBlack: odd(0.001, { 'straw-lessee': 0.02, 'double-financing': 0.03 }, 0.004),
  dishonest: odd(0.003, { 'double-financing': 0.04, 'straw-lessee': 0.04 }, 0.025),
  enforced: odd(0.015, { 'double-financing': 0.13, 'forged-income': 0.08, 'straw-lessee': 0.06 }, 0.08),
  sued: odd(0.03, { 'double-financing': 0.15, 'forged-income': 0.1, 'bust-out': 0.06 }, 0.12),
  convicted: odd(0.002, { 'straw-lessee': 0.03, 'bust-out': 0.02, 'cloned-vin': 0.04 }, 0.006),
  declinedBefore: odd(
    0.04,
    { 'forged-income': 0.14, 'straw-lessee': 0.1, 'bust-out': 0.12, 'double-financing': 0.12 },
    0.09,
  ),
  companyYoung: odd(0.08, { 'bust-out': 0.4, 'phantom-vehicle': 0.35, 'forged-income': 0.18 }, 0.14),
  representativeChanged: odd(0.06, { 'bust-out': 0.35, 'phantom-vehicle': 0.25, 'double-financing': 0.16 }, 0.11),
  companyIrregular: odd(0.02, { 'bust-out': 0.1, 'phantom-vehicle': 0.1, 'double-financing': 0.1 }, 0.06),
  related: odd(0.002, {}),
  exposed: odd(0.002, {}),
  // The road.
  licenceUnfit: odd(0.02, { 'straw-lessee': 0.36, 'stolen-identity': 0.25, 'phantom-vehicle': 0.25 }, 0.03),
  qualificationLapsed: odd(0.05, { 'straw-lessee': 0.28, 'forged-income': 0.1 }, 0.08),
  permitLapsed: odd(0.04, { 'double-financing': 0.1, 'cloned-vin': 0.16 }, 0.06),
  driverIsAnother: odd(0.06, { 'straw-lessee': 0.38, 'stolen-identity': 0.3, 'forged-income': 0.14 }, 0.09),
  violationsOpen: odd(0.12, { 'cloned-vin': 0.3, 'spoofed-mileage': 0.18, 'straw-lessee': 0.15 }, 0.2),
  seenElsewhere: odd(
    0.08,
    { 'spoofed-mileage': 0.26, 'straw-lessee': 0.22, 'cloned-vin': 0.3, 'stolen-identity': 0.15 },
    0.11,
  ),
  trackingRefused: odd(0.03, {
    'double-financing': 0.18,
    'bust-out': 0.14,
    'straw-lessee': 0.1,
    'spoofed-mileage': 0.14,
  }),
  // The package.
  papersMissing: odd(0.1, { 'stolen-identity': 0.2, 'phantom-vehicle': 0.22, 'forged-income': 0.16 }, 0.13),
  papersExpired: odd(0.05, { 'stolen-identity': 0.1, 'straw-lessee': 0.08 }, 0.07),
  namesDiffer: odd(0.035, { 'stolen-identity': 0.16, 'forged-invoice': 0.14, 'straw-lessee': 0.1, 'cloned-vin': 0.12 }),
} as const satisfies Readonly<Record<string, Oddity>>

export type OddityId = keyof typeof ODDITIES
export const ODDITY_IDS = Object.keys(ODDITIES) as OddityId[]

/** How often a case of this kind shows the oddity, before noise and rough files. */
export function oddityRate(id: OddityId, bad: boolean, fraud: Fraud | null): number {
  const found: Oddity = ODDITIES[id]
  if (fraud !== null) return found.byFraud[fraud] ?? found.honest
  return bad ? (found.bad ?? found.honest) : found.honest
}
