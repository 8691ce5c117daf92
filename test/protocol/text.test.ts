/** What a window may send: text made safe, ids that are ids, and nothing without a bound. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { desktopContract } from '../../src/protocol/desktop/index.ts'
import { mapping } from '../../src/protocol/desktop/intake.ts'
import { jsonValue } from '../../src/protocol/json.ts'
import { block, identifier, line, reasonIds } from '../../src/protocol/text.ts'

describe('text that comes in', () => {
  it('is kept as it is safe to show: no NUL, no override, no break within a line', () => {
    expect(line(40).parse(' 张\u0000三\u202E\u2066  Li\nSi ')).toBe('张三 Li Si')
    expect(block(40).parse('a\u202Eb\u0007\r\n\u200Bc\n')).toBe('ab\nc')
  })

  it('is refused where nothing of it can be seen, or where it is too long', () => {
    for (const text of ['', '  ', '\u0000\u200B', 'x'.repeat(41)]) expect(line(40).safeParse(text).success).toBe(false)
    expect(block(3).safeParse('four').success).toBe(false)
  })

  it('names records by what ids are made of', () => {
    for (const id of ['dev7-12-3', 'case/x', 'p-demo1', 'a0f', 'import-_x'])
      expect(identifier.safeParse(id).success).toBe(true)
    for (const id of ['', 'a b', 'a\u0000', '张', `x\u202E`, 'x'.repeat(201)])
      expect(identifier.safeParse(id).success).toBe(false)
  })

  it('gives reasons by their ids, each once', () => {
    expect(reasonIds.safeParse(['income-verified', 'policy']).success).toBe(true)
    for (const reasons of [
      [],
      ['policy', 'policy'],
      ['a sentence'],
      ['<b>'],
      ['__proto__'],
      ['张三'],
      ['x'.repeat(61)],
    ])
      expect(reasonIds.safeParse(reasons).success).toBe(false)
  })
})

describe('records with keys of their own', () => {
  it('are JSON whatever a key is called, and a key of a prototype stays a key', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"admin":true},"constructor":1}')
    const read = jsonValue.parse(hostile) as Record<string, unknown>
    expect(read.admin).toBeUndefined()
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
    const field = JSON.parse('{"__proto__":{"column":"x"},"field":"f","constant":null,"format":""}') as unknown
    expect(mapping.safeParse({ preset: null, scenario: 's', currency: 'CNY', fields: [field] }).success).toBe(false)
  })
})

describe('the contract', () => {
  it('bounds every text and every list that a window sends', () => {
    const inputs = procedures(desktopContract)
    expect(inputs.length).toBeGreaterThan(25)
    expect(inputs.flatMap(({ name, input }) => unboundedIn(asJsonSchema(input), name))).toEqual([])
  })
})

function procedures(router: object, path = ''): { name: string; input: z.ZodType }[] {
  return Object.entries(router).flatMap(([name, each]) => {
    const declared = (each as { '~orpc'?: { inputSchema?: z.ZodType } })['~orpc']
    if (declared === undefined) return procedures(each as object, `${path}${name}.`)
    return declared.inputSchema === undefined ? [] : [{ name: `${path}${name}`, input: declared.inputSchema }]
  })
}

const asJsonSchema = (input: z.ZodType): unknown => z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })

/** Where a text may be of any length, or a list of any number. */
function unboundedIn(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { type, maxLength, pattern, enum: codes, maxItems } = schema as Record<string, unknown>
  const here = type === 'string' ? !maxLength && !pattern && !codes : type === 'array' && !maxItems
  const below = Object.entries(schema).flatMap(([key, each]) => unboundedIn(each, `${at}/${key}`))
  return here ? [at, ...below] : below
}
