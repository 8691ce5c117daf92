/** How `npm test` counts: nothing that failed, did not run or was skipped without a reason can look like a pass. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countTotals, countVitest, judgedCounts, unexcused } from '../../scripts/counts.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leasedesk-counts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const countsOf = (testResults: object[]) => countVitest(write('report.json', JSON.stringify({ testResults })))
const withStatus = (...statuses: string[]) => statuses.map(status => ({ status }))

describe("vitest's report", () => {
  test('is counted by test', () => {
    const counts = countsOf([
      { name: 'a.test.ts', status: 'passed', assertionResults: withStatus('passed', 'passed', 'skipped', 'todo') },
      { name: 'b.test.ts', status: 'failed', assertionResults: withStatus('passed', 'failed') },
    ])
    expect(counts).toMatchObject({ passed: 3, failed: 1, skipped: 2, problems: [], skippedFiles: ['a.test.ts'] })
  })

  test('a file that could not be loaded counts as failed', () => {
    const counts = countsOf([{ name: 'a.test.ts', status: 'failed', assertionResults: [] }])
    expect(counts).toMatchObject({ failed: 1, problems: ['a.test.ts failed outside its tests'] })
  })

  test('that is missing counts as failed', () => {
    expect(countVitest(join(folder, 'none.json'))).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('totals', () => {
  test('are the last line', () => {
    expect(countTotals('1 passed, 1 failed\nmore\n12 passed, 3 failed\n')).toMatchObject({
      passed: 12,
      failed: 3,
      skipped: 0,
    })
    expect(countTotals('12 passed, 0 failed, 4 skipped')).toMatchObject({ passed: 12, failed: 0, skipped: 4 })
  })

  test.each(['', 'all good', '1 passed, 0 failed\nand then it crashed'])("missing counts as failed: '%s'", output => {
    expect(countTotals(output)).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('a suite', () => {
  const counted = { passed: 0, failed: 0, skipped: 0, problems: [], skippedFiles: [] }

  test('that ran no test has failed', () => {
    expect(judgedCounts(counted, 0)).toMatchObject({ failed: 1, problems: ['it ran no test'] })
    expect(judgedCounts({ ...counted, skipped: 9 }, 0)).toMatchObject({ failed: 1 })
  })

  test('that ended badly has failed even where every test passed', () => {
    expect(judgedCounts({ ...counted, passed: 5 }, 1)).toMatchObject({ passed: 5, failed: 1 })
    expect(judgedCounts({ ...counted, passed: 5 }, 0)).toMatchObject({ passed: 5, failed: 0, problems: [] })
  })
})

describe('a skipped test', () => {
  test('is excused by absent data where its file, or one that it imports, asks for the data', () => {
    const asks = write('asks.test.ts', 'process.env.LEASEDESK_DATA')
    write('folder.ts', 'process.env.LEASEDESK_DATA')
    const imports = write('imports.test.ts', "import { folder } from './folder.ts'")
    const lazy = write('lazy.test.ts', 'test.skip()')
    expect(unexcused([asks, imports, lazy], false)).toEqual([lazy])
    expect(unexcused([asks, imports, lazy], true)).toEqual([asks, imports, lazy])
  })
})
