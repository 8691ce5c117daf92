/** Imports a CSV or XLSX file with a saved or built-in mapping. A folder without a company gets one. */
import { type CliCommand, file, text } from '../command.ts'
import { founded } from '../founding.ts'
import { type CliSession, withCore } from '../session.ts'

export const importCommand: CliCommand = {
  name: 'import',
  synopsis: 'import FILE --preset NAME --data DIR [--as PERSON]',
  purpose: 'applications of a CSV or XLSX file',
  options: { preset: { type: 'string' }, data: { type: 'string' }, as: { type: 'string' } },
  async run(given) {
    const path = file(given)
    const preset = text(given, 'preset')
    const work = async ({ core, session }: CliSession) => {
      await founded(core)
      const intake = await core.open.intake()
      const { read, imported, rejected, duplicates } = await intake.importFile(session, path, preset)
      return { answer: { read, imported, rejected, duplicates } }
    }
    return withCore(given, work, 'found')
  },
}
