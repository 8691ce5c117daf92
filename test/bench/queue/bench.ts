/** `npm run bench -- queue`: what a hundred thousand cases cost (test/bench/README.md). */
import { readCall } from '../../call.ts'
import { BenchFolder } from './folder.ts'
import { environment, type Figures, MEASURES } from './measure.ts'
import { parseOptions, usage } from './options.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

export async function run(args: readonly string[]): Promise<void> {
  const options = readCall(args, usage, parseOptions)
  if (options === null) return
  const folder = new BenchFolder(options)
  try {
    say(`making ${options.cases} cases in ${folder.dir}`)
    await folder.prepare(options)
    const figures: Figures = {}
    for (const part of options.parts) {
      say(`measuring ${part}`)
      Object.assign(figures, await MEASURES[part](folder, options))
    }
    print({ ...figures, ...environment(options) }, options.json)
  } finally {
    folder.close()
  }
}

function print(figures: Figures, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name}: ${value}\n`)
}
