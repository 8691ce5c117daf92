/** What both shells will load, built as `npm start` builds it: nothing else here shows that the built files find each other. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

let out: string
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'leasedesk-build-'))
  process.env.NODE_ENV_ELECTRON_VITE = 'production'
  const { config } = await resolveConfig({ logLevel: 'silent' }, 'build', 'production')
  for (const part of ['main', 'preload'] as const) {
    const partConfig = config?.[part]
    if (partConfig === undefined) throw new Error(`electron.vite.config.ts has no part '${part}'`)
    await build({ ...partConfig, build: { ...partConfig.build, outDir: join(out, part) } })
  }
})
afterAll(() => rm(out, { recursive: true, force: true }))

test('every thread that the code starts by its file is there, beside whoever starts it', async () => {
  const files = await readdir(join(out, 'main'))
  expect(files).toEqual(expect.arrayContaining(['browser.js', 'electron.js', 'electron-core.js', 'worker.js']))
  const named = new Set<string>()
  for (const file of files) {
    const code = await readFile(join(out, 'main', file), 'utf8')
    for (const [, path = ''] of code.matchAll(/new URL\(["'](\.[^"']+\.[jt]s)["'], import\.meta\.url\)/g))
      named.add(path)
  }
  expect([...named]).toContain('./worker.js')
  expect([...named].filter(path => path !== './electron-core.js' && !files.includes(path.slice(2)))).toEqual([])
})

test('the preload script needs nothing that a sandbox does not give', async () => {
  expect(await readdir(join(out, 'preload'))).toEqual(['index.cjs'])
  const code = await readFile(join(out, 'preload', 'index.cjs'), 'utf8')
  expect([...code.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
})
