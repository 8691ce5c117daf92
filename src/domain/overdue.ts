/**
 * Overdue buckets by days past due: M1 1–30, M2 31–60, M3 61–90, M4 91–120, M5 121–150, M6 151–180, M6+ over 180.
 * Days are counted from the contractual due date, whatever a holiday rolls.
 */

export type OverdueBucket = 'current' | 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6' | 'M6+'

/** All buckets, from good to bad. */
export const OVERDUE_BUCKETS: readonly OverdueBucket[] = ['current', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M6+']

const DAYS_A_BUCKET = 30

/** The bucket of so many whole days past due; not yet due (0 or fewer) is current. Throws `RangeError` on fractions. */
export function bucketOf(daysPastDue: number): OverdueBucket {
  if (!Number.isInteger(daysPastDue)) throw new RangeError(`Days past due are whole: ${daysPastDue}`)
  return OVERDUE_BUCKETS[Math.max(0, Math.ceil(daysPastDue / DAYS_A_BUCKET))] ?? 'M6+'
}

/** -1, 0 or 1, the better bucket first. */
export function compareBuckets(a: OverdueBucket, b: OverdueBucket): number {
  return Math.sign(OVERDUE_BUCKETS.indexOf(a) - OVERDUE_BUCKETS.indexOf(b))
}
