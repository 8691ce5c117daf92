import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, it, onTestFinished } from 'vitest'
import { Core } from '../../src/core/core.ts'
import type { Clock } from '../../src/core/ports.ts'
import { desktopRouter } from '../../src/core/router/index.ts'
import { Session } from '../../src/core/session.ts'
import { KeysLocked } from '../../src/journal/master-key.ts'
import { desktopOfTest, optionsAt, TestClock, withCases } from './desktop.ts'

/** The folder as it lies on another machine, where nothing but the folder has come along. */
async function moved() {
  const desktop = await desktopOfTest()
  await withCases(desktop, 2)
  await desktop.core.close()
  const root = mkdtempSync(join(tmpdir(), 'leasedesk-moved-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  cpSync(desktop.dir, join(root, 'company'), { recursive: true })
  await desktop.restart()
  return optionsAt(root, join(root, 'company'), new TestClock())
}

it('is opened on another machine by its passphrase, and by itself from then on', async () => {
  const options = await moved()
  const core = await Core.start({ ...options, background: true })
  const client = createRouterClient(desktopRouter, { context: { core, session: new Session('w') } })
  expect((await client.app.state()).phase).toBe('sealed')
  await expect(client.app.unlock({ passphrase: 'not this one' })).rejects.toMatchObject({
    data: { code: 'wrong-passphrase' },
  })
  // The demo's administrator founded it.
  expect((await client.app.unlock({ passphrase: 'admin-2026' })).phase).toBe('locked')
  await client.app.signIn({ person: 'p-demo1', passphrase: 'review-2026' })
  expect((await client.review.counts()).waiting).toBe(2)
  await core.close()
  const again = await Core.start(options)
  expect(again.hasCompany).toBe(true)
  await again.close()
})

it('is opened once, also when two windows give the passphrase at the same time', async () => {
  const options = await moved()
  // What waits until the first page has been shown is ordered once an opening.
  let opened = 0
  const after: Clock['after'] = (milliseconds, call) => {
    opened += 1
    return options.clock.after(milliseconds, call)
  }
  const clock = { ...options.clock, after }
  const core = await Core.start({ ...options, clock, background: true })
  const window = (id: string) =>
    createRouterClient(desktopRouter, { context: { core, session: new Session(id) } }).app.unlock({
      passphrase: 'admin-2026',
    })
  const states = await Promise.all([window('w1'), window('w2')])
  expect(states.map(({ phase }) => phase)).toEqual(['locked', 'locked'])
  expect(opened).toBe(1)
  await core.close()
})

it('stays closed to the command line, which says why', async () => {
  await expect(Core.start(await moved())).rejects.toBeInstanceOf(KeysLocked)
})
