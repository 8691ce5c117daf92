/** The catalogues: both languages say everything, with the same placeholders, and every key that is used exists. */
import ts from 'typescript'
import type { Check } from './check.ts'
import { filesOf, nodesOf, parse, placeOf, textOf } from './files.ts'

const folder = 'src/words'
const languages = ['zh-CN', 'en'] as const
const pluralSuffix = /_(zero|one|two|few|many|other)$/

type Catalogue = ReadonlyMap<string, string>

export const catalogues: Check = {
  name: 'catalogues',
  what: 'every text in 中文 and English, every used key there',
  run(root) {
    const read = languages.map(language => ({ language, texts: catalogueOf(root, language) }))
    const sources = filesOf(root, ['src/renderer/**/*.{ts,tsx}'])
    const known = new Set(read.flatMap(({ texts }) => [...texts.keys()]))
    return {
      files: sources.length === 0 ? 0 : sources.length + read.length,
      problems: [
        ...read.flatMap(({ language, texts }) => gapsOf(language, texts, read)),
        ...sources.flatMap(file => unknownKeys(file, parse(root, file), known)),
      ],
    }
  },
}

function fileOf(language: string): string {
  return `${folder}/${language}.json`
}

/** The texts of one language by dotted key, plural forms under one key each. */
function catalogueOf(root: string, language: string): Catalogue {
  const texts = new Map<string, string>()
  const walk = (value: unknown, path: readonly string[]) => {
    if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key])
    else {
      const key = path.join('.').replace(pluralSuffix, '')
      texts.set(key, `${texts.get(key) ?? ''}${String(value)}`)
    }
  }
  walk(JSON.parse(textOf(root, fileOf(language))), [])
  return texts
}

function gapsOf(
  language: string,
  texts: Catalogue,
  all: readonly { readonly language: string; readonly texts: Catalogue }[],
): string[] {
  const file = fileOf(language)
  const empty = [...texts].filter(([, text]) => text.trim() === '').map(([key]) => `${file}: '${key}' is empty`)
  const gaps = all.flatMap(other =>
    [...other.texts].flatMap(([key, text]) => {
      const own = texts.get(key)
      if (own === undefined) return [`${file}: '${key}' is missing; ${other.language}.json has it`]
      const [ours, theirs] = [placeholders(own), placeholders(text)]
      return ours === theirs ? [] : [`${file}: '${key}' has placeholders ${ours}, ${other.language}.json ${theirs}`]
    }),
  )
  return [...empty, ...gaps]
}

function placeholders(text: string): string {
  const names = [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name)
  return `{${[...new Set(names)].sort().join(', ')}}`
}

function unknownKeys(file: string, source: ts.SourceFile, known: ReadonlySet<string>): string[] {
  return [...nodesOf(source)].flatMap(node => {
    const key = keyOf(node)
    if (key === undefined || isKnown(key, known)) return []
    return [`${placeOf(file, node)}: no catalogue has ${key.getText()}`]
  })
}

/** The key of `t(key)`, `i18n.t(key)` or `<Trans i18nKey=key>`, if it can be read from the source. */
function keyOf(node: ts.Node): ts.StringLiteralLike | ts.TemplateExpression | undefined {
  const key = ts.isCallExpression(node) && isTranslate(node.expression) ? node.arguments[0] : attributeKey(node)
  return key && (ts.isStringLiteralLike(key) || ts.isTemplateExpression(key)) ? key : undefined
}

function isTranslate(callee: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(callee) ? callee.name.text === 't' : callee.getText() === 't'
}

function attributeKey(node: ts.Node): ts.Expression | undefined {
  if (!ts.isJsxAttribute(node) || node.name.getText() !== 'i18nKey' || !node.initializer) return undefined
  return ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
}

/** A key with parts filled in at run time is known if some key of the catalogues has its fixed parts. */
function isKnown(key: ts.StringLiteralLike | ts.TemplateExpression, known: ReadonlySet<string>): boolean {
  if (ts.isStringLiteralLike(key)) return known.has(key.text)
  const fixed = [key.head.text, ...key.templateSpans.map(span => span.literal.text)]
  const pattern = new RegExp(`^${fixed.map(text => RegExp.escape(text)).join('.+')}$`)
  return [...known].some(name => pattern.test(name))
}
