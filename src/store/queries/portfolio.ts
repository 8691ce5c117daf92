/** Sums over the portfolio, and past decisions with what they were made from. */
import type { Sql } from '../sql.ts'
import { columnsOf, type Row, rows } from './select.ts'

export type Exposure = { subject: string; amountFen: number; applications: number }

/** Money asked for by each subject (party or group) from that day on; subjects without any are left out. */
export const exposureSince = (sql: Sql, subjects: readonly string[], fromDay: string): Promise<Exposure[]> =>
  rows<Exposure>(
    sql,
    'select subject, sum(amount_fen)::bigint as "amountFen", sum(applications)::bigint as "applications" ' +
      'from exposure_day where subject = any($1::text[]) and day >= $2::date group by subject order by subject',
    [subjects, fromDay],
  )

export type DecisionWithFacts = Row<'decision'> & { facts: Row<'facts'>['body']; factsDigest: string | null }

/** Automatic decisions by id after `afterId` ('' to begin), with the facts they were made from: what `replay` goes through. */
export const automaticDecisions = (sql: Sql, afterId: string, limit: number): Promise<DecisionWithFacts[]> =>
  rows<DecisionWithFacts>(
    sql,
    `select ${columnsOf('decision', 't')}, f.body as "facts", f.digest as "factsDigest" from decision as t ` +
      'left join facts as f on f.id = t.facts_id where t.id > $1::text and t.rulebook_hash is not null ' +
      'order by t.id limit $2::bigint',
    [afterId, limit],
  )
