/** Imports a CSV or XLSX file with a saved or built-in mapping. A folder without a company gets one. */
import { resolve } from 'node:path'
import { type CliCommand, file, text } from '../command.ts'
import { founded } from '../founding.ts'
import { keepRejects } from '../rejects.ts'
import { type CliSession, withCore } from '../session.ts'

export const importCommand: CliCommand = {
  name: 'import',
  synopsis: 'import FILE --preset NAME --data DIR [--as PERSON]',
  purpose: 'applications of a CSV or XLSX file; FILE.rejects.csv says which cells kept rows out',
  options: { preset: { type: 'string' }, data: { type: 'string' }, as: { type: 'string' } },
  async run(given) {
    const path = file(given)
    const preset = text(given, 'preset')
    const work = async ({ core, session }: CliSession) => {
      await founded(core)
      const intake = await core.open.intake()
      const keep = (rejects: Blob) => keepRejects(resolve(path), rejects)
      const { read, imported, rejected, duplicates } = await intake.importFile(session, path, preset, keep)
      return { answer: { read, imported, rejected, duplicates } }
    }
    return withCore(given, work, 'found')
  },
}
