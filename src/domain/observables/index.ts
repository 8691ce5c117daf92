// The dictionary of observable facts: everything the desk can observe about an application at the moment of decision,
// and nothing it cannot. Rules and generators name observables by id; see docs/observables.md.
import { invoice, market, title, valuation } from './asset.ts'
import { bankFlow, bureau, multiLending } from './credit.ts'
import { dealer } from './dealer.ts'
import { declaredApplication } from './declaredApplication.ts'
import { declaredParty } from './declaredParty.ts'
import { declaredVehicle } from './declaredVehicle.ts'
import { document } from './document.ts'
import { idCard, socialInsurance, telecom, transport } from './identity.ts'
import { loanTape } from './loanTape.ts'
import { logistics } from './movement.ts'
import type { Observable } from './observable.ts'
import { own, portfolio, shared } from './ownBooks.ts'
import { court, registry, watchlist } from './publicRecord.ts'
import type { SourceId } from './sources.ts'
import { telemetry } from './telemetry.ts'
import { insurance, maintenance, registration } from './vehicleRecord.ts'

export * from './check.ts'
export type { Code, Kind, Observable, ObservableType, Sensitivity, Subject, Unit, Use } from './observable.ts'
export { KINDS, SENSITIVITIES, SUBJECTS, UNITS, USES } from './observable.ts'
export * from './observation.ts'
export { SOURCES, type SourceId } from './sources.ts'

const ENTRIES = [
  ...declaredParty,
  ...declaredVehicle,
  ...declaredApplication,
  ...telemetry,
  ...document,
  ...idCard,
  ...bureau,
  ...multiLending,
  ...bankFlow,
  ...telecom,
  ...socialInsurance,
  ...court,
  ...registry,
  ...watchlist,
  ...valuation,
  ...market,
  ...invoice,
  ...registration,
  ...title,
  ...maintenance,
  ...insurance,
  ...transport,
  ...logistics,
  ...dealer,
  ...own,
  ...shared,
  ...portfolio,
  ...loanTape,
]

/** Every id of the dictionary, so that a misspelt one does not compile. */
export type ObservableId = (typeof ENTRIES)[number]['id']

/** All observables, in the order of `SOURCES`. */
export const OBSERVABLES: readonly Observable<ObservableId>[] = ENTRIES

const byId: ReadonlyMap<string, Observable<ObservableId>> = new Map(OBSERVABLES.map(each => [each.id, each]))

/** The observable of a known id, or `undefined` for a text that names none. */
export function observableById(id: ObservableId): Observable<ObservableId>
export function observableById(id: string): Observable<ObservableId> | undefined
export function observableById(id: string): Observable<ObservableId> | undefined {
  return byId.get(id)
}

const bySource = Map.groupBy(OBSERVABLES, each => each.source)

/** The observables of one source, in the dictionary's order. */
export function observablesOf(source: SourceId): readonly Observable<ObservableId>[] {
  return bySource.get(source) ?? []
}
