import { describe, expect, it } from 'vitest'
import { type Chosen, queueQuery } from '../../src/renderer/review/query.ts'

const everything: Chosen = { tab: 'all', groups: {} }

describe('what the queue asks for', () => {
  it('asks for one state unless all are wanted', () => {
    expect(queueQuery({ tab: 'escalated', groups: {} }, {}, []).filters).toEqual([
      { column: 'state', operator: 'equals', values: ['escalated'] },
    ])
    expect(queueQuery(everything, {}, []).filters).toEqual([])
  })

  it('asks for the blank group as blank, not as an empty text', () => {
    expect(queueQuery({ tab: 'all', groups: { region: null, scenario: 'taxi' } }, {}, []).filters).toEqual([
      { column: 'region', operator: 'blank', values: [] },
      { column: 'scenario', operator: 'equals', values: ['taxi'] },
    ])
  })

  it('asks for all of a province, and for a region of another kind by itself', () => {
    const region = (value: string) => queueQuery({ tab: 'all', groups: { region: value } }, {}, []).filters
    expect(region('44')).toEqual([{ column: 'region', operator: 'starts-with', values: ['44'] }])
    expect(region('TX')).toEqual([{ column: 'region', operator: 'equals', values: ['TX'] }])
  })

  it('compares amounts in fen though they are typed in yuan', () => {
    const filters = { amountFen: { filterType: 'number', type: 'inRange', filter: 1_000.5, filterTo: 2_000 } }
    expect(queueQuery(everything, filters, []).filters).toEqual([
      { column: 'amountFen', operator: 'between', values: [100_050, 200_000] },
    ])
  })

  it('takes a day as the whole day of China Standard Time', () => {
    const equals = { deadlineAt: { filterType: 'date', type: 'equals', dateFrom: '2026-11-24 00:00:00', dateTo: null } }
    expect(queueQuery(everything, equals, []).filters).toEqual([
      { column: 'deadlineAt', operator: 'between', values: ['2026-11-23T16:00:00.000Z', '2026-11-24T15:59:59.999Z'] },
    ])
    const after = { deadlineAt: { filterType: 'date', type: 'greaterThan', dateFrom: '2026-11-24', dateTo: null } }
    expect(queueQuery(everything, after, []).filters[0]?.values).toEqual(['2026-11-24T15:59:59.999Z'])
  })

  it('leaves out a filter that says nothing yet', () => {
    expect(
      queueQuery(everything, { openedAt: { filterType: 'date', type: 'equals', dateFrom: null } }, []).filters,
    ).toEqual([])
    expect(queueQuery(everything, { number: { type: 'empty' } }, []).filters).toEqual([])
  })

  it('leaves out the order of a column that is not on the tab', () => {
    const sort = [{ colId: 'decidedAt', sort: 'desc' }]
    expect(queueQuery({ tab: 'waiting', groups: {} }, {}, sort).sort).toEqual([])
    expect(queueQuery({ tab: 'decided', groups: {} }, {}, sort).sort).toEqual([
      { column: 'decidedAt', descending: true },
    ])
  })

  it('keeps the order of the sorts', () => {
    const sort = [
      { colId: 'boost', sort: 'desc' },
      { colId: 'number', sort: 'asc' },
    ]
    expect(queueQuery(everything, {}, sort).sort).toEqual([
      { column: 'boost', descending: true },
      { column: 'number', descending: false },
    ])
  })
})
