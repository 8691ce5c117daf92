/**
 * The graded half of the latent process: hidden quantities of a case, each a normal deviate with variance one. Honest
 * customers who pay have mean zero; those who will not, and each fraud, are shifted as tabled. Sources turn a drift
 * into figures, with noise of their own. docs/demo-portfolio.md carries the same table, and a test holds them equal.
 */
import type { Fraud } from './mix.ts'

interface Drift {
  readonly meaning: string
  /** Mean for honest applications that go bad. */
  readonly bad?: number
  readonly byFraud?: Readonly<Partial<Record<Fraud, number>>>
}

const drift = (meaning: string, bad: number, byFraud: Drift['byFraud'] = {}): Drift => ({ meaning, bad, byFraud })

export const DRIFTS = {
  discipline: drift('how faithfully debts were paid so far', -0.75, {
    'stolen-identity': 0.3,
    'forged-income': -0.45,
    'double-financing': -0.7,
    'straw-lessee': -0.1,
    'bust-out': 0.35,
    'spoofed-mileage': -0.3,
  }),
  capacity: drift('true income against the instalment', -0.6, {
    'forged-income': -1.15,
    'straw-lessee': -0.9,
    'double-financing': -0.4,
    'bust-out': -0.4,
  }),
  roots: drift('how long at the address, in the job, in the trade', -0.35, {
    'straw-lessee': -0.6,
    'bust-out': -0.65,
    'phantom-vehicle': -0.45,
    'stolen-identity': -0.3,
  }),
  file: drift('how thick and old the credit file is', -0.15, {
    'straw-lessee': -0.7,
    'bust-out': -0.65,
    'phantom-vehicle': -0.6,
  }),
  hunger: drift('how eagerly credit is sought elsewhere', 0.5, {
    'stolen-identity': 0.7,
    'forged-income': 0.45,
    'straw-lessee': 0.75,
    'double-financing': 0.7,
    'bust-out': 1.3,
  }),
  overstatement: drift('how far the stated income is above the true one', 0.25, {
    'forged-income': 1.3,
    'straw-lessee': 0.7,
    'stolen-identity': 0.45,
    'bust-out': 0.45,
  }),
  artificialFlow: drift('how much of the account’s traffic is made to be seen', 0.1, {
    'forged-income': 1.1,
    'straw-lessee': 0.65,
    'bust-out': 0.75,
    'double-financing': 0.3,
  }),
  haste: drift('how fast, and how much by rote, the form was filled in', 0.05, {
    'stolen-identity': 1,
    'straw-lessee': 0.6,
    'phantom-vehicle': 1.05,
    'bust-out': 0.6,
    'inflated-price': 0.3,
  }),
  faceDoubt: drift('how unlike the live picture is to the card', 0, {
    'stolen-identity': 1.25,
    'straw-lessee': 0.25,
    'phantom-vehicle': 0.3,
  }),
  overprice: drift('price over the vehicle’s worth', 0.1, {
    'inflated-price': 1.3,
    'phantom-vehicle': 0.65,
    'forged-invoice': 0.7,
    'straw-lessee': 0.35,
    'cloned-vin': -0.4,
  }),
  thinStake: drift('how little of the price the lessee puts up', 0.35, {
    'stolen-identity': 0.7,
    'straw-lessee': 0.65,
    'inflated-price': 0.7,
    'phantom-vehicle': 0.45,
    'bust-out': 0.75,
    'double-financing': 0.3,
  }),
  rollback: drift('kilometres that the odometer has lost', 0.05, {
    'spoofed-mileage': 1.4,
    'cloned-vin': 0.75,
    'inflated-price': 0.35,
  }),
  trackDefects: drift('gaps, jumps and gates that do not fit the track', 0.1, {
    'spoofed-mileage': 1.15,
    'double-financing': 0.3,
    'straw-lessee': 0.3,
    'cloned-vin': 0.35,
  }),
  tollDodging: drift('night trips that leave the motorway around a toll gate', 0.35, {
    'spoofed-mileage': 0.65,
    'straw-lessee': 0.1,
    'forged-income': 0.3,
  }),
  overwork: drift('kilometres and freight stated over those really driven', 0.2, {
    'spoofed-mileage': 0.75,
    'forged-income': 0.7,
    'straw-lessee': 0.35,
  }),
  distance: drift('how far apart form, vehicle and home are', 0.1, {
    'stolen-identity': 0.7,
    'straw-lessee': 0.65,
    'phantom-vehicle': 0.7,
    'cloned-vin': 0.75,
    'bust-out': 0.4,
  }),
  paperWear: drift('how badly the papers read', 0, {
    'forged-income': 0.6,
    'forged-invoice': 0.75,
    'cloned-vin': 0.45,
    'stolen-identity': 0.4,
    'phantom-vehicle': 0.4,
  }),
  damage: drift('claims and wear of the vehicle', 0.1, {
    'cloned-vin': 0.4,
    'inflated-price': 0.45,
    'spoofed-mileage': 0.35,
  }),
  dealerPressure: drift('how crooked the dealer is that brings the case', 0.15, {
    'inflated-price': 1.25,
    'phantom-vehicle': 1.8,
    'straw-lessee': 0.7,
    'forged-invoice': 0.8,
    'forged-income': 0.45,
    'bust-out': 0.35,
    'double-financing': 0.3,
  }),
} as const satisfies Readonly<Record<string, Drift>>

export type DriftId = keyof typeof DRIFTS
export const DRIFT_IDS = Object.keys(DRIFTS) as DriftId[]

/** The mean of a drift for a case of this kind. */
export function driftMean(id: DriftId, bad: boolean, fraud: Fraud | null): number {
  const found: Drift = DRIFTS[id]
  if (fraud !== null) return found.byFraud?.[fraud] ?? 0
  return bad ? (found.bad ?? 0) : 0
}

/** Share of each fraud done so well that it leaves nothing: every drift and oddity is an honest customer's. */
export const LEAVES_NOTHING: Readonly<Record<Fraud, number>> = {
  'stolen-identity': 0.1,
  'forged-income': 0.12,
  'inflated-price': 0.12,
  'double-financing': 0.12,
  'straw-lessee': 0.18,
  'cloned-vin': 0.1,
  'forged-invoice': 0.1,
  'phantom-vehicle': 0.1,
  'spoofed-mileage': 0.12,
  'bust-out': 0.2,
}

/** Honest customers whose file is a mess: their oddities come so many times as often, their drifts lean the wrong way. */
export const ROUGH_SHARE = 0.07
export const ROUGH_TIMES = 3.5
export const ROUGH_LEAN = 0.5
