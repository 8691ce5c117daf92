/** A thread beside the writer's that seals or opens the lines of one pack after the other (line-thread.ts). */
import { randomBytes } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import type { PackCommand } from '../../commands/command.ts'
import { commandOf } from '../../commands/registry.ts'
import { parseKeyFile } from '../../journal/key-file.ts'
import { KeyRing } from '../../journal/key-ring.ts'
import { nodeFiles } from '../../journal/node-files.ts'
import { createPacks } from '../../journal/packs.ts'
import { openedLines, sealedText } from '../writing/pack-lines.ts'
import type { Vault } from '../writing/sealing.ts'
import type { LineAnswer, LineJob, LineQuestion } from './line-thread.ts'

if (parentPort === null) throw new Error('this module is a worker thread')
const port = parentPort

type Work = (question: LineQuestion) => Promise<LineAnswer>
let work: Work = () => Promise.reject(new TypeError('no job has begun'))

function begin({ command: { name, version }, master, read }: LineJob): Work {
  const command = commandOf(name, version) as unknown as PackCommand
  return read === null ? sealing(command, ringOf(master)) : opening(command, read, filledRing(master, read.keyFile))
}

const ringOf = (master: Uint8Array): KeyRing => new KeyRing(master, size => randomBytes(size))

/** The ring of the last pack that was read: a rebuild reads several with the same keys. */
let filled: { readonly ring: KeyRing; readonly of: string } | null = null

function filledRing(master: Uint8Array, keyFile: string): KeyRing {
  // Records are only ever appended; an erasure makes another file.
  const of = `${keyFile} ${nodeFiles.stat(keyFile)?.size}`
  if (filled?.of === of) return filled.ring
  const ring = ringOf(master)
  for (const record of parseKeyFile(nodeFiles.read(keyFile)).records) ring.take(record)
  filled = { ring, of }
  return ring
}

function sealing(command: PackCommand, ring: KeyRing): Work {
  return async question => {
    if (question.kind !== 'seal') throw new TypeError('lines are sealed here')
    for (const record of question.records) ring.take(record)
    return { kind: 'text', ...sealedText(command, JSON.parse(question.json) as unknown[], vaultOf(ring)) }
  }
}

function opening(command: PackCommand, { dir, pack }: NonNullable<LineJob['read']>, ring: KeyRing): Work {
  const blocks = openedLines(command, pack, createPacks(nodeFiles, dir), vaultOf(ring))
  return async () => {
    const { value, done } = await blocks.next()
    return done ? { kind: 'done' } : { kind: 'block', first: value.first, json: JSON.stringify(value.lines) }
  }
}

function vaultOf(ring: KeyRing): Vault {
  return {
    ensureKeys() {
      throw new TypeError('keys are made by the thread that writes their file')
    },
    seal: (party, value) => ring.seal(party, value),
    open: (party, sealed) => ring.open(party, sealed),
  }
}

async function answer(question: LineQuestion): Promise<LineAnswer> {
  if (question.kind !== 'begin') return work(question)
  work = begin(question.job)
  return { kind: 'done' }
}

port.on('message', (question: LineQuestion) => {
  answer(question).then(
    answered => port.postMessage(answered, answered.kind === 'text' ? [answered.bytes.buffer as ArrayBuffer] : []),
    // Whatever it is, the core meets it again in its own thread, where it has its class.
    (error: unknown) => port.postMessage({ kind: 'failed', reason: error instanceof Error ? error.name : 'unknown' }),
  )
})
