/** The demo portfolio: the same from the same seed, lazy, valid, and mixed as asked. */
import { describe, expect, test } from 'vitest'
import { intakeLine, lesseeOf } from '../../src/commands/intake/line.ts'
import { levelInstalment } from '../../src/demo/deal.ts'
import { DEALERS } from '../../src/demo/dealers.ts'
import { DEFAULT_MIX, FRAUDS, SCENARIOS } from '../../src/demo/mix.ts'
import { demoPortfolio } from '../../src/demo/portfolio.ts'
import { parseBankCard } from '../../src/domain/identity/bankCard.ts'
import { parseCreditCode } from '../../src/domain/identity/creditCode.ts'
import { parseIdCard } from '../../src/domain/identity/idCard.ts'
import { parsePhone } from '../../src/domain/identity/phone.ts'
import { parsePlate } from '../../src/domain/identity/plate.ts'
import { provinceOfCode } from '../../src/domain/identity/provinces.ts'
import { parseVin } from '../../src/domain/identity/vin.ts'
import { checkObserved, observableById } from '../../src/domain/observables/index.ts'
import { applicationsIn, endedIn, INSTANT, kindOf, linesOf, options } from './portfolios.ts'

const lines = linesOf({ applications: 3000 })
const applications = applicationsIn(lines)

describe('the stream', () => {
  test('is the same from the same seed and another from another', () => {
    expect(linesOf({ applications: 40 })).toEqual(linesOf({ applications: 40 }))
    expect(linesOf({ applications: 40, seed: 2 })).not.toEqual(linesOf({ applications: 40 }))
  })

  test('starts alike however many are asked for', () => {
    expect(applicationsIn(linesOf({ applications: 60 }))).toEqual(applications.slice(0, 60))
    const fewer = endedIn(linesOf({ applications: 60 }))
    expect(endedIn(lines).slice(0, fewer.length)).toEqual(fewer)
  })

  test('makes lines only as they are asked for', () => {
    const stream = demoPortfolio(options({ applications: 1_000_000_000 }))
    for (let place = 0; place < DEALERS; place++) expect(stream.next().value?.kind).toBe('dealer')
    expect(stream.next().value?.kind).toBe('application')
  })

  test('has dealers first, then applications, then ended contracts', () => {
    const kinds = lines.map(line => line.kind)
    expect(kinds.indexOf('application')).toBe(DEALERS)
    expect(kinds.lastIndexOf('application')).toBeLessThan(kinds.indexOf('ended-contract'))
  })

  test('keeps to the format of an intake pack', () => {
    for (const line of lines.slice(0, 1200)) expect(intakeLine.safeParse(line).error).toBeUndefined()
    for (const line of endedIn(lines).slice(0, 200)) expect(intakeLine.safeParse(line).error).toBeUndefined()
  })
})

describe('the mix', () => {
  const share = (count: number, of: number) => count / of

  test('comes in the shares asked for, within four standard errors', () => {
    const mix = { fraudShare: 0.2, byFraud: { 'bust-out': 3, 'cloned-vin': 1 } }
    const drawn = applicationsIn(linesOf({ applications: 4000, mix }))
    const frauds = drawn.filter(line => line.outcome?.fraud !== null)
    expect(Math.abs(share(frauds.length, drawn.length) - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / 4000))
    const bustOuts = frauds.filter(line => kindOf(line) === 'bust-out')
    expect(Math.abs(share(bustOuts.length, frauds.length) - 0.75)).toBeLessThan(
      4 * Math.sqrt((0.75 * 0.25) / frauds.length),
    )
  })

  test('has every scenario about as often as its share', () => {
    for (const scenario of SCENARIOS) {
      const expected = DEFAULT_MIX.byScenario[scenario]
      const found = share(applications.filter(line => line.scenario === scenario).length, applications.length)
      // Frauds have scenarios of their own liking, so the bound is a little wider than chance alone.
      expect(Math.abs(found - expected)).toBeLessThan(
        0.01 + 4 * Math.sqrt((expected * (1 - expected)) / applications.length),
      )
    }
  })

  test('can be of one scenario and one fraud', () => {
    const mix = { fraudShare: 1, byFraud: { 'phantom-vehicle': 1 }, byScenario: { leaseback: 1 } }
    const drawn = applicationsIn(linesOf({ applications: 50, mix }))
    expect(new Set(drawn.map(line => `${line.scenario} ${kindOf(line)}`))).toEqual(
      new Set(['leaseback phantom-vehicle']),
    )
  })

  test('without noise has every answer, and no oddity in an honest case', () => {
    const drawn = applicationsIn(linesOf({ applications: 300, mix: { noise: 0, fraudShare: 0 } }))
    const rows = drawn.flatMap(line => line.evidence)
    expect(rows.filter(row => row.status === 'error')).toEqual([])
    expect(
      rows.filter(
        row => row.values['telecom.ownerMatch'] !== undefined && row.values['telecom.ownerMatch'] !== 'match',
      ),
    ).toEqual([])
  })

  test('has all ten frauds, mostly bad ends among them, and a few very large tickets', () => {
    const drawn = applicationsIn(linesOf({ applications: 3000, mix: { fraudShare: 0.3 } }))
    expect(new Set(drawn.map(line => line.outcome?.fraud).filter(fraud => fraud !== null))).toEqual(new Set(FRAUDS))
    const large = applications.filter(line => line.amountFen >= 1_000_000_000).length
    expect(large / applications.length).toBeGreaterThan(0.001)
    expect(large / applications.length).toBeLessThan(0.01)
  })

  test('ends contracts of some of the same people and of others', () => {
    const ended = endedIn(lines)
    expect(ended.length / applications.length).toBeGreaterThan(0.3)
    expect(ended.length / applications.length).toBeLessThan(0.6)
    const lessees = new Set(applications.map(line => lesseeOf(line).id))
    const known = ended.filter(line => lessees.has(line.lessee.id)).length / ended.length
    expect(known).toBeGreaterThan(0.3)
    expect(known).toBeLessThan(0.8)
  })
})

