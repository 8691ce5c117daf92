/** What the sources said about an application, asked by observable: the newest answer of each subject, and its worth. */
import type { JsonValue } from '../domain/canonical.ts'
import type { Application, Evidence, Party, PartyRole, Vehicle } from '../domain/model/application.ts'
import { checkObserved, type Observable, type Observation, statusAt } from '../domain/observables/index.ts'
import { compareIds } from './record.ts'
import type { Dictionary } from './references.ts'
import type { FactValue, Unknown } from './vocabulary.ts'

/** All that an evaluation may look at. Rows as the store holds them; nothing here knows how an application ended. */
export interface FactInput {
  readonly application: Application
  readonly vehicles: readonly Vehicle[]
  readonly parties: readonly { readonly role: PartyRole; readonly party: Party }[]
  /** Of this application. `subject` is the party's id where a source speaks of a party, else any name of the vehicle's own. */
  readonly evidence: readonly Evidence[]
  /**
   * Asked for in the 90 days up to the instant by lessee, spouse, group and affiliation company, this application
   * included, in minor units of its currency; null where it cannot be told.
   */
  readonly exposureFen: number | null
  /** The instant of the decision: ages, staleness and dated parameters are reckoned at it. */
  readonly instant: string
  readonly dictionary: Dictionary
}

/** Where a figure comes from and of when it is. */
export interface Origin {
  readonly source: string
  readonly asOf: string
}
/** A fact's figure, or why there is none. */
export type Answer = (Origin & { readonly value: FactValue }) | (Origin & { readonly unknown: Unknown })

export type Take = 'agreed' | 'highest' | 'lowest'
export interface Question {
  readonly observable: string
  /** Of whom, where the source speaks of a party. */
  readonly of?: PartyRole | undefined
  readonly take?: Take | undefined
  /** False: the answers belong to a bought portfolio and speak of its origination, so that they do not age. */
  readonly ages?: boolean | undefined
}

const WORST_FIRST: readonly Unknown[] = ['error', 'stale', 'absent']

/**
 * One figure from the answers of all subjects asked about (several vehicles, two guarantors): unknown where any of them
 * is, the worst reason first; where they must agree and do not, an error.
 */
export function ask(input: FactInput, question: Question): Answer {
  const answers = askEach(input, question)
  const [first, ...others] = answers
  if (first === undefined) return { source: sourceOf(question.observable), asOf: input.instant, unknown: 'absent' }
  for (const reason of WORST_FIRST) {
    const unknown = answers.find(each => 'unknown' in each && each.unknown === reason)
    if (unknown !== undefined) return unknown
  }
  return others.reduce((taken, next) => take(question.take ?? 'agreed', taken, next), first)
}

/** The answer about each subject by itself, in order of subject; empty where no source spoke. */
export function askEach(input: FactInput, question: Question): Answer[] {
  const known = input.dictionary(question.observable)
  if (known === undefined) return []
  const observable = question.ages === false ? ageless(known) : known
  const newest = newestBySubject(input, observable)
  const rows =
    observable.subject === 'party'
      ? aboutParties(input, observable, question.of ?? 'lessee', newest)
      : aboutRest(input, observable, newest)
  return rows.map(row => (row === undefined ? missing(input, observable) : answerOf(row, observable, input.instant)))
}

type Rows = readonly (Evidence | undefined)[]

function aboutParties(
  input: FactInput,
  observable: Observable,
  role: PartyRole,
  newest: ReadonlyMap<string, Evidence>,
): Rows {
  const { lesseeId } = input.application
  if (role === 'lessee') return [newest.get(lesseeId) ?? typedIn(input, observable)]
  const holders = input.parties.filter(each => each.role === role).map(each => each.party.id)
  return holders.sort().map(id => newest.get(id))
}

/**
 * About vehicles, the application or its dealer. A source may speak of several of these and of parties, each in a row of
 * its own: what names the observable speaks of it, and so does a failure that is not about a party.
 */
