/** Enters a person, or changes one's roles: administrators' signed entries, so that every public key has a voucher. */
import { z } from 'zod'
import { upsert } from '../change.ts'
import { command, ok, refuse } from '../command.ts'
import { byKey } from '../found.ts'
import { personRow, personSchema, roleSchema } from './person.ts'

export const addPerson = command({
  name: 'person.add',
  version: 1,
  travels: true,
  roles: ['administrator'],
  operator: false,
  signed: true,
  input: personSchema,
  reads: (given, _context, _found, round) => (round === 1 ? [byKey('person', [given.id])] : null),
  judge: (given, _context, found) =>
    found.row('person', given.id) === null ? ok : refuse('person.exists', { name: given.name }),
  effect: (given, context) => [upsert('person', personRow(given, context.actor.id, context.at))],
})

export const changePerson = command({
  name: 'person.change',
  version: 1,
  travels: true,
  roles: ['administrator'],
  operator: false,
  signed: true,
  input: z.object({ id: z.string(), roles: z.array(roleSchema).min(1), active: z.boolean() }),
  reads: (given, _context, _found, round) => (round === 1 ? [byKey('person', [given.id])] : null),
  judge(given, context, found) {
    const person = found.row('person', given.id)
    if (person === null) return refuse('person.unknown', { person: given.id })
    const keepsOffice = given.active && given.roles.includes('administrator')
    // The last administrator cannot be locked out by mistake: nobody takes their own office away.
    if (given.id === context.actor.id && !keepsOffice) return refuse('person.own-office')
    return ok
  },
  effect(given, _context, found) {
    const person = found.row('person', given.id)
    return person === null ? [] : [upsert('person', { ...person, roles: given.roles, active: given.active })]
  },
})
