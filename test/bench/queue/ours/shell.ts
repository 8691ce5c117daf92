/** A core as the shells have it: in a worker thread of this process, reached over a session's message port. */
import { MessageChannel } from 'node:worker_threads'
import { CoreProcess } from '../../../../src/main/core-process.ts'
import { coreThread } from '../../../../src/main/core-thread.ts'
import type { DesktopClient } from '../../../../src/protocol/desktop/index.ts'

export interface BenchShell {
  client: DesktopClient
  close(): Promise<boolean>
}

export async function startShell(dataDir: string, options: { operator?: true } = {}): Promise<BenchShell> {
  const core = new CoreProcess({
    spawn: coreThread({
      // As `npm start` has it: the bench has built it before.
      entry: new URL('../../../../out/main/worker.js', import.meta.url),
      data: { dataDir, program: 'browser', version: 'bench', ...options },
      output: process.stderr,
    }),
  })
  core.start()
  // What the window's side needs is loaded while the core starts, as a page does.
  const [{ createORPCClient }, { RPCLink }] = await Promise.all([
    import('@orpc/client'),
    import('@orpc/client/message-port'),
    core.whenReady(),
  ])
  const { port1, port2 } = new MessageChannel()
  core.openSession('bench', port2)
  port1.start()
  return { client: createORPCClient<DesktopClient>(new RPCLink({ port: port1 })), close: () => core.close() }
}
