/**
 * SM2, SM3 and SM4 go through `src/journal/crypto.ts`. Electron's crypto is BoringSSL and has none of them, while
 * Node's OpenSSL has: an SM name given to node:crypto would pass every test here and fail at the first customer.
 */
import ts from 'typescript'
import type { Check } from './check.ts'
import { filesOf, nodesOf, parse, placeOf } from './files.ts'

const home = 'src/journal/crypto.ts'
const smName = /(^|[^a-z0-9])sm[234]($|[^a-z0-9])/i

export const sm: Check = {
  name: 'sm',
  what: `SM algorithms only in ${home}, never by node:crypto`,
  run(root) {
    const files = filesOf(root, ['src/**/*.{ts,tsx}'])
    return { files: files.length, problems: files.flatMap(file => breachesOf(file, parse(root, file))) }
  },
}

function breachesOf(file: string, source: ts.SourceFile): string[] {
  const imports = source.statements.filter(ts.isImportDeclaration)
  const from = (module: string) => imports.filter(one => (one.moduleSpecifier as ts.StringLiteral).text === module)
  const own = file === home ? [] : [...from('sm-crypto-v2'), ...from('hash-wasm').filter(namesSm)]
  const nativeNames = new Set([...from('node:crypto'), ...from('crypto')].flatMap(boundNames))
  const native = nativeNames.size === 0 ? [] : [...nodesOf(source)].filter(node => isNativeSm(node, nativeNames, file))
  return [
    ...own.map(node => `${placeOf(file, node)}: SM algorithms come from ${home}`),
    ...native.map(node => `${placeOf(file, node)}: ${node.getText()} is not in Electron's crypto; use ${home}`),
  ]
}

function namesSm(node: ts.ImportDeclaration): boolean {
  return /\b(create)?SM[234]\b/i.test(node.importClause?.getText() ?? '')
}

/**
 * An SM name as text beside node:crypto. In the home of the SM algorithms such a name may stand as a label, but not in
 * a call of node:crypto.
 */
function isNativeSm(node: ts.Node, nativeNames: ReadonlySet<string>, file: string): boolean {
  if (!ts.isStringLiteralLike(node) || !smName.test(node.text) || ts.isImportDeclaration(node.parent)) return false
  if (file !== home) return true
  return ts.isCallExpression(node.parent) && nativeNames.has(rootName(node.parent.expression))
}

function rootName(node: ts.Expression): string {
  return ts.isPropertyAccessExpression(node) ? rootName(node.expression) : node.getText()
}

function boundNames(node: ts.ImportDeclaration): string[] {
  const clause = node.importClause
  const named = clause?.namedBindings
  const names = named ? (ts.isNamedImports(named) ? named.elements.map(element => element.name) : [named.name]) : []
  return [...(clause?.name ? [clause.name] : []), ...names].map(name => name.text)
}
