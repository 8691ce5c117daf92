/** Finds people, plates, VINs and numbers by parts of them, over the port. `search.ts DIR CASES SEARCHES SEED` */
import { applicationLine } from '../cases.ts'
import { seeded } from '../random.ts'
import { answer } from './answer.ts'
import { startShell } from './shell.ts'

const [dir = '', cases = '', searches = '', seed = ''] = process.argv.slice(2)
const random = seeded(99)

/** Two or more neighbouring characters of something that is there; of a name, often one. */
function partOf(text: string, least: number): string {
  const characters = [...text]
  const length = Math.min(characters.length, least + random.below(4))
  const from = random.below(characters.length - length + 1)
  return characters.slice(from, from + length).join('')
}

function wanted(): string {
  const { parties, vehicles } = applicationLine(random.below(Number(cases)), Number(seed))
  const [{ name, idNumber } = { name: null, idNumber: null }] = parties
  const [{ vin, plate } = { vin: null, plate: null }] = vehicles
  const [text, least] = random.one([
    [name, 1],
    [name, 2],
    [idNumber, 3],
    [vin, 3],
    [plate, 2],
    ['查无此人甲', 3],
  ] as const)
  return partOf(text ?? '', least)
}

const { client, close } = await startShell(dir, { operator: true })
// The first one waits until the search has read everything.
await client.review.find({ text: '王', limit: 20 })
const milliseconds: number[] = []
let hits = 0
for (let index = 0; index < Number(searches); index++) {
  const text = wanted()
  const begun = performance.now()
  hits += (await client.review.find({ text, limit: 20 })).length
  milliseconds.push(performance.now() - begun)
}
answer({ milliseconds, hits })
await close()
process.exit()