describe('numbers', () => {
  const parties = applications.flatMap(line => line.parties)

  test('of people and companies pass their checks, but for a few mistyped ones, in districts that do not exist', () => {
    const people = parties.filter(party => party.kind === 'person')
    const wrong = people.filter(party => !parseIdCard(party.idNumber ?? '', '2026-11-24').ok)
    expect(wrong.length / people.length).toBeLessThan(0.02)
    for (const party of parties) expect(party.idNumber?.slice(party.kind === 'person' ? 2 : 4).slice(0, 2)).toBe('99')
    for (const party of parties)
      if (party.kind === 'company') expect(parseCreditCode(party.idNumber ?? '').ok).toBe(true)
  })

  test('of phones stand in no operator’s segment, cards satisfy Luhn', () => {
    for (const party of parties) {
      const phone = parsePhone(party.phone ?? '')
      expect(phone.ok && phone.value.allocatedTo).toBe('unknown')
      if (party.bankCard !== null) expect(parseBankCard(party.bankCard).ok).toBe(true)
    }
  })

  test('of vehicles pass their checks, but for a few mistyped ones, and plates belong to the province', () => {
    const vehicles = applications.flatMap(line => line.vehicles)
    const vins = vehicles.map(vehicle => vehicle.vin).filter(vin => vin !== null)
    expect(vins.filter(vin => !parseVin(vin).ok).length / vins.length).toBeLessThan(0.02)
    for (const line of applications)
      for (const { plate } of line.vehicles) {
        if (plate === null) continue
        const parsed = parsePlate(plate)
        expect(parsed.ok && parsed.value.provinceCode).toBe(provinceOfCode(line.region ?? '')?.code)
      }
  })
})

describe('amounts', () => {
  test('add up from price to instalment', () => {
    for (const line of applications) {
      const declared = (id: string) => Number(line.declared[id])
      const price = line.vehicles.reduce((sum, vehicle) => sum + (vehicle.priceFen ?? 0), 0)
      expect(price).toBe(line.priceFen)
      const extras =
        declared('declared.insuranceFinancedFen') +
        declared('declared.taxFinancedFen') +
        declared('declared.otherFinancedFen')
      const asked = price - (line.downPaymentFen ?? 0) + extras
      if (line.scenario === 'leaseback') expect(line.amountFen).toBeLessThanOrEqual(asked + 100)
      else expect(Math.abs(line.amountFen - asked)).toBeLessThanOrEqual(100)
      const instalment = levelInstalment(
        line.amountFen,
        declared('declared.balloonFen'),
        line.rate ?? 0,
        line.termMonths ?? 0,
      )
      expect(line.outcome?.months).toHaveProperty('0.0', instalment)
    }
  })
})

describe('evidence', () => {
  test('holds only observables of the dictionary, under their source and with values they can take', () => {
    for (const line of applications) {
      for (const row of line.evidence)
        for (const [id, value] of Object.entries(row.values)) {
          const observable = observableById(id)
          expect(observable?.source, id).toBe(row.source)
          expect(observable && checkObserved(observable, value).ok, `${id} ${JSON.stringify(value)}`).toBe(true)
        }
      for (const [id, value] of Object.entries(line.declared)) {
        const observable = observableById(id)
        expect(observable?.subject, id).toBe('application')
        expect(observable && checkObserved(observable, value).ok, `${id} ${JSON.stringify(value)}`).toBe(true)
      }
    }
  })

  test('speaks of what is there, once, before the form came in', () => {
    for (const line of applications) {
      const subjects = new Set([
        ...line.parties.map(party => party.id),
        ...line.vehicles.map((_, at) => `vehicle:${at + 1}`),
        'application',
        'dealer',
      ])
      expect(line.evidence.filter(row => !subjects.has(row.subject) || row.asOf > line.submittedAt)).toEqual([])
      expect(new Set(line.evidence.map(row => `${row.source} ${row.subject}`)).size).toBe(line.evidence.length)
      expect(line.evidence.length).toBeLessThanOrEqual(100)
      expect(line.submittedAt <= INSTANT).toBe(true)
    }
  })

  test('is missing, empty or old at times', () => {
    const rows = applications.flatMap(line => line.evidence)
    const of = (status: string) => rows.filter(row => row.status === status).length / rows.length
    expect(of('error')).toBeGreaterThan(0.005)
    expect(of('absent')).toBeGreaterThan(0.001)
    expect(of('answered')).toBeGreaterThan(0.9)
  })

  test('counts as shared what earlier lines do share', () => {
    const onPhone = Map.groupBy(applications, line => lesseeOf(line).phone)
    const claimed = applications.filter(line =>
      line.evidence.some(row => Number(row.values['shared.applicantsOnPhone'] ?? 0) > 0),
    )
    expect(claimed.length).toBeGreaterThan(5)
    for (const line of claimed) expect(onPhone.get(lesseeOf(line).phone)?.length).toBeGreaterThan(1)
  })
})
