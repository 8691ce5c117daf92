/** Who has been erased, and which cases were theirs. */
import type { Sql } from '../sql.ts'
import { everyRow, type Row, rows } from './select.ts'

export const erasures = (sql: Sql): Promise<Row<'erasure'>[]> => everyRow(sql, 'erasure')

/** Ids of the cases of these lessees' applications. */
export async function casesOfLessees(sql: Sql, parties: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    sql,
    'select c.id from application as a join review_case as c on c.application_id = a.id ' +
      'where a.lessee_id = any($1::text[]) order by c.id',
    [parties],
  )
  return found.map(({ id }) => id)
}
