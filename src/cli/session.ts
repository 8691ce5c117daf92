/** Opens the core for one command and closes it again: the same services and the same contract as a window has. */
import { resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { Core } from '../core/core.ts'
import { readIdentity } from '../core/folder/places.ts'
import { chineseFont, log, realOptions } from '../core/machine/index.ts'
import { Problem } from '../core/problems.ts'
import { desktopRouter } from '../core/router/index.ts'
import { Session } from '../core/session.ts'
import { nodeFiles } from '../journal/node-files.ts'
import type { DesktopClient } from '../protocol/desktop/index.ts'
import { VERSION } from '../protocol/version.ts'
import { CallProblem, type CliArguments, text } from './command.ts'
import { firstLine } from './standard-input.ts'

export interface CliSession {
  core: Core
  session: Session
  client: DesktopClient
}

/**
 * `work` takes a sound company and nothing else: figures of a damaged one could be anything, and a folder named by
 * mistake is left as it is. `found` makes a company where there is none. `mend` takes a damaged one.
 */
export type Purpose = 'work' | 'found' | 'mend'

/** Events are for a program that runs; here only failures are worth a line. */
export const quiet = { ...log, info: () => undefined }

export async function withCore<T>(
  given: CliArguments,
  work: (at: CliSession) => Promise<T>,
  purpose: Purpose = 'work',
): Promise<T> {
  const dir = folder(given)
  if (purpose !== 'found' && readIdentity(nodeFiles, dir) === null) throw new Problem('no-company')
  const options = realOptions({ dir, program: 'command line', log: quiet })
  const core = await Core.start({ ...options, version: VERSION, background: false, chineseFont })
  try {
    const session = new Session('command-line', true)
    const { damage, cut } = core.state(session).journal
    if (cut !== null) process.stderr.write(`${cutText(cut)}\n`)
    if (damage !== null && purpose !== 'mend') throw new Problem('damaged-at', damage)
    const client: DesktopClient = createRouterClient(desktopRouter, { context: { core, session } })
    const { as } = given.values
    if (typeof as === 'string') await client.app.signIn({ person: as, passphrase: await firstLine() })
    return await work({ core, session, client })
  } finally {
    await core.close()
  }
}

/** What a write that a kill ended has left: nobody was told that it is saved, and it is kept all the same. */
const cutText = ({ bytes, keptAs }: { bytes: number; keptAs: string }): string =>
  `the journal's last ${bytes} bytes were no whole entry; they were cut off and are kept as ${keptAs}`

/** The company's folder, by its whole path. */
export function folder(given: CliArguments): string {
  const dir = resolve(text(given, 'data'))
  if (nodeFiles.stat(dir)?.isFolder === false) throw new CallProblem(`--data takes a folder, and ${dir} is a file`)
  return dir
}
