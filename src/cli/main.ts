/** `npm run -s cli -- COMMAND …`: the core without a window, for batch work and operations. */
import { parseArgs } from 'node:util'
import { COMMANDS } from './commands/index.ts'
import { exitCodeOf, sayProblem } from './failure.ts'
import { UsageError, usage } from './usage.ts'

const [name, ...rest] = process.argv.slice(2)

async function run(): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${usage(COMMANDS)}\n`)
    return name === undefined ? 2 : 0
  }
  const command = COMMANDS.find(each => each.name === name)
  if (command === undefined) throw new UsageError(`there is no command '${name}'`, COMMANDS)
  if (rest.includes('--help')) {
    process.stdout.write(`${usage([command])}\n`)
    return 0
  }
  const { values, positionals } = parse(command.options)
  const output = await command.run({ values, positionals })
  process.stdout.write(values.json === true ? `${JSON.stringify(output.answer)}\n` : `${plain(output.answer)}\n`)
  return output.exitCode ?? 0
}

function parse(options: (typeof COMMANDS)[number]['options']) {
  try {
    const json = { type: 'boolean' as const }
    return parseArgs({ args: rest, options: { ...options, json }, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), COMMANDS)
  }
}

const plain = (answer: Readonly<Record<string, unknown>>): string =>
  Object.entries(answer)
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('\n')

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(`${sayProblem(error)}\n`)
  process.exitCode = exitCodeOf(error)
}
