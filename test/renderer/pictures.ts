/**
 * Photographs every screen of the stand-in page, both languages, light and dark, and says what axe and the console
 * complain of: `node test/renderer/pictures.ts [part of a name]`. For people to look at, into `artefacts/pictures`.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { type Look, serveStandIn } from './stand-in/page.ts'

const OUT = fileURLToPath(new URL('../../artefacts/pictures/', import.meta.url))
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Shot {
  name: string
  look: Look
  act?: (page: Page) => Promise<unknown>
}

const settled = (page: Page) => page.waitForTimeout(500)
const press =
  (...keys: string[]) =>
  async (page: Page) => {
    await settled(page)
    for (const key of keys) await page.keyboard.press(key)
  }
const file = { name: 'applications.csv', mimeType: 'text/csv', buffer: Buffer.alloc(3_000_000, 'x') }
const importUntil =
  (...buttons: RegExp[]) =>
  async (page: Page) => {
    await page.setInputFiles('input[type=file]', file)
    for (const name of buttons) {
      await page.getByRole('button', { name }).last().click()
      await page.waitForTimeout(2_200)
    }
  }

const SHOTS: Shot[] = [
  { name: 'first-language', look: { scene: 'new' } },
  { name: 'first-choice', look: { scene: 'new', language: 'zh-CN' } },
  { name: 'first-choice', look: { scene: 'new', language: 'en', theme: 'dark' } },
  {
    name: 'founding',
    look: { scene: 'new', language: 'en' },
    act: page => page.getByRole('button', { name: 'Set up' }).click(),
  },
  {
    name: 'making-demo',
    look: { scene: 'new', language: 'zh-CN' },
    act: page => page.getByRole('button', { name: /演示数据/ }).click(),
  },
  { name: 'sign-in', look: { scene: 'locked', language: 'zh-CN' } },
  { name: 'sign-in', look: { scene: 'locked', language: 'en', theme: 'dark' } },
  { name: 'queue', look: { as: 'lin', language: 'zh-CN' } },
  { name: 'queue', look: { as: 'lin', language: 'en', theme: 'dark' }, act: press('j', 'j', 'x', 'j', 'x') },
  { name: 'queue-empty', look: { as: 'lin', scene: 'empty', language: 'zh-CN' } },
  { name: 'queue-failing', look: { as: 'lin', scene: 'failing', language: 'en' } },
  { name: 'queue-long', look: { as: 'lin', scene: 'long', language: 'zh-CN' } },
  {
    name: 'queue-bulk',
    look: { as: 'lin', language: 'zh-CN' },
    act: async page => {
      await press('j', 'x', 'j', 'x')(page)
      await page.getByRole('button', { name: /^拒绝 2 件/ }).click()
    },
  },
  { name: 'case', look: { as: 'lin', language: 'zh-CN', hash: '#/review/next' }, act: press('v') },
  { name: 'case', look: { as: 'lin', language: 'en', theme: 'dark', hash: '#/review/next' }, act: press('v') },
  { name: 'case-picker', look: { as: 'lin', language: 'zh-CN', hash: '#/review/next' }, act: press('a', '1', '3') },
  {
    name: 'case-picker',
    look: { as: 'lin', language: 'en', theme: 'dark', hash: '#/review/next' },
    act: press('d', '2'),
  },
  { name: 'case-saved', look: { as: 'lin', language: 'zh-CN', hash: '#/review/next' }, act: press('a', '1', 'Enter') },
  { name: 'case-long', look: { as: 'lin', scene: 'long', language: 'en', hash: '#/review/next' } },
  { name: 'case-failing', look: { as: 'lin', scene: 'failing', language: 'zh-CN', hash: '#/review/next' } },
  { name: 'case-none', look: { as: 'lin', scene: 'empty', language: 'en', hash: '#/review/next' } },
  { name: 'case-read-only', look: { as: 'lin', scene: 'read-only', language: 'zh-CN', hash: '#/review/next' } },
  {
    name: 'case-lost',
    look: { as: 'lin', language: 'en', hash: '#/review/next' },
    act: async page => {
      await settled(page)
      await page.evaluate(() => window.standIn.crash(60_000))
    },
  },
  {
    name: 'case-again',
    look: { as: 'lin', language: 'zh-CN', hash: '#/review/next' },
    act: async page => {
      await settled(page)
      await page.evaluate(() => window.standIn.crash(50))
      await page.waitForTimeout(800)
    },
  },
  { name: 'import-file', look: { as: 'lin', language: 'zh-CN', hash: '#/import' } },
  { name: 'import-mapping', look: { as: 'lin', language: 'zh-CN', hash: '#/import' }, act: importUntil() },
  { name: 'import-mapping', look: { as: 'lin', language: 'en', theme: 'dark', hash: '#/import' }, act: importUntil() },
  { name: 'import-trial', look: { as: 'lin', language: 'zh-CN', hash: '#/import' }, act: importUntil(/试读/) },
  {
    name: 'import-result',
    look: { as: 'lin', language: 'en', hash: '#/import' },
    act: importUntil(/Trial run/, /^Import /),
  },
  {
    name: 'import-decided',
    look: { as: 'lin', language: 'zh-CN', hash: '#/import' },
    act: importUntil(/试读/, /^导入/, /现在自动决定/),
  },
  { name: 'settings', look: { as: 'gao', language: 'zh-CN', hash: '#/settings' } },
  { name: 'settings', look: { as: 'gao', language: 'en', theme: 'dark', hash: '#/settings' } },
  { name: 'settings-read-only', look: { as: 'gao', scene: 'read-only', language: 'en', hash: '#/settings' } },
  {
    name: 'settings-add',
    look: { as: 'gao', language: 'zh-CN', hash: '#/settings' },
    act: page => page.getByRole('button', { name: '添加人员' }).click(),
  },
  {
    name: 'palette',
    look: { as: 'lin', language: 'zh-CN' },
    act: async page => {
      await press('Control+k')(page)
      await page.keyboard.insertText('建国')
    },
  },
  { name: 'palette', look: { as: 'lin', language: 'en', theme: 'dark' }, act: press('Control+k') },
  { name: 'keys', look: { as: 'lin', language: 'zh-CN' }, act: press('?') },
  { name: 'keys', look: { as: 'lin', language: 'en', theme: 'dark' }, act: press('?') },
]

const wanted = process.argv[2] ?? ''
mkdirSync(OUT, { recursive: true })
const pages = await serveStandIn()
for (const { name, look, act } of SHOTS.filter(shot => shot.name.includes(wanted))) {
  const { page, complaints } = await pages.open(look)
  const label = [name, look.language, look.theme].filter(Boolean).join('-')
  await act?.(page)
  await settled(page)
  await page.screenshot({ path: `${OUT}${label}.png` })
  const violations = await axeOf(page)
  for (const complaint of [...complaints, ...violations]) process.stdout.write(`${label}: ${complaint}\n`)
  await page.context().close()
}
await pages.close()

async function axeOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } }
    const { violations } = await axe.run()
    return violations.map(
      each =>
        `axe ${each.id}: ${each.nodes
          .map(node => node.html.slice(0, 140))
          .slice(0, 3)
          .join(' | ')}`,
    )
  })
}

interface AxeViolation {
  id: string
  nodes: { html: string }[]
}
