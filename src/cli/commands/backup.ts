/** Makes a backup: one file, compressed, its keys under a passphrase, read back before it has its name. */
import { resolve } from 'node:path'
import { makeBackup } from '../../core/backup/write.ts'
import { type CliCommand, passphrase, text } from '../command.ts'
import { withCore } from '../session.ts'
import { firstLine } from '../standard-input.ts'

export const backupCommand: CliCommand = {
  name: 'backup',
  synopsis: 'backup --data DIR --out FILE',
  purpose: 'everything in one verified file; its passphrase on standard input',
  options: { data: { type: 'string' }, out: { type: 'string' } },
  async run(given) {
    const out = resolve(text(given, 'out'))
    const chosen = passphrase(await firstLine())
    return withCore(given, async ({ core }) => ({ answer: { ...(await makeBackup(core.open.desk, out, chosen)) } }))
  },
}
