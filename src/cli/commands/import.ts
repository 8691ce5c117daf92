/** Imports a CSV or XLSX file with a saved or built-in mapping. A folder without a company gets one. */
import { type CliCommand, file, text } from '../command.ts'
import { founded } from '../founding.ts'
import { withCore } from '../session.ts'

export const importCommand: CliCommand = {
  name: 'import',
  synopsis: 'import FILE --preset NAME --data DIR',
  purpose: 'applications of a CSV or XLSX file',
  options: { preset: { type: 'string' }, data: { type: 'string' }, as: { type: 'string' } },
  run: given =>
    withCore(given, async ({ core, session }) => {
      const path = file(given)
      const preset = text(given, 'preset')
      await founded(core)
      const { read, imported, rejected, duplicates } = await (await core.open.intake()).importFile(
        session,
        path,
        preset,
      )
      return { answer: { read, imported, rejected, duplicates } }
    }),
}
