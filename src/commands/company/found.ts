/** Founds the company: entry 1 of a journal. Its first administrator is accepted only while none exists. */
import { z } from 'zod'
import { upsert } from '../change.ts'
import { command, ok, refuse } from '../command.ts'
import { byKey } from '../found.ts'
import { personRow, personSchema } from './person.ts'

const input = z.object({
  companyId: z.string().min(1),
  name: z.string().min(1).max(80),
  language: z.enum(['zh-CN', 'en']),
  demo: z.boolean(),
  /** Several only in a demo company, which brings its people along; each of them with a key of its own. */
  people: z.array(personSchema).min(1).max(20),
})

export const foundCompany = command({
  name: 'company.found',
  version: 1,
  travels: true,
  roles: 'founding',
  operator: true,
  signed: true,
  input,
  reads: (given, _context, _found, round) => (round === 1 ? [byKey('company', [given.companyId])] : null),
  judge(given, _context, found) {
    if (found.row('company', given.companyId) !== null) return refuse('company.exists')
    if (!given.people.some(person => person.roles.includes('administrator'))) return refuse('company.no-administrator')
    return ok
  },
  effect: (given, context) => [
    upsert('company', {
      id: given.companyId,
      name: given.name,
      language: given.language,
      demo: given.demo,
      foundedAt: context.at,
    }),
    ...given.people.map(person => upsert('person', personRow(person, null, context.at))),
  ],
})
