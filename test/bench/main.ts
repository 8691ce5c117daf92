/** `npm run bench -- NAME [--json] …`: measures speed and memory. Each bench is a folder beside this file. */
export {}

const BENCHES: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>>> = {
  queue: () => import('./queue/bench.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench === undefined) {
  process.stderr.write(`which bench? ${Object.keys(BENCHES).join(', ')}\n`)
  process.exitCode = 2
} else await (await bench()).run(args)
