/** From nothing to the first page of the queue, answered over the port. `start.ts DIR` */
import { answer } from './answer.ts'
import { FIRST_PAGE } from './first-page.ts'
import { startShell } from './shell.ts'

const [dir = ''] = process.argv.slice(2)
const { client, close } = await startShell(dir, { operator: true })
const { rows, total } = await client.review.page(FIRST_PAGE)
answer({ rows: rows.length, total })
await close()
process.exit()
