/** How many applications wait for the rulebook. */
import type { Sql } from '../sql.ts'
import { rows } from './select.ts'

export async function undecidedCount(sql: Sql): Promise<number> {
  const [row] = await rows<{ applications: number }>(
    sql,
    `select count(*) as "applications" from application where state in ('submitted', 'reconsidered')`,
    [],
  )
  return row?.applications ?? 0
}
