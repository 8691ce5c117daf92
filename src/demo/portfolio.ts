/**
 * The demo portfolio: a lazy stream of intake lines of a Chinese vehicle lessor that does not exist. Dealers first, then
 * applications, then ended contracts of some of the same people and of others. docs/demo-portfolio.md says how.
 */
import type { ApplicationLine, EndedContractLine, IntakeLine } from '../commands/intake/line.ts'
import { addDays, type CalendarDate, cstDateOf } from '../domain/dates.ts'
import { type Case, makeCase, type Party, submittedAtOf } from './case.ts'
import type { Vehicle } from './deal.ts'
import type { Dealer } from './dealers.ts'
import { evidenceOf } from './evidence.ts'
import { type City, cityAt } from './fictitious/places.ts'
import { type PastContract, pastContract, pastOf } from './history.ts'
import { type DemoOptions, type Mix, mixOf } from './mix.ts'
import { outcomeOf } from './outcome.ts'
import { addressOf, cardOf, companyOf, personOf, phoneOf, type Role } from './people.ts'
import { type Plan, Planner } from './plan.ts'
import { Random } from './random.ts'
import { declaredOf } from './sources/declared.ts'

/** Share of applications beside which a contract of somebody who does not apply now has ended. */
const OTHERS_ENDED = 0.22

/**
 * All lines, made as they are asked for, in constant memory. Each application and contract is a function of the options
 * without `applications`, so a longer portfolio starts with the applications of a shorter one.
 */
export function* demoPortfolio(options: DemoOptions): Generator<IntakeLine, void, void> {
  const mix = mixOf(options.mix)
  const planner = new Planner(options.seed, mix)
  for (const dealer of planner.dealers) yield dealerLine(dealer)
  for (let index = 0; index < options.applications; index++) yield applicationLine(options, mix, planner.plan(index))
  for (let index = 0; index < options.applications; index++) yield* endedContracts(options, planner.plan(index))
}

function dealerLine({ id, name, city, tier }: Dealer): Extract<IntakeLine, { kind: 'dealer' }> {
  return { kind: 'dealer', id, name, region: city.code, city: city.name, tier }
}

/** The key of an application at its source: the book `demo`, its seed, its place. */
function sourceKeyOf(seed: number, index: number): string {
  return `demo-${seed}-${String(index + 1).padStart(7, '0')}`
}

function applicationLine(options: DemoOptions, mix: Mix, plan: Plan): ApplicationLine {
  const of = makeCase(options.seed, plan, mix.noise, options.instant, options.ids)
  const { deal } = of
  const sourceKey = sourceKeyOf(options.seed, plan.index)
  return {
    kind: 'application',
    id: options.ids.application(sourceKey),
    sourceKey,
    scenario: plan.scenario,
    product: deal.product,
    currency: 'CNY',
    dealerId: plan.throughDealer ? plan.dealer.id : null,
    region: plan.city.code,
    priceFen: deal.priceFen,
    downPaymentFen: deal.downPaymentFen,
    amountFen: deal.amountFen,
    termMonths: deal.termMonths,
    rate: deal.rate,
    submittedAt: of.submittedAt,
    declared: declaredOf(of),
    parties: of.parties.map(party => partyLine(party, plan.city)),
    vehicles: of.vehicles.map((vehicle, line) => vehicleLine(of, vehicle, line)),
    evidence: evidenceOf(of),
    documents: [],
    outcome: outcomeOf(of),
  }
}

function partyLine(party: Party, city: City): ApplicationLine['parties'][number] {
  const { role, id, truth, typedNumber, phone, address, bankCard, groupId } = party
  return {
    role,
    id,
    kind: truth.kind,
    name: truth.name,
    idNumber: typedNumber,
    phone,
    address,
    bankCard,
    groupId,
    region: city.code,
  }
}

function vehicleLine(of: Case, vehicle: Vehicle, line: number): ApplicationLine['vehicles'][number] {
  const { model } = vehicle
  const affiliation = of.parties.find(party => party.role === 'affiliation-company')
  const typed = line === 0 && of.odd('vinMistyped') && vehicle.vin !== null ? swapped(vehicle.vin) : vehicle.vin
  return {
    unit: vehicle.unit,
    vin: typed,
    plate: vehicle.plate,
    make: model.make,
    model: model.model,
    vehicleClass: model.vehicleClass,
    powertrain: model.powertrain,
    used: vehicle.used,
    modelYear: vehicle.modelYear + (line === 0 && of.odd('modelYearOff') ? 1 : 0),
    firstRegistered: vehicle.firstDate,
    mileageKm: vehicle.shownKm,
    priceFen: vehicle.priceFen,
    invoiceFen: vehicle.priceFen,
    ownerPartyId: affiliation?.id ?? null,
  }
}

/** Two neighbours of the serial changed places, which the check character notices unless they are equal. */
function swapped(vin: string): string {
  return vin.slice(0, 13) + vin.charAt(14) + vin.charAt(13) + vin.slice(15)
}

function* endedContracts(options: DemoOptions, plan: Plan): Generator<EndedContractLine> {
  const today = cstDateOf(submittedAtOf(options.instant, plan.moment))
  const until = addDays(today, -45)
  const key = sourceKeyOf(options.seed, plan.index)
  // A person who applies twice has one past, told beside the first application.
  if (plan.root.person === plan.index) {
    const past = pastOf(options.seed, plan.index, plan.pastDiscipline, until)
    const lessee = lesseeLine(options, plan.index, 'lessee', plan, today)
    for (const [count, contract] of past.entries()) yield contractLine(`${key}-p${count + 1}`, lessee, plan, contract)
  }
  const random = new Random(options.seed, 'other', plan.index)
  if (!random.chance(OTHERS_ENDED)) return
  const city = cityAt(random.next())
  const other: Plan = { ...plan, city, lesseeKind: random.chance(0.12) ? 'company' : 'person', oddities: new Set() }
  const contract = pastContract(random, random.normal(), until)
  yield contractLine(`${key}-o`, lesseeLine(options, plan.index, 'earlier-lessee', other, today), other, contract)
}

function lesseeLine(
  options: DemoOptions,
  index: number,
  role: Role,
  plan: Plan,
  today: CalendarDate,
): EndedContractLine['lessee'] {
  const { seed, ids } = options
  const truth =
    plan.lesseeKind === 'person'
      ? personOf(seed, index, role, plan.city, today)
      : companyOf(seed, index, role, plan.city, today, plan.oddities.has('companyYoung'))
  return {
    role: 'lessee',
    id: ids.party(truth.kind, truth.idNumber),
    kind: truth.kind,
    name: truth.name,
    idNumber: truth.idNumber,
    phone: phoneOf(seed, role === 'lessee' ? plan.root.phone : index, role),
    address: addressOf(seed, role === 'lessee' ? plan.root.address : index, role, plan.city),
    bankCard: role === 'lessee' ? cardOf(seed, plan.root.card) : null,
    groupId: null,
    region: plan.city.code,
  }
}

function contractLine(
  id: string,
  lessee: EndedContractLine['lessee'],
  plan: Plan,
  contract: PastContract,
): EndedContractLine {
  const { scenario, startedOn, endedOn, amountFen, termMonths, instalmentFen, paidFen, worstDaysPastDue } = contract
  return {
    kind: 'ended-contract',
    id,
    lessee,
    dealerId: plan.throughDealer ? plan.dealer.id : null,
    scenario,
    startedOn,
    endedOn,
    amountFen,
    termMonths,
    instalmentFen,
    paidFen: [...paidFen],
    worstDaysPastDue,
  }
}
