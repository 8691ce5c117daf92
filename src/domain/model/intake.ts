/** Files that came in: batches, saved mappings, and who has been erased. */
import { bigint, code, defineTable, instant, integer, json, type RowOf, text } from './table.ts'

export const importBatch = defineTable(
  'import_batch',
  {
    id: text(),
    kind: code<'applications' | 'demo' | 'decisions' | 'case-decisions'>()(),
    /** SM3 of the file's bytes. */
    fileHash: text({ nullable: true }),
    preset: text({ nullable: true }),
    read: integer(),
    imported: integer(),
    rejected: integer(),
    duplicates: integer(),
    at: instant(),
    by: text(),
    /** The file itself, kept sealed with its name: a name may be a person's. */
    documentId: text({ nullable: true }),
  },
  { key: ['id'] },
)
export type ImportBatch = RowOf<typeof importBatch>

export const mappingPreset = defineTable(
  'mapping_preset',
  { id: text(), name: text(), mapping: json()(), savedAt: instant(), savedBy: text() },
  { key: ['id'] },
)
export type MappingPreset = RowOf<typeof mappingPreset>

/** What an erasure throws away: a person's keys by their ids, and documents with the keys that each has for itself. */
export type ThrownAway = { keys: string[]; documents: { hash: string; keyId: string }[] }

export const erasure = defineTable(
  'erasure',
  {
    partyId: text(),
    at: instant(),
    by: text(),
    rows: bigint(),
    keys: json<ThrownAway['keys']>()(),
    documents: json<ThrownAway['documents']>()(),
  },
  { key: ['partyId'] },
)
export type Erasure = RowOf<typeof erasure>
