/**
 * The thread in which files are read: whatever a hostile one does to it, the core goes on. It opens files by itself
 * (with the modules it calls: sniff, csv, and unzipper), which no other part of the core may.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { readCsv } from './csv.ts'
import { FileProblem } from './file-problem.ts'
import { BLOCK } from './limits.ts'
import type { ReaderJob, ReaderMessage } from './reader.ts'
import { sniff } from './sniff.ts'
import type { Table, TableRow } from './table.ts'
import { readXlsx } from './xlsx.ts'

if (parentPort === null) throw new Error('this module is a worker thread')
const port = parentPort
const job = workerData as ReaderJob

/** One answer for each time the core asks: back-pressure without a queue. */
async function serve(): Promise<void> {
  const answers = blocks(job)
  for await (const _ of asked()) {
    const next = await answers.next().catch((error: unknown) => ({ done: false, value: problemOf(error) }) as const)
    if (next.done) return
    port.postMessage(next.value satisfies ReaderMessage)
    if (next.value.kind === 'problem' || next.value.kind === 'end') return
  }
}

async function* asked(): AsyncGenerator<void> {
  let waiting = 0
  let wake: () => void = () => undefined
  port.on('message', () => {
    waiting++
    wake()
  })
  for (;;) {
    while (waiting === 0)
      await new Promise<void>(resolve => {
        wake = resolve
      })
    waiting--
    yield
  }
}

async function* blocks({ path, sheet }: ReaderJob): AsyncGenerator<ReaderMessage> {
  const { head, rows, progress } = await openTable(path, sheet)
  yield { kind: 'head', head }
  let block: TableRow[] = []
  let characters = 0
  for await (const row of rows) {
    block.push(row)
    for (const cell of row[1]) characters += cell.length
    if (block.length < BLOCK.rows && characters < BLOCK.characters) continue
    yield { kind: 'rows', rows: block, progress: progress() }
    block = []
    characters = 0
  }
  if (block.length > 0) yield { kind: 'rows', rows: block, progress: 1 }
  yield { kind: 'end' }
}

async function openTable(path: string, sheet: string | null): Promise<Table> {
  const found = await sniff(path)
  return found.format === 'xlsx' ? readXlsx(path, sheet) : readCsv(path, found.encoding)
}

function problemOf(error: unknown): ReaderMessage {
  if (error instanceof FileProblem) return { kind: 'problem', code: error.code, detail: error.detail }
  return { kind: 'problem', code: 'reader-died', detail: { reason: error instanceof Error ? error.name : 'unknown' } }
}

await serve()
port.close()
