/**
 * Records every statement that runs through PGlite, with its transaction and what is appended to the journal in it, in
 * the form that the bare programs read. Import it before the core.
 */
import fs from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { LINE_START } from '../../../../src/journal/entry-line.ts'
import type { Step, Unit } from '../bare/trace.ts'

type Query = (text: string, parameters?: unknown[], options?: object) => Promise<unknown>
type Transaction = { query: Query }

const texts = new Map<string, number>()
let steps: Step[] = []
let inside: Unit | null = null

const indexOf = (text: string): number => {
  const known = texts.get(text)
  if (known !== undefined) return known
  texts.set(text, texts.size)
  return texts.size - 1
}

const recorded = (text: string, parameters: unknown[] = []): [number, unknown[]] => [indexOf(text), parameters]

const prototype = PGlite.prototype as unknown as {
  query: Query
  transaction: (work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>
}
const { query, transaction } = prototype

prototype.query = function (this: PGlite, text, parameters, options) {
  steps.at(-1)?.push({ transaction: false, statements: [recorded(text, parameters)] })
  return query.call(this, text, parameters, options)
}

prototype.transaction = function (this: PGlite, work) {
  return transaction.call(this, async tx => {
    const unit: Unit = { transaction: true, statements: [] }
    steps.at(-1)?.push(unit)
    inside = unit
    const { query: inner } = tx
    const tapped = Object.assign(Object.create(tx) as Transaction, {
      query(text: string, parameters?: unknown[], options?: object) {
        unit.statements.push(recorded(text, parameters))
        return inner.call(tx, text, parameters, options)
      },
    })
    try {
      return await work(tapped)
    } finally {
      inside = null
    }
  })
}

// Entries are told from the pages that PGlite itself writes by how every line of the journal begins.
const { writeSync } = fs
fs.writeSync = ((fd: number, bytes: Uint8Array, offset: number, length: number, position: number) => {
  const written = Buffer.from(bytes.buffer, bytes.byteOffset + offset, length)
  if (inside !== null && written.subarray(0, LINE_START.length).toString('latin1') === LINE_START)
    inside.append = (inside.append ?? '') + written.toString()
  return writeSync(fd, bytes, offset, length, position)
}) as typeof fs.writeSync

/** From now on into a new step. */
export function beginStep(): void {
  steps.push([])
}

/** Writes what was recorded since the last call. */
export function writeTrace(path: string): void {
  const lines = [JSON.stringify([...texts.keys()]), ...steps.map(step => JSON.stringify(step))]
  fs.writeFileSync(path, `${lines.join('\n')}\n`)
  steps = []
}
