/**
 * Erases a person: every personal field that stands under their key becomes blank. The keys themselves are thrown away
 * by the core beside this entry, so that journal, packs and documents stay unreadable too, while the chain verifies.
 */
import { z } from 'zod'
import { TABLES, type TableName } from '../../domain/model/index.ts'
import { type AnyRow, personalColumns } from '../../domain/model/table.ts'
import type { Change } from '../change.ts'
import { upsert } from '../change.ts'
import { command, ok, refuse } from '../command.ts'
import { byIndex, byKey, type Found } from '../found.ts'

/** More applications than this of one person are refused: nobody has as many, and an entry's reads are bounded. */
const MOST_APPLICATIONS = 500
const OF_AN_APPLICATION = 200

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

export const eraseParty = command({
  name: 'party.erase',
  version: 1,
  travels: true,
  roles: ['administrator'],
  operator: false,
  signed: true,
  input: z.object({ partyId: z.string(), reason: z.string().max(500) }),
  reads(given, _context, found, round) {
    if (round === 1)
      return [
        byKey('party', [given.partyId]),
        byKey('erasure', [given.partyId]),
        byIndex('application', 'byLessee', [given.partyId], MOST_APPLICATIONS + 1),
      ]
    if (round !== 2) return null
    return applicationsOf(given.partyId, found).flatMap(application =>
      ATTACHED.map(table => byIndex(table, INDEX, [application.id], OF_AN_APPLICATION)),
    )
  },
  judge(given, _context, found) {
    if (found.row('party', given.partyId) === null) return refuse('party.unknown', { party: given.partyId })
    if (found.row('erasure', given.partyId) !== null) return refuse('party.erased')
    const applications = applicationsOf(given.partyId, found).length
    return applications > MOST_APPLICATIONS ? refuse('party.too-many-applications', { applications }) : ok
  },
  effect(given, context, found) {
    const party = found.row('party', given.partyId)
    const rows = applicationsOf(given.partyId, found).flatMap(application => [
      blanked('application', application as unknown as AnyRow),
      ...ATTACHED.flatMap(table =>
        found.rows(table, INDEX, [application.id]).map(row => blanked(table, row as unknown as AnyRow)),
      ),
    ])
    return [
      ...(party === null
        ? []
        : [upsert('party', { ...blankedRow('party', party as unknown as AnyRow), erased: true } as never)]),
      ...rows,
      upsert('erasure', { partyId: given.partyId, at: context.at, by: context.actor.id, rows: rows.length + 1 }),
    ]
  },
})

const applicationsOf = (partyId: string, found: Found) => found.rows('application', 'byLessee', [partyId])

const blanked = (table: TableName, row: AnyRow): Change => ({ table, kind: 'upsert', row: blankedRow(table, row) })

/** The row as a rebuild makes it once the key is gone: personal columns null, or empty where they may not be null. */
export function blankedRow(table: TableName, row: AnyRow): AnyRow {
  const blank: Record<string, null | Record<string, never>> = {}
  for (const { column } of personalColumns(TABLES[table])) {
    const nullable = TABLES[table].columns[column as never] as { nullable: boolean }
    blank[column] = nullable.nullable ? null : {}
  }
  return { ...row, ...blank }
}
