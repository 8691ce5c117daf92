/** Every check passes on a clean project, fails on a planted breach and names it, and fails when it sees no file. */
import { describe, expect, test } from 'vitest'
import { arrows } from '../../scripts/checks/arrows.ts'
import { catalogues } from '../../scripts/checks/catalogues.ts'
import { type Check, judged } from '../../scripts/checks/check.ts'
import { length } from '../../scripts/checks/length.ts'
import { lockfile } from '../../scripts/checks/lockfile.ts'
import { sm } from '../../scripts/checks/sm.ts'
import { style } from '../../scripts/checks/style.ts'
import { types } from '../../scripts/checks/types.ts'
import { cleanFiles, type Files, withProject } from './project.ts'

interface Planted {
  readonly check: Check
  readonly breach: string
  readonly files: Files
  /** What the problem's line says; the whole list has just this one problem. */
  readonly says: RegExp
}

const lines = (count: number) => 'export {}\n'.repeat(count)
const catalogue = (texts: object) => `${JSON.stringify(texts)}\n`

const planted: readonly Planted[] = [
  {
    check: types,
    breach: 'a wrong type',
    files: { 'src/domain/wrong.ts': "export const fen: number = 'many'\n" },
    says: /^src\/domain\/wrong\.ts\(1,14\): error TS2322/,
  },
  {
    check: types,
    breach: 'syntax that Node cannot strip',
    files: { 'src/domain/wrong.ts': 'export enum Grade {\n  A,\n}\n' },
    says: /wrong\.ts.*error TS1294/,
  },
  {
    check: style,
    breach: 'a file that is not formatted',
    files: { 'src/domain/wrong.ts': 'export const a = "double";\n' },
    says: /^src\/domain\/wrong\.ts.*not formatted/,
  },
  {
    check: style,
    breach: 'console in the product',
    files: { 'src/domain/wrong.ts': "console.log('here')\n" },
    says: /^src\/domain\/wrong\.ts:1: .*noConsole/,
  },
  {
    check: style,
    breach: 'any',
    files: { 'src/domain/wrong.ts': 'export const a = (b: any): unknown => b\n' },
    says: /noExplicitAny/,
  },
  {
    check: arrows,
    breach: 'an arrow against the direction',
    files: { 'src/domain/wrong.ts': "export * from '../rules/total.ts'\n" },
    says: /^src\/domain\/wrong\.ts → src\/rules\/total\.ts: domain-imports-only-itself$/,
  },
  {
    check: arrows,
    breach: 'an arrow of types only',
    files: { 'src/rules/wrong.ts': "export type { later } from '../journal/clock.ts'\n" },
    says: /^src\/rules\/wrong\.ts → src\/journal\/clock\.ts: rules-imports-only-domain$/,
  },
  {
    check: arrows,
    breach: 'a circle',
    files: {
      'src/domain/one.ts': "export { two } from './two.ts'\n\nexport const one = 1\n",
      'src/domain/two.ts': "import { one } from './one.ts'\n\nexport const two = one + 1\n",
    },
    says: /src\/domain\/(one|two)\.ts → .*: no-circles$/,
  },
  {
    check: arrows,
    breach: 'a room that is not drawn',
    files: { 'src/helpers/wrong.ts': "export { addFen } from '../domain/money.ts'\n" },
    says: /src\/helpers\/wrong\.ts.*every-room-is-drawn/,
  },
  {
    check: arrows,
    breach: 'a node module in a pure room',
    files: { 'src/rules/wrong.ts': "export { join } from 'node:path'\n" },
    says: /pure-rooms-know-no-node$/,
  },
  {
    check: arrows,
    breach: 'a package that is not shipped',
    files: {
      'package.json': catalogue({ devDependencies: { vitest: '5.1.1' } }),
      'src/journal/wrong.ts': "export { vi } from 'vitest'\n",
    },
    says: /shipped-code-imports-shipped-packages$/,
  },
  {
    check: arrows,
    breach: 'an import that is not there',
    files: { 'src/rules/wrong.ts': "export { gone } from './gone.ts'\n" },
    says: /no-unresolved-imports$/,
  },
  {
    check: arrows,
    breach: 'the core that speaks by a catalogue',
    files: {
      'src/core/wrong.ts':
        "import words from '../words/en.json' with { type: 'json' }\n\nexport const said = words.app.title\n",
    },
    says: /^src\/core\/wrong\.ts → src\/words\/en\.json: core-imports-only/,
  },
  {
    check: sm,
    breach: 'SM3 by node:crypto',
    files: {
      'src/core/wrong.ts': "import { createHash } from 'node:crypto'\n\nexport const hash = createHash('SM3')\n",
    },
    says: /^src\/core\/wrong\.ts:3: /,
  },
  {
    check: sm,
    breach: 'an SM name kept in a constant beside node:crypto',
    files: {
      'src/core/wrong.ts':
        "import * as c from 'node:crypto'\n\nconst name = 'sm4-gcm'\nexport const cipher = c.createCipheriv(name, '', '')\n",
    },
    says: /^src\/core\/wrong\.ts:3: /,
  },
  {
    check: sm,
    breach: 'SM2 by node:crypto in the home of the SM algorithms',
    files: {
      'src/journal/crypto.ts':
        "import { createSign } from 'node:crypto'\n\nexport const label = 'sm3'\nexport const sign = createSign('RSA-SM3')\n",
    },
    says: /^src\/journal\/crypto\.ts:4: /,
  },
  {
    check: sm,
    breach: 'the SM library outside its home',
    files: { 'src/core/wrong.ts': "export {}\n\nimport { sm2 } from 'sm-crypto-v2'\n\nsm2.generateKeyPairHex()\n" },
    says: /^src\/core\/wrong\.ts:3: SM algorithms come from/,
  },
  {
    check: lockfile,
    breach: 'AG Grid Enterprise',
    files: { 'package-lock.json': '{\n  "node_modules/ag-grid-enterprise": {}\n}\n' },
    says: /^package-lock\.json:2: ag-grid-enterprise/,
  },
  {
    check: lockfile,
    breach: "a registry's host",
    files: { 'package-lock.json': '{\n  "resolved": "https://registry.example/zod.tgz"\n}\n' },
    says: /^package-lock\.json:2: names a registry host/,
  },
  {
    check: length,
    breach: 'a long file',
    files: { 'src/core/long.ts': lines(401) },
    says: /^src\/core\/long\.ts:1: 401/,
  },
  {
    check: length,
    breach: 'a long file with an empty reason',
    files: { 'src/core/long.ts': `// Long because \n${lines(400)}` },
    says: /^src\/core\/long\.ts:1: 401/,
  },
  {
    check: catalogues,
    breach: 'a text in one language only',
    files: { 'src/words/en.json': catalogue({ app: { title: 'Hello {{name}}', more: 'More' } }) },
    says: /zh-CN\.json: 'app\.more' is missing/,
  },
  {
    check: catalogues,
    breach: 'a key that no catalogue has',
    files: { 'src/renderer/wrong.ts': "export const wrong = (t: (key: string) => string) => t('app.gone')\n" },
    says: /^src\/renderer\/wrong\.ts:1: no catalogue has 'app\.gone'/,
  },
  {
    check: catalogues,
    breach: 'a built key that no catalogue can have',
    files: {
      'src/renderer/wrong.ts':
        'export const wrong = (t: (key: string) => string, id: string) => t(`reason.${id}.text`)\n',
    },
    says: /^src\/renderer\/wrong\.ts:1: no catalogue has `reason/,
  },
  {
    check: catalogues,
    breach: 'the key of a Trans element',
    files: { 'src/renderer/wrong.tsx': 'export const wrong = <Trans i18nKey="app.gone" />\n' },
    says: /^src\/renderer\/wrong\.tsx:1: no catalogue has "app\.gone"/,
  },
]

const checks = [types, style, arrows, sm, lockfile, length, catalogues]

test.each(checks)('$name passes on a clean project', check => {
  withProject(cleanFiles, root => {
    const { files, problems } = judged(check, root)
    expect(problems).toEqual([])
    expect(files).toBeGreaterThan(0)
  })
})

test.each(planted)('$check.name finds $breach', ({ check, files, says }) => {
  withProject({ ...cleanFiles, ...files }, root => {
    const { problems } = judged(check, root)
    expect(problems).toEqual([expect.stringMatching(says)])
  })
})

test.each(checks)('$name fails when it looks at no file', check => {
  const files = check === catalogues ? onlyCatalogues() : {}
  const look = (root: string) => expect(judged(check, root).problems).toContain('looked at no file at all')
  withProject(files, look, check === arrows ? ['.dependency-cruiser.cjs'] : [])
})

describe('what is allowed', () => {
  test('a long file with its reason', () => {
    withProject({ 'src/core/long.ts': `// Long because it is a table.\n${lines(400)}` }, root => {
      expect(length.run(root).problems).toEqual([])
    })
  })

  test('a circle that types close', () => {
    const files = {
      'src/domain/one.ts': "import type { Two } from './two.ts'\n\nexport const one = (two: Two) => two.length\n",
      'src/domain/two.ts': "import { one } from './one.ts'\n\nexport type Two = string\nexport const two = one('')\n",
    }
    withProject(files, root => expect(arrows.run(root).problems).toEqual([]))
  })

  test('plural forms that one language lacks, and keys built of known parts', () => {
    const files = {
      'src/words/en.json': catalogue({
        rows_one: '{{count}} row',
        rows_other: '{{count}} rows',
        reason: { a: 'A' },
      }),
      'src/words/zh-CN.json': catalogue({ rows_other: '{{count}} 行', reason: { a: '甲' } }),
      'src/renderer/rows.ts':
        "export const rows = (t: (key: string) => string, id: string) => t('rows') + t(`reason.${id}`)\n",
    }
    withProject(files, root => expect(catalogues.run(root).problems).toEqual([]))
  })

  test('different placeholders of one text are not', () => {
    const files = { ...cleanFiles, 'src/words/en.json': catalogue({ app: { title: 'Hello {{who}}' } }) }
    withProject(files, root => {
      expect(catalogues.run(root).problems).toHaveLength(2)
    })
  })
})

function onlyCatalogues(): Files {
  return Object.fromEntries(Object.entries(cleanFiles).filter(([path]) => path.endsWith('.json')))
}
