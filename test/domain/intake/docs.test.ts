/** docs/import.md names every field of our own layout, and none that there is not. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { intakeFieldById } from '../../../src/domain/intake/fields.ts'
import { LAYOUT_COLUMNS } from './layout.ts'

const text = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8')
const section = text.slice(text.indexOf('## Preset `leasedesk`'), text.indexOf('## Preset `abs-auto-loans`'))

function documented(): string[] {
  const items = section.split(/^- /m).slice(1)
  return items.flatMap(item => {
    const words = [...item.replaceAll(/\([^)]*\)/g, '').matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
    const prefixes = words.filter(word => word.endsWith('.'))
    return prefixes.flatMap(prefix => words.filter(word => !prefixes.includes(word)).map(name => prefix + name))
  })
}

test('every field is documented, and every documented one is a field', () => {
  const fields = LAYOUT_COLUMNS.filter(id => !id.startsWith('evidence'))
  expect(documented().sort()).toEqual([...fields].sort())
  expect(section).toContain('`evidence.asOf`')
  expect(intakeFieldById('evidence.asOf')).toBeDefined()
})
