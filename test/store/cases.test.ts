import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PgliteStore } from '../../src/store/pglite-store.ts'
import { caseDetail, caseDetails, dataPackages, undecidedApplications } from '../../src/store/queries/cases.ts'
import { automaticDecisions, exposureSince } from '../../src/store/queries/portfolio.ts'
import { findRows, placesOfApplications, placesOfParties, type SearchRow } from '../../src/store/queries/search.ts'
import { everyRow } from '../../src/store/queries/select.ts'
import { undecidedCount } from '../../src/store/queries/undecided.ts'
import { freshStore } from './pglite-folder.ts'
import { application, claim, decision, evidence, exposure, facts, party, put, reviewCase, vehicle } from './samples.ts'

const history = (id: string, applicationId: string, at: string) => ({
  id,
  applicationId,
  lesseeId: `p-${applicationId}`,
  at,
  actor: 'machine',
  kind: 'imported',
  detail: {},
})

describe('applications, their cases and what leads to them', () => {
  let store: PgliteStore
  const first = application('a1', { state: 'referred', submittedAt: '2026-11-01T00:00:00.000Z' })
  const shared = party('p-shared', { name: '王𠮷', idNumber: '32010019900101001X' })
  beforeAll(async () => {
    store = await freshStore()
    await put(store, {
      application: [first, application('a2'), application('a3', { state: 'reconsidered' }), application('a4')],
      party: [party('p-a1'), shared, party('p-c', { kind: 'company', name: null })],
      application_party: [
        { applicationId: 'a1', role: 'lessee', line: 1, partyId: 'p-a1' },
        { applicationId: 'a1', role: 'guarantor', line: 1, partyId: 'p-shared' },
        { applicationId: 'a2', role: 'lessee', line: 1, partyId: 'p-shared' },
      ],
      application_vehicle: [
        vehicle('a1', 2, { unit: 'trailer', plate: '苏A1234挂' }),
        vehicle('a1', 1, { unit: 'chassis', vin: 'LFV2A21K1A1234567' }),
      ],
      evidence: [evidence('e2', 'a1', { source: 'gps' }), evidence('e1', 'a1'), evidence('e3', 'a2')],
      decision: [
        decision('x1', 'a1', { factsId: 'f1', rulebookHash: 'h', at: '2026-11-02T00:00:00.000Z' }),
        decision('x2', 'a1', { by: 'li', record: null, at: '2026-11-03T00:00:00.000Z', note: '好' }),
        decision('x3', 'a2', { factsId: 'gone', rulebookHash: 'h' }),
      ],
      facts: [facts('f1', { 'lessee.age': 40 })],
      history: [history('n2', 'a1', '2026-11-02T00:00:00.000Z'), history('n1', 'a1', '2026-11-01T00:00:00.000Z')],
      review_case: [
        reviewCase('c1', { applicationId: 'a1', openedAt: '2026-11-01T00:00:00.000Z', state: 'decided' }),
        reviewCase('c2', { applicationId: 'a1', openedAt: '2026-11-05T00:00:00.000Z' }),
      ],
      claim: [claim('c2', 'li', '2026-11-24T08:05:00.000Z')],
      outcome: [{ applicationId: 'a1', status: 'default', fraud: 'straw-lessee', months: [] }],
      exposure_day: [exposure('p1', '2026-08-01', 1), exposure('p1', '2026-08-02', 2), exposure('p1', '2026-11-01', 4)],
    })
  })
  afterAll(() => store.close())

  test('the detail of a case has all of the application, parties by role, and its newest case with its lease', async () => {
    const detail = await caseDetail(store.sql, 'a1')
    expect(detail?.application).toEqual(first)
    expect(detail?.parties.map(({ role, id, name }) => [role, id, name])).toEqual([
      ['guarantor', 'p-shared', '王𠮷'],
      ['lessee', 'p-a1', '张p-a1'],
    ])
    expect(detail?.vehicles.map(({ unit }) => unit)).toEqual(['chassis', 'trailer'])
    expect(detail?.evidence.map(({ id }) => id)).toEqual(['e1', 'e2'])
    expect(detail?.decisions.map(({ id }) => id)).toEqual(['x1', 'x2'])
    expect(detail?.history.map(({ id }) => id)).toEqual(['n1', 'n2'])
    expect([detail?.case?.id, detail?.claim?.person]).toEqual(['c2', 'li'])
    expect(detail?.documents).toEqual([])
  })

  test('how an application ended is not in its detail', async () => {
    expect(JSON.stringify(await caseDetail(store.sql, 'a1'))).not.toContain('straw-lessee')
  })

  test('details come in the order asked, without those that are not there', async () => {
    const found = await caseDetails(store.sql, ['a2', 'none', 'a1'])
    expect(found.map(detail => [detail.application.id, detail.case?.id ?? null])).toEqual([
      ['a2', null],
      ['a1', 'c2'],
    ])
    expect(await caseDetail(store.sql, 'none')).toBeNull()
  })

  test('undecided applications come by id, a block at a time, with what a decision needs', async () => {
    const block = await undecidedApplications(store.sql, '', 2)
    expect(block.map(found => found.application.id)).toEqual(['a2', 'a3'])
    expect(block[0]?.parties.map(({ id }) => id)).toEqual(['p-shared'])
    expect(block[0]?.evidence.map(({ id }) => id)).toEqual(['e3'])
    expect((await undecidedApplications(store.sql, 'a3', 2)).map(found => found.application.id)).toEqual(['a4'])
    expect(await undecidedApplications(store.sql, 'a4', 2)).toEqual([])
    expect(await undecidedCount(store.sql)).toBe(3)
    expect((await dataPackages(store.sql, ['a1']))[0]?.vehicles).toHaveLength(2)
  })

  test('automatic decisions come with the facts they were made from', async () => {
    const found = await automaticDecisions(store.sql, '', 10)
    expect(found.map(({ id, facts: body, factsDigest }) => [id, body, factsDigest])).toEqual([
      ['x1', { 'lessee.age': 40 }, 'd'],
      ['x3', null, null],
    ])
    expect(await automaticDecisions(store.sql, 'x3', 10)).toEqual([])
  })

  test('exposure adds up from its day on, by subject', async () => {
    expect(await exposureSince(store.sql, ['p1', 'p2'], '2026-08-02')).toEqual([
      { subject: 'p1', amountFen: 6, applications: 2 },
    ])
  })

  test.each([1, 2, 5_000])('what people look for is streamed whole in blocks of %i', async size => {
    const found: SearchRow[] = []
    for await (const block of findRows(store.sql, size)) found.push(...block)
    expect(found.map(({ kind, owner, text }) => `${kind} ${owner} ${text}`).sort()).toEqual([
      'application a1 2026-a1',
      'application a2 2026-a2',
      'application a3 2026-a3',
      'application a4 2026-a4',
      'identity p-shared 32010019900101001X',
      'party p-a1 张p-a1',
      'party p-shared 王𠮷',
      'plate a1 苏A1234挂',
      'vin a1 LFV2A21K1A1234567',
    ])
  })

  test('a hit leads to an application and its newest case; a party to its newest application', async () => {
    expect((await placesOfApplications(store.sql, ['a1']))[0]).toMatchObject({
      owner: 'a1',
      number: '2026-a1',
      caseId: 'c2',
    })
    const places = await placesOfParties(store.sql, ['p-shared', 'p-a1', 'p-c'])
    expect(places.map(place => [place.owner, place.applicationId, place.caseId])).toEqual([
      ['p-a1', 'a1', 'c2'],
      ['p-shared', 'a2', null],
    ])
  })

  test('small tables are listed whole, by key', async () => {
    expect((await everyRow(store.sql, 'party')).map(({ id }) => id)).toEqual(['p-a1', 'p-c', 'p-shared'])
  })
})
