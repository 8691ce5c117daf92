/** What the search by any part is built from, streamed in blocks, and where its hits lead. */
import type { Sql } from '../sql.ts'
import { rows } from './select.ts'

/** `identity`: an ID card or credit code, found by its digits and never shown whole. */
export type SearchKind = 'party' | 'identity' | 'vin' | 'plate' | 'application'

/** A text that people look for; `owner` is the party's id, or the application's. */
export interface SearchRow {
  kind: SearchKind
  owner: string
  text: string
}

type Source = { from: string; key: readonly string[]; owner: string; texts: readonly [SearchKind, string][] }

const SOURCES: readonly Source[] = [
  {
    from: 'party',
    key: ['id'],
    owner: 'id',
    texts: [
      ['party', 'name'],
      ['identity', 'id_number'],
    ],
  },
  {
    from: 'application_vehicle',
    key: ['application_id', 'line'],
    owner: 'application_id',
    texts: [
      ['vin', 'vin'],
      ['plate', 'plate'],
    ],
  },
  { from: 'application', key: ['id'], owner: 'id', texts: [['application', 'number']] },
]

type Found = Record<string, string | number | null>

async function* blocksOf(sql: Sql, { from, key, owner, texts }: Source, size: number): AsyncGenerator<SearchRow[]> {
  const columns = [...new Set([...key, owner, ...texts.map(([, column]) => column)])].join(', ')
  const by = key.join(', ')
  let last: readonly (string | number | null)[] | null = null
  for (;;) {
    const after = last === null ? '' : `where (${by}) > (${last.map((_, at) => `$${at + 2}`).join(', ')}) `
    const text = `select ${columns} from ${from} ${after}order by ${by} limit $1::bigint`
    const found: Found[] = await rows<Found>(sql, text, [size, ...(last ?? [])])
    if (found.length > 0)
      yield found.flatMap(row =>
        texts.flatMap(([kind, column]): SearchRow[] => {
          const value = row[column]
          return typeof value === 'string' && value !== '' ? [{ kind, owner: String(row[owner]), text: value }] : []
        }),
      )
    if (found.length < size) return
    last = key.map(column => found.at(-1)?.[column] ?? null)
  }
}

/** Names and numbers of parties, VINs, plates and application numbers, a block after the other by key. */
export async function* findRows(sql: Sql, blockSize = 5_000): AsyncGenerator<SearchRow[]> {
  for (const source of SOURCES) yield* blocksOf(sql, source, blockSize)
}

/** Where a hit leads: an application and its newest case. */
export interface Place {
  /** Of the party where a party was asked for, else of the application. */
  owner: string
  applicationId: string
  number: string
  lesseeName: string | null
  state: string
  caseId: string | null
}

const PLACE =
  'a.id as "applicationId", a.number, a.lessee_name as "lesseeName", a.state, (select c.id from review_case as c ' +
  'where c.application_id = a.id order by c.opened_at desc, c.id desc limit 1) as "caseId" '

export const placesOfApplications = (sql: Sql, ids: readonly string[]): Promise<Place[]> =>
  rows<Place>(sql, `select a.id as "owner", ${PLACE}from application as a where a.id = any($1::text[]) order by a.id`, [
    ids,
  ])

/** The newest application of each party, whatever its role there. */
export const placesOfParties = (sql: Sql, ids: readonly string[]): Promise<Place[]> =>
  rows<Place>(
    sql,
    `select distinct on (r.party_id) r.party_id as "owner", ${PLACE}from application_party as r ` +
      'join application as a on a.id = r.application_id where r.party_id = any($1::text[]) ' +
      'order by r.party_id, a.submitted_at desc, a.id desc',
    [ids],
  )
