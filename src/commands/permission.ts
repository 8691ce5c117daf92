/** Whether an actor may give a command at all: roles are enforced here, in `judge`'s company, not only on screen. */
import { type Actor, type Command, ok, refuse, type Verdict } from './command.ts'

/** `founded`: whether a company exists already in these books. */
export function mayGive(
  command: Pick<Command, 'name' | 'roles' | 'operator'>,
  actor: Actor,
  founded: boolean,
): Verdict {
  if (command.roles === 'founding') return founded ? refuse('company.exists') : ok
  if (!founded) return refuse('company.none')
  if (actor.kind !== 'person') return command.operator ? ok : refuse('actor.needs-person', { command: command.name })
  const may = command.roles.some(role => actor.roles.includes(role))
  return may ? ok : refuse('actor.role', { command: command.name, need: [...command.roles] })
}
