import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exposureSubjects } from '../../src/commands/intake/exposure.ts'
import type { ApplicationLine } from '../../src/commands/intake/line.ts'
import { loadIntake } from '../../src/commands/intake/load.ts'
import { Books, OPERATOR } from './books.ts'
import { applicationLine, batch, partyLine } from './lines.ts'

describe('taking in a pack', () => {
  it('gives numbers by year, one after the other, across packs', async () => {
    const books = new Books()
    await books.give(loadIntake, batch(2, 'b-1'), {
      actor: OPERATOR,
      lines: [applicationLine('1'), applicationLine('2')],
    })
    const next = { actor: OPERATOR, lines: [applicationLine('3')], at: '2026-12-31T17:00:00.000Z' }
    await books.give(loadIntake, batch(1, 'b-2'), next)
    const numbers = await Promise.all(
      ['a-1', 'a-2', 'a-3'].map(async id => (await books.row('application', id))?.number),
    )
    // 17:00 UTC on New Year's Eve is the next year in China: its counter starts anew.
    expect(numbers).toEqual(['2026-1124-00001', '2026-1124-00002', '2027-0101-00001'])
  })

  it('refuses the same batch, the same application, and counts that do not add up', async () => {
    const books = new Books()
    const one = { actor: OPERATOR, lines: [applicationLine('1')] }
    expect(await books.give(loadIntake, batch(1), one)).toBeNull()
    expect(await books.give(loadIntake, batch(1), one)).toMatchObject({ code: 'intake.taken-before' })
    expect(await books.give(loadIntake, batch(1, 'b-2'), one)).toMatchObject({ code: 'intake.application-exists' })
    const wrong = { ...batch(1, 'b-3'), rejected: 1 }
    expect(await books.give(loadIntake, wrong, { actor: OPERATOR })).toMatchObject({ code: 'intake.does-not-add-up' })
    expect(await books.row('import_batch', 'b-2')).toBeNull()
  })

  it('keeps what is known of a party, fills in what was not, and leaves an erased one blank', async () => {
    const books = new Books()
    const first = { ...partyLine('p'), phone: null }
    const later = { ...partyLine('p'), name: '另名', phone: '13800000000' }
    await books.give(loadIntake, batch(1, 'b-1'), {
      actor: OPERATOR,
      lines: [applicationLine('1', { parties: [first] })],
    })
    await books.give(loadIntake, batch(1, 'b-2'), {
      actor: OPERATOR,
      lines: [applicationLine('2', { parties: [later] })],
    })
    expect(await books.row('party', 'p')).toMatchObject({ name: '名p', phone: '13800000000' })
  })

  it('keeps exposure by subject and day equal to the sum of its parts', async () => {
    const party = fc.record({
      id: fc.constantFrom('x', 'y', 'z'),
      role: fc.constantFrom('lessee', 'spouse', 'guarantor', 'affiliation-company', 'driver'),
      groupId: fc.constantFrom(null, 'g'),
    })
    const line = fc.record({
      amountFen: fc.integer({ min: 1, max: 2_000_000_000 }),
      submittedAt: fc.constantFrom('2026-11-20T01:00:00.000Z', '2026-11-20T20:00:00.000Z'),
      currency: fc.constantFrom('CNY', 'USD'),
      parties: fc.array(party, { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async drawn => {
        const books = new Books()
        const lines = drawn.map(({ parties, ...rest }, index) => {
          const named = parties.map(({ id, role, groupId }) => partyLine(id, role as never, groupId))
          return applicationLine(String(index), {
            ...(rest as Partial<ApplicationLine>),
            parties: [partyLine('lead'), ...named],
          })
        })
        await books.give(loadIntake, batch(lines.length), { actor: OPERATOR, lines })
        const sums = new Map<string, number>()
        for (const { currency, parties, amountFen, submittedAt } of lines) {
          if (currency !== 'CNY') continue
          const day = submittedAt.includes('T20') ? '2026-11-21' : '2026-11-20'
          for (const subject of exposureSubjects(parties)) {
            const key = `${subject} ${day}`
            sums.set(key, (sums.get(key) ?? 0) + amountFen)
          }
        }
        for (const subject of ['lead', 'x', 'y', 'z', 'group:g'])
          for (const day of ['2026-11-20', '2026-11-21'])
            expect((await books.row('exposure_day', subject, day))?.amountFen).toBe(sums.get(`${subject} ${day}`))
      }),
      { numRuns: 60 },
    )
  })
})
