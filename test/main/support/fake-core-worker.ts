/**
 * A core that answers nothing but what the shells' tests need. Its behaviour is steered by the name of the data folder
 * and by the messages of a session: it echoes, and dies when told to.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { CoreWorkerData, FromCore, ToCore } from '../../../src/protocol/core-worker.ts'

const data: CoreWorkerData<MessagePort> = workerData
const parent = parentPort
if (parent === null) throw new Error('the fake core runs as a worker thread only')
const say = (message: FromCore) => parent.postMessage(message)

let dying = false

parent.on('message', (message: ToCore<MessagePort>) => {
  if (message.kind === 'close') {
    if (!data.dataDir.endsWith('never-closes')) say({ kind: 'closed' })
    return
  }
  if (dying) return
  message.port.on('message', (received: string | Uint8Array) => answer(message.port, received))
})

function answer(port: MessagePort, received: string | Uint8Array): void {
  if (received === 'crash') throw new Error('told to crash')
  if (received === 'exit') process.exit(3)
  if (received === 'die-slowly') {
    dying = true
    port.close()
    setTimeout(() => process.exit(3), 500)
    return
  }
  port.postMessage(received)
}

process.stdout.write('the core prints this\n')
if (data.dataDir.endsWith('held')) {
  const problem = { code: 'folder-held', text: 'Another process has this folder open.', detail: 'pid 4711' }
  say({ kind: 'cannot-open', problem })
} else if (data.dataDir.endsWith('always-crashes')) throw new Error('told to crash at once\nand a lot of source')
else if (!data.dataDir.endsWith('slow')) say({ kind: 'ready' })
