/** The folder that is measured on, made once, and the copies of it that processes may change. */
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { keepingCompiled } from '../../../scripts/run.mjs'
import type { Options } from './options.ts'
import { run } from './processes.ts'

/** What a kept folder holds between two runs. */
const KEPT = ['base', 'home', 'cases.json', 'cases.csv', 'made.json']

export class BenchFolder {
  readonly dir: string
  /** Keys and caches of the measured processes lie in the folder too: nothing of a bench stays behind elsewhere. */
  readonly env: NodeJS.ProcessEnv
  readonly #kept: boolean

  constructor({ keep }: Options) {
    this.#kept = keep !== null
    this.dir = keep === null ? mkdtempSync(join(tmpdir(), 'leasedesk-bench-')) : resolve(keep)
    mkdirSync(this.dir, { recursive: true })
    const home = join(this.dir, 'home')
    // Both sides start as our scripts start programs: with what Node compiled of them before.
    const places = { XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: join(home, 'cache'), APPDATA: home }
    this.env = { ...keepingCompiled(), ...places, LOCALAPPDATA: home, NODE_OPTIONS: '' }
  }

  path(name: string): string {
    return join(this.dir, name)
  }

  /** Makes the cases unless an earlier run has kept the same ones. */
  async prepare({ cases, seed }: Options): Promise<void> {
    const made = JSON.stringify({ cases, seed, format: 1 })
    const marker = this.path('made.json')
    if (existsSync(marker) && readFileSync(marker, 'utf8') === made) return
    for (const name of ['made.json', 'base', 'cases.csv', 'home/config']) this.drop(name)
    await run('ours/build.ts', [this.path('base'), cases, seed], this.env)
    writeFileSync(marker, made)
  }

  /** A fresh copy of the cases' folder. */
  copy(name: string): string {
    const to = this.path(name)
    rmSync(to, { recursive: true, force: true })
    cpSync(this.path('base'), to, { recursive: true, mode: constants.COPYFILE_FICLONE })
    return to
  }

  drop(name: string): void {
    rmSync(this.path(name), { recursive: true, force: true })
  }

  /** Leaves what the next run takes up again, or nothing. */
  close(): void {
    if (!this.#kept) rmSync(this.dir, { recursive: true, force: true })
    else for (const name of readdirSync(this.dir)) if (!KEPT.includes(name)) this.drop(name)
  }
}
