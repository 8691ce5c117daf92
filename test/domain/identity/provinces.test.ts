import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROVINCES, provinceOfCode, provinceOfPlateCharacter } from '../../../src/domain/identity/provinces.ts'

const reference = join(process.env.LEASEDESK_DATA ?? '../shared/data', 'ref', 'provinces.csv')

describe('provinces', () => {
  it('are 34, with 31 plate characters, each once', () => {
    expect(new Set(PROVINCES.map(province => province.code)).size).toBe(34)
    const plates = PROVINCES.flatMap(province => province.plate ?? [])
    expect(new Set(plates).size).toBe(31)
    expect(plates).toHaveLength(31)
  })

  it('are found by any code below them, and by their plates', () => {
    expect(provinceOfCode('410102')?.en).toBe('Henan')
    expect(provinceOfCode('99')).toBeUndefined()
    expect(provinceOfPlateCharacter('豫')?.code).toBe('41')
    expect(provinceOfPlateCharacter('使')).toBeUndefined()
  })

  it.skipIf(!existsSync(reference))(`agree with the reference data (absent: ${reference})`, () => {
    const rows = readFileSync(reference, 'utf8').trim().split(/\r?\n/).slice(1)
    expect(rows.length).toBeGreaterThan(30)
    for (const row of rows) {
      const [code = '', name] = row.replaceAll('"', '').split(',')
      expect(provinceOfCode(code)?.zh).toBe(name)
    }
  })
})
