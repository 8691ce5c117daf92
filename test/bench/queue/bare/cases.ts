/** Opens a database folder and runs recorded statements in their order; answers its peak memory. `cases.ts FOLDER TRACE` */
import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { stepsIn } from './trace.ts'

const [folder = '', trace = ''] = process.argv.slice(2)
const pg = await PGlite.create({ fs: new NodeFS(folder) })
let statementsRun = 0
for await (const { texts, step } of stepsIn(trace))
  for (const { transaction, statements } of step) {
    statementsRun += statements.length
    if (!transaction) for (const [text, parameters] of statements) await pg.query(texts[text] as string, parameters)
    else
      await pg.transaction(async tx => {
        for (const [text, parameters] of statements) await tx.query(texts[text] as string, parameters)
      })
  }
const peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
process.stdout.write(`${JSON.stringify({ peakKb, statementsRun })}\n`)
await pg.close()
