/** How well single facts tell a kind of case from the honest ones: the area under the ROC curve. */
import type { ApplicationLine } from '../../src/commands/intake/line.ts'
import { cstDateOf, dayNumberOf, isCalendarDate } from '../../src/domain/dates.ts'
import { observableById } from '../../src/domain/observables/index.ts'
import { kindOf } from './portfolios.ts'

export interface SeenCase {
  readonly kind: string
  /** Facts as numbers: flags as 0 and 1, dates as days from submission, each code as a flag of its own. */
  readonly figures: ReadonlyMap<string, number>
  /** Coded observables that were answered: there a code that is not among the figures was not given. */
  readonly coded: ReadonlySet<string>
}

/** What a case shows of its lessee, its first vehicle, its lease and its dealer. */
export function seenIn(line: ApplicationLine): SeenCase {
  const figures = new Map<string, number>()
  const coded = new Set<string>()
  const today = dayNumberOf(cstDateOf(line.submittedAt))
  const subjects = new Set(['application', 'dealer', 'vehicle:1', line.parties[0]?.id])
  const rows = line.evidence.filter(row => subjects.has(row.subject)).map(row => row.values)
  for (const [id, value] of [line.declared, ...rows].flatMap(values => Object.entries(values))) {
    if (typeof value === 'number') figures.set(id, value)
    else if (typeof value === 'boolean') figures.set(id, Number(value))
    else if (typeof value === 'string' && isCalendarDate(value)) figures.set(id, dayNumberOf(value) - today)
    else {
      coded.add(id)
      for (const code of codesIn(id, value)) figures.set(`${id}=${code}`, 1)
    }
  }
  return { kind: kindOf(line), figures, coded }
}

function codesIn(id: string, value: unknown): string[] {
  const type = observableById(id)?.type
  if (type !== 'code' && type !== 'codes') return []
  return (Array.isArray(value) ? value : [value]).map(String)
}

/** The chance that a positive ranks above a negative; ties count half. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map(value => ({ value, positive: true })),
    ...negatives.map(value => ({ value, positive: false })),
  ]
  all.sort((a, b) => a.value - b.value)
  let ranks = 0
  for (let start = 0; start < all.length; ) {
    let end = start
    while (end < all.length && all[end]?.value === all[start]?.value) end++
    const middle = (start + 1 + end) / 2
    for (let at = start; at < end; at++) if (all[at]?.positive) ranks += middle
    start = end
  }
  return (ranks - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives.length)
}

/** Facts seen in fewer positives say nothing that is not chance. */
const LEAST_POSITIVES = 60

/** Every fact's area for one kind of case against all that are no fraud (or, for 'bad', the good), best first; 0.5 to 1. */
export function areasFor(kind: string, cases: readonly SeenCase[]): [id: string, area: number][] {
  const honest = kind === 'bad' ? ['good'] : ['good', 'bad']
  const positive = cases.filter(each => each.kind === kind)
  const negative = cases.filter(each => honest.includes(each.kind))
  const areas: [string, number][] = []
  for (const id of new Set(positive.flatMap(each => [...each.figures.keys()]))) {
    const [yes, no] = [figuresUnder(id, positive), figuresUnder(id, negative)]
    if (yes.length < LEAST_POSITIVES || no.length < LEAST_POSITIVES) continue
    const area = areaUnderCurve(yes, no)
    areas.push([id, Math.max(area, 1 - area)])
  }
  return areas.sort((a, b) => b[1] - a[1])
}

function figuresUnder(id: string, cases: readonly SeenCase[]): number[] {
  const [observable = '', code] = id.split('=')
  const figure = ({ figures, coded }: SeenCase) =>
    figures.get(id) ?? (code !== undefined && coded.has(observable) ? 0 : undefined)
  return cases.map(figure).filter(value => value !== undefined)
}
