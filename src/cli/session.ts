/** Opens the core for one command and closes it again: the same services and the same contract as a window has. */
import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { Core } from '../core/core.ts'
import { chineseFont, log, realOptions } from '../core/machine/index.ts'
import { desktopRouter } from '../core/router/index.ts'
import { Session } from '../core/session.ts'
import type { DesktopClient } from '../protocol/desktop/index.ts'
import { VERSION } from '../protocol/version.ts'
import { type CliArguments, text } from './command.ts'
import { firstLine } from './standard-input.ts'

export interface CliSession {
  core: Core
  session: Session
  client: DesktopClient
}

/** Events are for a program that runs; here only failures are worth a line. */
export const quiet = { ...log, info: () => undefined }

export async function withCore<T>(given: CliArguments, work: (at: CliSession) => Promise<T>): Promise<T> {
  const options = realOptions({ dir: resolve(text(given, 'data')), program: 'command line', log: quiet })
  const core = await Core.start({ ...options, version: VERSION, background: false, chineseFont })
  try {
    const session = new Session('command-line', true)
    const client: DesktopClient = createRouterClient(desktopRouter, { context: { core, session } })
    const { as } = given.values
    if (typeof as === 'string') await client.app.signIn({ person: as, passphrase: await firstLine() })
    return await work({ core, session, client })
  } finally {
    await core.close()
  }
}
