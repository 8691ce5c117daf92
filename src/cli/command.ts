/** A command of the command line. */
export interface CliArguments {
  values: Readonly<Record<string, string | boolean | undefined>>
  positionals: readonly string[]
}

export interface CliOutput {
  /** Printed as one JSON object with --json, else line by line. */
  answer: Readonly<Record<string, unknown>>
  exitCode?: number
}

export interface CliCommand {
  name: string
  synopsis: string
  purpose: string
  options: Readonly<Record<string, { type: 'string' | 'boolean' }>>
  run(given: CliArguments): Promise<CliOutput>
}

/** A mistake in the call itself; the message says how to mend it. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem'
}

export function text(given: CliArguments, name: string): string {
  const value = given.values[name]
  if (typeof value !== 'string' || value === '') throw new CallProblem(`--${name} is missing`)
  return value
}

export function count(given: CliArguments, name: string): number {
  const value = Number(text(given, name))
  if (!Number.isSafeInteger(value) || value < 0) throw new CallProblem(`--${name} takes a whole number`)
  return value
}

/** The shortest passphrase that a backup may have. */
const SHORTEST = 8

export function passphrase(given: string): string {
  if (given.length >= SHORTEST) return given
  throw new CallProblem(`give the passphrase on standard input, one line of at least ${SHORTEST} characters`)
}

export function file(given: CliArguments): string {
  const [path, ...others] = given.positionals
  if (path === undefined) throw new CallProblem('which file?')
  if (others.length > 0) throw new CallProblem('one file at a time')
  return path
}