function aboutRest(input: FactInput, observable: Observable, newest: ReadonlyMap<string, Evidence>): Rows {
  const parties = new Set(input.parties.map(each => each.party.id)).add(input.application.lesseeId)
  const speaks = (row: Evidence) =>
    row.status === 'answered' ? Object.hasOwn(row.values, observable.id) : !parties.has(row.subject)
  const rows = [...newest.values()].filter(speaks)
  if (rows.length === 0) return [typedIn(input, observable)].filter(row => row !== undefined)
  rows.sort((a, b) => compareIds(a.subject, b.subject))
  // A fleet of ten of which one was valued has no valuation: the other nine stand here without an answer.
  const units = observable.subject === 'vehicle' ? input.vehicles.filter(each => each.unit !== 'body').length : 0
  return [...rows, ...Array.from({ length: Math.max(0, units - rows.length) }, () => undefined)]
}

/** The newest row of the source about each subject; of two of one instant, the one entered later. */
function newestBySubject(input: FactInput, observable: Observable): Map<string, Evidence> {
  const newest = new Map<string, Evidence>()
  for (const row of input.evidence) {
    if (row.source !== observable.source) continue
    const held = newest.get(row.subject)
    const newer = held === undefined || row.asOf > held.asOf || (row.asOf === held.asOf && row.id > held.id)
    if (newer) newest.set(row.subject, row)
  }
  return newest
}

/** What was typed in or stood on a tape is kept with the application, by observable. */
function typedIn({ application }: FactInput, observable: Observable): Evidence | undefined {
  if (observable.source !== 'declared' && observable.source !== 'loanTape') return undefined
  if (!Object.hasOwn(application.declared, observable.id)) return undefined
  const { id, lesseeId, submittedAt, declared } = application
  const subject = observable.subject === 'party' ? lesseeId : id
  return {
    id,
    applicationId: id,
    lesseeId,
    source: observable.source,
    subject,
    asOf: submittedAt,
    status: 'answered',
    values: declared,
  }
}

function answerOf(row: Evidence, observable: Observable, instant: string): Answer {
  const origin = { source: row.source, asOf: row.asOf }
  const value: JsonValue | undefined = Object.hasOwn(row.values, observable.id) ? row.values[observable.id] : undefined
  const status = row.status === 'answered' && (value === undefined || value === null) ? 'absent' : row.status
  if (status !== 'answered') {
    const worth = statusAt({ ...origin, source: observable.source, status, value: null }, instant, observable)
    return { ...origin, unknown: worth === 'known' ? 'error' : worth }
  }
  const checked = checkObserved(observable, value)
  if (!checked.ok) return { ...origin, unknown: 'error' }
  const observation: Observation = { asOf: row.asOf, source: observable.source, status: 'known', value: checked.value }
  const worth = statusAt(observation, instant, observable)
  return worth === 'known' ? { ...origin, value: checked.value } : { ...origin, unknown: worth }
}

function take(how: Take, taken: Answer, next: Answer): Answer {
  if ('unknown' in taken || 'unknown' in next) return 'unknown' in taken ? taken : next
  const [a, b] = [taken.value, next.value]
  if (how === 'agreed') {
    const agree = JSON.stringify(a) === JSON.stringify(b)
    return agree ? taken : { source: next.source, asOf: next.asOf, unknown: 'error' }
  }
  const further = how === 'highest' ? Number(b) > Number(a) : Number(b) < Number(a)
  return further ? next : taken
}

function missing(input: FactInput, observable: Observable): Answer {
  return { source: observable.source, asOf: input.instant, unknown: 'absent' }
}

function ageless(observable: Observable): Observable {
  const { validityDays: _, ...rest } = observable
  return rest
}

function sourceOf(observable: string): string {
  return observable.split('.')[0] ?? observable
}
