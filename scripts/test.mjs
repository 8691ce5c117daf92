/**
 * `npm test [-- SUITE…] [--strict]`: brings what is needed, runs the suites one after the other, and ends with the totals.
 * A suite whose needs are missing counts as one skipped; with --strict that fails, as does a skipped test, except where
 * the suite may be skipped, or the test needs the real data and that is absent.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { countTotals, countVitest, judgedCounts, unexcused } from './counts.mjs'
import { ensureInstalled, findNode24 } from './install.mjs'
import { missing, provide } from './needs.mjs'
import { PlainError, projectFile, root, runScript } from './project.mjs'
import { runGroup, stopIfInterrupted } from './run.mjs'
import { suites } from './suites.mjs'

/** @typedef {import('./suites.mjs').Suite} Suite */
/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number, notes: string[] }} Line */

const say = console.log

await runScript(async () => {
  const { strict, chosen } = readArguments()
  await ensureInstalled(say)
  const node = findNode24()
  const dataIsThere = findData()
  provide([...new Set(chosen.flatMap(suite => suite.needs))], say)

  /** @type {Line[]} */
  const lines = []
  for (const suite of chosen) lines.push(await runSuite(suite, node, dataIsThere, strict))
  return summary(lines, strict)
})

/** @returns {{ strict: boolean, chosen: Suite[] }} */
function readArguments() {
  const { values, positionals } = parseArgs({ options: { strict: { type: 'boolean' } }, allowPositionals: true })
  const unknown = positionals.filter(name => !suites.some(suite => suite.name === name))
  if (unknown.length > 0) {
    throw new PlainError(
      `No suite is called ${unknown.join(', ')}. There are: ${suites.map(one => one.name).join(', ')}.`,
    )
  }
  const chosen = suites.filter(suite => positionals.length === 0 || positionals.includes(suite.name))
  return { strict: values.strict === true, chosen }
}

function findData() {
  const folder = resolve(root, process.env.LEASEDESK_DATA ?? '../shared/data')
  if (existsSync(folder)) return true
  say(`The real data is not at ${folder}: the tests that need it are skipped. LEASEDESK_DATA names another folder.`)
  return false
}

/**
 * @param {Suite} suite
 * @param {string} node
 * @param {boolean} dataIsThere
 * @param {boolean} strict
 * @returns {Promise<Line>}
 */
async function runSuite(suite, node, dataIsThere, strict) {
  say(`\n── ${suite.name} ──`)
  const nothing = { name: suite.name, passed: 0, failed: 0, skipped: 0, seconds: 0 }
  if (!existsSync(projectFile(suite.folder))) {
    return { ...nothing, failed: 1, notes: [`${suite.folder} is not there`] }
  }
  const lacking = missing(suite.needs)
  if (lacking.length > 0) {
    const counted = strict && !suite.maySkip ? { failed: 1 } : { skipped: 1 }
    return { ...nothing, ...counted, notes: [`skipped: ${lacking.join('; ')}`] }
  }

  const startedAt = performance.now()
  const counts = await built(suite, node, () => runCommand(suite, node))
  const skips = unexcused(counts.skippedFiles, dataIsThere).map(file => `${file} skipped tests that could have run`)
  if (suite.counts === 'totals' && counts.skipped > 0) skips.push('it says that it skipped some, which nothing excuses')
  return {
    name: suite.name,
    passed: counts.passed,
    failed: counts.failed + (strict ? skips.length : 0),
    skipped: counts.skipped,
    seconds: (performance.now() - startedAt) / 1000,
    notes: [...counts.problems, ...skips],
  }
}

/**
 * Builds before running; a build that fails is the suite's failure, and the other suites still run.
 * @param {Suite} suite
 * @param {string} node
 * @param {() => Promise<Counts>} run
 * @returns {Promise<Counts>}
 */
async function built(suite, node, run) {
  try {
    await ensureBuilt(node, suite.builds, say)
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    return { passed: 0, failed: 1, skipped: 0, problems: [error.message], skippedFiles: [] }
  }
  return run()
}

/** @param {Suite} suite @param {string} node */
async function runCommand(suite, node) {
  const temporary = mkdtempSync(join(tmpdir(), 'leasedesk-test-'))
  try {
    const report = join(temporary, 'report.json')
    const [program, ...args] = suite.command({ node, report })
    const limitMs = suite.minutes * 60_000
    const { code, overdue, output } = await runGroup(program, args, {
      cwd: root,
      limitMs,
      capture: suite.counts === 'totals',
    })
    stopIfInterrupted()
    const counts = suite.counts === 'totals' ? countTotals(output) : countVitest(report)
    return judgedCounts(overdue ? overrun(counts, suite.minutes) : counts, code)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** @param {Counts} counts @param {number} minutes @returns {Counts} */
function overrun(counts, minutes) {
  return { ...counts, problems: [`it took longer than its ${minutes} minutes and was ended`] }
}

/** @param {Line[]} lines @param {boolean} strict */
function summary(lines, strict) {
  say('\n── summary ──')
  say(`${'suite'.padEnd(10)}${['passed', 'failed', 'skipped', 'seconds'].map(word => word.padStart(9)).join('')}`)
  for (const { name, passed, failed, skipped, seconds, notes } of lines) {
    const figures = [passed, failed, skipped, Math.round(seconds)]
    say(`${name.padEnd(10)}${figures.map(figure => String(figure).padStart(9)).join('')}`)
    for (const note of notes) say(`  ${note}`)
  }
  const total = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => lines.reduce((sum, line) => sum + line[key], 0)
  const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')]
  // --strict has failed for each skip that matters, so its last line is the plain pair that .ci/run promises.
  if (strict && skipped > 0) say(`${skipped} skipped, which is allowed where it says so above`)
  say(`${passed} passed, ${failed} failed${skipped > 0 && !strict ? `, ${skipped} skipped` : ''}`)
  return failed === 0 ? 0 : 1
}
