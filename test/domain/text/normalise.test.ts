import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactCode, displayBlock, displayLine, searchable, toHalfWidth } from '../../../src/domain/text/normalise.ts'

/** Any string, and often one of what is hidden, broken, blank or combining, since those meet rarely by chance. */
const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...'\t\n\r\u0000\u0085\u200B\uFEFF\u2028 e\u0301')))
  .map(parts => parts.join(''))

describe('full width', () => {
  it('becomes half width, and nothing else changes', () => {
    expect(toHalfWidth('（豫Ａ１２３４５）\u3000张三～')).toBe('(豫A12345) 张三~')
    expect(toHalfWidth('租赁①㎡')).toBe('租赁①㎡')
  })
})

describe('display', () => {
  it('takes out what could lie about the order of characters, or break the line', () => {
    expect(displayLine('张\u202E三\u2066\u0000\u200B\uFEFF')).toBe('张三')
    expect(displayLine('  a\r\n\tb  ')).toBe('a b')
    expect(displayLine('x\uD800y')).toBe('x\uFFFDy')
    expect(displayLine('e\u0301')).toBe('é')
    expect(displayLine('e\u200B\u0301')).toBe('é')
    expect(displayLine('a \u0000 b\u0085c\uFEFFd')).toBe('a b cd')
  })

  it('keeps the lines of a note', () => {
    expect(displayBlock('first\r\nsecond\u202E\u2028third\n')).toBe('first\nsecond\nthird')
  })

  it('keeps the joiners that names of other scripts need, and characters outside the basic plane', () => {
    expect(displayLine('نام\u200Cها 𠮷野')).toBe('نام\u200Cها 𠮷野')
  })

  it('leaves no control, override or lone surrogate in any string, and is stable', () => {
    fc.assert(
      fc.property(text, raw => {
        const shown = displayLine(raw)
        expect(shown).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
        expect(shown.isWellFormed()).toBe(true)
        expect(displayLine(shown)).toBe(shown)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('search', () => {
  it.each([
    ['豫Ａ·１２３４５', '豫a1234'],
    ['LSVAA49J-132 047231', 'lsvaa49j132047231'],
    ['买买提·吐尔逊', '买买提吐'],
    ['郑州 宇通（集团）有限公司', '宇通(集团)'],
    ['138 0013 8000', '0013-8'],
  ])('finds %s by %s', (stored, typed) => {
    expect(searchable(stored)).toContain(searchable(typed))
  })

  it('is stable, so that an index may hold folded text', () => {
    fc.assert(
      fc.property(text, raw => {
        expect(searchable(searchable(raw))).toBe(searchable(raw))
      }),
      { numRuns: 500 },
    )
  })
})

describe('codes', () => {
  it('lose their separators and their width, not their characters', () => {
    expect(compactCode(' ４１０１０２－１９９００１０１－１２３ｘ ')).toBe('41010219900101123X')
  })
})
