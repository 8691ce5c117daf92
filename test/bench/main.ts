/** `npm run bench -- NAME [--json] …`: measures speed and memory. Each bench is a folder beside this file. */
import { usage as queueUsage } from './queue/options.ts'

interface Bench {
  usage: string
  load(): Promise<{ run(args: readonly string[]): Promise<void> }>
}

const BENCHES: Readonly<Record<string, Bench>> = {
  queue: { usage: queueUsage, load: () => import('./queue/bench.ts') },
}

const [name = '', ...args] = process.argv.slice(2)
const usages = Object.values(BENCHES).map(({ usage }) => `${usage}\n`)
const bench = BENCHES[name]
if (name === '--help') process.stdout.write(usages.join('\n'))
else if (bench === undefined) {
  process.stderr.write(`which bench?\n${usages.join('\n')}`)
  process.exitCode = 2
} else await (await bench.load()).run(args)
