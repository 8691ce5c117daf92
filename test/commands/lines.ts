/** Lines of packs for tests, as small as they may be. */
import type { ApplicationLine } from '../../src/commands/intake/line.ts'

export const partyLine = (
  id: string,
  role: ApplicationLine['parties'][number]['role'] = 'lessee',
  groupId: string | null = null,
) => ({
  role,
  id,
  kind: 'person' as const,
  name: `名${id}`,
  idNumber: `id-${id}`,
  phone: null,
  address: null,
  bankCard: null,
  groupId,
  region: '41',
})

export function applicationLine(key: string, changes: Partial<ApplicationLine> = {}): ApplicationLine {
  return {
    kind: 'application',
    id: `a-${key}`,
    sourceKey: key,
    scenario: 'passenger-new',
    product: 'direct-lease',
    currency: 'CNY',
    dealerId: null,
    region: '41',
    priceFen: 20_000_000,
    downPaymentFen: 4_000_000,
    amountFen: 16_000_000,
    termMonths: 36,
    rate: 0.08,
    submittedAt: '2026-11-20T01:00:00.000Z',
    declared: {},
    parties: [partyLine(`party-${key}`)],
    vehicles: [],
    evidence: [],
    documents: [],
    outcome: null,
    ...changes,
  }
}

export const batch = (lines: number, batchId = 'b-1') => ({
  batchId,
  kind: 'applications' as const,
  source: 'test',
  fileHash: null,
  preset: null,
  read: lines,
  imported: lines,
  rejected: 0,
  duplicates: 0,
  documentId: null,
})

export const decisionLine = (key: string, outcome: 'approve' | 'refer' | 'decline' = 'refer', basedOn = 1) => ({
  applicationId: `a-${key}`,
  basedOn,
  lesseeId: `party-${key}`,
  factsId: `a-${key}-${basedOn}`,
  digest: 'd',
  facts: { version: 1 },
  record: { semantics: 1, rulebook: 'book', outcome, fired: [] },
  reasons: outcome === 'approve' ? [] : ['ltv-refer'],
})
