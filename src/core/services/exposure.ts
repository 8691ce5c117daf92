/** Aggregate exposure of applications over 90 days, from the day buckets that effects keep. */
import { countsTowardsExposure, exposureSubjects } from '../../commands/intake/exposure.ts'
import { addDays, cstDateOf } from '../../domain/dates.ts'
import type { DataPackage } from '../../store/queries/cases.ts'
import { exposureSince } from '../../store/queries/portfolio.ts'
import type { Sql } from '../../store/sql.ts'

/** DOMAIN: the 10-million test looks back over 90 days. */
const DAYS = 90

type Subject = Pick<DataPackage, 'application' | 'parties'>

/**
 * What lessee, spouse, group and 挂靠 company have asked for together, in fen, this application counted once. An earlier
 * application that names two of them counts for each: the sum errs towards a person looking. A foreign-currency loan
 * stands for itself: it does not add up with yuan.
 */
export async function exposuresOf(
  sql: Sql,
  applications: readonly Subject[],
  instant: string,
): Promise<(application: Subject) => number> {
  const counted = applications.filter(({ application }) => countsTowardsExposure(application))
  const subjects = [...new Set(counted.flatMap(({ parties }) => exposureSubjects(parties)))]
  const from = addDays(cstDateOf(instant), -DAYS)
  const sums = new Map((await exposureSince(sql, subjects, from)).map(({ subject, amountFen }) => [subject, amountFen]))
  return ({ application, parties }) => {
    const { amountFen, submittedAt } = application
    if (!countsTowardsExposure(application)) return amountFen
    const subjectsHere = exposureSubjects(parties)
    const together = subjectsHere.reduce((sum, subject) => sum + (sums.get(subject) ?? 0), 0)
    const countedAgain = cstDateOf(submittedAt) >= from ? (subjectsHere.length - 1) * amountFen : -amountFen
    return Math.max(amountFen, together - countedAgain)
  }
}
