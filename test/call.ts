/** How the programs of this folder (`npm run faults`, `npm run bench`) read their calls. */

/**
 * The options that `parse` reads. Null where there is nothing to do: help was asked for and is shown, or the call is
 * wrong, which `parse` says by a TypeError, and is answered with what there is and exit code 2.
 */
export function readCall<Options>(
  args: readonly string[],
  usage: string,
  parse: (args: readonly string[]) => Options,
): Options | null {
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    return null
  }
  try {
    return parse(args)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    process.stderr.write(`${error.message}\n${usage}\n`)
    process.exitCode = 2
    return null
  }
}

/** A count among the options. */
export function whole(text: string, name: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`--${name} takes a whole number from 1`)
  return value
}
