import { defineConfig } from 'vitest/config'

/**
 * Three projects, so that each can be run, limited and counted on its own: `unit` (unit, property and contract tests),
 * `e2e` (a real Chromium on the browser shell) and `electron` (a real Electron). Faults and bench have entry points of
 * their own in `scripts`.
 */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', 'test/electron/**', 'test/faults/**', 'test/bench/**', 'node_modules/**'],
        },
      },
      ...['e2e', 'electron'].map(name => ({
        extends: true as const,
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          globalSetup: name === 'e2e' ? ['test/e2e/support/setup.ts'] : [],
          // One window at a time: two browsers on two cores only make each other late.
          fileParallelism: false,
          // A slow machine is no defect: what fails once on it is tried again, and the run says so.
          retry: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      })),
    ],
  },
})
