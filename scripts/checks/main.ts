/** Runs the checks (all, or those named as arguments), prints each breach as one line, and ends with the totals. */
import { arrows } from './arrows.ts'
import { catalogues } from './catalogues.ts'
import { type Check, judged } from './check.ts'
import { length } from './length.ts'
import { lockfile } from './lockfile.ts'
import { purity } from './purity.ts'
import { sm } from './sm.ts'
import { style } from './style.ts'
import { types } from './types.ts'

const checks: readonly Check[] = [types, style, arrows, purity, sm, lockfile, length, catalogues]

const named = process.argv.slice(2)
const unknown = named.filter(name => !checks.some(check => check.name === name))
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${checks.map(check => check.name).join(', ')}.`)
  process.exit(2)
}

const counts = { passed: 0, failed: 0 }
for (const check of checks.filter(check => named.length === 0 || named.includes(check.name))) {
  const { files, problems } = judged(check, process.cwd())
  const state = problems.length === 0 ? 'passed' : 'failed'
  counts[state] += 1
  console.log(`${check.name.padEnd(11)} ${state} (${check.what}; ${files} files)`)
  for (const problem of problems) console.log(`  ${problem}`)
}

console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 ? 0 : 1
