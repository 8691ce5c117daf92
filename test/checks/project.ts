/** A small project in a temporary folder, with the house's own configuration, for checks to look at. */
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const house = fileURLToPath(new URL('../../', import.meta.url))
const configuration = ['tsconfig.json', 'biome.json', '.dependency-cruiser.cjs', '.gitignore']

/** Contents by path. */
export type Files = Readonly<Record<string, string>>

/** A project that keeps every rule, with something for each check to look at. */
export const cleanFiles: Files = {
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/zod': { version: '4.6.7' } } }),
  'src/domain/money.ts': 'export const addFen = (a: number, b: number): number => a + b\n',
  'src/rules/total.ts':
    "import { addFen } from '../domain/money.ts'\n\nexport const twice = (fen: number) => addFen(fen, fen)\n",
  'src/journal/clock.ts': 'export const later = (ms: number, at: number) => new Date(at + ms).toISOString()\n',
  'src/renderer/title.ts': "export const title = (t: (key: string) => string) => t('app.title')\n",
  'src/words/en.json': '{ "app": { "title": "Hello {{name}}" } }\n',
  'src/words/zh-CN.json': '{ "app": { "title": "你好 {{name}}" } }\n',
}

export function withProject<T>(files: Files, look: (root: string) => T, configured = configuration): T {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'leasedesk-check-')))
  try {
    for (const name of configured) copyFileSync(join(house, name), join(root, name))
    symlinkSync(join(house, 'node_modules'), join(root, 'node_modules'), 'junction')
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
    }
    return look(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
