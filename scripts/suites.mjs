/**
 * The suites that `npm test` runs, in this order. A new one is one entry here. The limits add up to what the whole run
 * may take: 15 minutes on two cores, installing included (Electron's, where it runs, comes on top).
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} folder where its tests are; a suite whose folder is missing fails
 * @property {import('./needs.mjs').Need[]} needs what the machine must have; brought through apt on Debian as root
 * @property {import('./build.mjs').Target[]} builds what must be built before
 * @property {(at: { node: string, report: string }) => [string, ...string[]]} command the program and its arguments
 * @property {'vitest' | 'totals'} counts how its tests are counted: from vitest's JSON written to `report`, or from its
 *   last line on standard output, `N passed, N failed[, N skipped]`
 * @property {number} minutes it is ended, and has failed, when it takes longer
 * @property {boolean} [maySkip] `npm test -- --strict` and `.ci/run` let it be skipped where its needs are missing
 */

/** @param {string} project @returns {Suite['command']} */
const vitest = project => at => [
  at.node,
  'node_modules/vitest/vitest.mjs',
  'run',
  `--project=${project}`,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${at.report}`,
]

/** @type {readonly Suite[]} */
export const suites = [
  {
    name: 'checks',
    folder: 'scripts/checks',
    needs: [],
    builds: [],
    command: at => [at.node, 'scripts/checks/main.ts'],
    counts: 'totals',
    minutes: 4,
  },
  {
    name: 'unit',
    folder: 'test',
    needs: [],
    builds: [],
    command: vitest('unit'),
    counts: 'vitest',
    minutes: 15,
  },
  {
    name: 'e2e',
    folder: 'test/e2e',
    needs: ['browser'],
    builds: ['renderer', 'shells'],
    command: vitest('e2e'),
    counts: 'vitest',
    minutes: 12,
  },
  {
    name: 'electron',
    folder: 'test/electron',
    needs: ['electron', 'display'],
    builds: ['renderer', 'shells'],
    command: at => onDisplay(vitest('electron')(at)),
    counts: 'vitest',
    minutes: 3,
    maySkip: true,
  },
  {
    name: 'faults',
    folder: 'test/faults',
    needs: [],
    builds: [],
    command: at => [at.node, 'test/faults/main.ts', '--each', '10'],
    counts: 'totals',
    minutes: 8,
  },
]

/** On Linux without a display a window opens on one that nobody sees. @type {(command: [string, ...string[]]) => [string, ...string[]]} */
function onDisplay(command) {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return hasDisplay ? command : ['xvfb-run', '--auto-servernum', ...command]
}
