/** A desktop for tests: a core on a folder of its own, and clients as windows have them, in process. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { onTestFinished } from 'vitest'
import type { ApplicationLine } from '../../src/commands/intake/line.ts'
import { loadIntake } from '../../src/commands/intake/load.ts'
import { Core, type CoreOptions } from '../../src/core/core.ts'
import { clock } from '../../src/core/machine/index.ts'
import type { Clock } from '../../src/core/ports.ts'
import { desktopRouter } from '../../src/core/router/index.ts'
import { OPERATOR, Session } from '../../src/core/session.ts'
import { passphraseKey } from '../../src/journal/crypto.ts'
import { erasedListIn } from '../../src/journal/erased-list.ts'
import type { Files } from '../../src/journal/files.ts'
import { fileKeySlot } from '../../src/journal/master-key.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'
import type { DesktopClient } from '../../src/protocol/desktop/index.ts'
import { prepareFolder } from '../../src/store/prepared.ts'
import { applicationLine, batch } from '../commands/lines.ts'
import { cacheFolder, maker } from '../store/pglite-folder.ts'

export const PASSPHRASE = 'a long passphrase'

/** A clock that tests set forward; what waits on it is called when it gets there. */
export class TestClock {
  #ahead = 0
  readonly #waiting = new Set<{ at: number; call: () => void }>()
  now = (): string => new Date(Date.parse(clock.now()) + this.#ahead).toISOString()
  monotonic = (): number => clock.monotonic() + this.#ahead
  after = (milliseconds: number, call: () => void): (() => void) => {
    const waiting = { at: this.monotonic() + milliseconds, call }
    this.#waiting.add(waiting)
    return () => void this.#waiting.delete(waiting)
  }
  breathe = clock.breathe
  forward(milliseconds: number): void {
    this.#ahead += milliseconds
    for (const waiting of this.#waiting) {
      if (waiting.at > this.monotonic()) continue
      this.#waiting.delete(waiting)
      waiting.call()
    }
  }
}

/** The disk without its fsyncs: what a power loss does is tested elsewhere, and these would be most of the time. */
const QUICK: Files = {
  ...nodeFiles,
  open(...given) {
    const handle = nodeFiles.open(...given)
    handle.sync = () => undefined
    return handle
  },
  syncFolder: () => undefined,
}

/** How a folder is opened on a test's machine: `root` holds, beside it, the key slot and the list of those erased. */
export function optionsAt(root: string, dir: string, onClock: Clock = clock): CoreOptions {
  return {
    dir,
    files: QUICK,
    clock: onClock,
    randomness: size => randomBytes(size),
    derive: (passphrase, salt) => passphraseKey(passphrase, salt, { memoryKib: 64, passes: 1 }),
    slots: { file: fileKeySlot(nodeFiles, join(root, 'keys')) },
    erased: erasedListIn(nodeFiles, join(root, 'erased')),
    machine: { bootId: 'test', pid: process.pid, program: 'test', isAlive: () => true },
    log: { info: () => undefined, error: () => undefined },
    freeBytes: () => Number.POSITIVE_INFINITY,
    prepared: () => prepareFolder(nodeFiles, cacheFolder, maker),
    version: '0',
    background: false,
  }
}

export interface Desktop {
  core: Core
  clock: TestClock
  /** The machine's own folder, outside the company's: key slot, list of those erased. */
  root: string
  dir: string
  /** A window of its own; signed in where a person is named. */
  window(person?: string): Promise<DesktopClient>
  /** Closes the core and opens the folder again, as a restart does. */
  restart(): Promise<void>
}

export async function desktopOfTest(): Promise<Desktop> {
  const root = mkdtempSync(join(tmpdir(), 'leasedesk-desktop-'))
  const dir = join(root, 'company')
  const testClock = new TestClock()
  const start = () => Core.start(optionsAt(root, dir, testClock))
  let windows = 0
  const desktop: Desktop = {
    core: await start(),
    clock: testClock,
    root,
    dir,
    async window(person) {
      windows += 1
      const context = { core: desktop.core, session: new Session(`window-${windows}`) }
      const client: DesktopClient = createRouterClient(desktopRouter, { context })
      if (person !== undefined) await client.app.signIn({ person, passphrase: passphraseOf(desktop.core, person) })
      return client
    },
    async restart() {
      await desktop.core.close()
      desktop.core = await start()
    },
  }
  onTestFinished(async () => {
    await desktop.core.close()
    rmSync(root, { recursive: true, force: true })
  })
  return desktop
}

const passphraseOf = (core: Core, person: string): string =>
  core.open.people.list(true).find(each => each.id === person)?.demoPassphrase ?? PASSPHRASE

/** A demo company with so many small applications, decided: without evidence all of them go to a person. */
export function withCases(desktop: Desktop, cases: number): Promise<void> {
  return withApplications(
    desktop,
    Array.from({ length: cases }, (_, index) => applicationLine(String(index + 1))),
  )
}

/** A demo company with these applications, decided. */
export async function withApplications(desktop: Desktop, given: readonly ApplicationLine[]): Promise<void> {
  await desktop.core.foundDemo('zh-CN')
  const lines = async function* () {
    yield* given
  }
  await desktop.core.open.desk.givePack(loadIntake, lines(), () => batch(given.length), OPERATOR)
  const running = { cancelled: false, check: () => undefined, progress: () => undefined }
  await desktop.core.open.decide.all(OPERATOR, running)
}

export const LIN = 'p-demo1'
export const HE = 'p-demo2'
export const RISK_MANAGER = 'p-demo3'
export const ZHOU = 'p-demo4'
export const ADMINISTRATOR = 'p-demo5'
