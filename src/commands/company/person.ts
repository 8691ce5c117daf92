/** A person as entries carry them: public key, and the private key wrapped by the person's own passphrase. */
import { z } from 'zod'
import { type Person, ROLES, type Role } from '../../domain/model/company.ts'

export const roleSchema = z.enum(ROLES as [Role, ...Role[]])

export const personSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1).max(40),
  roles: z.array(roleSchema).min(1),
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
  wrappedKey: z.object({
    salt: z.string(),
    cost: z.object({ memoryKib: z.number().int(), passes: z.number().int() }),
    wrapped: z.string(),
  }),
})
export type PersonInput = z.infer<typeof personSchema>

/** The row of a newly entered person; `enteredBy` is null for those who come with the founding entry. */
export const personRow = (person: PersonInput, enteredBy: string | null, since: string): Person => ({
  ...person,
  active: true,
  enteredBy,
  since,
})
