/** Every command, in the order in which `help` lists them. */
import type { CliCommand } from '../command.ts'
import { backupCommand } from './backup.ts'
import { decideCommand } from './decide.ts'
import { demoCommand } from './demo.ts'
import { eraseCommand } from './erase.ts'
import { importCommand } from './import.ts'
import { queueCommand } from './queue.ts'
import { rebuildCommand } from './rebuild.ts'
import { replayCommand } from './replay.ts'
import { restoreCommand } from './restore.ts'
import { verifyJournalCommand } from './verify-journal.ts'

export const COMMANDS: readonly CliCommand[] = [
  importCommand,
  demoCommand,
  decideCommand,
  queueCommand,
  replayCommand,
  verifyJournalCommand,
  rebuildCommand,
  eraseCommand,
  backupCommand,
  restoreCommand,
]
