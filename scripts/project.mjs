/** What every script needs: where the project is, and how a script ends. Imports nothing but Node itself. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * @param {string} path relative to the project's folder
 */
export function projectFile(path) {
  return join(root, path)
}

/** A failure whose message is all that a person needs: shown without a stack. */
export class PlainError extends Error {}

/** A person (or whoever started the script) ended it by a signal: nothing is left to say. */
export class Interrupted extends Error {
  /** @param {number} exitCode */
  constructor(exitCode) {
    super('interrupted')
    this.exitCode = exitCode
  }
}

/**
 * Runs the main function of a script; the number that it gives is the exit code.
 * @param {() => number | Promise<number>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (error instanceof Interrupted) process.exitCode = error.exitCode
    else if (error instanceof PlainError) {
      console.error(error.message)
      process.exitCode = 1
    } else throw error
  }
}
