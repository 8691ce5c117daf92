/** The queue as a file: whose it is, and the words of the screens. */
import { describe, expect, it } from 'vitest'
import { csvCell, regionName } from '../../src/core/services/papers.ts'
import { PROVINCES } from '../../src/domain/identity/provinces.ts'
import en from '../../src/words/en.json' with { type: 'json' }
import zhCN from '../../src/words/zh-CN.json' with { type: 'json' }
import { applicationLine } from '../commands/lines.ts'
import { desktopOfTest, LIN, withApplications } from './desktop.ts'

describe('the exported queue', () => {
  it('names regions, and who took it out of the house', async () => {
    const desktop = await desktopOfTest()
    await withApplications(desktop, [applicationLine('1', { region: '410105' })])
    const { review } = await desktop.window(LIN)
    for (const [language, region] of [
      ['zh-CN', '河南'],
      ['en', 'Henan'],
    ] as const) {
      const { content } = await review.exportCsv({ filters: [], sort: [], language })
      const lines = (await content.text()).trimEnd().split('\r\n')
      expect(lines[1]?.split(',')).toContain(region)
      expect(lines.at(-1)).toMatch(/^林珊 · 20/)
    }
  })

  it('calls each province as the screens do, and leaves other codes alone', () => {
    const words = { 'zh-CN': zhCN as Record<string, string>, en: en as Record<string, string> }
    for (const { code } of PROVINCES)
      for (const language of ['zh-CN', 'en'] as const)
        expect(regionName(`${code}0100`, language)).toBe(words[language][`region.${code}`])
    expect(regionName('CN-32', 'en')).toBe('CN-32')
    expect(regionName('990000', 'en')).toBe('990000')
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['a,"b"', '"a,""b"""'],
    ['林珊', '林珊'],
  ])('writes %s as %s', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })
})
