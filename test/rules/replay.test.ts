import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/domain/canonical.ts'
import { parameterIn, replayer, sentences } from '../../src/rules/index.ts'
import { BOOK, deriveAnd, HASH, input, REFERENCE } from './samples.ts'

/** The lowest digit that is reviewed. */
const DIGIT = Number(parameterIn(BOOK, 'passenger-new', 'bureau.worstDigit.refer'))
const { facts, record } = await deriveAnd(input({ observed: { 'bureau.overdue24m.maxDigit': DIGIT } }))
const stored: JsonValue = JSON.parse(JSON.stringify(record))
const kept = { reference: REFERENCE, body: JSON.parse(JSON.stringify(facts)) as JsonValue }

describe('replay', () => {
  it('finds a stored decision the same, key order aside', async () => {
    expect(await replayer(BOOK, HASH)(stored, kept)).toBe('same')
    const turned = Object.fromEntries(Object.entries(stored as object).reverse()) as JsonValue
    expect(await replayer(BOOK, HASH)(turned, kept)).toBe('same')
  })

  it('shows a planted fact that changes the outcome, and one that does not by its digest', async () => {
    const planted = { ...facts, values: { ...facts.values, 'bureau.worstDigit24m': DIGIT - 1 } }
    expect(await replayer(BOOK, HASH)(stored, { ...kept, body: planted })).toEqual({ differs: ['fired[0]', 'outcome'] })
    const idle = {
      reference: { ...REFERENCE, digest: 'digest-2' },
      body: { ...facts, values: { ...facts.values, lesseeAge: 39 } },
    }
    expect(await replayer(BOOK, HASH)(stored, idle)).toEqual({ differs: ['facts.digest'] })
  })

  it('shows a changed book, by what it decides and by its hash', async () => {
    const parameters = BOOK.parameters.map(each =>
      each.id === 'bureau.worstDigit.refer' ? { ...each, value: DIGIT - 1 } : each,
    )
    expect(await replayer({ ...BOOK, parameters }, 'hash-2')(stored, kept)).toEqual({
      differs: ['fired[0].limit', 'rulebook'],
    })
    expect(await replayer(BOOK, 'hash-2')(stored, kept)).toEqual({ differs: ['rulebook'] })
  })

  it('shows a record that was touched', async () => {
    expect(await replayer(BOOK, HASH)({ ...(stored as object), outcome: 'approve' }, kept)).toEqual({
      differs: ['outcome'],
    })
    expect(await replayer(BOOK, HASH)({ ...(stored as object), extra: 1 }, kept)).toEqual({ differs: ['extra'] })
  })

  it('answers erased where the facts or the record are gone', async () => {
    expect(await replayer(BOOK, HASH)(stored, { ...kept, body: null })).toBe('erased')
    expect(await replayer(BOOK, HASH)(null, kept)).toBe('erased')
  })

  it('does not guess at another semantics version, at facts that are none, or at a record that is none', async () => {
    expect(await replayer(BOOK, HASH)({ ...(stored as object), semantics: 2 }, kept)).toEqual({
      differs: ['semantics'],
    })
    expect(await replayer(BOOK, HASH)(stored, { ...kept, body: { version: 2 } })).toEqual({ differs: ['facts'] })
    expect(await replayer(BOOK, HASH)(['x'], kept)).toEqual({ differs: ['semantics'] })
  })
})

describe('a sentence whose rule has gone from the book', () => {
  it('shows the id as what it is', () => {
    const without = { ...BOOK, rules: BOOK.rules.filter(each => each.id !== 'bureau-late-history') }
    expect(sentences(record, without, 'en')).toEqual(['bureau-late-history (no longer in the rulebook)'])
    expect(sentences(record, without, 'zh-CN')).toEqual(['bureau-late-history（规则书中已无此规则）'])
  })
})
