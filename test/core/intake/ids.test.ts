/** Ids that are the same wherever the same thing comes from. */
import { expect, test } from 'vitest'
import { idsOf } from '../../../src/core/intake/ids.ts'
import { hmacSm3 } from '../../../src/journal/crypto.ts'

const company = (secret: string) => ({ companyDigest: (text: string) => hmacSm3(Buffer.from(secret), text) })
const ids = idsOf(company('one'))
const NUMBER = '11010519491231002X'

test('a person is one in every file of a company, and nobody outside can tell who', () => {
  const id = ids.party('person', NUMBER, 'a|1|lessee')
  expect(id).toMatch(/^p[0-9a-f]{24}$/)
  expect(ids.party('person', NUMBER, 'b|2|guarantor')).toBe(id)
  expect(idsOf(company('two')).party('person', NUMBER, 'a|1|lessee')).not.toBe(id)
  expect(ids.party('company', NUMBER, 'a|1|lessee')).not.toBe(id)
})

test('without a number, a party is one of its application and role only, on every desktop', () => {
  const id = ids.party('person', null, 'a|1|lessee')
  expect(idsOf(company('two')).party('person', null, 'a|1|lessee')).toBe(id)
  expect(ids.party('person', null, 'a|1|guarantor')).not.toBe(id)
})

test('an application is one by its source and the number there', () => {
  expect(ids.application('abs-ee', '19407822')).toMatch(/^a[0-9a-f]{24}$/)
  expect(ids.application('abs-ee', '19407822')).toBe(idsOf(company('two')).application('abs-ee', '19407822'))
  expect(ids.application('file', '19407822')).not.toBe(ids.application('abs-ee', '19407822'))
})
