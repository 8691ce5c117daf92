/** Serves the core from its one worker thread: holds the writer, the journal and PGlite, and answers a session a port. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { RPCHandler } from '@orpc/server/message-port'
import { CannotMakeFolder } from '../journal/files.ts'
import { FolderInUse } from '../journal/lock.ts'
import type { CoreProblem, CoreWorkerData, FromCore, ToCore } from '../protocol/core-worker.ts'
import { keySlotOver } from '../protocol/key-slot.ts'
import { Core } from './core.ts'
import { chineseFont, log, realOptions } from './machine/index.ts'
import { endThread, nameStrays } from './machine/process.ts'
import { loggable } from './problems.ts'
import { desktopRouter } from './router/index.ts'
import { Session } from './session.ts'

const data = workerData as CoreWorkerData<MessagePort>
const tell = (message: FromCore): void => parentPort?.postMessage(message)

function systemSlot() {
  const { keySlot } = data
  if (keySlot === undefined) return {}
  const { port, name } = keySlot
  const channel = {
    send: (message: unknown) => port.postMessage(message),
    receive: (listener: (message: unknown) => void) => void port.on('message', listener),
  }
  return { system: keySlotOver(channel, name) }
}

function serve(core: Core, id: string, port: MessagePort): void {
  const session = new Session(id, data.operator === true)
  const handler = new RPCHandler(desktopRouter)
  handler.upgrade(port, { context: { core, session } })
  const failed = (error: unknown) => log.error('a session did not end cleanly', loggable(error))
  port.on('close', () => void core.endSession(session).catch(failed))
  port.start()
}

function problemOf(error: unknown): CoreProblem {
  const text = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error ? error.name : 'unknown'
  if (error instanceof FolderInUse) return { code, text, detail: `${error.holder.program} (${error.holder.pid})` }
  if (error instanceof CannotMakeFolder) return { code, text: `${text}.`, detail: 'Name another with --data.' }
  return { code, text: text.split('\n')[0] ?? '', detail: data.dataDir }
}

async function run(): Promise<void> {
  const options = realOptions({ dir: data.dataDir, program: data.program, ...systemSlot() })
  const core = await Core.start({ ...options, version: data.version, background: true, chineseFont })
  parentPort?.on('message', (message: ToCore<MessagePort>) => {
    if (message.kind === 'open-session') serve(core, message.session, message.port)
    else void close(core)
  })
  tell({ kind: 'ready' })
}

/** A folder that could not be closed is not to be taken for a clean one: the thread ends without saying so. */
async function close(core: Core): Promise<void> {
  try {
    await core.close()
    tell({ kind: 'closed' })
  } catch (error) {
    log.error('cannot close', loggable(error))
    endThread()
  }
}

nameStrays(log)
run().catch((error: unknown) => {
  log.error('cannot open', loggable(error))
  tell({ kind: 'cannot-open', problem: problemOf(error) })
})
