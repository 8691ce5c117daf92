/**
 * One reading of a file into pack lines: rows mapped, duplicates left out, every row counted once as accepted, rejected
 * or duplicate. Streams: what stands in memory is a block of rows and the ids seen so far.
 */
import type { IntakeLine } from '../../commands/intake/line.ts'
import type { DealerLine } from '../../domain/intake/lines.ts'
import { type MappedApplication, mapRow } from '../../domain/intake/map-row.ts'
import type { Mapping } from '../../domain/intake/mapping.ts'
import { type Plan, planOf } from '../../domain/intake/plan.ts'
import type { Ids } from '../../domain/intake/values.ts'
import type { TableName } from '../../domain/model/index.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problems.ts'
import type { Running } from '../services/jobs.ts'
import type { OpenTable, TableBlock } from './reader.ts'
import type { RejectsFile } from './rejects-file.ts'

export interface Tally {
  read: number
  imported: number
  rejected: number
  duplicates: number
}

export interface Reading {
  readonly desk: Desk
  readonly ids: Ids
  readonly table: OpenTable
  readonly plan: Plan
  readonly rejects: RejectsFile
  readonly running: Running
  /** Told after each block; `of` is an estimate by the share of the file that has been read. */
  readonly progress: (read: number, of: number) => void
}

/** The plan of a mapping for this table. Throws `Problem('mapping.<code>')`. */
export function planFor(mapping: Mapping, columns: readonly string[]): Plan {
  const plan = planOf(mapping, columns)
  if (plan.ok) return plan.value
  const { code, ...detail } = plan.problem
  throw new Problem(`mapping.${code}`, detail)
}

/** The lines of what is acceptable, dealers nobody knows before their first application; `tally` grows meanwhile. */
export async function* acceptable(reading: Reading, tally: Tally): AsyncGenerator<IntakeLine, void> {
  const seen = new Seen()
  const circumstances = { ids: reading.ids, at: reading.desk.clock.now() }
  for await (const block of reading.table.blocks) {
    reading.running.check()
    const found: { line: MappedApplication; dealer: DealerLine | null }[] = []
    for (const [number, cells] of block.rows) {
      const mapped = mapRow({ number, cells }, reading.plan, circumstances)
      if (mapped.ok) found.push(mapped)
      else {
        tally.rejected++
        reading.rejects.add(mapped.rejects)
      }
    }
    const fresh = await seen.fresh(reading.desk, found)
    tally.read += block.rows.length
    tally.duplicates += found.length - fresh.length
    tally.imported += fresh.length
    for (const { line, dealer } of fresh) {
      if (dealer !== null) yield dealer
      yield line
    }
    reading.progress(tally.read, estimate(tally.read, block))
  }
}

const estimate = (read: number, { progress }: TableBlock): number =>
  progress > 0 ? Math.max(read, Math.round(read / progress)) : read

type Found = { readonly line: MappedApplication; readonly dealer: DealerLine | null }

/** What came earlier: in this file, or into the books. */
class Seen {
  readonly #applications = new Set<string>()
  readonly #dealers = new Set<string>()

  /** Applications that are new; a dealer stays only with the first application of one nobody knows. */
  async fresh(desk: Desk, found: readonly Found[]): Promise<Found[]> {
    const known = await existing(
      desk,
      'application',
      found.map(({ line }) => line.id),
    )
    const dealers = [...new Set(found.flatMap(({ dealer }) => dealer?.id ?? []))].filter(id => !this.#dealers.has(id))
    for (const dealer of await existing(desk, 'dealer', dealers)) this.#dealers.add(dealer)
    return found
      .filter(({ line: { id } }) => {
        if (known.has(id) || this.#applications.has(id)) return false
        this.#applications.add(id)
        return true
      })
      .map(({ line, dealer }) => {
        if (dealer === null || this.#dealers.has(dealer.id)) return { line, dealer: null }
        this.#dealers.add(dealer.id)
        return { line, dealer }
      })
  }
}

async function existing(desk: Desk, table: TableName, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const [rows = []] = await desk.store.read([{ table, keys: ids.map(id => [id]) }])
  return new Set(rows.map(row => String(row.id)))
}
