/** What the command line can do, as `help` prints it and as a wrong call is answered. */
import type { CliCommand } from './command.ts'

export function usage(commands: readonly CliCommand[]): string {
  const width = Math.max(...commands.map(({ synopsis }) => synopsis.length))
  const lines = commands.map(({ synopsis, purpose }) => `  ${synopsis.padEnd(width)}  ${purpose}`)
  return [
    'LeaseDesk on the command line. Every command takes --json, which prints one JSON object.',
    '',
    ...lines,
    '',
    'Without --as the local operator acts: it may import, decide automatically, read and maintain. --as PERSON asks for',
    'that person’s passphrase on standard input; approving, paying out, erasing and signing need it.',
  ].join('\n')
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
  constructor(problem: string, commands: readonly CliCommand[]) {
    super(`${problem}\n\n${usage(commands)}`)
  }
}
