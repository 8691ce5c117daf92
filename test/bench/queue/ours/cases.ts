/** Next case after next case; answers the peak memory of the process and how long a call took. `cases.ts DIR CASES` */
import { answer, peakKb } from './answer.ts'
import { startShell } from './shell.ts'
import { caseAfterCase } from './underwriter.ts'

const [dir = '', cases = ''] = process.argv.slice(2)
const { client, close } = await startShell(dir)
await caseAfterCase(client, Number(cases), () => undefined)
answer({ peakKb: peakKb() })
await close()
process.exit()
