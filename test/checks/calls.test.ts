/** How the programs that `npm run` starts answer a call for help, and a wrong one: with what there is, never a stack. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

async function run(script: string, args: readonly string[]) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../scripts/${script}`, import.meta.url)), ...args])
  const code = new Promise<number | null>(resolve => child.once('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}

const OF_FAULTS = ['--each N', '--seed S', '--only KIND', 'power-loss']
const OF_BENCH = ['bench -- queue', '--json', '--only PARTS', '--cases N', '--runs N', '--keep DIR']
const OF_CLI = ['import FILE --preset NAME', 'restore FILE', '--json', '--as PERSON']

test.each([
  ['faults.mjs', ['--help'], OF_FAULTS],
  ['bench.mjs', ['--help'], OF_BENCH],
  ['bench.mjs', ['queue', '--help'], OF_BENCH],
  ['cli.mjs', ['--help'], OF_CLI],
  ['cli.mjs', ['queue', '--help'], ['queue --data DIR']],
  ['start.mjs', ['--help'], ['--data DIR', '--no-open', '--port N']],
])('%s %j shows what it takes', async (script, args, options) => {
  const { code, stdout, stderr } = await run(script, args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const option of options) expect(stdout).toContain(option)
})

test.each([
  ['faults.mjs', ['--bogus'], OF_FAULTS],
  ['faults.mjs', ['--each', 'none'], ['--each takes a whole number', ...OF_FAULTS]],
  ['faults.mjs', ['--only', 'bogus'], ["no kind 'bogus'", ...OF_FAULTS]],
  ['cli.mjs', ['bogus'], ["no command 'bogus'", ...OF_CLI]],
  ['cli.mjs', ['queue', '--bogus'], OF_CLI],
])('%s %j is refused with what it takes', async (script, args, told) => {
  const { code, stdout, stderr } = await run(script, args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  for (const text of told) expect(stderr).toContain(text)
  expect(stderr).not.toMatch(/^ +at /m)
})
