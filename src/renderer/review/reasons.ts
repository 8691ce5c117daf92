/** The reasons a person may give, by what they decide; at most nine each, so that one key picks one. */
import type { z } from 'zod'
import type { reviewOutcome } from '../../protocol/desktop/review.ts'

export type ReviewOutcome = z.infer<typeof reviewOutcome>

export const REASONS = {
  approve: [
    'income-verified',
    'collateral-sufficient',
    'good-history',
    'guarantor-sufficient',
    'difference-explained',
    'within-exception',
  ],
  decline: [
    'cannot-repay',
    'over-indebted',
    'bad-history',
    'false-data',
    'vehicle-unsuitable',
    'dealer-doubtful',
    'against-policy',
    'suspected-fraud',
  ],
  'ask-documents': [
    'identity',
    'bank-flow',
    'income-proof',
    'invoice',
    'registration',
    'affiliation-agreement',
    'spouse-consent',
    'transport-permit',
    'vehicle-pictures',
  ],
  escalate: ['above-authority', 'policy-exception', 'suspected-fraud', 'second-opinion', 'conflict-of-interest'],
} as const satisfies Record<ReviewOutcome, readonly string[]>

export const OUTCOME_KEYS: readonly { outcome: ReviewOutcome; key: string }[] = [
  { outcome: 'approve', key: 'A' },
  { outcome: 'decline', key: 'D' },
  { outcome: 'ask-documents', key: 'R' },
  { outcome: 'escalate', key: 'E' },
]
