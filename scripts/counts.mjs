/** What a suite came to: tests that passed, failed and were skipped, from vitest's report or a last line. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} problems why it failed, beyond what the suite itself has printed
 * @property {string[]} skippedFiles files that skipped tests, for vitest
 */

/**
 * @param {string} report path of vitest's JSON report
 * @returns {Counts}
 */
export function countVitest(report) {
  if (!existsSync(report)) return failure('vitest ended without a report')
  /** @type {{ testResults: { name: string, status: string, assertionResults: { status: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const statuses = testResults.flatMap(file => file.assertionResults.map(result => result.status))
  const passed = statuses.filter(status => status === 'passed').length
  const failed = statuses.filter(status => status === 'failed').length
  const skippedFiles = testResults.filter(file => file.assertionResults.some(isSkipped)).map(file => file.name)
  // A file that could not be loaded has no tests, and a failing hook leaves none that failed.
  const broken = testResults.filter(file => file.status === 'failed' && !file.assertionResults.some(isFailed))
  return {
    passed,
    failed: failed + broken.length,
    skipped: statuses.length - passed - failed,
    problems: broken.map(file => `${file.name} failed outside its tests`),
    skippedFiles,
  }
}

/**
 * @param {string} output what the suite wrote to standard output
 * @returns {Counts}
 */
export function countTotals(output) {
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  const found = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last.trim())
  if (!found) return failure("its last line is not 'N passed, N failed'")
  const [passed, failed, skipped] = found.slice(1).map(number => Number(number ?? 0))
  return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0, problems: [], skippedFiles: [] }
}

/**
 * The counts of a suite that has run, with the rules that hold for all: none runs zero tests, and an exit code that
 * says 'failed' is believed even where no test did.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function judgedCounts(counts, exitCode) {
  const problems = [...counts.problems]
  if (counts.passed + counts.failed === 0) problems.push('it ran no test')
  else if (exitCode !== 0 && counts.failed === 0) problems.push(`it ended with exit code ${exitCode}`)
  const failed = problems.length > 0 ? Math.max(counts.failed, 1) : counts.failed
  return { ...counts, failed, problems }
}

/**
 * A skipped test is all right only where the folder of real data is absent and the test's file, or one that it imports,
 * asks for that folder.
 * @param {readonly string[]} files
 * @param {boolean} dataIsThere
 * @returns {string[]} the files that skipped tests without that reason
 */
export function unexcused(files, dataIsThere) {
  return files.filter(file => dataIsThere || !asksForData(file))
}

/** @param {string} file */
function asksForData(file) {
  const text = readFileSync(file, 'utf8')
  const imported = [...text.matchAll(/ from '(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path ?? ''))
  const texts = [text, ...imported.filter(path => existsSync(path)).map(path => readFileSync(path, 'utf8'))]
  return texts.some(one => one.includes('LEASEDESK_DATA'))
}

/** @param {{ status: string }} result */
function isFailed(result) {
  return result.status === 'failed'
}

/** @param {{ status: string }} result */
function isSkipped(result) {
  return result.status !== 'passed' && result.status !== 'failed'
}

/** @param {string} problem @returns {Counts} */
function failure(problem) {
  return { passed: 0, failed: 1, skipped: 0, problems: [problem], skippedFiles: [] }
}
