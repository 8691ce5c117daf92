/** Both catalogues say the same things: the same keys, the same figures in them, and a sentence for every refusal. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { REASONS } from '../../src/renderer/review/reasons.ts'
import en from '../../src/words/en.json'
import zh from '../../src/words/zh-CN.json'

const chinese: Record<string, string> = zh
const english: Record<string, string> = en
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

function sources(folder: string): string {
  const root = fileURLToPath(new URL(`../../src/${folder}`, import.meta.url))
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => readFileSync(`${root}/${name}`, 'utf8'))
    .join('\n')
}

describe('the catalogues', () => {
  it('hold the same keys; only English has a singular of its own', () => {
    const inEnglish = Object.keys(english).filter(key => !key.endsWith('_one'))
    expect(inEnglish.sort()).toEqual(Object.keys(chinese).sort())
  })

  it('put the same figures and names into both sentences', () => {
    for (const [key, text] of Object.entries(chinese))
      expect([key, placeholders(english[key] ?? '')]).toEqual([key, placeholders(text)])
  })

  it('leave nothing empty', () => {
    for (const [key, text] of [...Object.entries(chinese), ...Object.entries(english)])
      expect([key, text.trim()]).not.toEqual([key, ''])
  })

  it('have a sentence for every reason that a judge refuses with', () => {
    const codes = [...sources('commands').matchAll(/refuse\(\s*'([^']+)'/g)].map(([, code]) => code)
    expect(codes.length).toBeGreaterThan(10)
    expect(codes.filter(code => !(`refusal.${code}` in chinese))).toEqual([])
  })

  it('have a sentence for every problem that the core tells of', () => {
    const core = sources('core')
    const told = [...core.matchAll(/\bnew Problem\(\s*'([^']+)'/g)].map(([, code]) => code)
    const ofFiles = [...core.matchAll(/\bnew FileProblem\(\s*'([^']+)'/g)].map(([, code]) => `file.${code}`)
    expect(told.length).toBeGreaterThan(10)
    expect(ofFiles.length).toBeGreaterThan(10)
    expect([...told, ...ofFiles].filter(code => !(`problem.${code}` in chinese))).toEqual([])
  })

  it('have a word for every reason that a person may give', () => {
    const keys = Object.entries(REASONS).flatMap(([outcome, names]) => names.map(name => `reason.${outcome}.${name}`))
    expect(keys.filter(key => !(key in chinese))).toEqual([])
  })

  it('hold no text that nothing asks for', () => {
    const code = sources('renderer')
    const families = [
      'refusal.',
      'problem.',
      'damage.',
      'actor.',
      'region.',
      'history.',
      'document-kind.',
      'reason.',
      'party.',
      'product.',
      'vehicle-unit.',
      'evidence-status.',
      'unit-name.',
      'outcome.',
      'role.',
    ]
    const asked = (key: string) => {
      const base = key.replace(/_(one|other)$/, '')
      if (code.includes(`'${base}'`)) return true
      // A key built at run time stands in the code up to its variable part: `job.${kind}`.
      const cuts = [...base.matchAll(/[.-]/g)].map(({ index }) => base.slice(0, index + 1))
      return cuts.some(head => code.includes(`\`${head}\${`))
    }
    const unasked = Object.keys(chinese).filter(key => !families.some(family => key.startsWith(family)) && !asked(key))
    expect(unasked).toEqual([])
  })
})
