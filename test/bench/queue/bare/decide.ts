/**
 * Decisions without a program around them: the recorded statements in a transaction, the recorded bytes appended and
 * fsynced before its COMMIT. Answers the milliseconds of each. `decide.ts FOLDER TRACE FILE`
 */
import { fsyncSync, openSync, writeSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { stepsIn } from './trace.ts'

const [folder = '', trace = '', file = ''] = process.argv.slice(2)
const pg = await PGlite.create({ fs: new NodeFS(folder) })
const journal = openSync(file, 'a')
const milliseconds: number[] = []
for await (const { texts, step } of stepsIn(trace)) {
  const from = performance.now()
  for (const { transaction, statements, append } of step)
    if (!transaction) for (const [text, parameters] of statements) await pg.query(texts[text] as string, parameters)
    else
      await pg.transaction(async tx => {
        for (const [text, parameters] of statements) await tx.query(texts[text] as string, parameters)
        if (append !== undefined) {
          writeSync(journal, append)
          fsyncSync(journal)
        }
      })
  milliseconds.push(performance.now() - from)
}
process.stdout.write(`${JSON.stringify({ milliseconds })}\n`)
await pg.close()
