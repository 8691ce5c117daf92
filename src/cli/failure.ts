/**
 * Failures as the command line says them: what happened, to what, and how to mend it; never a stack. The sentences are
 * those of the windows' English catalogue, but where the way out is another here than on a screen.
 */
import { ORPCError } from '@orpc/client'
import { BackupDamage } from '../core/backup/damage.ts'
import { NotOurFolder } from '../core/folder/places.ts'
import { problemOf } from '../core/problems.ts'
import { JournalDamage } from '../journal/damage.ts'
import { ErasedListDamage } from '../journal/erased-list.ts'
import { CannotMakeFolder } from '../journal/files.ts'
import { FolderInUse } from '../journal/lock.ts'
import { KeysLocked } from '../journal/master-key.ts'
import catalogue from '../words/en.json' with { type: 'json' }
import { CallProblem } from './command.ts'
import { UsageError } from './usage.ts'

type Detail = Readonly<Record<string, unknown>>

const TEXTS: Readonly<Record<string, string>> = catalogue

/** By the catalogue's key. */
const HERE: Readonly<Record<string, string>> = {
  'refusal.intake.taken-before':
    'this very portfolio is here already, nothing was added: give another --seed or another number of --applications',
  'refusal.actor.role': '--as takes somebody with one of these roles for this: {{need}}',
  'refusal.party.unknown': 'there is no party {{party}} here: --party takes the id of a party',
  'problem.not-allowed': 'give --as PERSON, of the role {{need}}, and that person’s passphrase on standard input',
  'problem.no-company': 'there is no company in this folder yet: start the app and found one, or run `cli demo`',
  'problem.company-exists': 'there is a company in this folder already: choose another folder with --data',
  'problem.wrong-passphrase': 'the passphrase is wrong: give it on standard input, one line',
  'problem.person-unknown': 'there is no such person: --as takes the id that Settings shows',
  'problem.preset-unknown': 'there is no preset {{preset}}: --preset takes one of {{known}}',
  'problem.file-exists': 'that file is there already: name another with --out',
  'problem.file-unknown': 'there is no such file',
  'problem.file.absent': 'there is no such file: check its path',
  'problem.file.empty': 'the file is empty: export it again',
  'problem.file.no-rows': 'there is a heading and nothing below it: export the file again, with its rows',
  'problem.file.zip-bomb': 'the file would unpack to far too much and was refused: export it again, or as CSV',
  'problem.file.row-too-long':
    'row {{row}} is longer than {{most}} characters: is it a CSV file with an end to each line?',
  'problem.file.too-many-columns':
    'the file has {{found}} columns, at most {{most}} are read: leave out what is not needed',
  'problem.mapping.missing': 'the file has no column for {{field}}: is it the right --preset for this file?',
  'problem.folder-not-empty': 'the folder is not empty: restore into a new one',
  'problem.other-master-key': 'this machine holds another master key for the same company: restore on another machine',
  'problem.journal-damaged': 'the journal is damaged: run `cli verify-journal` to see where, and restore a backup',
  'problem.damaged-at':
    'the journal is damaged (segment {{segment}}, entry {{entry}}: {{differs}}): leave the folder as it is, ' +
    'and put a backup into a new one with `cli restore`',
  'problem.not-known': 'whether it was saved is not known: look with `cli queue` before doing it anew',
}

const SPEAK_FOR_THEMSELVES = [UsageError, CallProblem, JournalDamage, BackupDamage, ErasedListDamage, NotOurFolder]

export const exitCodeOf = (error: unknown): number =>
  error instanceof UsageError || error instanceof CallProblem ? 2 : 1

export function sayProblem(error: unknown): string {
  if (error instanceof FolderInUse) return `${error.message}: close that first`
  if (error instanceof CannotMakeFolder) return `${error.message}: name another with --data`
  if (error instanceof KeysLocked)
    return `${error.message}: open the folder once in the app, where a passphrase can be given`
  if (error instanceof ORPCError) return sayRemote(error)
  if (SPEAK_FOR_THEMSELVES.some(kind => error instanceof kind)) return (error as Error).message
  const { code, detail } = problemOf(error)
  if (code !== 'internal') return sayCode(code, detail)
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error)
}

/** As the contract's errors carry it: a refusal's code has no prefix there. */
function sayRemote(error: ORPCError<string, unknown>): string {
  const { code, detail, need } = (error.data ?? {}) as { code?: string; detail?: Detail; need?: string[] }
  if (error.code === 'NOT_ALLOWED') return sayCode('not-allowed', { need })
  if (code === undefined) return sayCode(error.code.toLowerCase().replaceAll('_', '-'), detail ?? {})
  return sayCode(error.code === 'REFUSED' ? `refused.${code}` : code, detail ?? {})
}

/** The sentence of a failure's code as `problemOf` gives it; the code itself where there is none. */
export function sayCode(code: string, detail: Detail): string {
  const key = code.startsWith('refused.') ? code.replace('refused.', 'refusal.') : `problem.${code}`
  const text = HERE[key] ?? TEXTS[key]
  if (text === undefined) return `${code} ${JSON.stringify(detail)}`
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => shown(detail[name]))
}

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value ?? '?'))
