/**
 * What erasing a person does to the books, in one place: the person's own erasure and a restore, which applies the list
 * of those who were erased since, leave the very same rows. Every personal column becomes blank in every row that hangs
 * on the person or on an application of theirs, and the uploaded files that they came in with go too.
 */
import type { Document } from '../../domain/model/application.ts'
import { TABLES, type TableName } from '../../domain/model/index.ts'
import type { ThrownAway } from '../../domain/model/intake.ts'
import { type AnyRow, personalColumns } from '../../domain/model/table.ts'
import { type Change, upsert } from '../change.ts'
import { type EntryContext, ok, refuse, type Verdict } from '../command.ts'
import { byIndex, byKey, type Found, type Key, type Read, type ReadSet } from '../found.ts'

/** More than this is refused: no person has as many applications, and what an entry reads is bounded. */
const MOST_APPLICATIONS = 500
const MOST_ROWS_OF_ONE = 2_000

/** Tables whose rows hang on an application, found by its id. */
const ATTACHED = [
  'application_vehicle',
  'evidence',
  'document',
  'facts',
  'decision',
  'review_case',
  'history',
] as const satisfies readonly TableName[]
const INDEX = 'byApplication'

/** The rows to be blanked, in three rounds: applications, what hangs on them, the files that they came in with. */
export function readsOfBlanking(parties: readonly string[], found: Found, round: number): ReadSet | null {
  if (round === 1) {
    const keys = parties.map((party): Key => [party])
    const lists = keys.map(key => byIndex('application', 'byLessee', key, MOST_APPLICATIONS + 1))
    return [byKey('party', ...keys), byKey('erasure', ...keys), ...lists]
  }
  const applications = parties.flatMap(party => applicationsOf(party, found))
  if (round === 2) {
    const lists = applications.flatMap(({ id }) => ATTACHED.map(table => byIndex(table, INDEX, [id], MOST_ROWS_OF_ONE)))
    return [
      ...lists,
      ...named(
        'import_batch',
        applications.map(each => each.batchId),
      ),
    ]
  }
  return named(
    'document',
    batchesOf(applications, found).map(each => each.documentId),
  )
}

const named = (table: TableName, ids: readonly (string | null)[]): Read[] => {
  const keys = [...new Set(ids)].flatMap((id): Key[] => (id === null ? [] : [[id]]))
  return keys.length === 0 ? [] : [byKey(table, ...keys)]
}

/** Refuses what could only be blanked in part. */
export function judgeBlanking(partyId: string, found: Found): Verdict {
  const applications = applicationsOf(partyId, found)
  if (applications.length > MOST_APPLICATIONS)
    return refuse('party.too-many-applications', { applications: applications.length })
  const full = applications.find(({ id }) =>
    ATTACHED.some(table => found.rows(table, INDEX, [id]).length >= MOST_ROWS_OF_ONE),
  )
  return full === undefined ? ok : refuse('party.too-many-rows', { number: full.number, rows: MOST_ROWS_OF_ONE })
}

/** The blank rows, and the row that says so with all that has been thrown away for this person. */
export function blankingOf(partyId: string, keys: readonly string[], context: EntryContext, found: Found): Change[] {
  const party = found.row('party', partyId)
  const before = found.row('erasure', partyId)
  const applications = applicationsOf(partyId, found)
  const uploads = uploadsOf(applications, found)
  const attached = applications.flatMap(({ id }) => found.rows('document', INDEX, [id]))
  const blank = [
    ...applications.map(row => blanked('application', row)),
    ...applications.flatMap(({ id }) =>
      ATTACHED.flatMap(table => found.rows(table, INDEX, [id]).map(row => blanked(table, row))),
    ),
    ...uploads.map(row => blanked('document', row)),
  ]
  const gone = thrownAway([
    before ?? { keys: [], documents: [] },
    { keys: [...keys], documents: [...attached, ...uploads] },
  ])
  return [
    ...(party === null ? [] : [upsert('party', { ...blankedRow('party', party), erased: true })]),
    ...blank,
    upsert('erasure', { partyId, at: context.at, by: context.actor.id, rows: blank.length + 1, ...gone }),
  ]
}

/** Several erasures of one person as one, each key and document once. */
function thrownAway(all: readonly ThrownAway[]): ThrownAway {
  const documents = new Map(all.flatMap(each => each.documents.map(({ hash, keyId }) => [hash, { hash, keyId }])))
  return {
    keys: [...new Set(all.flatMap(each => each.keys))].sort(),
    documents: [...documents.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1)),
  }
}

const applicationsOf = (partyId: string, found: Found) => found.rows('application', 'byLessee', [partyId])

const batchesOf = (applications: ReturnType<typeof applicationsOf>, found: Found) =>
  [...new Set(applications.map(each => each.batchId))].flatMap(id => {
    const batch = id === null ? null : found.row('import_batch', id)
    return batch === null ? [] : [batch]
  })

const uploadsOf = (applications: ReturnType<typeof applicationsOf>, found: Found): Document[] =>
  batchesOf(applications, found).flatMap(({ documentId }) => {
    const document = documentId === null ? null : found.row('document', documentId)
    return document === null ? [] : [document]
  })

const blanked = (table: TableName, row: object): Change => ({
  table,
  kind: 'upsert',
  row: blankedRow(table, row) as unknown as AnyRow,
})

/** The row as a rebuild makes it once the key is gone: personal columns null, or empty where they may not be null. */
function blankedRow<Row extends object>(table: TableName, row: Row): Row {
  const { columns } = TABLES[table] as { columns: Readonly<Record<string, { nullable: boolean }>> }
  const blank = personalColumns(TABLES[table]).map(({ column }) => [column, columns[column]?.nullable ? null : {}])
  return { ...row, ...Object.fromEntries(blank) }
}
