/** The options that both shells take on their command line. */
import { parseArgs } from 'node:util'

export interface ShellArguments {
  readonly dataDir: string | undefined
  readonly port: number
  readonly open: boolean
}

/** An option nobody knows, or a value that is none; `message` says which. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError'
}

export function parseShellArguments(args: readonly string[]): ShellArguments {
  const values = parse(args)
  const port = Number(values.port ?? 0)
  if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535) {
    throw new ArgumentError(`--port takes a number from 0 to 65535, not '${values.port}'.`)
  }
  return { dataDir: values.data, port, open: values['no-open'] !== true }
}

function parse(args: readonly string[]) {
  try {
    const options = { data: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new ArgumentError(`${(error as Error).message} Known: --data DIR, --port N, --no-open.`)
  }
}

/** `--data DIR` among whatever else Chromium, a debugger or a desktop put on Electron's command line. */
export function dataDirArgument(args: readonly string[]): string | undefined {
  const { data } = parseArgs({ args: [...args], options: { data: { type: 'string' } }, strict: false }).values
  return typeof data === 'string' ? data : undefined
}
