/** No failure that a file, a folder or a judge can bring is said as a bare code. */
import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { sayProblem } from '../../src/cli/failure.ts'
import { NotAllowed, Problem } from '../../src/core/problems.ts'
import { NotSaved, Refused } from '../../src/core/writing/refused.ts'

describe('what went wrong', () => {
  it.each([
    [new Problem('file.old-excel'), /\.xls\).*Save it as \.xlsx/],
    [new Problem('mapping.missing', { field: 'party.name' }), /party\.name.*--preset/],
    [new Problem('preset-unknown', { preset: 'x', known: ['a', 'b'] }), /takes one of a, b$/],
    [new Problem('damaged-at', { segment: 's', entry: 4, differs: 'hash' }), /segment s, entry 4: hash/],
    [new Refused({ code: 'party.erased', detail: {} }), /has been erased/],
    [new NotAllowed(['administrator']), /--as PERSON/],
    [new NotSaved('disk', new Error('ENOSPC')), /Free some space/],
    [new ORPCError('REFUSED', { data: { code: 'party.unknown', detail: { party: 'p' } } }), /no party p here/],
    [new ORPCError('NOT_ALLOWED', { data: { need: ['supervisor'] } }), /of the role supervisor/],
    [new Problem('refused.intake.taken-before'), /another --seed/],
  ])('%s', (error, sentence) => {
    expect(sayProblem(error)).toMatch(sentence)
    expect(sayProblem(error)).not.toMatch(/[{}]/)
  })

  it('is said by its code where there is no sentence', () => {
    expect(sayProblem(new Problem('something-new', { at: 1 }))).toBe('something-new {"at":1}')
  })
})
