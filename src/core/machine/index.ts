/** The real machine behind the core's ports: the one place where clock, randomness, processes and environment are read. */
import { randomBytes } from 'node:crypto'
import { readFileSync, statfsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { uptime } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { DeriveKey } from '../../journal/crypto.ts'
import { erasedListIn } from '../../journal/erased-list.ts'
import { type Files, faultCode } from '../../journal/files.ts'
import { fileKeySlot } from '../../journal/master-key.ts'
import { nodeFiles } from '../../journal/node-files.ts'
import type { KeySlot } from '../../protocol/key-slot.ts'
import type { FolderOptions } from '../folder/open.ts'
import type { Clock, Log, Machine } from '../ports.ts'
import { here } from './here.ts'
import { linesBeside } from './line-thread.ts'
import { cacheDir, configDir } from './places.ts'
import { preparedIn } from './prepared.ts'
import { isAlive } from './process.ts'

export const clock: Clock = {
  now: () => new Date().toISOString(),
  monotonic: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
  breathe: () => new Promise(resolve => setImmediate(resolve)),
}

/** argon2id in a thread of its own, which lives as long as one derivation: people do not sign in by the second. */
const derive: DeriveKey = (passphrase, salt, cost) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./derive-worker.ts', import.meta.url), {
      workerData: { passphrase, salt, cost },
    })
    worker.once('message', (key: Uint8Array) => resolve(key))
    worker.once('error', reject)
  })

/** Linux tells an id of its boot; elsewhere the second of the boot stands for it, to the nearest ten. */
function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch (error) {
    if (faultCode(error) !== 'ENOENT') throw error
    const seconds = Math.round((Date.now() / 1000 - uptime()) / 10) * 10
    return Number.isFinite(seconds) ? `up-${seconds}` : null
  }
}

export function freeBytesAt(dir: string): number {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize
}

export function thisMachine(program: string): Machine {
  return { bootId: bootId(), pid: process.pid, program, isAlive }
}

/** One JSON line an event on standard error, for whoever runs the program. */
export const log: Log = {
  info: (event, detail) => void process.stderr.write(`${JSON.stringify({ level: 'info', event, ...detail })}\n`),
  error: (event, detail) => void process.stderr.write(`${JSON.stringify({ level: 'error', event, ...detail })}\n`),
}

/** Noto Sans SC, as the screens have it: for papers that are printed with Chinese in them. */
export function chineseFont(): Uint8Array {
  const path = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  )
  return readFileSync(path)
}

export interface RealOptions {
  dir: string
  program: string
  /** The system's key store, where there is one that deserves the name. */
  system?: KeySlot
  log?: Log
}

/** All that opening a folder on this machine takes. */
export function realOptions(options: RealOptions): FolderOptions {
  const files: Files = nodeFiles
  const file = fileKeySlot(files, `${configDir(here())}/keys`)
  return {
    dir: options.dir,
    files,
    clock,
    randomness: size => randomBytes(size),
    derive,
    slots: options.system === undefined ? { file } : { system: options.system, file },
    machine: thisMachine(options.program),
    erased: erasedListIn(files, `${configDir(here())}/erased`),
    log: options.log ?? log,
    freeBytes: () => freeBytesAt(options.dir),
    prepared: () => preparedIn(files, `${cacheDir(here())}/prepared`),
    linesBeside: (here, keys, dir) => linesBeside(here, keys, dir, options.log ?? log),
  }
}
