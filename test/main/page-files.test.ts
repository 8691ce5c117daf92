import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPageFile } from '../../src/main/page-files.ts'
import { CSP_NONCE_PLACEHOLDER } from '../../src/main/security-headers.ts'

let dir: string
let root: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'leasedesk-files-'))
  root = join(dir, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await mkdir(join(dir, 'renderer-secret'))
  await writeFile(
    join(root, 'index.html'),
    `<script nonce="${CSP_NONCE_PLACEHOLDER}"></script>${CSP_NONCE_PLACEHOLDER}`,
  )
  await writeFile(join(root, 'assets', 'index-1a2b.js'), 'code')
  await writeFile(join(root, 'notes.txt'), 'type not on the list')
  await writeFile(join(dir, 'secret.json'), '{}')
  await writeFile(join(dir, 'renderer-secret', 'secret.json'), '{}')
  await symlink(join(dir, 'secret.json'), join(root, 'link.json'))
  await symlink(dir, join(root, 'up'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const read = (path: string) => readPageFile(root, path, 'n0nce')

test('the page carries the nonce of this answer, wherever the build left room for one, and is not kept', async () => {
  const page = await read('/')
  expect(page?.body.toString()).toBe('<script nonce="n0nce"></script>n0nce')
  expect(page?.cache).toBe('no-store')
})

test('an asset, whose name changes with its content, may be kept for ever', async () => {
  const asset = await read('/assets/index-1a2b.js')
  expect(asset).toMatchObject({ type: 'text/javascript; charset=utf-8' })
  expect(asset?.cache).toContain('immutable')
})

describe('nothing outside the folder is read', () => {
  test.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/../../secret.json',
    '/../renderer-secret/secret.json',
    '/..\\secret.json',
    '/%5c..%5csecret.json',
    '//../secret.json',
    '/link.json',
    '/up/secret.json',
    '/up/renderer-secret/secret.json',
  ])('%s', async path => {
    expect(await read(path)).toBeUndefined()
  })
})

describe('what is no file of a known type is not there', () => {
  test.each(['/notes.txt', '/assets', '/assets/', '/missing.js', '/index.html%00.js', '/%ff.js', '/%', ''])(
    '%j',
    async path => {
      expect(await read(path)).toBeUndefined()
    },
  )
})
