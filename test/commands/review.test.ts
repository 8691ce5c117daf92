import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/commands/command.ts'
import { loadIntake } from '../../src/commands/intake/load.ts'
import { boostCase } from '../../src/commands/review/boost.ts'
import { decideAutomatically } from '../../src/commands/review/decide-automatically.ts'
import { decideCase } from '../../src/commands/review/decide-case.ts'
import { decideManyCases, takeBackMany } from '../../src/commands/review/decide-many.ts'
import { documentsReceived } from '../../src/commands/review/documents-received.ts'
import { takeBack } from '../../src/commands/review/take-back.ts'
import { Books, COLLEAGUE, OPERATOR, SUPERVISOR, UNDERWRITER } from './books.ts'
import { applicationLine, batch, decisionLine } from './lines.ts'

let books: Books

/** Two referred applications and an approved one, with the book that decided them live. */
beforeEach(async () => {
  books = new Books()
  const book = {
    hash: 'book',
    id: 'b',
    version: 1,
    document: {},
    publishedAt: '2026-11-01T00:00:00.000Z',
    publishedBy: 'x',
    live: true,
  }
  await books.store.transaction(tx => tx.apply(new Map([['rulebook', { upserts: [book], deletes: [] }]])))
  const lines = ['1', '2', '3'].map(key => applicationLine(key))
  expect(await books.give(loadIntake, batch(3), { actor: OPERATOR, lines })).toBeNull()
  const decided = [decisionLine('1'), decisionLine('2'), decisionLine('3', 'approve')]
  const counts = { rulebook: 'book', semantics: 1, approve: 1, refer: 2, decline: 0 }
  expect(await books.give(decideAutomatically, counts, { actor: OPERATOR, lines: decided })).toBeNull()
})

const CASE = 'dev-2-1'
const decision = (outcome: string, basedOn = 1, caseId = CASE) => ({
  caseId,
  lesseeId: 'party-1',
  basedOn,
  outcome,
  reasons: ['income-proven'],
  note: null,
  claimedAt: '2026-11-24T00:59:00.000Z',
  openMs: 1000,
  pausedMs: 0,
})
const give = (outcome: string, basedOn = 1, actor: Actor = UNDERWRITER, at?: string) =>
  books.give(decideCase, decision(outcome, basedOn), at === undefined ? { actor } : { actor, at })

describe('an automatic decision', () => {
  it('makes a case of what it refers, with a deadline in business hours, and none of the rest', async () => {
    const cases = await books.rows('review_case', 'byQueue', ['waiting'])
    expect(cases.map(each => [each.applicationId, each.deadlineAt])).toEqual([
      ['a-1', '2026-11-24T06:30:00.000Z'],
      ['a-2', '2026-11-24T06:30:00.000Z'],
    ])
    expect((await books.row('application', 'a-3'))?.state).toBe('approved')
  })

  it('is refused for an application that has been decided or changed since', async () => {
    const again = { actor: OPERATOR, lines: [decisionLine('1')] }
    const counts = { rulebook: 'book', semantics: 1, approve: 0, refer: 1, decline: 0 }
    expect(await books.give(decideAutomatically, counts, again)).toMatchObject({ code: 'application.decided' })
  })

  it('is refused by a book that is not live', async () => {
    const counts = { rulebook: 'other', semantics: 1, approve: 0, refer: 0, decline: 0 }
    expect(await books.give(decideAutomatically, counts, { actor: OPERATOR })).toMatchObject({
      code: 'rulebook.unknown',
    })
  })
})

describe('a decision on a case', () => {
  it('closes the case and the application, and stands in the history', async () => {
    expect(await give('approve')).toBeNull()
    expect(await books.row('review_case', CASE)).toMatchObject({ state: 'decided', decisionId: 'dev-3', version: 2 })
    expect((await books.row('application', 'a-1'))?.state).toBe('approved')
    const history = await books.rows('history', 'byApplication', ['a-1'])
    expect(history.at(-1)).toMatchObject({ actor: UNDERWRITER.id, kind: 'person.approve' })
  })

  it('is refused to whoever has no such role, on screen or not', async () => {
    expect(await give('approve', 1, OPERATOR)).toMatchObject({ code: 'actor.needs-person' })
    const finance: Actor = { id: 'p-f', roles: ['finance'], kind: 'person' }
    expect(await give('approve', 1, finance)).toMatchObject({ code: 'actor.role' })
  })

  it('is refused on a case that changed since it was looked at, is decided, or is not there', async () => {
    expect(await give('approve', 7)).toMatchObject({ code: 'case.changed' })
    expect(await give('decline')).toBeNull()
    expect(await give('approve', 2)).toMatchObject({ code: 'case.decided' })
    const unknown = books.give(decideCase, decision('approve', 1, 'nowhere'), { actor: UNDERWRITER })
    expect(await unknown).toMatchObject({ code: 'case.unknown' })
  })

  it('leaves an escalated case to a supervisor', async () => {
    expect(await give('escalate')).toBeNull()
    expect(await give('approve', 2, COLLEAGUE)).toMatchObject({ code: 'case.escalated' })
    expect(await give('approve', 2, SUPERVISOR)).toBeNull()
  })

  it('pauses the clock while documents are awaited and gives the rest back', async () => {
    // Asked at 10:00 with the deadline at 14:30 (lunch from 12:00): two hours before and one after are left.
    expect(await give('ask-documents', 1, UNDERWRITER, '2026-11-24T02:00:00.000Z')).toBeNull()
    expect(await books.row('review_case', CASE)).toMatchObject({
      state: 'awaiting-documents',
      deadlineAt: null,
      pausedMinutes: 180,
    })
    const received = { caseId: CASE, lesseeId: 'party-1', basedOn: 2, note: null }
    expect(
      await books.give(documentsReceived, received, { actor: UNDERWRITER, at: '2026-11-26T01:00:00.000Z' }),
    ).toBeNull()
    expect(await books.row('review_case', CASE)).toMatchObject({
      state: 'waiting',
      deadlineAt: '2026-11-26T04:00:00.000Z',
    })
  })

  it('keeps whole minutes when the clock is paused in the middle of one', async () => {
    expect(await give('ask-documents', 1, UNDERWRITER, '2026-11-24T02:00:12.345Z')).toBeNull()
    expect((await books.row('review_case', CASE))?.pausedMinutes).toBe(180)
  })

  it('is the only thing that ends the wait for documents but their arrival', async () => {
    const received = { caseId: CASE, lesseeId: 'party-1', basedOn: 1, note: null }
    expect(await books.give(documentsReceived, received, { actor: UNDERWRITER })).toMatchObject({
      code: 'case.not-awaiting',
    })
  })
})

