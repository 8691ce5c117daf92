/** Everything known of applications, by set statements: one a table, however many applications are asked for. */
import type { PartyRole } from '../../domain/model/application.ts'
import type { Sql } from '../sql.ts'
import { columnsOf, groupBy, type Row, rows, rowsWhere } from './select.ts'

export type PartyInRole = Row<'party'> & { applicationId: string; role: PartyRole; line: number }

/** What a decision is made on. */
export interface DataPackage {
  application: Row<'application'>
  /** By role, then line. */
  parties: PartyInRole[]
  vehicles: Row<'application_vehicle'>[]
  evidence: Row<'evidence'>[]
}

/** What the case screen shows. How the application really ended is not part of it. */
export interface CaseDetail extends DataPackage {
  documents: Row<'document'>[]
  /** Oldest first, like the history. */
  decisions: Row<'decision'>[]
  history: Row<'history'>[]
  /** Its newest case, where it has one. */
  case: Row<'review_case'> | null
  claim: Row<'claim'> | null
}

const partiesOf = (sql: Sql, applicationIds: readonly string[]): Promise<PartyInRole[]> =>
  rows<PartyInRole>(
    sql,
    `select ${columnsOf('application_party', 'r', ['applicationId', 'role', 'line'])}, ${columnsOf('party', 'p')} ` +
      'from application_party as r join party as p on p.id = r.party_id where r.application_id = any($1::text[]) ' +
      'order by r.application_id, r.role, r.line',
    [applicationIds],
  )

async function packagesOf(sql: Sql, applications: readonly Row<'application'>[]): Promise<DataPackage[]> {
  const ids = applications.map(({ id }) => id)
  if (ids.length === 0) return []
  const [parties, vehicles, evidence] = await Promise.all([
    partiesOf(sql, ids).then(found => groupBy(found, 'applicationId')),
    rowsWhere(sql, 'application_vehicle', 'applicationId', ids, ['applicationId', 'line']).then(found =>
      groupBy(found, 'applicationId'),
    ),
    rowsWhere(sql, 'evidence', 'applicationId', ids, ['applicationId', 'source', 'asOf', 'id']).then(found =>
      groupBy(found, 'applicationId'),
    ),
  ])
  return applications.map(application => ({
    application,
    parties: parties.get(application.id) ?? [],
    vehicles: vehicles.get(application.id) ?? [],
    evidence: evidence.get(application.id) ?? [],
  }))
}

/** Data packages of those of the applications that are there, by application. */
export async function dataPackages(sql: Sql, applicationIds: readonly string[]): Promise<DataPackage[]> {
  return packagesOf(sql, await rowsWhere(sql, 'application', 'id', applicationIds, ['id']))
}

/** Applications that no book has decided yet, by id after `afterId` ('' to begin), with what a decision needs. */
export async function undecidedApplications(sql: Sql, afterId: string, limit: number): Promise<DataPackage[]> {
  const found = await rows<Row<'application'>>(
    sql,
    `select ${columnsOf('application', 't')} from application as t where t.id > $1::text ` +
      "and t.state in ('submitted', 'reconsidered') order by t.id limit $2::bigint",
    [afterId, limit],
  )
  return packagesOf(sql, found)
}

/** What the case screen shows of each application that is there, in the order asked. */
export async function caseDetails(sql: Sql, applicationIds: readonly string[]): Promise<CaseDetail[]> {
  const by = ['applicationId', 'at', 'id'] as const
  const [packages, documents, decisions, history, cases] = await Promise.all([
    dataPackages(sql, applicationIds),
    rowsWhere(sql, 'document', 'applicationId', applicationIds, ['addedAt', 'id']),
    rowsWhere(sql, 'decision', 'applicationId', applicationIds, by),
    rowsWhere(sql, 'history', 'applicationId', applicationIds, by),
    rowsWhere(sql, 'review_case', 'applicationId', applicationIds, ['openedAt', 'id']),
  ])
  const newest = new Map(cases.map(found => [found.applicationId, found]))
  const claims = await rowsWhere(
    sql,
    'claim',
    'caseId',
    [...newest.values()].map(({ id }) => id),
    ['caseId'],
  )
  const documentsOf = groupBy(documents, 'applicationId')
  const decisionsOf = groupBy(decisions, 'applicationId')
  const historyOf = groupBy(history, 'applicationId')
  const packageOf = new Map(packages.map(found => [found.application.id, found]))
  return applicationIds.flatMap(id => {
    const found = packageOf.get(id)
    const open = newest.get(id) ?? null
    if (found === undefined) return []
    return {
      ...found,
      documents: documentsOf.get(id) ?? [],
      decisions: decisionsOf.get(id) ?? [],
      history: historyOf.get(id) ?? [],
      case: open,
      claim: claims.find(({ caseId }) => caseId === open?.id) ?? null,
    }
  })
}

export const caseDetail = async (sql: Sql, applicationId: string): Promise<CaseDetail | null> =>
  (await caseDetails(sql, [applicationId]))[0] ?? null
