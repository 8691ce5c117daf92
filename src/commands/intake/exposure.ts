/**
 * What a financing adds to whose exposure. The 10-million test and concentration add up lessee, spouse, group and
 * 挂靠 company over 90 days (DOMAIN.md, 'Parties and vehicles'); the rows are day buckets kept by effects.
 */
import type { ApplicationLine, PartyLine } from './line.ts'

const COUNTED = new Set(['lessee', 'co-lessee', 'spouse', 'affiliation-company'])

/** Subjects of one application, each once: parties by id, groups as `group:<id>`. */
export function exposureSubjects(parties: readonly Pick<PartyLine, 'role' | 'id' | 'groupId'>[]): string[] {
  const counted = parties.filter(party => COUNTED.has(party.role))
  const groups = counted.flatMap(party => (party.groupId === null ? [] : [`group:${party.groupId}`]))
  return [...new Set([...counted.map(party => party.id), ...groups])].sort()
}

/** Foreign-currency loans (the real US portfolio) do not add up with yuan. */
export const countsTowardsExposure = (line: Pick<ApplicationLine, 'currency'>): boolean => line.currency === 'CNY'
