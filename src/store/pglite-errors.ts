/**
 * What PGlite throws, made short: its errors carry query and parameters (personal data among them), and printing one
 * unread prints 30 kB of its bundled source.
 */
import { CommitFailed, StatementFailed } from './store.ts'

/** A failure inside the engine itself, not an answer of PostgreSQL: SQLSTATE's own 'internal error'. */
const INTERNAL = 'XX000'

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function told(error: unknown): { reason: string; code: string; table: string | null } {
  if (!(error instanceof Error)) return { reason: String(error), code: INTERNAL, table: null }
  const fields = error as Error & { code?: unknown; table?: unknown }
  return { reason: error.message, code: textOf(fields.code) ?? INTERNAL, table: textOf(fields.table) }
}

export function statementFailed(error: unknown, table: string | null = null): StatementFailed {
  if (error instanceof StatementFailed) return error
  const { reason, code, table: named } = told(error)
  return new StatementFailed(reason, { table: named ?? table, code })
}

export function commitFailed(error: unknown): CommitFailed {
  const { reason, code } = told(error)
  return new CommitFailed(`COMMIT failed: ${reason} (${code})`)
}
