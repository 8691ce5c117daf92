/** Failures as the command line says them: what happened, to what, and how to mend it; never a stack. */
import { ORPCError } from '@orpc/client'
import { BackupDamage } from '../core/backup/damage.ts'
import { Problem } from '../core/problems.ts'
import { ReadOnly, Refused } from '../core/writing/refused.ts'
import { JournalDamage } from '../journal/damage.ts'
import { ErasedListDamage } from '../journal/erased-list.ts'
import { FolderInUse } from '../journal/lock.ts'
import { KeysLocked } from '../journal/master-key.ts'
import { CallProblem } from './command.ts'
import { UsageError } from './usage.ts'

const ADVICE: Record<string, string> = {
  'no-company': 'there is no company in this folder yet: start the app and found one, or run `cli demo`',
  'company-exists': 'there is a company in this folder already: choose another folder with --data',
  'wrong-passphrase': 'the passphrase is wrong: give it on standard input, one line',
  'person-unknown': 'there is no such person: --as takes the id that Settings shows',
  'file-exists': 'that file is there already: name another with --out',
  'file-unknown': 'there is no such file',
  'folder-not-empty': 'the folder is not empty: restore into a new one',
  'other-master-key': 'this machine holds another master key for the same company: restore on another machine',
  'journal-damaged': 'the journal is damaged: run `cli verify-journal` to see where, and restore a backup',
}

const SPEAK_FOR_THEMSELVES = [UsageError, CallProblem, JournalDamage, BackupDamage, ErasedListDamage]

export const exitCodeOf = (error: unknown): number =>
  error instanceof UsageError || error instanceof CallProblem ? 2 : 1

export function sayProblem(error: unknown): string {
  if (error instanceof FolderInUse) return `${error.message}: close that first`
  if (error instanceof KeysLocked)
    return `${error.message}: open the folder once in the app, where a passphrase can be given`
  if (error instanceof Refused) return `refused: ${error.code} ${JSON.stringify(error.detail)}`
  if (error instanceof Problem || error instanceof ReadOnly)
    return ADVICE[error.code] ?? `${error.code} ${JSON.stringify(error.detail)}`
  if (error instanceof ORPCError) return sayRemote(error)
  if (SPEAK_FOR_THEMSELVES.some(kind => error instanceof kind)) return (error as Error).message
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error)
}

function sayRemote(error: ORPCError<string, unknown>): string {
  const data = error.data as { code?: string; detail?: unknown } | undefined
  if (data?.code === undefined) return `${error.code}: ${error.message}`
  return ADVICE[data.code] ?? `${error.code.toLowerCase()}: ${data.code} ${JSON.stringify(data.detail ?? {})}`
}
