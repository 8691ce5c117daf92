/** Puts a backup in place in a new folder, once all of it has been verified. */
import { resolve } from 'node:path'
import { restoreBackup } from '../../core/backup/restore.ts'
import { realOptions } from '../../core/machine/index.ts'
import { type CliCommand, file, passphrase, text } from '../command.ts'
import { quiet } from '../session.ts'
import { firstLine } from '../standard-input.ts'

export const restoreCommand: CliCommand = {
  name: 'restore',
  synopsis: 'restore FILE --data DIR',
  purpose: 'a backup into a new folder, as a device of its own; its passphrase on standard input',
  options: { data: { type: 'string' } },
  async run(given) {
    const order = { file: resolve(file(given)), dir: resolve(text(given, 'data')) }
    const optionsAt = (dir: string) => realOptions({ dir, program: 'command line', log: quiet })
    const restored = await restoreBackup({ ...order, passphrase: passphrase(await firstLine()) }, optionsAt)
    return { answer: { ...restored } }
  },
}
