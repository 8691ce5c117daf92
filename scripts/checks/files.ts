/** Reading the sources of a project folder, and running the tools that look at them. */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))

/** Paths relative to `root`, with `/` on every platform, sorted. */
export function filesOf(root: string, patterns: readonly string[]): string[] {
  const found = globSync(patterns, { cwd: root, exclude: name => name === 'node_modules' || name === 'out' })
  return found.map(path => path.replaceAll('\\', '/')).sort()
}

export function textOf(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

export function parse(root: string, file: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file, textOf(root, file), ts.ScriptTarget.Latest, true, kind)
}

/** Every node below `node`, itself included. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, child => void children.push(child))
  for (const child of children) yield* nodesOf(child)
}

/** `file:line`, as editors and terminals link it. */
export function placeOf(file: string, node: ts.Node): string {
  const source = node.getSourceFile()
  return `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`
}

/** Runs a tool of our own node_modules in `root` and gives what it wrote to standard output, whatever its exit code. */
export function runTool(root: string, program: string, args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(process.execPath, [join(modules, program), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (error) throw error
  if (stdout === '') throw new Error(`${program} said nothing on standard output. On standard error: ${stderr}`)
  return stdout
}
