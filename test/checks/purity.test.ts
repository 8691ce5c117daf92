/** The ban on clock, id, randomness, file and network globals: what it finds, and what it rightly leaves alone. */
import { expect, test } from 'vitest'
import { judged } from '../../scripts/checks/check.ts'
import { portFiles, purity } from '../../scripts/checks/purity.ts'
import { type Files, withProject } from './project.ts'

const problemsOf = (files: Files) => withProject(files, root => judged(purity, root).problems)

const breaches: readonly string[] = [
  'export const now = Date.now()',
  "export const now = Date['now']()",
  'export const now = new Date()',
  'export const now = new Date',
  'export const now = Date()',
  'export const { now } = Date',
  'export const clock = { Date }',
  'export const now = globalThis.Date.now()',
  'export const all = globalThis',
  'export const now = window.performance.now()',
  'export const dice = Math.random()',
  "export const dice = Math['random']()",
  'export const { random } = Math',
  'export const id = crypto.randomUUID()',
  'export const bytes = crypto.getRandomValues(new Uint8Array(8))',
  'export const { randomUUID } = crypto',
  'export const now = performance.now()',
  'setTimeout(() => {}, 10)',
  'setInterval(() => {}, 10)',
  'export const later = { setTimeout }',
  'export const home = process.env.HOME',
  'export const here = process.cwd()',
  "export const page = fetch('https://example.com')",
  "import { readFileSync } from 'node:fs'\nexport const text = readFileSync",
  "import { readFile } from 'fs/promises'\nexport const text = readFile",
  "export { tmpdir } from 'node:os'",
  "import 'node:child_process'",
  "export const fs = import('node:fs')",
  "import { randomUUID } from 'node:crypto'\nexport const id = randomUUID",
  "import { randomBytes as bytes } from 'node:crypto'\nexport const salt = bytes",
  "import * as crypto from 'node:crypto'\nexport const salt = crypto.randomBytes(16)",
  "import crypto from 'node:crypto'\nexport const key = crypto.generateKeyPairSync('ed25519')",
]

test.each(breaches)('%s', code => {
  expect(problemsOf({ 'src/core/planted.ts': `${code}\n` })).toEqual([
    expect.stringMatching(/^src\/core\/planted\.ts:\d+: .*; take it in as a port$/),
  ])
})

test.each(['domain', 'rules', 'commands', 'protocol', 'journal', 'store', 'core'])('holds in %s', room => {
  expect(problemsOf({ [`src/${room}/deep/planted.ts`]: 'export const now = Date.now()\n' })).toHaveLength(1)
})

test.each(["import { join } from 'node:path'\nexport const path = join", "export const path = import('path')"])(
  'a pure room imports nothing of Node, others may: %s',
  code => {
    expect(problemsOf({ 'src/domain/planted.ts': `${code}\n` })).toHaveLength(1)
    expect(problemsOf({ 'src/core/planted.ts': `${code}\n` })).toEqual([])
  },
)

const allowed: readonly string[] = [
  'export const day = (ms: number) => new Date(ms).toISOString()',
  'export const ms = Date.UTC(2026, 0, 1) + Date.parse("2026-01-01")',
  'export const isDate = (value: unknown): value is Date => value instanceof Date',
  'export const larger = Math.max(1, 2)',
  'export const later = (setTimeout: (run: () => void) => void) => setTimeout(() => {})',
  'export const read = ({ fetch, process }: Ports) => fetch(process)\ninterface Ports { fetch(a: number): void; process: number }',
  'export const width = (window: { start: number }) => window.start',
  'export const at = (clock: { performance: number }) => clock.performance',
  "import { createHash } from 'node:crypto'\nexport const hash = createHash('sha256')",
  "import * as crypto from 'node:crypto'\nexport const hash = crypto.createHash('sha256')",
  "import type { Stats } from 'node:fs'\nexport type Size = Pick<Stats, 'size'>",
  'export const sealed = crypto.subtle',
]

test.each(allowed)('leaves alone: %s', code => {
  expect(problemsOf({ 'src/core/fine.ts': `${code}\n` })).toEqual([])
})

test('other rooms are the shells that hand the ports in', () => {
  expect(
    problemsOf({ 'src/domain/fine.ts': 'export {}\n', 'src/main/shell.ts': 'export const now = Date.now\n' }),
  ).toEqual([])
})

test('the port files are exceptions, by name', () => {
  const code = "export { readFileSync } from 'node:fs'\n"
  for (const port of portFiles.keys()) {
    const file = port.endsWith('/') ? `${port}any.ts` : port
    expect(problemsOf({ 'src/domain/fine.ts': 'export {}\n', [file]: code })).toEqual([])
  }
  expect(problemsOf({ 'src/journal/other-files.ts': code })).toHaveLength(1)
})

test('no file at all is a failure', () => {
  expect(problemsOf({})).toEqual(['looked at no file at all'])
})
