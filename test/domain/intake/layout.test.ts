/** Our own layout: what it gave out comes back the same; and what arbitrary tables do to the mapping. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applicationLine } from '../../../src/commands/intake/line.ts'
import { canonicalJson } from '../../../src/domain/canonical.ts'
import { withIdCardCheckCharacter } from '../../../src/domain/identity/idCard.ts'
import { INTAKE_FIELDS } from '../../../src/domain/intake/fields.ts'
import type { MappedApplication } from '../../../src/domain/intake/map-row.ts'
import { builtInMapping, presetOfColumns } from '../../../src/domain/intake/presets.ts'
import { displayLine } from '../../../src/domain/text/normalise.ts'
import { LAYOUT_COLUMNS, layoutRow } from './layout.ts'
import { column, IDS, mapped, mapping, mapTable } from './rows.ts'

const layout = builtInMapping('leasedesk', LAYOUT_COLUMNS)

const text = fc
  .oneof(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), fc.constantFrom('张三', '=1+1', '"a",b', '0012'))
  .map(displayLine)
  .filter(
    each =>
      each !== '' && !['NA', 'N/A', '#N/A', 'NaN', 'None', 'NULL', 'Null', 'null', '-', '--', '—', '/'].includes(each),
  )
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const amount = fc.integer({ min: 0, max: 1e13 })
const day = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const instant = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString())
const idNumber = fc
  .integer({ min: 1, max: 999 })
  .map(n => withIdCardCheckCharacter(`11010519491231${String(n).padStart(3, '0')}`))

const ROLES = ['lessee', 'co-lessee', 'spouse', 'guarantor', 'affiliation-company'] as const
const party = fc.record({
  kind: fc.constant('person' as const),
  name: text,
  idNumber: maybe(idNumber),
  phone: maybe(fc.constant('13800138000')),
  address: maybe(text),
  bankCard: fc.constant(null),
  groupId: maybe(text),
  region: maybe(text),
})
const vehicle = fc.record({
  unit: fc.constantFrom('vehicle' as const, 'trailer' as const, 'body' as const),
  vin: fc.constant('LSVAA4182E2184847'),
  plate: maybe(fc.constant('豫A12345')),
  make: maybe(text),
  model: maybe(text),
  vehicleClass: maybe(fc.constantFrom('tractor', 'semiTrailer')),
  powertrain: maybe(fc.constantFrom('diesel', 'batteryElectric')),
  used: maybe(fc.boolean()),
  modelYear: maybe(fc.integer({ min: 1900, max: 2200 })),
  firstRegistered: maybe(day),
  mileageKm: maybe(fc.integer({ min: 0, max: 10_000_000 })),
  priceFen: maybe(amount),
  invoiceFen: maybe(amount),
})

const application: fc.Arbitrary<MappedApplication> = fc
  .record({
    sourceKey: text,
    scenario: fc.constantFrom('passenger-new', 'semi-trailer'),
    product: fc.constantFrom('direct-lease' as const, 'leaseback' as const),
    currency: fc.constantFrom('CNY' as const, 'USD' as const),
    dealerId: maybe(text),
    region: maybe(text),
    priceFen: maybe(amount),
    downPaymentFen: maybe(amount),
    amountFen: fc.integer({ min: 1, max: 1e13 }),
    termMonths: maybe(fc.integer({ min: 1, max: 600 })),
    rate: maybe(fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs)),
    submittedAt: instant,
    parties: fc.tuple(...ROLES.map((_, index) => (index === 0 ? party : maybe(party)))),
    vehicles: fc.array(vehicle, { maxLength: 3 }),
    income: maybe(amount),
    score: maybe(fc.integer({ min: 0, max: 1000 })),
    market: maybe(amount),
    asOf: instant,
  })
  .map(({ parties, vehicles, income, score, market, asOf, ...rest }): MappedApplication => {
    const id = IDS.application('leasedesk', rest.sourceKey)
    const lines = parties.flatMap((each, index) => {
      const role = ROLES[index] ?? 'lessee'
      const key = `leasedesk|${rest.sourceKey}|${role}`
      return each === null ? [] : [{ role, id: IDS.party(each.kind, each.idNumber, key), ...each }]
    })
    const lessee = lines[0]?.id ?? ''
    const said = (source: string, subject: string, values: Record<string, number>) => ({
      source,
      subject,
      asOf,
      status: 'answered' as const,
      values,
    })
    return {
      kind: 'application',
      id,
      ...rest,
      declared: income === null ? {} : { 'declared.incomeMonthlyFen': income },
      parties: lines,
      vehicles: vehicles.map((each, index) => ({
        ...each,
        ownerPartyId: index === 0 ? (lines.at(-1)?.id ?? null) : null,
      })),
      evidence: [
        ...(score === null ? [] : [said('bureau', lessee, { 'bureau.score': score })]),
        ...(market === null ? [] : [said('valuation', id, { 'valuation.marketFen': market })]),
      ],
      documents: [],
      outcome: null,
    }
  })

test('the layout is known by its columns', () => {
  expect(presetOfColumns(LAYOUT_COLUMNS)).toBe('leasedesk')
})

test('out and back again is the same application', () => {
  fc.assert(
    fc.property(application, line => {
      const back = mapped(layout, [...LAYOUT_COLUMNS], layoutRow(line, null, LAYOUT_COLUMNS))
      expect(back).toEqual(line)
      expect(applicationLine.safeParse(back).success).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('whatever stands in a table, each row is accepted as a line that the pack takes, or rejected with a reason', () => {
  const fields = INTAKE_FIELDS.filter(({ place }) => place.of !== 'tape' && place.of !== 'evidence').map(({ id }) => id)
  const given = mapping(
    fields.filter(id => id !== 'application.source').map(id => column(id, id)),
    { scenario: 'passenger-new' },
  )
  const headings = given.fields.map(({ field }) => field)
  const cell = fc.oneof(
    { weight: 4, arbitrary: fc.constant('') },
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '1',
      '0',
      '-1',
      '1e999',
      '2026-01-05',
      '1000-01-01',
      '\u0000',
      '\ud800',
      'lessee',
      '挂靠公司',
      '36期',
    ),
    fc.integer().map(String),
  )
  const row = fc.tuple(
    ...headings.map(field => (field === 'application.amountFen' ? fc.constantFrom('5', '1e3', '') : cell)),
  )
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), rows => {
      const found = mapTable(given, [headings, ...rows])
      expect(found).toHaveLength(rows.length)
      for (const each of found)
        if (each.ok) canonicalJson(applicationLine.parse(each.line))
        else expect(each.rejects.length).toBeGreaterThan(0)
    }),
    { numRuns: 200 },
  )
})
