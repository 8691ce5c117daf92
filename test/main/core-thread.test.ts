import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { coreThread } from '../../src/main/core-thread.ts'
import type { CoreWorkerData, FromCore } from '../../src/protocol/core-worker.ts'
import { fakeCore } from './support/browser-shell.ts'

/** Starts the fake core and gives what it says first, or why it is gone. */
function firstOf(dataDir: string): Promise<FromCore | string> {
  return new Promise(resolve => {
    const data: CoreWorkerData = { dataDir, program: 'browser', version: '0' }
    const child = coreThread({ entry: fakeCore, data, output: new PassThrough().resume() })({
      message: message => {
        resolve(message)
        child.kill()
      },
      gone: resolve,
    })
  })
}

test('a core in a thread says that it is ready', async () => {
  expect(await firstOf('company')).toEqual({ kind: 'ready' })
})

test('a crash is one line, whatever the error carries', async () => {
  expect(await firstOf('always-crashes')).toBe('Error: told to crash at once')
})
