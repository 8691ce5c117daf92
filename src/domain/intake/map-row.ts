/** One row of a file made into an application, or into the list of cells that keep it out. Pure: ids are handed in. */
import type { JsonValue } from '../canonical.ts'
import type { Currency, Product } from '../model/application.ts'
import { understood } from '../parsed.ts'
import { saysNothing } from './cells.ts'
import { type DealerLine, dealerOf, type PartyLine, partiesOf, type VehicleLine, vehiclesOf } from './lines.ts'
import { type OutcomeLine, outcomeOf } from './outcome.ts'
import type { Plan, Step } from './plan.ts'
import type { CellProblem, Reject } from './rejects.ts'
import { type Ids, namesRole, type Values, valuesOf, vehiclePrefix } from './values.ts'

export interface Row {
  /** As a spreadsheet numbers it: the heading is row 1. */
  readonly number: number
  readonly cells: readonly string[]
}

export interface Circumstances {
  readonly ids: Ids
  /** When the file is read: the time of an application whose own is not told. */
  readonly at: string
}

export interface EvidenceLine {
  source: string
  subject: string
  asOf: string
  status: 'answered'
  values: Record<string, JsonValue>
}

/** An application as a pack line holds it (`commands/intake/line.ts`). */
export interface MappedApplication {
  kind: 'application'
  id: string
  sourceKey: string
  scenario: string
  product: Product
  currency: Currency
  dealerId: string | null
  region: string | null
  priceFen: number | null
  downPaymentFen: number | null
  amountFen: number
  termMonths: number | null
  rate: number | null
  submittedAt: string
  declared: Record<string, JsonValue>
  parties: PartyLine[]
  vehicles: VehicleLine[]
  evidence: EvidenceLine[]
  documents: never[]
  outcome: OutcomeLine | null
}

export type MappedRow =
  | { readonly ok: true; readonly line: MappedApplication; readonly dealer: DealerLine | null }
  | { readonly ok: false; readonly rejects: readonly Reject[] }

const LONGEST_SHOWN = 200
const LONGEST_KEY = 200

/** An application and, where the row names one, its dealer; or every cell that has to be mended, at most all of them. */
export function mapRow(row: Row, plan: Plan, circumstances: Circumstances): MappedRow {
  const found = filledCells(row.cells, plan.width)
  if (found > plan.width) {
    const value = row.cells[plan.width] ?? ''
    return {
      ok: false,
      rejects: [reject(row, `#${plan.width + 1}`, value, { code: 'cells', detail: { most: plan.width, found } })],
    }
  }
  const rejects: Reject[] = []
  const read = plan.steps.map(step => {
    const text = step.at < 0 ? '' : (row.cells[step.at] ?? '').trim()
    const cell = cellOf(step, text)
    if (cell.ok) return cell.value
    rejects.push(reject(row, step.column, text, cell.problem))
    return null
  })
  if (rejects.length > 0) return { ok: false, rejects }
  const values = valuesOf(plan, read)
  const stray = strayOwner(values)
  if (stray !== undefined) return { ok: false, rejects: [reject(row, stray.column, stray.value, stray.problem)] }
  return { ok: true, line: applicationOf(values, circumstances), dealer: dealerOf(values, circumstances.ids) }
}

function cellOf({ field, at, constant, read }: Step, text: string) {
  const cell = at < 0 ? understood(constant) : saysNothing(text, field) ? understood(null) : read(text)
  if (!cell.ok) return cell
  if (cell.value === null) return field.required ? wrong({ code: 'missing', detail: { field: field.id } }) : cell
  if (field.id === 'application.amountFen' && (cell.value as number) <= 0)
    return wrong({ code: 'range', detail: { min: 0.01, max: 1e11 } })
  if (field.id === 'application.sourceKey' && (cell.value as string).length > LONGEST_KEY)
    return wrong({ code: 'tooLong', detail: { most: LONGEST_KEY } })
  return cell
}

const wrong = (problem: CellProblem) => ({ ok: false, problem }) as const

