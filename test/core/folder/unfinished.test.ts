/** What a kill left half written is gone after the next start; what was whole is there. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applicationLine } from '../../commands/lines.ts'
import { desktopOfTest, LIN, withApplications } from '../desktop.ts'

it('clears what was being written of keys, packs, documents and drafts', async () => {
  const desktop = await desktopOfTest()
  await withApplications(desktop, [applicationLine('1')])
  const kept = readdirSync(join(desktop.dir, 'packs'))
  const halves = ['keys/parties-000002.keys.new', 'packs/7.new', 'documents/a.new', 'drafts/b.new']
  for (const half of halves) {
    mkdirSync(join(desktop.dir, half, '..'), { recursive: true })
    writeFileSync(join(desktop.dir, half), '张三')
  }
  await desktop.restart()
  expect(halves.filter(half => existsSync(join(desktop.dir, half)))).toEqual([])
  expect(readdirSync(join(desktop.dir, 'packs'))).toEqual(kept)
  const { review } = await desktop.window(LIN)
  expect((await review.openApplication({ applicationId: 'a-1' }))?.parties).toHaveLength(1)
})
