/** Parties, vehicles and dealer of a mapped row. */
import { parseCreditCode } from '../identity/creditCode.ts'
import { parseIdCard } from '../identity/idCard.ts'
import type { PartyKind, PartyRole, VehicleUnit } from '../model/application.ts'
import { type Ids, namesRole, type Values, vehiclePrefix } from './values.ts'

export interface PartyLine {
  role: PartyRole
  id: string
  kind: PartyKind
  name: string | null
  idNumber: string | null
  phone: string | null
  address: string | null
  bankCard: string | null
  groupId: string | null
  region: string | null
}

export interface VehicleLine {
  unit: VehicleUnit
  vin: string | null
  plate: string | null
  make: string | null
  model: string | null
  vehicleClass: string | null
  powertrain: string | null
  used: boolean | null
  modelYear: number | null
  firstRegistered: string | null
  mileageKm: number | null
  priceFen: number | null
  invoiceFen: number | null
  ownerPartyId: string | null
}

export interface DealerLine {
  kind: 'dealer'
  id: string
  name: string
  region: string | null
  city: string | null
  tier: string | null
}

/** The lessee first, always; others where the row says anything about them. */
export function partiesOf(values: Values, ids: Ids, applicationKey: string): PartyLine[] {
  return values.plan.roles
    .filter(role => role === 'lessee' || namesRole(values, role))
    .map(role => {
      const idNumber = values.text(`${role}.idNumber`)
      const name = values.text(`${role}.name`)
      const number = numberOf(idNumber)
      const kind = (values.text(`${role}.kind`) as PartyKind | null) ?? kindOf(role, number?.kind, name)
      return {
        role,
        // A masked or mistyped number names nobody: two people would become one.
        id: ids.party(kind, number?.value ?? null, `${applicationKey}|${role}`),
        kind,
        name,
        idNumber,
        phone: values.text(`${role}.phone`),
        address: values.text(`${role}.address`),
        bankCard: values.text(`${role}.bankCard`),
        groupId: values.text(`${role}.groupId`),
        region: values.text(`${role}.region`),
      }
    })
}

function numberOf(idNumber: string | null): { kind: PartyKind; value: string } | undefined {
  if (idNumber === null) return undefined
  if (parseIdCard(idNumber).ok) return { kind: 'person', value: idNumber }
  return parseCreditCode(idNumber).ok ? { kind: 'company', value: idNumber } : undefined
}

const COMPANY_NAME = /(?:公司|集团|厂|企业|合作社|车队|经营部|商行|中心|Ltd\.?|Inc\.?|LLC|Co\.)$/i

function kindOf(role: PartyRole, byNumber: PartyKind | undefined, name: string | null): PartyKind {
  if (byNumber !== undefined) return byNumber
  return role === 'affiliation-company' || (name !== null && COMPANY_NAME.test(name)) ? 'company' : 'person'
}

/** The vehicles that the row names, in the order of the form; amounts in minor units of the mapping's currency. */
export function vehiclesOf(values: Values, parties: readonly PartyLine[]): VehicleLine[] {
  return values.plan.vehicles.filter(n => namesVehicle(values, n)).map(n => vehicleOf(values, n, parties))
}

/** A constant alone (a file of used vehicles only) makes no vehicle of a row that names none. */
function namesVehicle({ plan, read }: Values, n: number): boolean {
  return plan.steps.some(
    ({ field: { place }, at }, index) => place.of === 'vehicle' && place.n === n && at >= 0 && read[index] !== null,
  )
}

function vehicleOf(values: Values, n: number, parties: readonly PartyLine[]): VehicleLine {
  const prefix = vehiclePrefix(n)
  const owner = values.text(`${prefix}.owner`)
  const vehicleClass = values.text(`${prefix}.vehicleClass`)
  return {
    unit: (values.text(`${prefix}.unit`) as VehicleUnit | null) ?? unitOf(vehicleClass),
    vin: values.text(`${prefix}.vin`),
    plate: values.text(`${prefix}.plate`),
    make: values.text(`${prefix}.make`),
    model: values.text(`${prefix}.model`),
    vehicleClass,
    powertrain: values.text(`${prefix}.powertrain`),
    used: values.flag(`${prefix}.used`),
    modelYear: values.number(`${prefix}.modelYear`),
    firstRegistered: values.text(`${prefix}.firstRegistered`),
    mileageKm: values.number(`${prefix}.mileageKm`),
    priceFen: values.number(`${prefix}.priceFen`),
    invoiceFen: values.number(`${prefix}.invoiceFen`),
    ownerPartyId: owner === null ? null : (parties.find(party => party.role === owner)?.id ?? null),
  }
}

function unitOf(vehicleClass: string | null): VehicleUnit {
  if (vehicleClass === 'semiTrailer') return 'trailer'
  return vehicleClass === 'body' ? 'body' : 'vehicle'
}

/** Null where the row names no dealer. */
export function dealerOf(values: Values, ids: Ids): DealerLine | null {
  const name = values.text('dealer.name')
  const id = values.text('dealer.id') ?? (name === null ? null : ids.dealer(name))
  if (id === null) return null
  return {
    kind: 'dealer',
    id,
    name: name ?? id,
    region: values.text('dealer.region'),
    city: values.text('dealer.city'),
    tier: values.text('dealer.tier'),
  }
}
