/** Every command by name and version: the one list that desktop, server, command line and rebuild look things up in. */
import type { Command } from './command.ts'
import { foundCompany } from './company/found.ts'
import { addPerson, changePerson } from './company/people.ts'
import { deviceRestored } from './company/restored.ts'
import { publishRulebook } from './company/rulebook.ts'
import { changeSetting } from './company/setting.ts'
import { addDocument } from './intake/document.ts'
import { loadIntake } from './intake/load.ts'
import { savePreset } from './intake/preset.ts'
import { eraseParty } from './party/erase.ts'
import { boostCase } from './review/boost.ts'
import { decideAutomatically } from './review/decide-automatically.ts'
import { decideCase } from './review/decide-case.ts'
import { decideManyCases, takeBackMany } from './review/decide-many.ts'
import { documentsReceived } from './review/documents-received.ts'
import { takeBack } from './review/take-back.ts'

const COMMANDS = [
  foundCompany,
  addPerson,
  changePerson,
  changeSetting,
  publishRulebook,
  loadIntake,
  savePreset,
  addDocument,
  decideAutomatically,
  decideCase,
  decideManyCases,
  takeBack,
  takeBackMany,
  documentsReceived,
  boostCase,
  eraseParty,
  deviceRestored,
] as unknown as readonly Command[]

const byName = new Map(COMMANDS.map(command => [`${command.name}@${command.version}`, command]))

/** An entry of this name and version is none that this program knows: it was written by a newer one. */
export class UnknownCommand extends Error {
  override readonly name = 'UnknownCommand'
  constructor(name: string, version: number) {
    super(`no command ${name}, version ${version}: this journal was written by a newer LeaseDesk`)
  }
}

/** Throws `UnknownCommand`. */
export function commandOf(name: string, version: number): Command {
  const command = byName.get(`${name}@${version}`)
  if (command === undefined) throw new UnknownCommand(name, version)
  return command
}

/** For what holds of every command. */
export const allCommands = (): readonly Command[] => COMMANDS
