/**
 * The rooms that a simulator must be able to hold still reach the world through ports only: no clock, id, randomness,
 * environment, file or network of their own. The pure rooms import nothing of Node at all.
 */
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'
import type { Check } from './check.ts'
import { filesOf, nodesOf, placeOf } from './files.ts'

const pureRooms = ['domain', 'rules', 'commands', 'protocol']
const portedRooms = ['journal', 'store', 'demo', 'core', 'reports', 'sync-server']

/** The files, and folders of them, that are themselves the ports, each with why. The one list of exceptions. */
export const portFiles: ReadonlyMap<string, string> = new Map([
  ['src/journal/node-files.ts', 'the file port on a real disk; the simulator has its own'],
  ['src/core/machine/', 'the machine that the core runs on: clock, randomness, boot id, environment, log, processes'],
  ['src/core/intake/csv.ts', 'streams a file that a person brings, in the thread of the readers'],
  ['src/core/intake/sniff.ts', 'looks at the first bytes of such a file, in the same thread'],
])

/** Globals that are a clock, an id, randomness, the environment or the network whatever is done with them. */
const bannedGlobals: ReadonlyMap<string, string> = new Map([
  ['performance', 'a clock'],
  ['setTimeout', 'a clock'],
  ['setInterval', 'a clock'],
  ['setImmediate', 'a clock'],
  ['process', 'the environment'],
  ['fetch', 'the network'],
  ['WebSocket', 'the network'],
  ['EventSource', 'the network'],
  ['XMLHttpRequest', 'the network'],
  ['require', 'a way round the imports'],
])

const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'global', 'self', 'window'])

const bannedModules: ReadonlyMap<string, string> = new Map([
  ['fs', 'files'],
  ['fs/promises', 'files'],
  ['os', 'the environment'],
  ['process', 'the environment'],
  ['child_process', 'other programs'],
  ['perf_hooks', 'a clock'],
  ['timers', 'a clock'],
  ['timers/promises', 'a clock'],
  ['net', 'the network'],
  ['http', 'the network'],
  ['https', 'the network'],
  ['dgram', 'the network'],
  ['dns', 'the network'],
])

/** What draws randomness, of the global `crypto` and of node:crypto. */
const randomNames = /^(random\w*|getRandomValues|webcrypto|generate(Key|Prime)\w*)$/

export const purity: Check = {
  name: 'purity',
  what: 'clock, ids, randomness, files and network come in as ports',
  run(root) {
    const inRooms = (rooms: readonly string[]) => filesOf(root, [`src/{${rooms.join(',')}}/**/*.{ts,tsx}`])
    const pure = inRooms(pureRooms)
    const files = [...pure, ...inRooms(portedRooms)].filter(file => !isPort(file))
    const { program, checker } = programOf(root, files)
    const problems = files.flatMap(file => {
      const source = program.getSourceFile(join(root, file))
      if (!source) throw new Error(`${file} was not parsed`)
      const found = breachesOf(source, checker, pure.includes(file))
      return found.map(({ node, why }) => `${placeOf(file, node)}: ${why}; take it in as a port`)
    })
    return { files: files.length, problems }
  },
}

const isPort = (file: string): boolean =>
  portFiles.keys().some(port => (port.endsWith('/') ? file.startsWith(port) : file === port))

interface Breach {
  readonly node: ts.Node
  readonly why: string
}

/**
 * The sources alone, without libraries and without following imports: a name that resolves to nothing then is a global,
 * while a port handed in as `setTimeout` or `fetch` resolves to its parameter and is none.
 */
function programOf(root: string, files: readonly string[]) {
  const options = { noLib: true, noResolve: true, types: [], allowImportingTsExtensions: true, noEmit: true }
  const program = ts.createProgram(
    files.map(file => join(root, file)),
    { ...options, target: ts.ScriptTarget.Latest, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.ReactJSX },
  )
  return { program, checker: program.getTypeChecker() }
}

function breachesOf(source: ts.SourceFile, checker: ts.TypeChecker, pure: boolean): Breach[] {
  const fromCrypto = new Set<string>()
  return [...nodesOf(source)].flatMap(node => {
    const specifier = specifierOf(node)
    if (specifier !== undefined) {
      if (specifier.text.replace(/^node:/, '') === 'crypto') for (const name of wholeImports(node)) fromCrypto.add(name)
      return importBreaches(node, specifier, pure)
    }
    if (!ts.isIdentifier(node) || !isValueUse(node)) return []
    const mayReachOut = isGlobal(node, checker) || fromCrypto.has(node.text)
    const why = mayReachOut ? breachOfUse(node, fromCrypto) : undefined
    return why === undefined ? [] : [{ node, why }]
  })
}

