/** Ids that the same natural key gives on every desktop of a company, so that nothing comes in twice. */
import type { Ids } from '../../domain/intake/values.ts'
import { sm3 } from '../../journal/crypto.ts'

/** 96 bits: among a billion applications the odds of two alike are one in a hundred billion. */
const DIGITS = 24

export interface CompanySecret {
  /** HMAC-SM3 in hex under a key of the company: who has an ID number cannot find its person's row by it. */
  companyDigest(text: string): string
}

/**
 * A person or company with an ID number is one party whatever file names it; without one, a party of that application
 * only. Numbers are brought into their official form before they come here.
 */
export function idsOf(keys: CompanySecret): Ids {
  return {
    party: (kind, idNumber, naturalKey) =>
      idNumber === null
        ? `p${sm3(`party\n${naturalKey}`).slice(0, DIGITS)}`
        : `p${keys.companyDigest(`party\n${kind}\n${idNumber}`).slice(0, DIGITS)}`,
    application: (source, sourceKey) => `a${sm3(`${source}|${sourceKey}`).slice(0, DIGITS)}`,
    dealer: name => `d${sm3(`dealer\n${name}`).slice(0, DIGITS)}`,
  }
}
