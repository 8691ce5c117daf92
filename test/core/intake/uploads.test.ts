/** Files on their way in, piece by piece. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LIMITS } from '../../../src/core/intake/limits.ts'
import { Uploads } from '../../../src/core/intake/uploads.ts'
import { Problem } from '../../../src/core/problems.ts'
import { nodeFiles } from '../../../src/journal/node-files.ts'
import { folderOfTest } from './company.ts'

function uploadsIn(folder: string): Uploads {
  let n = 0
  return new Uploads(nodeFiles, folder, () => `u${++n}`)
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'none'
}

test('pieces come in order, each once, and no more of them than were said', () => {
  const uploads = uploadsIn(`${folderOfTest()}/uploads`)
  const id = uploads.begin('a.csv', 4)
  expect(codeOf(() => uploads.append(id, 1, bytes('x')))).toBe('upload.offset')
  expect(codeOf(() => uploads.append(id, 0, bytes('a,b,c')))).toBe('upload.too-long')
  expect(uploads.append(id, 0, bytes('a\n'))).toBe(2)
  expect(codeOf(() => uploads.whole(id))).toBe('upload.incomplete')
  expect(codeOf(() => uploads.append(id, 0, bytes('a\n')))).toBe('upload.offset')
  expect(uploads.append(id, 2, bytes('1\n'))).toBe(4)
  expect(Buffer.from(nodeFiles.read(uploads.whole(id).path)).toString()).toBe('a\n1\n')
  expect(codeOf(() => uploads.append(id, 4, bytes('x')))).toBe('upload.too-long')
})

test('a size that is none, or too large, is refused before anything is sent', () => {
  const uploads = uploadsIn(`${folderOfTest()}/uploads`)
  expect(codeOf(() => uploads.begin('a.csv', 0))).toBe('file.empty')
  expect(codeOf(() => uploads.begin('a.csv', LIMITS.bytes + 1))).toBe('file.too-large')
})

test('what is discarded, pushed out by newer ones, or left of an earlier run is gone', () => {
  const folder = `${folderOfTest()}/uploads`
  const uploads = uploadsIn(folder)
  const first = uploads.begin('a.csv', 4)
  uploads.discard(first)
  expect(readdirSync(folder)).toEqual([])
  expect(codeOf(() => uploads.whole(first))).toBe('upload.unknown')
  for (let n = 0; n < 30; n++) uploads.begin('a.csv', 4)
  expect(readdirSync(folder)).toHaveLength(20)
  uploadsIn(folder)
  expect(readdirSync(folder)).toEqual([])
})

test('a full disk is said as such, and the same piece can be sent again', () => {
  const folder = `${folderOfTest()}/uploads`
  let full = true
  const files: typeof nodeFiles = {
    ...nodeFiles,
    open(path, mode, options) {
      const handle = nodeFiles.open(path, mode, options)
      const write = handle.write.bind(handle)
      handle.write = (content, position) => (full ? 0 : write(content, position))
      return handle
    },
  }
  const uploads = new Uploads(files, folder, () => 'u')
  const id = uploads.begin('a.csv', 1)
  expect(codeOf(() => uploads.append(id, 0, bytes('x')))).toBe('upload.disk-full')
  full = false
  expect(uploads.append(id, 0, bytes('x'))).toBe(1)
})