function isGlobal(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  // The checker has a symbol of its own for globalThis.
  if (node.text === 'globalThis') return true
  const { parent } = node
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node)
  return symbol === undefined
}

/** The module that a node imports from: import, export … from, `import()`. Type-only ones bring no code. */
function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly) return literal(node.moduleSpecifier)
  if (ts.isExportDeclaration(node) && !node.isTypeOnly) return literal(node.moduleSpecifier)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return literal(node.arguments[0])
  return undefined
}

function literal(node: ts.Node | undefined): ts.StringLiteralLike | undefined {
  return node && ts.isStringLiteralLike(node) ? node : undefined
}

/** Names under which a whole module is at hand: `import * as x`, `import x`. */
function wholeImports(node: ts.Node): string[] {
  const clause = ts.isImportDeclaration(node) ? node.importClause : undefined
  const namespace =
    clause?.namedBindings && ts.isNamespaceImport(clause.namedBindings) ? [clause.namedBindings.name] : []
  return [...(clause?.name ? [clause.name] : []), ...namespace].map(name => name.text)
}

function importBreaches(node: ts.Node, specifier: ts.StringLiteralLike, pure: boolean): Breach[] {
  const name = specifier.text.replace(/^node:/, '')
  if (!builtinModules.includes(name)) return []
  if (pure) return [{ node, why: `a pure room imports ${specifier.text}` }]
  const reaches = bannedModules.get(name)
  if (reaches !== undefined) return [{ node, why: `imports ${specifier.text}, which is ${reaches}` }]
  if (name !== 'crypto' || !ts.isImportDeclaration(node)) return []
  const bindings = node.importClause?.namedBindings
  if (!bindings || !ts.isNamedImports(bindings)) return []
  return bindings.elements
    .filter(element => !element.isTypeOnly && randomNames.test((element.propertyName ?? element.name).text))
    .map(element => ({ node: element, why: `imports ${element.getText()} of node:crypto, which is randomness` }))
}

/** False for names of properties, declarations and types, which are no use of a global value. */
function isValueUse(node: ts.Identifier): boolean {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isBindingElement(parent)) return parent.initializer === node
  if (ts.isShorthandPropertyAssignment(parent)) return true
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isJsxAttribute(parent)) return false
  if (ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false
  return !ts.isTypeNode(parent) && !ts.isQualifiedName(parent)
}

/** Why this use of a global (or of node:crypto as a whole) is a breach, if it is one. */
function breachOfUse(node: ts.Identifier, fromCrypto: ReadonlySet<string>): string | undefined {
  const throughObject = globalObjects.has(node.text)
  const name = throughObject ? memberOf(node) : node.text
  const access = throughObject ? node.parent : node
  if (name === undefined) return `${node.text} hides which global is used`
  const kind = bannedGlobals.get(name)
  if (kind !== undefined) return `${name} is ${kind}`
  if (name === 'Date') return isDateArithmetic(access) ? undefined : 'Date without a given instant is a clock'
  if (name === 'Math') return hasHarmlessMember(access, /^random$/) ? undefined : 'Math.random is randomness'
  if (name === 'crypto' || fromCrypto.has(name))
    return hasHarmlessMember(access, randomNames) ? undefined : `${name} draws randomness here`
  return undefined
}

/** `new Date(ms)`, `Date.UTC(…)`, `Date.parse(…)` and `x instanceof Date` read no clock; all else might. */
function isDateArithmetic(node: ts.Node): boolean {
  const parent = node.parent
  if (ts.isNewExpression(parent)) return parent.expression === node && (parent.arguments?.length ?? 0) > 0
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword
  const member = memberOf(node)
  return member === 'UTC' || member === 'parse'
}

/** True if one named member is taken, and not a banned one; `const { random } = Math` and `Math[name]` are not. */
function hasHarmlessMember(node: ts.Node, banned: RegExp): boolean {
  const member = memberOf(node)
  return member !== undefined && !banned.test(member)
}

/** The member that is taken of `node`: `x.name` or `x['name']`. */
function memberOf(node: ts.Node): string | undefined {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text
  if (ts.isElementAccessExpression(parent) && parent.expression === node)
    return literal(parent.argumentExpression)?.text
  return undefined
}
