import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CannotMakeFolder,
  faultCode,
  makeFolderDurably,
  parentOf,
  syncTree,
  withFile,
  writeDurably,
} from '../../src/journal/files.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'

const text = (value: string) => new TextEncoder().encode(value)
const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('files on a real disk', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leasedesk-files-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('writes at a position, reads ranges and cuts', () => {
    withFile(nodeFiles.open(`${folder}/a`, 'create'), handle => {
      expect(handle.write(text('hello world'), 0)).toBe(11)
      expect(handle.write(text('W'), 6)).toBe(1)
      handle.sync()
      expect(asText(handle.read(6, 100))).toBe('World')
      handle.truncate(5)
      expect(handle.size()).toBe(5)
    })
    expect(asText(nodeFiles.read(`${folder}/a`))).toBe('hello')
  })

  it('refuses to create over a name that is taken, and to open one that is not there', () => {
    nodeFiles.open(`${folder}/a`, 'create').close()
    expect(codeOf(() => nodeFiles.open(`${folder}/a`, 'create'))).toBe('EEXIST')
    expect(codeOf(() => nodeFiles.open(`${folder}/b`, 'write'))).toBe('ENOENT')
    expect(nodeFiles.stat(`${folder}/b`)).toBeNull()
    expect(nodeFiles.list(`${folder}/b`)).toEqual([])
    expect(() => nodeFiles.remove(`${folder}/b`)).not.toThrow()
  })

  it('puts a whole file in place, over an older one and over a leftover of an earlier try', () => {
    writeDurably(nodeFiles, `${folder}/a`, text('old'))
    nodeFiles.open(`${folder}/a.new`, 'create').close()
    writeDurably(nodeFiles, `${folder}/a`, text('new'))
    expect(asText(nodeFiles.read(`${folder}/a`))).toBe('new')
    expect(nodeFiles.list(folder)).toEqual(['a'])
  })

  it.skipIf(process.platform === 'win32')('lets only the owner read a secret file', () => {
    writeDurably(nodeFiles, `${folder}/secret`, text('s'), { secret: true })
    expect(statSync(`${folder}/secret`).mode & 0o777).toBe(0o600)
  })

  it('makes folders with their parents, copies and fsyncs a tree', () => {
    makeFolderDurably(nodeFiles, `${folder}/x/y/z`)
    writeDurably(nodeFiles, `${folder}/x/y/z/a`, text('deep'))
    nodeFiles.copyFolder(`${folder}/x`, `${folder}/copy`)
    syncTree(nodeFiles, `${folder}/copy`)
    expect(asText(nodeFiles.read(`${folder}/copy/y/z/a`))).toBe('deep')
  })

  it('refuses a folder where none can be made, at once and with the place', () => {
    nodeFiles.open(`${folder}/file`, 'create').close()
    for (const path of [`${folder}/file/x`, `${folder}/file/x/y`])
      expect(() => makeFolderDurably(nodeFiles, path)).toThrow(new CannotMakeFolder(`${folder}/file/x`, 'ENOTDIR'))
    expect(codeOf(() => nodeFiles.makeFolder(`${folder}/file`))).toBe('EEXIST')
    expect(() => nodeFiles.makeFolder(folder)).not.toThrow()
  })

  it('knows the parent of a path', () => {
    expect(['/a/b', '/a', 'a', 'C:\\data\\x', '/'].map(parentOf)).toEqual(['/a', '/', '.', 'C:\\data', '/'])
  })
})

function codeOf(work: () => unknown): string | null {
  try {
    work()
  } catch (error) {
    return faultCode(error)
  }
  return null
}
