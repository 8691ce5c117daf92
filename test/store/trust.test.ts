import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../src/journal/node-files.ts'
import { type FoundMarker, judgeTrust, MARKER_FILE, readMarker, writeMarker } from '../../src/store/trust.ts'
import { freshFolder } from './pglite-folder.ts'

const appliedHead = { n: 7, hash: 'ab' }

test.each<[string, FoundMarker, string | null, ReturnType<typeof judgeTrust>]>([
  ['closed clean, same boot', { state: 'clean', bootId: 'b', appliedHead }, 'b', 'trusted'],
  ['closed clean, another boot', { state: 'clean', bootId: 'a', appliedHead }, 'b', 'trusted'],
  ['closed clean, unknown boot', { state: 'clean', bootId: null, appliedHead }, null, 'trusted'],
  ['open since this boot', { state: 'open', bootId: 'b' }, 'b', 'trusted'],
  ['open since another boot', { state: 'open', bootId: 'a' }, 'b', { untrusted: 'other-boot' }],
  ['open, boot unknown now', { state: 'open', bootId: 'b' }, null, { untrusted: 'unknown-boot' }],
  ['open, boot unknown then', { state: 'open', bootId: null }, 'b', { untrusted: 'unknown-boot' }],
  ['open, boot unknown both times', { state: 'open', bootId: null }, null, { untrusted: 'unknown-boot' }],
  ['no marker', 'missing', 'b', { untrusted: 'no-marker' }],
  ['a marker that is none', 'unreadable', 'b', { untrusted: 'unreadable-marker' }],
])('%s', (_, marker, bootId, expected) => {
  expect(judgeTrust(marker, bootId)).toEqual(expected)
})

test('a marker comes back as it was written, and the later one stands', () => {
  const folder = freshFolder()
  expect(readMarker(nodeFiles, folder)).toBe('missing')
  for (const marker of [
    { state: 'open', bootId: null },
    { state: 'clean', bootId: 'b', appliedHead },
  ] as const) {
    writeMarker(nodeFiles, folder, marker)
    expect(readMarker(nodeFiles, folder)).toEqual(marker)
  }
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '"open"',
  '{"state":"open"}',
  '{"state":"shut","bootId":"b"}',
  '{"state":"clean","bootId":"b"}',
  '{"state":"clean","bootId":"b","appliedHead":{"n":"7","hash":"x"}}',
  '\0',
])('a damaged marker is unreadable: %s', text => {
  const folder = freshFolder()
  writeFileSync(`${folder}/${MARKER_FILE}`, text)
  expect(readMarker(nodeFiles, folder)).toBe('unreadable')
})

test('a marker is fsynced before it takes its name, and its name after', () => {
  const calls: string[] = []
  const files = {
    ...nodeFiles,
    open: () => ({
      write: (bytes: Uint8Array) => bytes.length,
      sync: () => void calls.push('sync file'),
      close: () => undefined,
    }),
    remove: () => undefined,
    rename: () => void calls.push('rename'),
    syncFolder: (path: string) => void calls.push(`sync ${path}`),
  }
  writeMarker(files, '/data/db', { state: 'open', bootId: 'b' })
  expect(calls).toEqual(['sync file', 'rename', 'sync /data/db', 'sync /data'])
})