const reject = (row: Row, column: string, value: string, problem: CellProblem): Reject => ({
  row: row.number,
  column,
  value: value.length <= LONGEST_SHOWN ? value : `${value.slice(0, LONGEST_SHOWN - 1)}…`,
  ...problem,
})

/** Cells up to the last filled one, where there are more than the heading has; empty ones behind it are harmless. */
function filledCells(cells: readonly string[], width: number): number {
  let filled = cells.length
  while (filled > width && (cells[filled - 1] ?? '').trim() === '') filled--
  return filled
}

/** A vehicle registered to a guarantor whom the row does not name. */
function strayOwner(values: Values): { column: string; value: string; problem: CellProblem } | undefined {
  for (const n of values.plan.vehicles) {
    const field = `${vehiclePrefix(n)}.owner`
    const owner = values.text(field)
    if (owner === null || owner === 'lessee' || namesRole(values, owner)) continue
    const column = values.plan.steps[values.plan.position.get(field) ?? -1]?.column ?? field
    return { column, value: owner, problem: { code: 'noSuchParty', detail: { role: owner } } }
  }
  return undefined
}

function applicationOf(values: Values, { ids, at }: Circumstances): MappedApplication {
  const { plan } = values
  const sourceKey = values.text('application.sourceKey') ?? ''
  const id = ids.application(plan.source, sourceKey)
  const submittedAt = values.text('application.submittedAt') ?? at
  const parties = partiesOf(values, ids, `${plan.source}|${sourceKey}`)
  const vehicles = vehiclesOf(values, parties)
  const { declared, evidence } = saidOf(values, {
    party: parties[0]?.id ?? '',
    application: id,
    asOf: values.text('evidence.asOf') ?? submittedAt,
  })
  return {
    kind: 'application',
    id,
    sourceKey,
    scenario: values.text('application.scenario') ?? plan.scenario,
    product: (values.text('application.product') ?? 'direct-lease') as Product,
    currency: (values.text('application.currency') ?? plan.currency) as Currency,
    dealerId: dealerOf(values, ids)?.id ?? null,
    region: values.mapped('application.region') ? values.text('application.region') : (parties[0]?.region ?? null),
    priceFen: values.mapped('application.priceFen') ? values.number('application.priceFen') : totalPrice(vehicles),
    downPaymentFen: values.number('application.downPaymentFen'),
    amountFen: values.number('application.amountFen') ?? 0,
    termMonths: values.number('application.termMonths'),
    rate: values.number('application.rate'),
    submittedAt,
    declared,
    parties,
    vehicles,
    evidence,
    documents: [],
    outcome: outcomeOf(values),
  }
}

/** Null unless every vehicle has a price: a sum with a hole in it looks like a bargain. */
function totalPrice(vehicles: readonly VehicleLine[]): number | null {
  const prices = vehicles.flatMap(({ priceFen }) => priceFen ?? [])
  return prices.length > 0 && prices.length === vehicles.length ? prices.reduce((sum, price) => sum + price, 0) : null
}

/**
 * What was declared stays with the application; every other source has one row of evidence about its subject. A file
 * has one line for all of a source, so a source that speaks of the vehicle and the application has one subject too.
 */
function saidOf({ plan, read }: Values, about: { party: string; application: string; asOf: string }) {
  const declared: Record<string, JsonValue> = {}
  const rows = new Map<string, EvidenceLine>()
  for (const [index, { field }] of plan.steps.entries()) {
    const value = read[index] ?? null
    if (value === null) continue
    if (field.place.of === 'tape') declared[`tape.${field.place.name}`] = value
    if (field.place.of !== 'evidence') continue
    const { id, source, subject: kind } = field.place.observable
    if (source === 'declared') declared[id] = value
    else {
      const subject = kind === 'party' ? about.party : about.application
      const key = `${source} ${subject}`
      const row = rows.get(key) ?? { source, subject, asOf: about.asOf, status: 'answered', values: {} }
      row.values[id] = value
      rows.set(key, row)
    }
  }
  return { declared, evidence: [...rows.values()] }
}
