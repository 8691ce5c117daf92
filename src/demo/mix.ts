/** What the demo portfolio is mixed from: scenarios, the ten frauds, and how often each comes. */

export const SCENARIOS = [
  'passenger-new',
  'passenger-used',
  'commercial-new',
  'commercial-used',
  'semi-trailer',
  'new-energy',
  'ride-hailing',
  'fleet',
  'affiliation',
  'leaseback',
] as const
export type Scenario = (typeof SCENARIOS)[number]

export const FRAUDS = [
  'stolen-identity',
  'forged-income',
  'inflated-price',
  'double-financing',
  'straw-lessee',
  'cloned-vin',
  'forged-invoice',
  'phantom-vehicle',
  'spoofed-mileage',
  'bust-out',
] as const
export type Fraud = (typeof FRAUDS)[number]

type Shares<K extends string> = Readonly<Record<K, number>>

export interface Mix {
  /** Share of applications that are one of the ten frauds. */
  readonly fraudShare: number
  /** Shares of the frauds among themselves; need not sum to one. A fraud left out does not come. */
  readonly byFraud: Readonly<Partial<Record<Fraud, number>>>
  /** Shares of the scenarios among themselves. A scenario left out does not come. */
  readonly byScenario: Readonly<Partial<Record<Scenario, number>>>
  /** 1 is the noise of docs/demo-portfolio.md; 0 has neither wrong nor missing answers, nor honest oddities. */
  readonly noise: number
}

export const DEFAULT_MIX: Mix & { readonly byFraud: Shares<Fraud>; readonly byScenario: Shares<Scenario> } = {
  fraudShare: 0.03,
  byFraud: {
    'stolen-identity': 0.1,
    'forged-income': 0.2,
    'inflated-price': 0.13,
    'double-financing': 0.06,
    'straw-lessee': 0.17,
    'cloned-vin': 0.04,
    'forged-invoice': 0.07,
    'phantom-vehicle': 0.05,
    'spoofed-mileage': 0.08,
    'bust-out': 0.1,
  },
  byScenario: {
    'passenger-new': 0.26,
    'passenger-used': 0.14,
    'commercial-new': 0.12,
    'commercial-used': 0.08,
    'semi-trailer': 0.08,
    'new-energy': 0.1,
    'ride-hailing': 0.07,
    fleet: 0.03,
    affiliation: 0.08,
    leaseback: 0.04,
  },
  noise: 1,
}

/** Share of the honest applications that go bad, by scenario. */
export const BAD_SHARE: Shares<Scenario> = {
  'passenger-new': 0.05,
  'passenger-used': 0.085,
  'commercial-new': 0.075,
  'commercial-used': 0.115,
  'semi-trailer': 0.09,
  'new-energy': 0.065,
  'ride-hailing': 0.11,
  fleet: 0.045,
  affiliation: 0.1,
  leaseback: 0.1,
}

/** Where a fraud is tried: weights on the shares of the scenarios; a scenario without one never sees it. */
export const FRAUD_FITS: Readonly<Record<Fraud, Readonly<Partial<Record<Scenario, number>>>>> = {
  'stolen-identity': {
    'passenger-new': 1.4,
    'passenger-used': 1.2,
    'new-energy': 1.2,
    'ride-hailing': 1.2,
    'commercial-new': 0.5,
    affiliation: 0.6,
    'semi-trailer': 0.4,
    'commercial-used': 0.5,
    leaseback: 0.8,
  },
  'forged-income': {
    'passenger-new': 1.2,
    'passenger-used': 1.1,
    'new-energy': 1,
    'ride-hailing': 1,
    'commercial-new': 1,
    'commercial-used': 1,
    'semi-trailer': 1,
    affiliation: 1,
    leaseback: 1.2,
    fleet: 0.5,
  },
  'inflated-price': {
    'passenger-new': 0.6,
    'passenger-used': 1.8,
    'commercial-new': 1.2,
    'commercial-used': 2,
    'semi-trailer': 1,
    affiliation: 1.2,
    'new-energy': 0.8,
    leaseback: 1.5,
    fleet: 0.7,
  },
  'double-financing': {
    'passenger-used': 1,
    'commercial-used': 1.6,
    'commercial-new': 0.9,
    'semi-trailer': 0.9,
    affiliation: 1.4,
    leaseback: 4,
    fleet: 1.2,
    'passenger-new': 0.5,
  },
  'straw-lessee': {
    'passenger-new': 1.3,
    'passenger-used': 1.1,
    'new-energy': 1.2,
    'ride-hailing': 1.2,
    'commercial-new': 0.7,
    'commercial-used': 0.7,
    'semi-trailer': 0.6,
    affiliation: 0.9,
    leaseback: 0.6,
  },
  'cloned-vin': {
    'passenger-used': 1.3,
    'commercial-used': 1.3,
    leaseback: 1,
    'passenger-new': 0.2,
    'commercial-new': 0.3,
    'new-energy': 0.35,
    'ride-hailing': 0.4,
    'semi-trailer': 0.3,
    affiliation: 0.5,
  },
  'forged-invoice': {
    'passenger-new': 0.7,
    'commercial-new': 1.4,
    'semi-trailer': 1.4,
    'new-energy': 0.8,
    affiliation: 1.3,
    fleet: 1,
    'passenger-used': 0.5,
    'commercial-used': 0.8,
    leaseback: 1.5,
  },
  'phantom-vehicle': {
    'passenger-new': 1,
    'new-energy': 1.2,
    'commercial-new': 1,
    'ride-hailing': 0.8,
    'semi-trailer': 0.5,
    fleet: 1.5,
  },
  'spoofed-mileage': {
    'passenger-used': 1.2,
    'commercial-used': 1.6,
    'ride-hailing': 1,
    leaseback: 1.2,
    'semi-trailer': 0.8,
    affiliation: 1,
    'commercial-new': 0.5,
  },
  'bust-out': {
    'passenger-new': 1.4,
    'passenger-used': 1,
    'new-energy': 1.3,
    'ride-hailing': 0.8,
    'commercial-new': 0.6,
    'semi-trailer': 0.5,
    fleet: 0.5,
    leaseback: 0.5,
  },
}

/** How often a fraud ends badly for us: an inflated price can be paid to the end. */
export const FRAUD_GOES_BAD: Shares<Fraud> = {
  'stolen-identity': 0.97,
  'forged-income': 0.5,
  'inflated-price': 0.4,
  'double-financing': 0.7,
  'straw-lessee': 0.7,
  'cloned-vin': 0.8,
  'forged-invoice': 0.65,
  'phantom-vehicle': 0.95,
  'spoofed-mileage': 0.35,
  'bust-out': 1,
}

/** The ids of the book, made by whoever hands them in: a keyed hash of natural keys. */
export interface DemoIds {
  party(kind: 'person' | 'company', idNumber: string): string
  application(sourceKey: string): string
}

export interface DemoOptions {
  readonly seed: number
  readonly applications: number
  /** The end of the intake: applications were submitted in the hours before it. */
  readonly instant: string
  readonly ids: DemoIds
  readonly mix?: Partial<Mix>
}

/** The default mix with what the caller changed. */
export function mixOf(changes: Partial<Mix> | undefined): Mix {
  return { ...DEFAULT_MIX, ...changes }
}