describe('taking back', () => {
  it('puts case and application back as they were, by the author only, once', async () => {
    const before = await books.row('review_case', CASE)
    expect(await give('decline')).toBeNull()
    expect(await books.give(takeBack, { decisionId: 'dev-3' }, { actor: COLLEAGUE })).toMatchObject({
      code: 'decision.not-yours',
    })
    expect(await books.give(takeBack, { decisionId: 'dev-3' }, { actor: UNDERWRITER })).toBeNull()
    expect(await books.row('review_case', CASE)).toEqual({ ...before, version: 3 })
    expect((await books.row('application', 'a-1'))?.state).toBe('referred')
    expect(await books.give(takeBack, { decisionId: 'dev-3' }, { actor: UNDERWRITER })).toMatchObject({
      code: 'decision.taken-back',
    })
  })

  it('is refused once something else followed', async () => {
    await give('ask-documents')
    await give('approve', 2)
    expect(await books.give(takeBack, { decisionId: 'dev-3' }, { actor: UNDERWRITER })).toMatchObject({
      code: 'decision.followed',
    })
  })

  it('undoes a bulk decision as one', async () => {
    const lines = ['1', '2'].map(key => ({
      caseId: `dev-2-${key}`,
      applicationId: `a-${key}`,
      lesseeId: `party-${key}`,
      basedOn: 1,
      note: null,
    }))
    const input = { outcome: 'decline' as const, reasons: ['policy'], cases: 2 }
    expect(await books.give(decideManyCases, input, { actor: UNDERWRITER, lines })).toBeNull()
    expect(await books.rows('review_case', 'byQueue', ['waiting'])).toEqual([])
    const back = lines.map(({ caseId, applicationId }, index) => ({
      decisionId: `dev-3-${index + 1}`,
      caseId,
      applicationId,
    }))
    const taken = { bulkId: 'dev-3', cases: 2 }
    expect(await books.give(takeBackMany, taken, { actor: UNDERWRITER, lines: back })).toBeNull()
    expect((await books.rows('review_case', 'byQueue', ['waiting'])).map(each => each.id)).toEqual([
      'dev-2-1',
      'dev-2-2',
    ])
  })
})

describe('any sequence of steps', () => {
  it('never decides a case twice, and its version counts its steps', async () => {
    const step = fc.record({
      outcome: fc.constantFrom('approve', 'decline', 'ask-documents', 'escalate', 'received', 'back', 'boost'),
      actor: fc.constantFrom(UNDERWRITER, COLLEAGUE, SUPERVISOR),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
        const books = new Books()
        const book = {
          hash: 'book',
          id: 'b',
          version: 1,
          document: {},
          publishedAt: '2026-11-01T00:00:00.000Z',
          publishedBy: 'x',
          live: true,
        }
        await books.store.transaction(tx => tx.apply(new Map([['rulebook', { upserts: [book], deletes: [] }]])))
        await books.give(loadIntake, batch(1), { actor: OPERATOR, lines: [applicationLine('1')] })
        const counts = { rulebook: 'book', semantics: 1, approve: 0, refer: 1, decline: 0 }
        await books.give(decideAutomatically, counts, { actor: OPERATOR, lines: [decisionLine('1')] })
        let taken = 0
        for (const { outcome, actor } of steps) {
          const before = await books.row('review_case', CASE)
          const basedOn = before?.version ?? 0
          const refused =
            outcome === 'received'
              ? await books.give(
                  documentsReceived,
                  { caseId: CASE, lesseeId: 'party-1', basedOn, note: null },
                  { actor },
                )
              : outcome === 'back'
                ? await books.give(takeBack, { decisionId: before?.decisionId ?? 'none' }, { actor })
                : outcome === 'boost'
                  ? await books.give(boostCase, { caseId: CASE, basedOn, boost: 5 }, { actor })
                  : await books.give(decideCase, decision(outcome, basedOn), { actor })
          if (refused === null) taken += 1
          if (before?.state === 'decided' && outcome !== 'back') expect(refused?.code).toBe('case.decided')
          const after = await books.row('review_case', CASE)
          expect(after?.version).toBe(1 + taken)
          expect(after?.state === 'decided').toBe(
            ['approved', 'declined'].includes((await books.row('application', 'a-1'))?.state ?? ''),
          )
        }
      }),
      { numRuns: 60 },
    )
  })
})
