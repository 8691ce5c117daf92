/**
 * Once for all end-to-end files: screens and shells are built, as `npm start` does, and one small demo company is made and decided, which each test
 * copies. Keys lie in a folder of the tests' own, so that nobody's real ones are touched.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureBuilt } from '../../../scripts/build.mjs'
import { CLI, childEnv } from './surroundings.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Holds everything that the tests leave on the disk. */
    e2eRoot: string
    demoFolder: string
  }
}

const APPLICATIONS = '240'
const SEED = '7'

export default async function setup(project: TestProject): Promise<() => void> {
  await ensureBuilt(process.execPath, ['renderer', 'shells'], line => process.stderr.write(`${line}\n`))
  const root = mkdtempSync(join(tmpdir(), 'leasedesk-e2e-'))
  mkdirSync(join(root, 'config'))
  const demo = join(root, 'demo')
  run(root, ['demo', '--applications', APPLICATIONS, '--seed', SEED, '--data', demo])
  run(root, ['decide', '--all', '--data', demo])
  project.provide('e2eRoot', root)
  project.provide('demoFolder', demo)
  // A program that was killed may still be going.
  return () => rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}

function run(root: string, args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { env: childEnv(root), encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args[0]} failed: ${stderr}`)
}
