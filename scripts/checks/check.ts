/** What a check is: it looks at files of a project folder and names the breaches, one line each. */

export interface Outcome {
  /** How many files were looked at. Zero is a failure: a check that sees nothing holds nothing. */
  readonly files: number
  /** `file:line: what is wrong and how to mend it`. */
  readonly problems: readonly string[]
}

export interface Check {
  readonly name: string
  readonly what: string
  /** @param root the project folder; tests hand in a copy with a planted breach */
  readonly run: (root: string) => Outcome
}

/** The outcome of a check, with the rules that hold for all of them: one that sees nothing or cannot run has failed. */
export function judged(check: Check, root: string): Outcome {
  const outcome = attempted(check, root)
  if (outcome.files > 0) return outcome
  return { files: 0, problems: ['looked at no file at all', ...outcome.problems] }
}

function attempted(check: Check, root: string): Outcome {
  try {
    return check.run(root)
  } catch (error) {
    return { files: 0, problems: [error instanceof Error ? error.message : String(error)] }
  }
}
