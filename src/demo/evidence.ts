/** Asks every source about a case and dates the answers: some do not come, some are old. */
import type { ApplicationLine } from '../commands/intake/line.ts'
import { instantOfMs, msOf } from '../domain/dates.ts'
import { observablesOf, type SourceId } from '../domain/observables/index.ts'
import { type Case, sourceRandom } from './case.ts'
import { wantedAt } from './depth.ts'
import { type Answers, Sheet } from './facts.ts'
import * as asset from './sources/asset.ts'
import * as books from './sources/books.ts'
import * as credit from './sources/credit.ts'
import { declareParties, declareVehicles } from './sources/declared.ts'
import * as identity from './sources/identity.ts'
import { askPackage } from './sources/package.ts'
import * as records from './sources/records.ts'
import * as road from './sources/road.ts'

type Evidence = ApplicationLine['evidence'][number]

/** How often a source does not answer (`error`), before noise. The form, the house's own books and the clock always do. */
const SILENT: Readonly<Partial<Record<SourceId, number>>> = {
  idCard: 0.01,
  bureau: 0.015,
  multiLending: 0.03,
  bankFlow: 0.03,
  telecom: 0.04,
  socialInsurance: 0.06,
  court: 0.015,
  registry: 0.015,
  watchlist: 0.01,
  valuation: 0.02,
  market: 0.02,
  invoice: 0.03,
  registration: 0.03,
  title: 0.015,
  maintenance: 0.08,
  insurance: 0.05,
  transport: 0.05,
  logistics: 0.06,
}
/** How often an answer is older than its validity. */
const STALE = 0.02
/** Sources that answer at the moment of submission. */
const LIVE: ReadonlySet<string> = new Set(['declared', 'telemetry', 'document', 'own', 'shared', 'portfolio'])
const DAY_MS = 86_400_000

function askAboutParties(of: Case, sheet: Sheet): void {
  const everybody = of.plan.depth === 'quick' ? [of.lessee] : of.parties
  for (const party of everybody) {
    identity.askIdCard(of, sheet, party)
    if (party.role === 'lessee' || party.role === 'guarantor') credit.askBureau(of, sheet, party)
    records.askCourt(of, sheet, party)
    records.askRegistry(of, sheet, party)
    records.askWatchlist(of, sheet, party)
  }
  credit.askMultiLending(of, sheet)
  credit.askBankFlow(of, sheet)
  identity.askTelecom(of, sheet)
  identity.askSocialInsurance(of, sheet)
  road.askTransport(of, sheet)
  road.askPlatforms(of, sheet)
  books.askOwn(of, sheet)
  books.askShared(of, sheet)
  books.askTitleOfLessee(of, sheet)
}

function askAboutVehicles(of: Case, sheet: Sheet): void {
  const asked = asset.askedOf(of)
  declareVehicles(
    of,
    sheet,
    asked.map(each => each.subject),
  )
  for (const vehicle of asked) {
    asset.askDocuments(of, sheet, vehicle)
    asset.askValuation(of, sheet, vehicle)
    asset.askMarket(sheet, vehicle)
    asset.askInvoice(of, sheet, vehicle)
    asset.askRegistration(of, sheet, vehicle)
    asset.askTitle(of, sheet, vehicle)
    asset.askStolen(sheet, vehicle)
    asset.askMaintenance(of, sheet, vehicle)
    asset.askInsurance(of, sheet, vehicle)
    road.askTransportOfVehicle(of, sheet, vehicle)
    road.askLogistics(of, sheet, vehicle)
    books.askDealerOfVehicle(of, sheet, vehicle)
    books.askOwnOfVehicle(of, sheet, vehicle)
  }
}

/** All evidence of a case, one row for a source and a subject. */
export function evidenceOf(of: Case): Evidence[] {
  const sheet = new Sheet(wantedAt(of.plan.depth))
  declareParties(of, sheet)
  identity.askTelemetry(of, sheet)
  askPackage(of, sheet)
  askAboutParties(of, sheet)
  askAboutVehicles(of, sheet)
  asset.askMarketOfCase(of, sheet)
  books.askDealer(of, sheet)
  identity.shareWithDealer(of, sheet)
  books.askPortfolio(of, sheet)
  const rows = sheet.rows().map(answers => dated(of, answers))
  return [...rows, ...emptyHanded(of, rows)]
}

function dated(of: Case, answers: Answers): Evidence {
  const { source, subject, values } = answers
  const random = sourceRandom(of, `answer ${source}`, subject)
  const asOf = asOfIn(
    of,
    source,
    random.chance(STALE * of.noise) && !LIVE.has(source) && source !== 'dealer',
    random.next(),
  )
  const silent = random.chance((SILENT[source as SourceId] ?? 0) * of.noise)
  return { source, subject, asOf, status: silent ? 'error' : 'answered', values: silent ? {} : values }
}

/** The instant for which a source speaks: mostly within half its validity, at times past all of it. */
function asOfIn(of: Case, source: string, stale: boolean, place: number): string {
  const submitted = msOf(of.submittedAt)
  if (LIVE.has(source)) return instantOfMs(submitted - Math.floor(place * 60_000))
  const days = Math.min(30, observablesOf(source as SourceId)[0]?.validityDays ?? 30)
  const age = stale ? days + 2 + 40 * place : (days / 2) * place ** 3
  return instantOfMs(Math.floor(submitted - age * DAY_MS))
}

/** Sources that were asked about the lessee and hold nothing: a thin credit file, no account at the agency. */
function emptyHanded(of: Case, rows: readonly Evidence[]): Evidence[] {
  const person = of.lessee.truth.kind === 'person'
  const asked: SourceId[] = person && of.plan.depth !== 'quick' ? ['bureau', 'socialInsurance'] : ['bureau']
  return asked
    .filter(source => !rows.some(row => row.source === source && row.subject === of.lessee.id))
    .map(source => ({
      source,
      subject: of.lessee.id,
      asOf: asOfIn(of, source, false, 0.2),
      status: 'absent',
      values: {},
    }))
}
