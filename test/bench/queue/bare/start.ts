/** The leanest start there is: opens a database folder and runs the first page's statements. `start.ts FOLDER TRACE` */
import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

const [folder = '', trace = ''] = process.argv.slice(2)
const [texts, ...steps] = readFileSync(trace, 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line))
const pg = await PGlite.create({ fs: new NodeFS(folder) })
let rows = 0
for (const units of steps)
  for (const { statements } of units)
    for (const [text, parameters] of statements) rows += (await pg.query(texts[text], parameters)).rows.length
process.stdout.write(`${JSON.stringify({ rows })}\n`)
await pg.close()
